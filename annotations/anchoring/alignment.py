"""Which items of two sequences correspond: paragraphs, sentences or words.

Whole paragraphs and sentences are aligned by patience: items that stand as often on either side bind first (after
Cohen, https://bramcohen.livejournal.com/73318.html), so that boilerplate binds nothing. Words are aligned by their
longest common subsequence (bit-parallel, Hyyrö 2004, in rapidfuzz).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from rapidfuzz.distance import LCSseq

Pairs = list[tuple[int, int]]
#: Products of lengths beyond which a longest common subsequence costs too much memory.
MOST_CELLS = 4_000_000
SHINGLE = 4


def align(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """Equal items of `a` and `b` in the same order; a repeated item only where nothing else could be meant."""
    found: Pairs = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        a0, a1, b0, b1 = todo.pop()
        trimmed, (a0, a1, b0, b1) = _ends(a, b, a0, a1, b0, b1)
        found += trimmed
        if a0 == a1 or b0 == b1:
            continue
        anchors = _evenly_repeated(a, b, a0, a1, b0, b1)
        if not anchors:
            continue
        found += anchors
        edges = [(a0 - 1, b0 - 1), *anchors, (a1, b1)]
        todo += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
    found.sort()
    return _without_sliders(a, b, grown(a, b, found, found))


def _ends(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> tuple[Pairs, tuple[int, ...]]:
    """Equal items at the beginnings and the ends, and what lies between."""
    found: Pairs = []
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        found.append((a0, b0))
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
        found.append((a1, b1))
    return found, (a0, a1, b0, b1)


def _evenly_repeated(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> Pairs:
    """Items that stand as often on either side, first to first, second to second: the most that keep their order."""
    olds, news = _places(a, a0, a1), _places(b, b0, b1)
    even = [zip(places, news[item], strict=True) for item, places in olds.items() if len(places) == len(news[item])]
    return rising(sorted(chain.from_iterable(even)))


def _places(items: Sequence[str], start: int, end: int) -> defaultdict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in range(start, end):
        places[items[index]].append(index)
    return places


def rising(pairs: Pairs) -> Pairs:
    """The longest part of `pairs` (sorted by the first) whose second numbers rise, too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_, new) in enumerate(pairs):
        pile = bisect_left(tops, new)
        before.append(ends[pile - 1] if pile else None)
        tops[pile : pile + 1], ends[pile : pile + 1] = [new], [index]
    kept: Pairs = []
    at = ends[-1] if ends else None
    while at is not None:
        kept.append(pairs[at])
        at = before[at]
    return kept[::-1]


def _without_sliders(a: Sequence[str], b: Sequence[str], pairs: Pairs) -> Pairs:
    """Leave out items beside a deletion that could have been the deleted ones just as well."""
    doubtful = set()
    edges = [(-1, -1), *pairs, (len(a), len(b))]
    for (i, j), (k, m) in pairwise(edges):
        if m != j + 1 or k == i + 1:
            continue
        up, down, cut = i, k, k - i - 1
        while up >= 0 and a[up] == a[up + cut]:
            doubtful.add(up)
            up -= 1
        while down < len(a) and a[down] == a[down - cut]:
            doubtful.add(down)
            down += 1
    return [pair for pair in pairs if pair[0] not in doubtful]


def grown(a: Sequence[str], b: Sequence[str], pairs: Pairs, seeds: Pairs) -> Pairs:
    """`pairs` and the equal free neighbours of `seeds`: a repeated item is known by what stands beside it."""
    found, taken = dict(pairs), {j for _, j in pairs}
    for step in (1, -1):
        for i, j in seeds[::step]:
            k, m = i + step, j + step
            while 0 <= k < len(a) and 0 <= m < len(b) and k not in found and m not in taken and a[k] == b[m]:
                found[k] = m
                taken.add(m)
                k, m = k + step, m + step
    return sorted(found.items())


def words(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """The words two passages share, without words that are lost between greater changes on both sides.

    Two unrelated sentences share their small words; such a chance similarity is no survival.
    """
    pairs = common(a, b)
    while (kept := _without_islands(a, b, pairs)) != pairs:
        pairs = kept
    return pairs


def _without_islands(a: Sequence[str], b: Sequence[str], pairs: Pairs) -> Pairs:
    left, right = [list(accumulate(map(len, items), initial=0)) for items in (a, b)]
    blocks: list[Pairs] = []
    for i, j in pairs:
        if blocks and blocks[-1][-1] == (i - 1, j - 1):
            blocks[-1].append((i, j))
        else:
            blocks.append([(i, j)])
    edges = [(-1, -1)] + [edge for block in blocks for edge in (block[0], block[-1])] + [(len(a), len(b))]
    kept: Pairs = []
    for index, block in enumerate(blocks):
        size = left[block[-1][0] + 1] - left[block[0][0]]
        changes = []
        for (i, j), (k, m) in (edges[2 * index : 2 * index + 2], edges[2 * index + 2 : 2 * index + 4]):
            changes.append(max(left[k] - left[i + 1], right[m] - right[j + 1]))
        if size >= min(changes):
            kept += block
    return kept


def common(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """A longest common subsequence of words; of very long ones, only what rare runs of words bind together."""
    if len(a) * len(b) <= MOST_CELLS:
        known: dict[str, int] = {}
        left, right = [[known.setdefault(word, len(known)) for word in words] for words in (a, b)]
        blocks = LCSseq.opcodes(left, right).as_matching_blocks()
        return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]
    found: Pairs = []
    runs = [[" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)] for words in (a, b)]
    anchors = _evenly_repeated(runs[0], runs[1], 0, len(runs[0]), 0, len(runs[1]))
    edges = [(-1, -1), *anchors, (len(a), len(b))]
    for (i, j), (k, m) in pairwise(edges):
        if (k - i) * (m - j) <= MOST_CELLS:
            found += [(i + 1 + x, j + 1 + y) for x, y in common(a[i + 1 : k], b[j + 1 : m])]
    return sorted(found + anchors)
