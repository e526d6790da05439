"""A folded copy of a text for comparing, with the way there and back in code points.

Folding makes alike what readers take for the same: composed and decomposed letters, compatibility forms, kinds of
quotation mark, dash and space. It never touches digits (nor makes one of a superscript), letters' case or accents,
so a changed number stays a changed number. Normalisation: https://www.unicode.org/reports/tr15/
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

QUOTES = dict.fromkeys("'‘’‚‛“”„‟«»‹›`´′″", '"')
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣", "-")
ALIKE = QUOTES | DASHES
#: Compatibility forms that must stay apart from the digit or letter in them: 10² is not 102.
APART = ("<super>", "<sub>", "<fraction>", "<circle>")
#: What goes on a cluster: marks, and the vowels and finals of Hangul syllables written letter by letter.
JOINING = "\u1160-\u11ff"


@dataclass(frozen=True)
class Folded:
    """`text` folded, in pieces: piece k is folded `starts[k]`.. and stems from the original's `origins[k]`..`ends[k]`.

    In a piece as long folded as it was, code points correspond one to one; any other is taken as a whole.
    """

    text: str
    starts: list[int]
    origins: list[int]
    ends: list[int]

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The original range of folded `start`..`end` (not empty)."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        original_start, original_end = self.origins[first], self.ends[last]
        if self._one_to_one(first):
            original_start += start - self.starts[first]
        if self._one_to_one(last):
            original_end = self.origins[last] + end - self.starts[last]
        return original_start, original_end

    def folded_range(self, start: int, end: int) -> tuple[int, int]:
        """The folded range of original `start`..`end`; empty where folding left nothing of it."""
        first, last = bisect_right(self.ends, start), bisect_left(self.origins, end) - 1
        if first > last:
            return 0, 0
        folded_start, folded_end = self.starts[first], self._stop(last)
        if self._one_to_one(first):
            folded_start += max(0, start - self.origins[first])
        if self._one_to_one(last):
            folded_end = min(folded_end, self.starts[last] + end - self.origins[last])
        return folded_start, folded_end

    def _stop(self, piece: int) -> int:
        return self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)

    def _one_to_one(self, piece: int) -> bool:
        return self._stop(piece) - self.starts[piece] == self.ends[piece] - self.origins[piece]


def fold(text: str) -> Folded:
    """Fold `text`: NFKC a cluster at a time, one space, one quotation mark, one dash, no format characters.

    Most code points fold to one code point, so whole stretches are translated and only the rest is looked at.
    """
    letters = set(text)
    table = {ord(c): folded for c in letters if len(folded := fold_cluster(c)) == 1}
    pieces: list[tuple[str, int, int]] = []
    done = 0
    for found in _uneven(letters, table).finditer(text):
        start, end = found.span()
        if start > done:
            pieces.append((text[done:start].translate(table), done, start))
        pieces.append((fold_cluster(found.group()), start, end))
        done = end
    pieces.append((text[done:].translate(table), done, len(text)))
    return _joined([piece for piece in pieces if piece[0]])


def _joined(pieces: list[tuple[str, int, int]]) -> Folded:
    starts, at = [], 0
    for words, _, _ in pieces:
        starts.append(at)
        at += len(words)
    return Folded("".join(p[0] for p in pieces), starts, [p[1] for p in pieces], [p[2] for p in pieces])


def _uneven(letters: set[str], table: dict[int, str]) -> re.Pattern[str]:
    """What of a text with these `letters` does not fold one to one: runs of space, clusters, vanishing letters."""
    marks = "".join(sorted(c for c in letters if unicodedata.category(c)[0] == "M"))
    vanishing = {c for c in letters if unicodedata.category(c) == "Cf"}
    single = "".join(sorted(c for c in letters if ord(c) not in table and c not in vanishing))
    blank = rf"\s{re.escape(''.join(sorted(vanishing)))}"
    # White space with format characters in it is still one space; a mark never rests on a space.
    rules = [rf"[{blank}]{{2,}}", rf"[^{blank}]?[{JOINING}{re.escape(marks)}]+"]
    rules += [f"[{re.escape(single)}]"] if single else []
    rules += [f"[{re.escape(''.join(sorted(vanishing)))}]"] if vanishing else []
    return re.compile("|".join(rules))


@lru_cache(maxsize=20_000)
def fold_cluster(cluster: str) -> str:
    """One base character with its marks, or a run of white space, folded."""
    if all(c.isspace() or unicodedata.category(c) == "Cf" for c in cluster):
        return " " if any(c.isspace() for c in cluster) else ""
    cluster = "".join(ALIKE.get(c, c) for c in cluster)
    apart = any(unicodedata.decomposition(c).startswith(APART) for c in cluster)
    folded = unicodedata.normalize("NFC" if apart else "NFKC", cluster)
    if " " in folded:  # a lone accent, which compatibility would take apart into a space and a mark
        folded = unicodedata.normalize("NFC", cluster)
    return "".join(ALIKE.get(c, c) for c in folded if unicodedata.category(c) != "Cf")


def folded_equal(a: str, b: str) -> bool:
    """Whether two texts are the same to a reader: only then a new text is no new version."""
    return a == b or fold(a).text.strip() == fold(b).text.strip()
