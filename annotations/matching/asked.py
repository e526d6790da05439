"""What somebody asks a search for, as most searches on the web take it."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Terms that count; a pasted page must not cost more than a question.
MOST_TERMS = 24
#: Characters of a question that are read.
MOST_ASKED = 500

QUOTED = r"[\"“”„«»](?P<quoted>[^\"“”„«»]*)(?:[\"“”«»]|$)"
#: Thousands set apart by blanks are one number.
NUMBER = r"(?P<number>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d\w]))"
TERM = re.compile(rf"(?P<without>(?<!\S)-)?(?:{QUOTED}|{NUMBER}|(?P<word>[^\s\"“”„«»]+))")


@dataclass(frozen=True)
class Term:
    """A word, or words that stand one after the other."""

    words: str
    is_phrase: bool = False
    without: bool = False


def terms_of(asked: str) -> list[list[Term]]:
    """`"exact words" this that or other -without` as alternatives, each of which is terms that must all be there."""
    ways: list[list[Term]] = [[]]
    for match in list(TERM.finditer(asked[:MOST_ASKED]))[:MOST_TERMS]:
        if match["word"] and match["word"].lower() == "or" and not match["without"]:
            ways.append([])
            continue
        words = match["quoted"] or re.sub(r"\s", "", match["number"] or "") or match["word"] or ""
        if words.strip():
            ways[-1].append(Term(words, is_phrase=match["quoted"] is not None, without=bool(match["without"])))
    return [terms for terms in ways if any(not term.without for term in terms)]
