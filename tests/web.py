"""A small web on loopback with pages that behave well, badly, or not at all."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import brotli

from annotations.fetching.decompression import zstd
from tests.pdfs import pdf_of

PAGE = """<!doctype html><html lang="en"><head><title>Harbour bulletin</title><meta charset="utf-8"></head>
<body><nav><a href="/other">Menu</a></nav><article><h1>Harbour bulletin</h1>
<p>In the third quarter 1,204 ships called at the port, which is 73 more than a year before.</p>
<p>Mean waiting time was 27 hours, after 31 hours a year before. The
<a href="/log">log of the roads</a> has every arrival, and it can be read at the office.</p>
<p>The harbour office publishes the next bulletin in spring, with the figures of the ferries.</p>
</article><footer>Imprint</footer></body></html>"""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.seen.append((self.path, dict(self.headers)))
        act = getattr(self, "go_" + path.strip("/").replace("-", "_").partition("/")[0], None)
        if path == "/":
            self.send(PAGE.encode())
        elif act is None:
            self.send(b"<p>no such page</p>", status=404)
        else:
            act()

    def send(self, body: bytes, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def go_page(self) -> None:
        self.send(PAGE.encode())

    def go_article(self) -> None:
        self.send(PAGE.replace("Harbour bulletin", "Harbour news").encode())

    def go_edited(self) -> None:
        """The same page twice, then one with another number."""
        times = sum(1 for path, _ in self.server.seen if path.startswith("/edited"))
        self.send((PAGE if times < 3 else PAGE.replace("1,204", "1,304")).encode())

    def go_pdf(self) -> None:
        self.send(pdf("Mean waiting time was 27 hours in the third quarter."), kind="application/pdf")

    def go_consent(self) -> None:
        self.send(b"<title>Before you continue</title><body><p>We and our partners use cookies on this device.</p>"
                  b"<p>Choose what you allow. You can change it later.</p></body>")  # fmt: skip

    def go_scripts(self) -> None:
        self.send(b"<title>Harbour</title><body><div id=app></div><script src=/app.js></script></body>")

    def go_forbidden(self) -> None:
        self.send(b"<p>log in</p>", status=403)

    def go_busy(self) -> None:
        self.send(b"<p>later</p>", status=429, Retry_After="7")

    def go_broken(self) -> None:
        self.send(b"<p>oops</p>", status=500)

    def go_silent(self) -> None:
        self.server.release.wait(20)

    def go_slow(self) -> None:
        time.sleep(0.6)
        self.send(PAGE.encode())

    def go_trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            while not self.server.release.wait(0.2):
                self.wfile.write(b"a")
        except OSError:
            pass

    def go_bomb(self) -> None:
        self.send(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")

    def go_gzip(self) -> None:
        self.send(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def go_brotli(self) -> None:
        self.send(brotli.compress(PAGE.encode()), Content_Encoding="br")

    def go_zstd(self) -> None:
        self.send(zstd.compress(PAGE.encode()), Content_Encoding="zstd")

    def go_brotli_bomb(self) -> None:
        self.send(brotli.compress(b"0" * 30_000_000), Content_Encoding="br")

    def go_zstd_bomb(self) -> None:
        self.send(zstd.compress(b"0" * 30_000_000), Content_Encoding="zstd")

    def go_half_brotli(self) -> None:
        self.send(brotli.compress(PAGE.encode())[:-9], Content_Encoding="br")

    def go_many_headers(self) -> None:
        self.send(PAGE.encode(), **{f"X_{n}": "words" for n in range(2_500)})

    def go_long_header(self) -> None:
        self.send(PAGE.encode(), X_Long="w" * 400_000)

    def go_late(self) -> None:
        self.server.release.wait(3)
        self.send(PAGE.encode())

    def go_validated(self) -> None:
        """The same page for ever, which knows how to say so."""
        if self.headers.get("If-None-Match") == '"7"':
            self.send(b"", status=304)
        else:
            self.send(PAGE.encode(), ETag='"7"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")

    def go_unasked(self) -> None:
        self.send(b"", status=304)

    def go_tagged(self) -> None:
        """Another page each time, under the same tag; says 304 only to those who ask."""
        self.send(f"{PAGE}<p>{len(self.server.seen)}</p>".encode(), ETag='"8"')

    def go_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<p>half")
        self.close_connection = True

    def go_empty(self) -> None:
        self.send(b"")

    def go_cookie(self) -> None:
        self.send(b"", status=302, Location="/page", Set_Cookie="spy=1")

    def go_loop(self) -> None:
        self.send(b"", status=302, Location="/loop")

    def go_to(self) -> None:
        self.send(b"", status=302, Location=unquote(self.path.partition("?")[2]))

    def go_canonical(self) -> None:
        """A page that says where it lives, and differs a little each time."""
        lives = f'<link rel="canonical" href="/canonical"><!-- {len(self.server.seen)} -->'
        self.send(PAGE.replace("</head>", f"{lives}</head>").encode())

    def go_copy_elsewhere(self) -> None:
        self.go_canonical()

    def go_boast(self) -> None:
        lives = '<link rel="canonical" href="https://elsewhere.example/report">'
        self.send(PAGE.replace("</head>", f"{lives}</head>").encode())

    def go_for_good(self) -> None:
        self.send(b"", status=301, Location=unquote(self.path.partition("?")[2]))

    def go_article_elsewhere(self) -> None:
        self.go_article()

    def go_altered(self) -> None:
        """The page with each `old=new` of the query."""
        body = PAGE
        for change in unquote(self.path.partition("?")[2]).split("&"):
            body = body.replace(*change.split("="))
        self.send(body.encode())

    def go_latin(self) -> None:
        self.send("<html><body><article><p>Größe der Häfen: 12 Liegeplätze für Fähren im Süden der Stadt.</p></article></body></html>".encode("latin-1"),
                  kind="text/html; charset=iso-8859-1")  # fmt: skip


def pdf(words: str) -> bytes:
    """A one-page PDF that holds `words`."""
    return pdf_of([(40, 700, 12, words)])


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


@contextlib.contextmanager
def serving(handler: type[http.server.BaseHTTPRequestHandler]) -> Iterator[Any]:
    """A server of this handler alone, on a port of its own, until the block ends."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class LocalWeb:
    """The server; `url(path)` gives an address, `seen` what was asked of it."""

    def __enter__(self) -> LocalWeb:
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.seen = []  # type: ignore[attr-defined]
        self.server.release = threading.Event()  # type: ignore[attr-defined]
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.server.release.set()  # type: ignore[attr-defined]
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"

    @property
    def seen(self) -> list[tuple[str, dict[str, str]]]:
        return self.server.seen  # type: ignore[attr-defined]
