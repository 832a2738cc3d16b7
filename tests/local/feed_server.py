"""Feeds on loopback: `/KIND/N` of N articles (see `items`), and `/slow`, which never ends."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

from tests.local.trap import ALARM, HANG, SLOW

# Long enough to be the whole article: its page is not asked for.
FULL = " ".join(str(number) for number in range(1_000, 1_200))


class FeedServer(ThreadingHTTPServer):
    """`begun` is set when somebody reads the endless feed."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.released = threading.Event()
        self.begun = threading.Event()
        self.published = datetime.now(UTC).isoformat()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"

    def items(self, kind: str, number: int) -> list[dict[str, str]]:
        """Articles that are slow to enrich (`work`), that hang, or that alarm."""
        bodies = {"work": SLOW, "hang": HANG, "alarm": ALARM}
        return [
            {
                "url": self.url(f"{kind}/item{place}"),
                "title": f"{place}",
                "content_text": f"{bodies[kind]} {place} {FULL}",
                "date_published": self.published,
            }
            for place in range(number)
        ]


@contextmanager
def serving_feeds() -> Iterator[FeedServer]:
    """The server, running until the block ends."""
    with FeedServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, FeedServer)
        _, kind, *rest = self.path.split("/")
        self.send_response(200 if kind != "robots.txt" else 404)
        self.send_header("Content-Type", "application/feed+json")
        self.end_headers()
        if kind == "slow":
            self._drip(self.server)
        elif kind in ("work", "hang", "alarm"):
            items = self.server.items(kind, int(rest[0]))
            feed = {"version": "https://jsonfeed.org/version/1.1", "title": kind, "items": items}
            self.wfile.write(msgspec.json.encode(feed))

    def _drip(self, server: FeedServer) -> None:
        server.begun.set()
        try:
            while not server.released.wait(0.05):
                self.wfile.write(b" ")
        except OSError:
            return  # the reader has gone

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        """Nothing on the terminal."""
