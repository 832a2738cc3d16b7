"""A web server on loopback that serves the bundled site, mistakes included."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tocsin.demo.site import SITE, DemoSite
from tocsin.demo.substitute import substitute


class DemoServer(ThreadingHTTPServer):
    """Serves the site as it is in round `round`: in the second, some files have changed."""

    daemon_threads = True

    def __init__(self, site: DemoSite) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site
        self.round = 1
        self.started = datetime.now(UTC)

    @property
    def base(self) -> str:
        """The address of the site, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def find(self, path: str) -> Path | None:
        """The file behind a path in this round, None when there is none inside the site."""
        folders = [SITE / "_round2", SITE] if self.round > 1 else [SITE]
        for folder in folders:
            file = (folder / path.lstrip("/")).resolve()
            if file.is_file() and file.is_relative_to(folder.resolve()):
                return file
        return None


@contextmanager
def serve_demo(site: DemoSite) -> Iterator[DemoServer]:
    """The server, running on a free port of loopback until the block ends."""
    with DemoServer(site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: DemoServer  # pyright: ignore[reportIncompatibleVariableOverride] - always ours

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file, site = self.server.find(path), self.server.site
        if file is None:
            self._answer(404, b"not found", "text/plain")
            return
        body = _served(file.read_bytes(), self.server)
        self._answer(site.statuses.get(path, 200), body, site.content_type(path))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the parent's
        """Nothing: the demonstration shows what the pipeline sees."""

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _served(raw: bytes, server: DemoServer) -> bytes:
    """The file with its placeholders replaced, all other bytes as they are, in any encoding."""
    # Latin-1 maps each byte to one character and back, so that no encoding needs to be known.
    filler = server.site.filler.encode().decode("latin-1")
    text = substitute(raw.decode("latin-1"), base=server.base, now=server.started, filler=filler)
    return text.encode("latin-1")
