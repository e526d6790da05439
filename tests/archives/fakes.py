"""Archives on loopback that answer in the recorded shapes."""

from __future__ import annotations

import http.server
import json
import threading
from typing import Any
from urllib.parse import parse_qs

from tests.archives.shapes import MEMENTO, SAVE, STATUS, fits

JOB = "spn2-7d0c1f"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Any

    def log_message(self, *args: object) -> None:
        """Quiet."""

    def answer(self, value: dict[str, Any], shape: Any, status: int = 200) -> None:
        assert fits(value, shape), "a fake that no archive resembles proves nothing"
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.seen.append(("POST", self.path, dict(self.headers), form))
        if self.path == "/save":
            self.answer({"url": form["url"][0], "job_id": JOB}, SAVE)

    def do_GET(self) -> None:
        self.server.seen.append(("GET", self.path, dict(self.headers), {}))
        if self.path == f"/save/status/{JOB}":
            self.status()
        elif self.path.startswith("/api/json/"):
            self.memento(self.path.split("/", 4)[4])

    def status(self) -> None:
        self.server.looks += 1
        if self.server.looks <= self.server.pending:
            self.answer({"status": "pending", "job_id": JOB, "resources": []}, STATUS["pending"])
        elif self.server.refusal:
            code, words = self.server.refusal
            told = {"status": "error", "job_id": JOB, "status_ext": code, "message": words, "resources": []}
            self.answer(told, STATUS["error"])
        else:
            told = {"status": "success", "job_id": JOB, "timestamp": "20261124101500",
                    "original_url": "https://harbour.example/bulletin", "duration_sec": 6.2, "http_status": 200,
                    "resources": [], "outlinks": {}, "counters": {}}  # fmt: skip
            self.answer(told, STATUS["success"])

    def memento(self, url: str) -> None:
        if "nothing" in url:
            self.answer({}, MEMENTO, status=404)
            return
        closest = {"datetime": "2026-11-02T10:00:00Z", "uri": [f"https://archive.example/web/20261102100000/{url}"]}
        self.answer({"original_uri": url, "mementos": {"closest": closest}}, MEMENTO)


class FakeArchives:
    """`url` is where they answer, `seen` what they were asked."""

    def __enter__(self) -> FakeArchives:
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.seen, self.server.looks, self.server.pending, self.server.refusal = [], 0, 0, None  # type: ignore[attr-defined]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def seen(self) -> list[tuple[str, str, dict[str, str], dict[str, list[str]]]]:
        return self.server.seen  # type: ignore[attr-defined]
