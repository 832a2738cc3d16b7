"""The owner of a Worker: prints its pid and leaves it `idle`, `hanging` or `frozen`.

When the process has come to the document that does that, it prints a line itself.
"""

import os
import sys
import threading


def main() -> None:
    from tests.local.documents import documents  # not in the spawned process
    from tests.local.processes import children
    from tests.local.trap import FREEZE, HANG, TrapSource
    from tocsin.local.serve import Limits
    from tocsin.local.worker import Worker

    worker = Worker(TrapSource(), Limits(batch=1.0, document=1.0, grace=0.5))
    worker.start()
    (pid,) = children(os.getpid())
    sys.stdout.write(f"{pid}\n")
    sys.stdout.flush()
    if sys.argv[1] != "idle":
        text = {"hanging": HANG, "frozen": FREEZE}[sys.argv[1]]
        threading.Thread(target=worker.enrich, args=(documents([text]),), daemon=True).start()
    threading.Event().wait(60)


if __name__ == "__main__":
    main()
