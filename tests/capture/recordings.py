"""Recordings of a small web, and one as yt-dlp would bring it."""

from __future__ import annotations

import http.server
import io
import tempfile
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.capture.captured import CaptureLimits
from annotations.capture.recording import Recorded
from annotations.fetching.errors import FetchError
from tests import factories

MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + bytes(4_968)
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe port closed in 2019.\n\n01:02.000 --> 01:04.000\nIt opened again in spring.\n"
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9.0,\n/one.ts\n#EXTINF:9.0,\n/two.ts\n#EXT-X-ENDLIST\n"
SEGMENT = (b"G" + bytes(187)) * 2
PAGE = """<!doctype html><html lang=en><head><title>Hearing</title>
<meta property="og:title" content="Hearing of the ports committee"></head><body>
<video src="{file}" poster="/still.jpg" controls><track kind="subtitles" src="/said.vtt" srclang="en" label="English">
</video></body></html>"""


def sound(seconds: int = 3) -> bytes:
    """A WAV file of silence, which every browser plays."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(bytes(16_000 * seconds))
    return out.getvalue()


class RecordingsWeb:
    """Serves recordings, and what looks like some, at 127.0.0.1."""

    def __init__(self) -> None:
        files = {
            "/hearing": ("text/html", PAGE.format(file="/hearing.mp4").encode()),
            "/hearing.mp4": ("video/mp4", MP4),
            "/said.vtt": ("text/vtt", VTT),
            "/still.jpg": ("image/jpeg", factories.picture(64, 48, "JPEG")),
            "/talk.wav": ("audio/wav", sound()),
            "/list.m3u8": ("application/vnd.apple.mpegurl", PLAYLIST),
            "/one.ts": ("video/mp2t", SEGMENT),
            "/two.ts": ("video/mp2t", SEGMENT),
            "/nothing": ("text/html", b"<!doctype html><title>Bulletin</title><p>No video here."),
            "/inside": ("text/html", PAGE.format(file="http://10.0.0.1/a.mp4").encode()),
        }

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/endless.mp4":
                    self._endless()
                elif self.path == "/slow.mp4":
                    self._begin("video/mp4")
                    time.sleep(60)
                elif self.path in files:
                    kind, body = files[self.path]
                    self._begin(kind, len(body))
                    if self.command == "GET":
                        self.wfile.write(body)
                else:
                    self.send_error(404)

            do_HEAD = do_GET

            def _begin(self, kind: str, length: int | None = None) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                if length is not None:
                    self.send_header("Content-Length", str(length))
                self.end_headers()

            def _endless(self) -> None:
                self._begin("video/mp4")
                try:
                    self.wfile.write(MP4)
                    while True:
                        self.wfile.write(bytes(65_536))
                except OSError:
                    pass

            def log_message(self, *_args: Any) -> None: ...

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def __enter__(self) -> RecordingsWeb:
        self.thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.server.shutdown()
        self.server.server_close()


class FakeRecorder:
    """Stands for yt-dlp: brings these files, or an error."""

    def __init__(self) -> None:
        self.file = MP4
        self.facts: dict[str, Any] = {
            "title": "Hearing of the ports committee", "uploader": "Ministry of Ports", "upload_date": "20261102",
            "webpage_url": "https://video.example/watch/7", "description": "The hearing in full.", "duration": 64,
        }  # fmt: skip
        self.still = factories.picture(64, 48)
        self.transcript = VTT
        self.code = ""

    @contextmanager
    def __call__(self, url: str, _limits: CaptureLimits) -> Iterator[Recorded]:
        found = Recorded(url=url, started_at=datetime.now(UTC), tool="yt-dlp 2026.1")
        with tempfile.TemporaryDirectory() as folder:
            if self.code:
                found.error = FetchError(self.code)
            else:
                found.file = Path(folder) / "recording"
                found.file.write_bytes(self.file)
                found.facts, found.still, found.transcript = self.facts, self.still, self.transcript
            yield found
