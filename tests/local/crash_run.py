"""The real pipeline on chunks of NDJSON, telling on stdout what it has come to, until it is killed.

    python -m tests.local.crash_run STORE WEBHOOK CHUNK...

Enrichment processes import this file too; what they do not need is in telling.py.
"""

import asyncio
import sys
from pathlib import Path

if __name__ == "__main__":
    from tests.local.telling import run_chunks

    store, webhook, *paths = sys.argv[1:]
    asyncio.run(run_chunks(Path(store), webhook, [Path(path) for path in paths]))
