"""What extraction gives: a plain text with standoff structure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from annotations.coded import Coded
from annotations.extraction.charset import LONE_SURROGATES

#: Characters that no XML can hold, but for tab and line ends.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Says of a PDF that nobody can open it; it stands in rows.
LOCKED = "pdf_locked"


#: What programs write into a file where nobody gave it a title or an author.
NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|.*\.(?:docx?|odt|rtf|indd|qxd|pages|pdf|pptx?|xlsx?|tex)|(?:word )?document\d*"
    r"|layout \d+|slide \d+|book\d*|\(anonymous\)|unbenannt.*|sin título.*|sans titre.*)",
    re.IGNORECASE,
)
NO_AUTHOR = re.compile(
    r"(?:\(?anonymous\)?|(?:windows |default |microsoft office )?user|admin\w*|unknown|python-docx|openpyxl|owner"
    r"|author|root|pc|\W*)",
    re.IGNORECASE,
)


def given_title(words: str | None) -> str:
    """A file's title, as far as somebody gave it one."""
    told = " ".join((words or "").split())
    return "" if NO_TITLE.fullmatch(told) else told


def given_day(words: str) -> str:
    """The day, ISO 8601, at the beginning of a moment as files tell it; "" where that is none."""
    try:
        return datetime.date.fromisoformat(words[:10]).isoformat()
    except ValueError:
        return ""


def given_author(words: str | None) -> str:
    """The same of its author."""
    told = " ".join((words or "").split())
    return "" if NO_AUTHOR.fullmatch(told) else told


class Unreadable(Coded, ValueError):
    """No text can be had from these bytes."""


@dataclass(frozen=True)
class Block:
    """A run of the text: paragraph, heading (with `level`), item, quote, cell or preformatted.

    Blocks come in order and never overlap; `start` and `end` are code points, `end` exclusive. `where` names the place
    in a document without pages: "Dues!B3" in a workbook, "$.rows[2].name" in JSON.
    """

    kind: str
    start: int
    end: int
    level: int | None = None
    page: int | None = None
    where: str | None = None
    #: Table, row and column of a cell, each from 1, where they are known.
    cell: Sequence[int] | None = None

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Span:
    """A link (`href`) inside a block."""

    kind: str
    start: int
    end: int
    href: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Document:
    """A text and what its own metadata says about it, which people can change. `date` is one that it declares."""

    text: str
    blocks: list[Block]
    spans: list[Span] = field(default_factory=list)
    title: str = ""
    author: str = ""
    date: str = ""
    #: Days on which it may have been published, where it declares none: offered, never stored as its date.
    date_guesses: list[str] = field(default_factory=list)
    language: str = ""
    publisher: str = ""
    #: What the page ruled, where it says that it is one fact-check (schema.org ClaimReview), in its words.
    ruled: str = ""
    #: Where the page says it lives, for pages of the same site alone.
    canonical: str = ""
    media_type: str = "text/plain"
    #: The page that a file says it was saved from, and when (ISO 8601); nothing but the file's own word.
    saved_from: str = ""
    saved_at: str = ""
    #: What makes the reader doubt that this is the document, or all of it: one of `doubts.DOUBTS`.
    doubt: str = ""
    #: What else can be seen on a page, for quoted words that stand in no part of its readable text.
    other_text: str = ""
    #: Code points at which sentences begin; filled where the document is read (`extraction/worker.py`).
    cuts: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "blocks": [block.as_json() for block in self.blocks],
            "spans": [span.as_json() for span in self.spans],
        }


class Builder:
    """Collects blocks into one text, joined by one line break."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.spans: list[Span] = []

    def add(
        self,
        kind: str,
        text: str,
        *,
        links: list[tuple[int, int, str]] | None = None,
        level: int | None = None,
        page: int | None = None,
        where: str | None = None,
        cell: Sequence[int] | None = None,
    ) -> None:
        """Append one block; `links` are (start, end, href) in code points of `text`.

        A control character, which markup can name (`&#29;`), becomes a space, so that all keeps its place.
        """
        text = LONE_SURROGATES.sub("\ufffd", CONTROLS.sub(" ", text))
        if not text.strip():
            return
        if self.length:
            self.pieces.append("\n")
            self.length += 1
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        self.blocks.append(Block(kind, start, self.length, level, page, where, cell))
        for first, last, href in links or []:
            if first < last:
                self.spans.append(Span("link", start + first, start + last, href))

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def document(self, **facts: Any) -> Document:
        """The Document of what was collected, with its other `facts`. Raises Unreadable where that is nothing."""
        if not self.length:
            raise Unreadable("file_without_text")
        return Document(text=self.text, blocks=self.blocks, spans=self.spans, **facts)
