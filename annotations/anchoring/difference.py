"""What changed between two wordings, and between two whole versions of a text. For showing; nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.anchoring.alignment import words
from annotations.anchoring.comparison import Comparison, Text, gaps
from annotations.anchoring.fold import fold
from annotations.anchoring.units import Unit, tokens, touching

Range = tuple[int, int]
#: Two paragraphs are one paragraph, changed, when this share of the shorter one stands in the other.
MIN_SHARED = 0.4


@dataclass(frozen=True)
class Piece:
    """Words that are the "same" in both wordings (as in the new one), "removed" or "added"."""

    kind: str
    text: str


@dataclass(frozen=True)
class ClaimRow:
    """A paragraph: "same", "changed", "moved", "removed" or "added"; ranges in code points of the version's text."""

    kind: str
    old: Range | None
    new: Range | None


def difference(old_words: str, new_words: str) -> list[Piece]:
    """The pieces of both wordings in reading order, by whole words and numbers; removed before added.

    All but the removed pieces make up the new wording; all but the added ones the old, as folding sees it.
    """
    old, new = fold(old_words), fold(new_words)
    mine, theirs = tokens(old.text), tokens(new.text)
    found: list[Piece] = []
    old_at = new_at = 0
    for i, j in words([t.words for t in mine], [t.words for t in theirs]):
        old_start, old_end = old.original_range(mine[i].start, mine[i].end)
        new_start, new_end = new.original_range(theirs[j].start, theirs[j].end)
        found += _between(old_words[old_at:old_start], new_words[new_at:new_start])
        found.append(Piece("same", new_words[new_start:new_end]))
        old_at, new_at = max(old_at, old_end), max(new_at, new_end)
    found += _between(old_words[old_at:], new_words[new_at:])
    return _merged([piece for piece in found if piece.text])


def _between(removed: str, added: str) -> list[Piece]:
    """What stands between two words that both wordings share; white space on both sides of it is shared, too."""
    lead = _blank(added) if removed[:1].isspace() else 0
    removed, shared, added = removed[_blank(removed) if lead else 0 :], added[:lead], added[lead:]
    tail = _blank(added[::-1]) if removed[-1:].isspace() else 0
    rest = added[len(added) - tail :]
    removed = removed.rstrip() if tail else removed
    changed = [Piece("removed", removed), Piece("added", added[: len(added) - tail])]
    return [Piece("same", shared), *changed, Piece("same", rest)]


def _blank(text: str) -> int:
    """Length of the white space that `text` begins with."""
    return len(text) - len(text.lstrip())


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def compare(old: str, new: str) -> list[ClaimRow]:
    """Every paragraph of both versions, once, in the new one's order; removed ones where they stood."""
    texts = Comparison(old, new)
    moved_from, moved_to = dict(texts.moved_paragraphs), {j: i for i, j in texts.moved_paragraphs}
    changed = _changed(texts)
    edges = dict(texts.paragraph_pairs)
    rows: list[ClaimRow] = []
    i = j = 0
    while i < len(texts.old.paragraphs) or j < len(texts.new.paragraphs):
        if i in moved_from:
            i += 1
        elif j in moved_to:
            rows.append(ClaimRow("moved", _range(texts.old, moved_to[j]), _range(texts.new, j)))
            j += 1
        elif i < len(texts.old.paragraphs) and i not in edges and i not in changed:
            rows.append(ClaimRow("removed", _range(texts.old, i), None))
            i += 1
        elif edges.get(i, changed.get(i)) == j:
            rows.append(ClaimRow("same" if i in edges else "changed", _range(texts.old, i), _range(texts.new, j)))
            i, j = i + 1, j + 1
        else:
            rows.append(ClaimRow("added", None, _range(texts.new, j)))
            j += 1
    return rows


@dataclass(frozen=True)
class Told:
    """A row as it is shown: its kind, and its words in pieces."""

    kind: str
    pieces: list[Piece]


def tell(old: str, new: str, spots: list[Range] | None, most: int) -> tuple[list[Told], int]:
    """The first `most` rows of `compare`, only those that share a word with `spots` (ranges of `old`; None: all), and
    how many there are."""
    rows = [row for row in compare(old, new) if spots is None or _shares_word(row, spots)]
    return [Told(row.kind, _pieces(row, old, new)) for row in rows[:most]], len(rows)


def _shares_word(row: ClaimRow, spots: list[Range]) -> bool:
    return bool(row.old and any(start < row.old[1] and row.old[0] < end for start, end in spots))


def _pieces(row: ClaimRow, old: str, new: str) -> list[Piece]:
    before, after = (text[slice(*place)] if place else "" for text, place in ((old, row.old), (new, row.new)))
    if row.kind == "changed":
        return difference(before, after)
    return [Piece(row.kind, before or after)] if row.kind in ("removed", "added") else [Piece("same", after)]


def _changed(texts: Comparison) -> dict[int, int]:
    """{old paragraph: the new one it became}, in order, between paragraphs that stand unchanged."""
    shared: dict[tuple[int, int], int] = {}
    for run in texts.runs:
        if not run.moved:
            for i, j, size in _shares(texts, run.old, run.new, run.size):
                shared[i, j] = shared.get((i, j), 0) + size
    found: dict[int, int] = {}
    done = {j for _, j in [*texts.paragraph_pairs, *texts.moved_paragraphs]}
    free = {i for olds, _ in gaps(texts.paragraph_pairs, len(texts.old.paragraphs), 0) for i in olds}
    free -= {i for i, _ in texts.moved_paragraphs}
    for (i, j), size in sorted(shared.items(), key=lambda item: -item[1]):
        least = min(len(texts.old.paragraphs[i].words), len(texts.new.paragraphs[j].words))
        if i in free and j not in done and size >= MIN_SHARED * least and _keeps_order(found, i, j):
            found[i] = j
            done.add(j)
            free.remove(i)
    return found


def _keeps_order(found: dict[int, int], i: int, j: int) -> bool:
    return all((k < i) == (m < j) for k, m in found.items())


def _shares(texts: Comparison, old: int, new: int, size: int) -> list[tuple[int, int, int]]:
    """(old paragraph, new paragraph, code points) of a run; one that crosses a paragraph's end counts for each."""
    found = []
    for j in touching(texts.new.paragraphs, new, new + size):
        here = _overlap(texts.new.paragraphs[j], new, size)
        for i in touching(texts.old.paragraphs, old + here[0] - new, old + here[1] - new):
            start, end = _overlap(texts.old.paragraphs[i], old + here[0] - new, here[1] - here[0])
            found.append((i, j, end - start))
    return found


def _overlap(unit: Unit, start: int, size: int) -> Range:
    return max(unit.start, start), min(unit.end, start + size)


def _range(text: Text, index: int) -> Range:
    paragraph = text.paragraphs[index]
    return text.folded.original_range(paragraph.start, paragraph.end)
