"""The child that parses: `python -m annotations.extraction.worker MEGABYTES`.

Reads frames from standard input (4 bytes length of a JSON header, the header, then `size` bytes), writes one
frame (4 bytes length, JSON) for each. `do` in the header names one of DEEDS. A hostile document can kill only this
process, and only here is anything done that costs more than a glance at a text from outside.
"""

from __future__ import annotations

import base64
import json
import resource
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from annotations.anchoring.anchor import reanchor
from annotations.anchoring.difference import tell
from annotations.extraction.charset import decode
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.media.photo import photo_facts
from annotations.extraction.media.picture_hash import picture_hash
from annotations.extraction.media.transcripts import extract_transcript
from annotations.extraction.pdf.picture import picture, redrawn, shown_whole
from annotations.extraction.texts.plain import PastedLink, extract_plain
from annotations.extraction.web.page import page
from annotations.matching.sentences import sentence_cuts

#: Texts longer than this have no sentence starts; there whole paragraphs are chosen.
MOST_CUT = 2_000_000


def _read(data: bytes, **asked: Any) -> dict[str, Any]:
    return _with_cuts(extract(data, **asked), "")


def _read_pasted(data: bytes, *, links: list[list[str]], language: str) -> dict[str, Any]:
    return _with_cuts(extract_plain(data.decode(), [PastedLink(*link) for link in links]), language)


def _read_transcript(data: bytes) -> dict[str, Any]:
    return _with_cuts(extract_transcript(decode(data, "")[0]), "")


def _with_cuts(document: Document, language: str) -> dict[str, Any]:
    ranges = [(block.start, block.end) for block in document.blocks]
    return {**document.as_json(), **_cut(document.text.encode(), ranges=ranges, language=language or document.language)}


def _cut(data: bytes, *, ranges: list[tuple[int, int]], language: str) -> dict[str, Any]:
    text = data.decode()
    return {"cuts": sentence_cuts(text, ranges, language or "en") if len(text) <= MOST_CUT else []}


def _show(data: bytes, **asked: Any) -> dict[str, Any]:
    return {"page": page(data, **asked)}


def _draw(data: bytes, **asked: Any) -> dict[str, Any]:
    drawn, pages = picture(data, **asked)
    return {"png": base64.b64encode(drawn).decode(), "pages": pages}


def _redraw(data: bytes, *, number: int) -> dict[str, Any]:
    drawn, pages = redrawn(data, number=number)
    return {"png": base64.b64encode(drawn).decode(), "pages": pages}


def _show_whole(data: bytes) -> dict[str, Any]:
    return {"png": base64.b64encode(shown_whole(data)).decode()}


def _photo(data: bytes) -> dict[str, Any]:
    return {"facts": photo_facts(data)}


def _hash(data: bytes) -> dict[str, Any]:
    return {"bits": picture_hash(data)}


def _compare(data: bytes, *, spots: list[tuple[int, int]] | None, most: int) -> dict[str, Any]:
    old, new = json.loads(data)
    rows, count = tell(old, new, spots, most)
    return {"rows": [asdict(row) for row in rows], "count": count}


def _reanchor(data: bytes, *, ranges: list[tuple[int, int]]) -> dict[str, Any]:
    old, new = json.loads(data)
    return {"places": [asdict(place) for place in reanchor(old, new, [(start, end) for start, end in ranges])]}


DEEDS: dict[str, Callable[..., dict[str, Any]]] = {
    "extract": _read,
    "pasted": _read_pasted,
    "transcript": _read_transcript,
    "cuts": _cut,
    "page": _show,
    "picture": _draw,
    "redraw": _redraw,
    "show_whole": _show_whole,
    "photo": _photo,
    "picture_hash": _hash,
    "compare": _compare,
    "reanchor": _reanchor,
}


def answer(header: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        return {"ok": True, **DEEDS[header["do"]](data, **header["asked"])}
    except Unreadable as exc:
        return _refused(exc)
    except (MemoryError, RecursionError):
        return _refused(Unreadable("needs_memory"))
    except Exception as exc:
        return _refused(Unreadable("reader_failed", error=type(exc).__name__))


def _refused(error: Unreadable) -> dict[str, Any]:
    return {"ok": False, "code": error.code, "params": error.params}


def main() -> None:
    megabytes = int(sys.argv[1])
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the frames
    while length := source.read(4):
        header = json.loads(source.read(struct.unpack(">I", length)[0]))
        reply = json.dumps(answer(header, source.read(header["size"]))).encode()
        sink.write(struct.pack(">I", len(reply)) + reply)
        sink.flush()


if __name__ == "__main__":
    main()
