"""`tocsin run` on feeds, telling on stdout what comes of it.

    python -m tests.local.feeds_run STORE WEBHOOK once|forever FEED...

Enrichment processes import this file too; what they do not need is in telling.py.
"""

import asyncio
import sys
from pathlib import Path

if __name__ == "__main__":
    from tests.local.telling import run_feeds

    store, webhook, how, *feeds = sys.argv[1:]
    asyncio.run(run_feeds(Path(store), webhook, feeds, once=how == "once"))
