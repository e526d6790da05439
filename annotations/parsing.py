"""The parent's side of reading and comparing texts: one long-lived child, with a limit on time and memory.

A fresh child costs half a second of imports, a page twenty milliseconds; so the child stays, and is
replaced after a kill or 200 documents.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from annotations.anchoring.anchor import Place
from annotations.anchoring.difference import Piece, Told
from annotations.extraction.charset import clean
from annotations.extraction.document import Block, Document, Span, Unreadable
from annotations.extraction.texts.plain import PastedLink

DOCUMENTS_PER_CHILD = 200


class Parser:
    """Hands documents to a child process; safe to use from several threads, one document at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._done = 0

    def extract(
        self, data: bytes, *, media_type: str = "", charset: str = "", url: str = "", name: str = ""
    ) -> Document:
        """The Document in `data`. Raises Unreadable when there is none, or when time or memory ran out."""
        return _document(self._ask(data, "extract", media_type=media_type, charset=charset, url=url, name=name))

    def pasted(self, text: str, links: Sequence[PastedLink] = ()) -> Document:
        """The Document in pasted text, with the links it had where it was copied. Raises Unreadable."""
        sent = [[link.before, link.words, link.href] for link in links]
        return _document(self._ask(clean(text).encode(), "pasted", links=sent, language=""))

    def transcript(self, data: bytes) -> Document:
        """What is said in a recording, with times, from a file or as typed. Raises Unreadable."""
        return _document(self._ask(data, "transcript"))

    def cuts(self, text: str, ranges: Sequence[tuple[int, int]], language: str) -> list[int]:
        """Code points at which sentences begin, within each of `ranges`; none where it took too long to tell."""
        try:
            return list(self._ask(clean(text).encode(), "cuts", ranges=ranges, language=language)["cuts"])
        except Unreadable:
            return []

    def compare(self, old: str, new: str, spots: Sequence[tuple[int, int]] | None, most: int) -> tuple[list[Told], int]:
        """Both texts paragraph by paragraph (annotations/anchoring/difference.py `tell`). Raises Unreadable."""
        reply = self._ask(json.dumps([old, new]).encode(), "compare", spots=spots, most=most)
        told = [Told(row["kind"], [Piece(**piece) for piece in row["pieces"]]) for row in reply["rows"]]
        return told, reply["count"]

    def reanchor(self, old: str, new: str, ranges: Sequence[tuple[int, int]]) -> list[Place]:
        """Where each of `ranges` of `old` lies in `new` (annotations/anchoring/anchor.py). Raises Unreadable."""
        places = self._ask(json.dumps([old, new]).encode(), "reanchor", ranges=ranges)["places"]
        return [Place(**{**place, "candidate": _pair(place["candidate"])}) for place in places]

    def page(self, data: bytes, *, media_type: str, charset: str) -> str:
        """The page in `data` for a sandbox. Raises Unreadable."""
        return str(self._ask(data, "page", media_type=media_type, charset=charset)["page"])

    def picture(self, data: bytes, *, number: int, words: str = "", **how: int) -> tuple[bytes, int]:
        """PNG of a PDF's page with `words` marked, and how many pages there are. Raises Unreadable."""
        reply = self._ask(data, "picture", number=number, words=words, **how)
        return base64.b64decode(reply["png"]), reply["pages"]

    def redrawn(self, data: bytes, *, number: int = 1) -> tuple[bytes, int]:
        """A page of a picture as grey pixels (PNG), for a machine that reads it, and how many there are; Unreadable."""
        reply = self._ask(data, "redraw", number=number)
        return base64.b64decode(reply["png"]), reply["pages"]

    def shown_whole(self, data: bytes) -> bytes:
        """A picture as plain pixels (PNG), its pages one below the other. Raises Unreadable."""
        return base64.b64decode(self._ask(data, "show_whole")["png"])

    def photo(self, data: bytes) -> dict[str, str]:
        """What a picture tells of itself (annotations/extraction/media/photo.py). Raises Unreadable."""
        return dict(self._ask(data, "photo")["facts"])

    def picture_hash(self, data: bytes) -> str:
        """Of a picture (annotations/extraction/media/picture_hash.py). Raises Unreadable."""
        return str(self._ask(data, "picture_hash")["bits"])

    def _ask(self, data: bytes, do: str, **asked: Any) -> dict[str, Any]:
        header = json.dumps({"do": do, "asked": asked, "size": len(data)}).encode()
        with self._lock:
            reply = self._exchange(struct.pack(">I", len(header)) + header + data)
        if not reply.pop("ok"):
            raise Unreadable(reply["code"], **reply["params"])
        return reply

    def _exchange(self, frame: bytes) -> dict[str, Any]:
        child = self._ready_child()
        deadline = time.monotonic() + settings.PARSE_MAX_SECONDS
        writer = threading.Thread(target=self._write, args=(child, frame), daemon=True)
        writer.start()
        try:
            length = struct.unpack(">I", self._read(child, 4, deadline))[0]
            reply: dict[str, Any] = json.loads(self._read(child, length, deadline))
            return reply
        except TimeoutError:
            self._kill()
            raise Unreadable("took_too_long") from None
        except EOFError:
            self._kill()
            raise Unreadable("broke_reader") from None
        except BaseException:
            self._kill()  # a late reply must never be taken for the next document's
            raise

    def _ready_child(self) -> subprocess.Popen[bytes]:
        # A forked pool process must not share its parent's pipe.
        if self._child and (self._owner != os.getpid() or self._done >= DOCUMENTS_PER_CHILD):
            self._kill(only_forget=self._owner != os.getpid())
        if self._child is not None and self._child.poll() is not None:
            self._kill()
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "annotations.extraction.worker", str(settings.PARSE_MAX_MEGABYTES)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=settings.BASE_DIR,
                env={
                    "PATH": os.environ.get("PATH", ""),
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "OPENBLAS_NUM_THREADS": "1",
                },
            )
            self._owner, self._done = os.getpid(), 0
        self._done += 1
        return self._child

    def _write(self, child: subprocess.Popen[bytes], frame: bytes) -> None:
        with contextlib.suppress(OSError, ValueError):
            if child.stdin:
                child.stdin.write(frame)
                child.stdin.flush()

    def _read(self, child: subprocess.Popen[bytes], count: int, deadline: float) -> bytes:
        if child.stdout is None:
            raise EOFError
        received = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            while len(received) < count:
                if not selector.select(max(0, deadline - time.monotonic())):
                    raise TimeoutError
                piece = os.read(child.stdout.fileno(), min(1 << 20, count - len(received)))
                if not piece:
                    raise EOFError
                received += piece
        return bytes(received)

    def _kill(self, *, only_forget: bool = False) -> None:
        child, self._child = self._child, None
        if child is None or only_forget:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def close(self) -> None:
        """End the child; the next document starts another."""
        with self._lock:
            self._kill(only_forget=self._owner != os.getpid())


def _document(reply: dict[str, Any]) -> Document:
    blocks = [Block(**block) for block in reply.pop("blocks")]
    spans = [Span(**span) for span in reply.pop("spans")]
    return Document(blocks=blocks, spans=spans, **reply)


def _pair(place: list[int] | None) -> tuple[int, int] | None:
    return (place[0], place[1]) if place else None


parser = Parser()
