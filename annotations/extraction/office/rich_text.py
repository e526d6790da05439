"""Rich text (RTF 1.9.1): its words by a library, freed of what nobody reads there and told what the library misses.

The library leaves out raised letters' height, notes, and that words are struck out, hidden or deleted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from striprtf.striprtf import rtf_to_text

from annotations.extraction.document import Document, Unreadable
from annotations.extraction.texts.plain import extract_plain
from annotations.extraction.web.as_read import set_apart

TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-z]|[{}]|[\r\n]+|.", re.DOTALL)
#: Control words that are off with the argument 0; words under them are not in the text.
HIDDEN = ("strike", "striked", "v", "deleted")
#: Control words of the height of letters, and what stands around such letters in what the library gives.
HEIGHTS = {"super": "sup", "up": "sup", "sub": "sub", "dn": "sub", "nosupersub": ""}
OPENS, ENDS = {"sup": "\x01", "sub": "\x02"}, "\x03"
APART = re.compile("([\x01\x02])([^\x01-\x03]*)\x03")
#: Words under these are about the document.
FACTS = {name: re.compile(rf"\{{\\{name}\s((?:[^{{}}\\]|\\[^\n])*)\}}") for name in ("title", "author")}


@dataclass(frozen=True)
class _State:
    """What holds within a group."""

    hidden: frozenset[str] = frozenset()
    height: str = ""
    in_note: bool = False


@dataclass
class _Rewriter:
    """Goes through the signs once; `notes` are what stands in notes, each on its own."""

    out: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    #: The height for which a mark is open.
    marked: str = ""
    #: The last sign that stands, and whether words were left out after it.
    last: str = ""
    gap: bool = False

    def run(self, text: str) -> str:
        for found in TOKEN.finditer(text):
            sign, word, number = found.group(), found.group(1), found.group(2)
            if sign == "{":
                self.stack.append(self.state)
                self._put(sign)
            elif sign == "}":
                self._close()
            elif word:
                self._control(word, number, sign)
            elif sign.strip("\r\n"):
                self._words(sign)
        self._mark("")
        said = "".join(f"\\par [{n}] {''.join(note)}" for n, note in enumerate(self.notes, 1))
        body = "".join(self.out)
        at = body.rfind("}")
        return f"{body[:at]}{said}{body[at:]}" if at >= 0 else body + said

    def _close(self) -> None:
        left = self.state
        self.state = self.stack.pop() if self.stack else _State()
        if left.in_note and not self.state.in_note:
            self._mark("")
            self.out.append("}")
        else:
            self._put("}")

    def _control(self, word: str, number: str | None, sign: str) -> None:
        is_on = number != "0"
        if word in HIDDEN:
            changed = self.state.hidden | {word} if is_on else self.state.hidden - {word}
            self.state = replace(self.state, hidden=changed)
        elif word in HEIGHTS:
            self.state = replace(self.state, height=HEIGHTS[word] if is_on else "")
        elif word == "plain":
            self.state = replace(self.state, hidden=frozenset(), height="")
            self._put(sign)
        elif word == "footnote" and not self.state.in_note:
            self._mark("")
            self.notes.append([])
            self.state = replace(self.state, in_note=True, height="")
        elif word == "chftn":
            if not self.state.in_note:
                self._words(f"[{len(self.notes) + 1}]")
        elif word == "u":
            self._words(sign)
        elif word in ("cell", "nestcell"):
            self._put("\\tab ")  # a row is one line, its cells with a blank between
        else:
            self._put(sign)

    def _words(self, sign: str) -> None:
        if self.state.hidden:
            self.gap = True
            return
        if not (self.gap and sign == self.last == " "):  # one blank is left of two
            self._mark(self.state.height)
            self._put(sign)
        self.last, self.gap = sign, False

    def _mark(self, height: str) -> None:
        if height != self.marked:
            if self.marked:
                self._put(ENDS)
            if height:
                self._put(OPENS[height])
            self.marked = height

    def _put(self, sign: str) -> None:
        (self.notes[-1] if self.state.in_note and self.notes else self.out).append(sign)


def extract_rtf(data: bytes) -> Document:
    """The words of rich text, those of its notes at the end. Raises Unreadable."""
    text = data.decode("latin-1")
    document = extract_plain(APART.sub(_apart, _plain(_Rewriter().run(text))))
    for name, pattern in FACTS.items():
        if found := pattern.search(text):
            setattr(document, name, " ".join(_plain(f"{{\\rtf1 {found.group(1)}}}").split()))
    return document


def _plain(text: str) -> str:
    try:
        return str(rtf_to_text(text, encoding="cp1252", errors="replace"))
    except (ValueError, LookupError, IndexError, UnicodeError) as exc:
        raise Unreadable("cannot_read") from exc


def _apart(found: re.Match[str]) -> str:
    return set_apart(found.group(2), "sup" if found.group(1) == OPENS["sup"] else "sub")
