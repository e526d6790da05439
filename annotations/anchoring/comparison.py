"""Two texts compared once: which stretches of the old one stand where in the new one.

First paragraphs, then the sentences of what is left between them, then the words of what is left of those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from annotations.anchoring.alignment import Pairs, align, grown, words
from annotations.anchoring.fold import fold
from annotations.anchoring.units import Unit, paragraphs, sentences, tokens

#: Shorter words say too little to be known again elsewhere (folded code points).
MIN_MOVED = 24
#: A text of which less than this share stands in the new one was replaced.
MIN_SURVIVAL = 0.25


@dataclass(frozen=True)
class Run:
    """Equal folded words, `size` code points from `old` and from `new`.

    `firm`: whole sentences; otherwise words of a sentence that changed around them. `moved`: not in the old order.
    """

    old: int
    new: int
    size: int
    firm: bool = True
    moved: bool = False


class Text:
    """A text folded and cut. `first[p]` is the index of the first sentence of paragraph p."""

    def __init__(self, raw: str) -> None:
        self.raw, self.folded = raw, fold(raw)
        self.words = self.folded.text
        self.paragraphs = paragraphs(raw, self.folded)
        self.sentences: list[Unit] = []
        self.first = [0]
        for paragraph in self.paragraphs:
            self.sentences += sentences(paragraph)
            self.first.append(len(self.sentences))
        self.keys = [s.words for s in self.sentences]


class Comparison:
    """Old and new text, for any number of highlights."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = Text(old), Text(new)
        self.paragraph_pairs = align([p.words for p in self.old.paragraphs], [p.words for p in self.new.paragraphs])
        self.moved_paragraphs = self._moved_paragraphs()
        self.in_order = self._sentences_in_order()
        self.pairs = self._with_moved_sentences()
        runs = [self._sentence_run(i, j) for i, j in self.pairs.items()]
        self.runs = sorted([*runs, *self._word_runs()], key=lambda run: run.old)
        self.run_ends = [run.old + run.size for run in self.runs]

    def _moved_paragraphs(self) -> Pairs:
        olds, news = [p.words for p in self.old.paragraphs], [p.words for p in self.new.paragraphs]
        return _moved(olds, news, self.paragraph_pairs)

    def _sentences_in_order(self) -> dict[int, int]:
        found: dict[int, int] = {}
        moved_old, moved_new = [{pair[side] for pair in self.moved_paragraphs} for side in (0, 1)]
        for i, j in self.paragraph_pairs:
            found.update(self._sentences_of(i, j))
        for olds, news in gaps(self.paragraph_pairs, len(self.old.paragraphs), len(self.new.paragraphs)):
            mine = [s for i in olds if i not in moved_old for s in range(self.old.first[i], self.old.first[i + 1])]
            theirs = [s for j in news if j not in moved_new for s in range(self.new.first[j], self.new.first[j + 1])]
            pairs = align([self.old.keys[i] for i in mine], [self.new.keys[j] for j in theirs])
            found.update((mine[i], theirs[j]) for i, j in pairs)
        return found

    def _sentences_of(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Pairs of the sentences of two equal paragraphs."""
        return zip(
            range(self.old.first[i], self.old.first[i + 1]),
            range(self.new.first[j], self.new.first[j + 1]),
            strict=True,
        )

    def _with_moved_sentences(self) -> dict[int, int]:
        known = dict(self.in_order)
        for i, j in self.moved_paragraphs:
            known.update(self._sentences_of(i, j))
        pairs = sorted(known.items())
        return dict(sorted(pairs + _moved(self.old.keys, self.new.keys, pairs)))

    def _sentence_run(self, i: int, j: int) -> Run:
        sentence = self.old.sentences[i]
        return Run(sentence.start, self.new.sentences[j].start, len(sentence.words), moved=i not in self.in_order)

    def _word_runs(self) -> list[Run]:
        found: list[Run] = []
        taken = set(self.pairs.values())
        ordered = sorted(self.in_order.items())
        for olds, news in gaps(ordered, len(self.old.sentences), len(self.new.sentences)):
            mine = [i for i in olds if i not in self.pairs]
            theirs = [j for j in news if j not in taken]
            if mine and theirs:
                found += self.word_runs(mine, theirs)
        return found

    def word_runs(self, olds: list[int], news: list[int], *, moved: bool = False) -> list[Run]:
        """What the sentences `olds` and `news` (indexes) share, word by word."""
        mine = [t for i in olds for t in tokens(self.old.words, self.old.sentences[i].start, self.old.sentences[i].end)]
        theirs = [
            t for j in news for t in tokens(self.new.words, self.new.sentences[j].start, self.new.sentences[j].end)
        ]
        found: list[Run] = []
        for i, j in words([t.words for t in mine], [t.words for t in theirs]):
            old, new = mine[i], theirs[j]
            last = found[-1] if found else None
            if last and self._adjoin(last, old, new):
                found[-1] = Run(last.old, last.new, old.end - last.old, firm=False, moved=moved)
            else:
                found.append(Run(old.start, new.start, len(old.words), firm=False, moved=moved))
        return found

    def _adjoin(self, run: Run, old: Unit, new: Unit) -> bool:
        """Whether nothing or the same space lies between the end of `run` and these words, in both texts."""
        between = self.old.words[run.old + run.size : old.start]
        return not between.strip() and between == self.new.words[run.new + run.size : new.start]

    @cached_property
    def replaced(self) -> bool:
        """Whether most of the old text is gone: then similarity is chance, and nothing has "changed"."""
        survived = sum(
            share * len(s.words) for share, s in zip(self.old_coverage, self.old.sentences, strict=True) if share >= 0.5
        )
        return survived < MIN_SURVIVAL * sum(len(s.words) for s in self.old.sentences)

    @cached_property
    def old_coverage(self) -> list[float]:
        return coverage(self.old.sentences, [(run.old, run.size) for run in self.runs])

    @cached_property
    def new_coverage(self) -> list[float]:
        return coverage(self.new.sentences, [(run.new, run.size) for run in self.runs])

    def runs_within(self, start: int, end: int) -> range:
        """Indexes of the runs that share a code point with old `start`..`end`."""
        first = bisect_right(self.run_ends, start)
        return range(first, bisect_left(self.runs, end, lo=first, key=lambda run: run.old))


def gaps(pairs: Pairs, olds: int, news: int) -> Iterator[tuple[range, range]]:
    """What lies between aligned items, as ranges of indexes of old and new."""
    edges = [(-1, -1), *pairs, (olds, news)]
    for (i, j), (k, m) in pairwise(edges):
        if k > i + 1 or m > j + 1:
            yield range(i + 1, k), range(j + 1, m)


def _moved(olds: list[str], news: list[str], pairs: Pairs) -> Pairs:
    """Items out of order: long ones that stand once in each text, and the equal neighbours of these."""
    old_counts, new_counts = Counter(olds), Counter(news)
    done, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    where = {key: j for j, key in enumerate(news) if new_counts[key] == 1 and j not in taken}
    seeds = [
        (i, where[key])
        for i, key in enumerate(olds)
        if i not in done and len(key) >= MIN_MOVED and old_counts[key] == 1 and key in where
    ]
    return [pair for pair in grown(olds, news, sorted([*pairs, *seeds]), seeds) if pair[0] not in done]


def coverage(units: list[Unit], spans: list[tuple[int, int]]) -> list[float]:
    """The share of each unit that lies in one of the `spans` (start, size)."""
    starts = [u.start for u in units]
    covered = [0] * len(units)
    for start, size in spans:
        index = bisect_right(starts, start) - 1
        covered[index] += min(size, units[index].end - start)
    return [count / len(u.words) for count, u in zip(covered, units, strict=True)]
