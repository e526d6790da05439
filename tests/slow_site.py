"""A small WSGI site under our web server, for tests of slow clients: `python -m tests.slow_site PORT`."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from typing import Any

from factcheck import server

#: Set once somebody asks for /release; /queue/held and /checks/held wait for it.
released = threading.Event()
BIG = b"x" * 60_000_000


def site(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    path, body = environ["PATH_INFO"], b"ok"
    if path.endswith("/held"):
        released.wait()
    elif path == "/static/release":
        released.set()
    elif path == "/feeds/big":
        body = BIG
    elif path == "/queue/pid":
        body = str(os.getpid()).encode()
    elif path == "/queue/post":
        body = str(len(environ["wsgi.input"].read())).encode()
    elif path == "/queue/forwarded":
        body = environ.get("HTTP_X_FORWARDED_FOR", "").encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


if __name__ == "__main__":
    if sys.argv[2:] == ["full"]:
        tempfile.tempdir = "/nowhere"
    elif sys.argv[2:] not in ([], ["three"]):
        server.PATIENCE, server.LEAST_PACE = float(sys.argv[2]), 1_000_000_000
        server.LOOK_EVERY = 1
    processes = 3 if sys.argv[2:] == ["three"] else 1
    bounds = server.Bounds(body=1_000_000, recording=3_000_000)
    server.serve(site, host="127.0.0.1", port=int(sys.argv[1]), processes=processes, threads=2, bounds=bounds)
