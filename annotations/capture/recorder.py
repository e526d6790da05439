"""The child that takes one recording with yt-dlp: `python -m annotations.capture.recorder`, its job as a line of JSON.

Files in the job's folder: `recording`, and where there are some `still` and `transcript`; `facts.json` comes last.
yt-dlp gets no other way out than the guard's proxy, and no program that could open one: it never sees an ffmpeg.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import threading
import time
from pathlib import Path
from typing import Any

import yt_dlp
from yt_dlp.utils import DownloadError, ExistingVideoReached

from annotations.capture.namespace import settle
from annotations.capture.relay import end_with_parent, serve

#: What is kept of all that yt-dlp tells.
FACTS = (
    "id", "title", "description", "uploader", "uploader_id", "uploader_url", "channel", "channel_url", "timestamp",
    "release_timestamp", "upload_date", "duration", "webpage_url", "extractor", "language", "location", "view_count",
    "like_count", "comment_count", "tags", "categories", "width", "height", "fps", "ext", "format_id", "was_live",
)  # fmt: skip
#: One file with picture and sound, or sound alone, by ways that yt-dlp goes itself.
FORMAT = "/".join(
    f"{kind}[protocol={protocol}][height<=?1080]"
    for kind in ("b", "ba", "bv")
    for protocol in ("https", "http", "m3u8_native", "m3u8", "http_dash_segments")
)
STILLS = (".jpg", ".jpeg", ".png", ".webp")
TRANSCRIPTS = (".vtt", ".srt")
#: What yt-dlp says where there is nothing to be had.
NOTHING = ("unsupported url", "no video", "no media", "requested format", "unable to extract", "no suitable")
#: Codes of languages that yt-dlp takes for no more than that: each is a pattern, "all" is all, "-" a no.
LANGUAGE = re.compile(r"(?!all$)[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
#: What yt-dlp puts after the title of a page, of which it takes the first recording.
NUMBERED = re.compile(r" \(1\)$")
LOG_IN = ("log in", "login", "sign in", "private", "cookies", "members-only")
#: The status of an answer, in what yt-dlp says.
STATUS = re.compile(r"HTTP Error (\d{3})")


class NotKept(Exception):
    """Why there is nothing to keep: a code of `fetching/errors.py`, and the status of an answer that said so."""

    def __init__(self, code: str, status: int = 0) -> None:
        super().__init__(code)
        self.code, self.status = code, status


class Recording:
    """One job, from the address to the files that are kept of it."""

    def __init__(self, job: dict[str, Any], port: int) -> None:
        self.job = job
        self.folder = Path(job["folder"])
        self.said = ""
        self.is_too_large = False
        self.options = {
            "proxy": f"http://127.0.0.1:{port}",
            "outtmpl": {"default": str(self.folder / "kept.%(ext)s")},
            "paths": {"temp": str(self.folder)},
            "format": FORMAT,
            "max_filesize": job["max_bytes"],
            "noplaylist": True,
            "playlist_items": "1",
            "writethumbnail": True,
            "writesubtitles": True,
            "writeautomaticsub": True,
            "subtitlesformat": "vtt/srt",
            "ffmpeg_location": str(self.folder / "none"),
            "hls_prefer_native": True,
            "fixup": "never",
            "cachedir": False,
            "updatetime": False,
            "socket_timeout": 20,
            "retries": 2,
            "extractor_retries": 1,
            "quiet": True,
            "noprogress": True,
            "logger": self,
            "color": {"stdout": "never", "stderr": "never"},
            "http_headers": {"From": job["contact"]},
            "check_formats": False,
            "js_runtimes": {},
        }

    def debug(self, said: str) -> None:
        self.is_too_large |= "larger than max-filesize" in said

    info = warning = debug

    def error(self, said: str) -> None:
        self.said = said[-300:]

    def take(self) -> dict[str, Any]:
        """The facts; the files lie in the folder. Raises NotKept."""
        with yt_dlp.YoutubeDL(self.options) as loader:
            try:
                told = _first(loader.extract_info(self.job["url"], download=False) or {})
                loader.params["subtitleslangs"] = _languages(told)
                loader.process_ie_result({**told, "_type": "video"}, download=True)
            except (DownloadError, ExistingVideoReached) as exc:
                self.error(str(exc))
                raise _reason(str(exc)) from exc
            if self.is_too_large:
                raise NotKept("too_large")
            self._name_files()
            return {name: told[name] for name in FACTS if told.get(name) not in (None, "", [])}

    def _name_files(self) -> None:
        """One of each kind under its own name, the rest goes."""
        found: dict[str, Path] = {}
        for path in sorted(self.folder.glob("kept.*"), key=lambda path: -path.stat().st_size):
            kind = "recording"
            if path.suffix in STILLS:
                kind = "still"
            elif path.suffix in TRANSCRIPTS:
                kind = "transcript"
            elif path.suffix in (".part", ".ytdl"):
                continue
            found.setdefault(kind, path)
        for kind, path in found.items():
            path.rename(self.folder / kind)


def _first(told: dict[str, Any]) -> dict[str, Any]:
    """The recording, of a page that holds several the first. Raises NotKept."""
    if "entries" in told:
        told = next(iter(told["entries"] or ()), {})
    if not told:
        raise NotKept("no_recording")
    if told.get("is_live") or told.get("live_status") == "is_upcoming":
        raise NotKept("live")
    if told.get("extractor") in ("generic", "html5"):
        told["title"] = NUMBERED.sub("", str(told.get("title") or ""))
    return told


def _reason(said: str) -> NotKept:
    words = said.lower()
    if status := STATUS.search(said):
        return NotKept("http_status", int(status[1]))
    if "drm" in words:
        return NotKept("protected_recording")
    if any(sign in words for sign in LOG_IN):
        return NotKept("recording_login")
    return NotKept("no_recording" if any(sign in words for sign in NOTHING) else "recorder_broke")


def _languages(told: dict[str, Any]) -> list[str]:
    """The language in which it is spoken, as people wrote it down, else as a machine did."""
    spoken = str(told.get("language") or "").partition("-")[0]
    written = [code for code in told.get("subtitles") or {} if code != "live_chat" and LANGUAGE.fullmatch(code)]
    heard = [code for code in told.get("automatic_captions") or {} if LANGUAGE.fullmatch(code)]
    for codes in (written, heard):
        own = [code for code in codes if spoken and code.partition("-")[0] == spoken]
        original = [code for code in codes if code.endswith("-orig")]
        if own or original:
            return (original or own)[:1]
    return written[:1]


async def _serve(job: dict[str, Any], ready: threading.Event, ports: list[int]) -> None:
    ports.append(await serve(job["guard"]))
    ready.set()
    await end_with_parent(time.monotonic() + job["seconds"])


def main() -> None:
    job = json.loads(os.fdopen(os.dup(0), "rb", buffering=0).readline())
    settle()
    ready, ports = threading.Event(), list[int]()
    threading.Thread(target=lambda: asyncio.run(_serve(job, ready, ports)), daemon=True).start()
    ready.wait(10)
    recording = Recording(job, ports[0])
    told: dict[str, Any] = {"tool": f"yt-dlp {yt_dlp.version.__version__}"}
    try:
        told["facts"] = recording.take()
    except NotKept as exc:
        told |= {"error": exc.code, "status": exc.status}
    except Exception as exc:  # yt-dlp reads what sites make up
        told |= {"error": "recorder_broke"}
        recording.said = f"{type(exc).__name__}: {exc}"[:300]
    told["said"] = recording.said
    (recording.folder / "facts.json").write_text(json.dumps(told, default=str))
    os._exit(0)


if __name__ == "__main__":
    main()
