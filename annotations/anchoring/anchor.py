"""Where a highlight of an old text lies in a new one: `exact`, `moved`, `changed` or `lost`.

Never a guess. The same folded words are exact in their order, moved out of it; any other character is changed,
whatever the score. A highlight is never put on the words of another sentence: in doubt it is lost, and the best
candidate is left for a person to accept.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from annotations.anchoring.comparison import MIN_MOVED, Comparison, Run, Text
from annotations.anchoring.fold import fold
from annotations.anchoring.passage import Passage, passage
from annotations.anchoring.units import touching

METHOD = "layered-2"
CONTEXT = 32
#: Likeness of surroundings (0 to 100) from which they agree.
AGREES = 60.0
#: A shorter quote is not looked for by similarity, and a similarity must lead the next one by this much.
MIN_SEARCHED = 40
LIKENESS, LEAD, TIE = 65.0, 8.0, 0.1
#: The share of a quote that must survive, and the share that it must have of its new place.
MIN_KEPT, MIN_OF_NEW = 0.5, 0.34
#: Neighbours and twins looked at, at most.
MOST = 100
MOST_LIKENED = 5_000

Range = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """An answer: `start` and `end` are None exactly when `status` is "lost"; `score` runs from 0 to 1.

    The score says how alike the words are and decides nothing. `candidate` is where a lost quote might be.
    """

    status: str
    start: int | None
    end: int | None
    score: float
    candidate: Range | None = None


LOST = Place("lost", None, None, 0.0)


class Reanchoring:
    """Old and new text, compared once for any number of highlights."""

    def __init__(self, old: str, new: str) -> None:
        self.texts = Comparison(old, new)
        self.old, self.new = self.texts.old, self.texts.new

    def place(self, start: int, end: int) -> Place:
        """The place of old `start`..`end` (code points) in the new text."""
        if not 0 <= start < end <= len(self.old.raw):
            return LOST
        if self.old.raw == self.new.raw:
            return Place("exact", start, end, 1.0)
        quote = self._trimmed(*self.old.folded.folded_range(start, end))
        if quote[0] >= quote[1]:
            return LOST
        for find in (self._in_place, self._elsewhere, self._verbatim):
            if found := find(quote):
                return self._answer((start, end), quote, found)
        return self._lost(quote)

    def _trimmed(self, start: int, end: int) -> Range:
        words = self.old.words[start:end]
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())

    def _answer(self, raw: Range, quote: Range, found: Passage) -> Place:
        start, end = self.new.folded.original_range(found.start, found.end)
        before, after = (fold(t).text.strip() for t in (self.old.raw[slice(*raw)], self.new.raw[start:end]))
        if before == after:
            return Place("moved" if found.moved else "exact", start, end, 1.0)
        return Place("changed", start, end, round(min(0.99, fuzz.ratio(before, after) / 100), 2))

    def _in_place(self, quote: Range) -> Passage | None:
        """The quote by the sentences and words that both texts share."""
        found = passage(self.texts, quote)
        if found is None or (found.firm and self._is_same(quote, found)):
            return found
        ours = self._survives(quote, found) and self._context_agrees(quote, found)
        return found if ours and not self._is_anothers(quote, found) else None

    def _is_same(self, quote: Range, found: Passage) -> bool:
        return self.old.words[slice(*quote)] == self.new.words[found.start : found.end]

    def _survives(self, quote: Range, found: Passage) -> bool:
        """Whether all of the quote stands there, or enough of it in a text that was not replaced."""
        length = sum(map(len, self.new.words[found.start : found.end].split()))
        enough = found.kept >= MIN_KEPT and found.kept_size >= MIN_OF_NEW * length
        return self._is_same(quote, found) or (enough and not self.texts.replaced)

    def _context_agrees(self, quote: Range, found: Passage) -> bool:
        words = self.old.words[slice(*quote)]
        if self._is_same(quote, found) and len(words) >= MIN_MOVED and self._once(words) is not None:
            return True
        return max(self._contexts(quote, (found.start, found.end))) >= AGREES

    def _is_anothers(self, quote: Range, found: Passage) -> bool:
        return self._has_nearer_twin(quote, found) or self._is_nearer_to_another(quote, found)

    def _contexts(self, old: Range, new: Range) -> tuple[float, float]:
        """How alike the words before and the words after are, 0 to 100."""
        before = [t[max(0, r[0] - CONTEXT) : r[0]].strip() for t, r in self._sides(old, new)]
        after = [t[r[1] : r[1] + CONTEXT].strip() for t, r in self._sides(old, new)]
        return fuzz.ratio(*before), fuzz.ratio(*after)

    def _sides(self, old: Range, new: Range) -> tuple[tuple[str, Range], tuple[str, Range]]:
        return (self.old.words, old), (self.new.words, new)

    def _changed_block(self, quote: Range) -> range:
        """Old sentences (indexes) around `quote` that stand nowhere unchanged: who else could own the new words."""
        return _free(self.texts.pairs.keys(), touching(self.old.sentences, *quote), len(self.old.sentences))

    def _has_nearer_twin(self, quote: Range, found: Passage) -> bool:
        """Whether the same words nearby in the old text have surroundings that fit the new place as well."""
        block, new = self._changed_block(quote), (found.start, found.end)
        words = self.old.words[slice(*quote)]
        stop = self.old.sentences[block[-1]].end
        at, own = self.old.sentences[block[0]].start - 1, sum(self._contexts(quote, new))
        for _ in range(MOST):
            at = self.old.words.find(words, at + 1, stop)
            if at < 0:
                return False
            if at != quote[0] and sum(self._contexts((at, at + len(words)), new)) >= own:
                return True
        return False

    def _is_nearer_to_another(self, quote: Range, found: Passage) -> bool:
        """Whether the new sentence resembles another changed sentence as much as the quote's own.

        Where as many sentences changed into as many, and this one stands at the quote's rank, resemblance alone
        counts; elsewhere the quote's own sentence must lead.
        """
        touched = touching(self.old.sentences, *quote)
        news = touching(self.new.sentences, found.start, found.end)
        block = self._changed_block(quote)
        others = [self.old.keys[i] for i in block if i not in touched]
        if not others:
            return False
        new_block = _free(self._claimed, news, len(self.new.sentences))
        ranked = len(block) == len(new_block) and touched[0] - block[0] == news[0] - new_block[0]
        theirs = _whole(self.new, news)
        least = fuzz.ratio(_whole(self.old, touched), theirs) - (TIE if ranked else LEAD)
        return process.extractOne(theirs, others, scorer=fuzz.ratio, score_cutoff=max(least, 1.0)) is not None

    @cached_property
    def _unclaimed(self) -> tuple[list[int], list[int]]:
        """Sentences of the old and of the new text that correspond to no other yet."""
        olds, news = self.texts.old_coverage, self.texts.new_coverage
        return [i for i, share in enumerate(olds) if share < MIN_KEPT], [j for j, s in enumerate(news) if s < MIN_KEPT]

    def _elsewhere(self, quote: Range) -> Passage | None:
        """The quote in a sentence that was moved and edited: only where both clearly lead to each other."""
        if quote[1] - quote[0] < MIN_SEARCHED or self.texts.replaced:
            return None
        olds, news = self._unclaimed
        runs: list[Run] = []
        for index in touching(self.old.sentences, *quote):
            other = self._clear_best(self.old.keys[index], self.new.keys, news)
            if other is not None and self._clear_best(self.new.keys[other], self.old.keys, olds) == index:
                runs += self.texts.word_runs([index], [other], moved=not self._in_order(index, other))
        found = passage(self.texts, quote, runs) if runs else None
        ours = found and self._survives(quote, found) and not self._is_anothers(quote, found)
        return found if ours else None

    def _clear_best(self, words: str, keys: list[str], among: list[int]) -> int | None:
        """The one of `keys` most like `words`, when it is ahead of the next."""
        choices = {index: keys[index] for index in among}
        best = process.extract(words, choices, scorer=fuzz.ratio, limit=2, score_cutoff=LIKENESS - LEAD)
        if not best or best[0][1] < LIKENESS or (len(best) > 1 and best[0][1] - best[1][1] < LEAD):
            return None
        return best[0][2]

    @cached_property
    def _claimed(self) -> set[int]:
        """New sentences that stood in the old text."""
        return set(self.texts.pairs.values())

    def _in_order(self, old: int, new: int) -> bool:
        """Whether every sentence that kept its order stands on the same side of both."""
        return all((i < old) == (j < new) for i, j in self.texts.in_order.items())

    def _once(self, words: str) -> int | None:
        """Where `words` stand in the new text, if they do so once, and once in the old."""
        at = self.new.words.find(words)
        if at < 0 or self.new.words.find(words, at + 1) >= 0:
            return None
        return at if self.old.words.find(words, self.old.words.find(words) + 1) < 0 else None

    def _verbatim(self, quote: Range) -> Passage | None:
        """The only place of a long quote, when its surroundings agree and no other sentence owns it."""
        words = self.old.words[slice(*quote)]
        at = self._once(words) if len(words) >= MIN_MOVED else None
        if at is None or max(self._contexts(quote, (at, at + len(words)))) < AGREES:
            return None
        olds, news = touching(self.old.sentences, *quote), touching(self.new.sentences, at, at + len(words))
        if not self._claimed.isdisjoint(news):
            return None
        found = Passage(at, at + len(words), len(words), 1.0, False, not self._in_order(olds[0], news[0]))
        return None if self._is_anothers(quote, found) else found

    def _lost(self, quote: Range) -> Place:
        """Lost, with the likeliest place: the same words, then what is left of the quote, then a like sentence."""
        words = self.old.words[slice(*quote)]
        at, found = self.new.words.find(words), passage(self.texts, quote)
        if at >= 0:
            range_ = (at, at + len(words))
        elif found and not self.texts.replaced:
            range_ = (found.start, found.end)
        else:
            best = self._likeliest(words)
            if best is None:
                return LOST
            range_ = (self.new.sentences[best].start, self.new.sentences[best].end)
        return Place("lost", None, None, 0.0, self.new.folded.original_range(*range_))

    def _likeliest(self, words: str) -> int | None:
        if self.texts.replaced or len(words) < MIN_MOVED:
            return None
        choices = {index: self.new.keys[index] for index in self._unclaimed[1]}
        best = process.extractOne(words, choices, scorer=fuzz.ratio, score_cutoff=AGREES)
        return best[2] if best else None


def _free(taken: Container[int], touched: range, count: int) -> range:
    """`touched` and the sentences next to them, before and after, up to one that is `taken`."""
    first, last = touched.start, touched.stop
    while first > 0 and first - 1 not in taken and touched.start - first < MOST:
        first -= 1
    while last < count and last not in taken and last - touched.stop < MOST:
        last += 1
    return range(first, last)


def _whole(text: Text, sentences: range) -> str:
    """The words of `sentences`, as far as a similarity is worth its time."""
    start = text.sentences[sentences[0]].start
    return text.words[start : min(text.sentences[sentences[-1]].end, start + MOST_LIKENED)]


def reanchor(old: str, new: str, ranges: list[Range]) -> list[Place]:
    """A Place in `new` for each range (code points, end exclusive) of `old`."""
    comparison = Reanchoring(old, new)
    return [comparison.place(start, end) for start, end in ranges]
