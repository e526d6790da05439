"""Sixteen hosts that serve pages of the size of real ones: `python -m tests.benchmarks.pages` prints their ports."""

from __future__ import annotations

import http.server
import json
import random
import sys
import threading

from tests.benchmarks.workspace import WORDS

HOSTS = 16


def page(number: int) -> bytes:
    """A page of about 60 kB with menus around an article of about 9,000 characters, the same for the same number."""
    chance = random.Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()

    menu = "".join(
        f'<li class="menu-item menu-item-{n}"><a href="/{words(2).replace(" ", "-")}/{n}" title="{words(4)}">{words(3)}</a></li>'
        for n in range(220)
    )
    text = "".join(f"<p>{words(chance.randint(30, 80))}.</p>" for _ in range(28))
    beside = "".join(f"<div class='teaser'><h3>{words(8)}</h3><p>{words(20)}</p></div>" for _ in range(60))
    return (
        f"<!doctype html><html lang=en><head><title>{words(6)} {number}</title><meta charset=utf-8></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{words(6)}</h1>{text}</article></main>"
        f"<aside>{beside}</aside><footer>{words(60)}</footer></body></html>"
    ).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        body = page(int(self.path.strip("/")))
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(HOSTS)]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps([server.server_address[1] for server in servers]), flush=True)
    sys.stdin.read()  # until whoever started it lets go


if __name__ == "__main__":
    main()
