"""What a text's page shows of its claims at one revision of its article: put together once, then remembered.

A page is read far more often than anything in it changes: by everybody who opens it, and by each open page as it asks
for news. Every write that a page shows raises the article's revision (services/text/articles.py `bump`), and marks its
claims with it (services/claims/claims.py `stamp`): of an article of which an earlier revision is remembered, only those
claims are read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annotations.models import Article, ArticleVersion, Claim
from annotations.presenters.review.claim_rows import ListedRow
from annotations.presenters.text.highlights import BlockView, Mark, render_blocks
from annotations.presenters.text.windows import Window, window_of_text
from annotations.workspace.overview import overview, ticks_of
from annotations.workspace.progress import Progress, Standing, progress_of, standing_of
from annotations.workspace.reading import Change, read_change, read_claims, read_places, read_words
from annotations.workspace.rows import by_mistake, in_text_order, rows_by_claim

#: Bytes that may be remembered in each process, and what one page may take of them; an article of 500,000 code points
#: with 5,000 highlights takes about 25 million.
REMEMBERED = 100_000_000
MOST_OF_ONE = 60_000_000
#: Marks drawn in a part of a text.
MOST_DRAWN = 10_000


def _starts_of(marks: Iterable[Mark]) -> dict[int, int]:
    """{claim: the code point where its first mark begins}."""
    starts: dict[int, int] = {}
    for mark in marks:
        starts[mark.claim] = min(mark.start, starts.get(mark.claim, mark.start))
    return starts


@dataclass(frozen=True)
class Shown:
    """All claims and highlights of an article, and what is drawn of them; for reading only."""

    version: ArticleVersion | None
    #: {claim: its row} by number, and {highlight: its mark}; those marked by mistake are among them.
    all_rows: dict[int, ListedRow]
    all_marks: dict[int, Mark]

    #: How many claims stand how, and how many marks begin where on the map; claims without a mark in this text, and
    #: those marked by mistake. Made from what they were before the last change: counting thousands anew takes longer
    #: than all the rest of an answer.
    standings: Counter[Standing]
    ticks: Counter[tuple[int, str]]
    unplaced: frozenset[int]
    mistakes: frozenset[int]

    @cached_property
    def rows(self) -> list[ListedRow]:
        return [row for claim, row in self.all_rows.items() if claim not in self.mistakes]

    @cached_property
    def marks(self) -> list[Mark]:
        return [mark for mark in self.all_marks.values() if mark.claim not in self.mistakes]

    @cached_property
    def ordered(self) -> list[ListedRow]:
        """The rows in the order of their first marks."""
        return in_text_order(self.rows, self._starts)

    @cached_property
    def _drawn(self) -> dict[int, list[BlockView]]:
        return {}

    def window(self, number: int, claim: Claim | None = None) -> Window:
        """Part `number` of the text, else the one with the first highlight of `claim`."""
        at = self._starts.get(claim.pk) if claim else None
        return window_of_text(self.version.blocks if self.version else [], number, at)

    def drawn(self, window: Window) -> list[BlockView]:
        """The part's blocks with their marks: MOST_DRAWN of them at most, in the order of the text."""
        if window.number not in self._drawn:
            self._drawn[window.number] = self._render(window.ids, self._marks_in(window)[:MOST_DRAWN])
        return self._drawn[window.number]

    def undrawn(self, window: Window) -> int:
        """How many marks of the part are left out."""
        return max(0, len(self._marks_in(window)) - MOST_DRAWN)

    def _marks_in(self, window: Window) -> list[Mark]:
        if self.version is None or window.ids is None or not self.version.blocks:
            return self.marks
        first, last = self.version.blocks[window.first - 1]["start"], self.version.blocks[window.last - 1]["end"]
        return [mark for mark in self.marks if mark.start < last and first < mark.end]

    @property
    def weight(self) -> int:
        """Bytes that it holds, roughly: the text, and all of it drawn; a row and a mark with all they refer to."""
        text = 2 * len(self.version.text) + 700 * len(self.version.blocks) if self.version else 0
        return 2 * text + 2_500 * len(self.all_rows) + 900 * len(self.all_marks)

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.standings)

    @cached_property
    def overview(self) -> SafeString:
        """The thin map of the text with its marks."""
        return overview(self.ticks)

    def rows_of(self, claims: Iterable[int]) -> list[ListedRow]:
        """The rows of these claims that are shown, in the order of their first marks."""
        found = {claim: self.all_rows[claim] for claim in claims if claim in self.all_rows}
        starts = _starts_of(mark for mark in self.all_marks.values() if mark.claim in found)
        return in_text_order((row for claim, row in found.items() if claim not in self.mistakes), starts)

    @cached_property
    def _starts(self) -> dict[int, int]:
        return _starts_of(self.marks)

    def blocks_in(self, only: set[int] | None) -> list[BlockView]:
        """The blocks whose ids are in `only` (None: all), with their marks."""
        return self._render(only, self.marks)

    def _render(self, only: set[int] | None, marks: list[Mark]) -> list[BlockView]:
        if self.version is None:
            return []
        version = self.version
        return render_blocks(version.text, version.blocks, version.spans, version.cuts, marks, only=only)


@dataclass(frozen=True)
class Remembered:
    """What was put together at a revision of its article, with words that rows borrow (reading.py `read_words`)."""

    revision: int
    words: tuple[str, str]
    shown: Shown


#: Article, version and language.
Key = tuple[int, int | None, str | None]
_remembered: dict[Key, Remembered] = {}
_lock = Lock()


def shown(article: Article, version: ArticleVersion | None, made: Change | None = None) -> Shown:
    """What the page of `article` shows with the text of `version`, as of the revision that `article` was read at.

    `made` is the write that raised the article to that revision, for those who know: where the revision before it is
    remembered, nothing is read.
    """
    key = (article.pk, version.pk if version else None, get_language())
    with _lock:
        known = _remembered.pop(key, None)
        if known:  # the one used last is the last to go
            _remembered[key] = known
    if known and made and known.revision == article.revision - 1:
        # Its row borrows no words; those of the others are as old as what is remembered says.
        words, found = known.words, _newer(known.shown, version, made)
    else:
        words = read_words()
        if known and known.words != words:
            known = None
        if known and known.revision == article.revision:
            return known.shown
        if known and known.revision < article.revision:
            before = known.shown
            change = read_change(article, version, known.revision, before.unplaced, before.all_marks)
            found = _newer(before, version, change)
        else:
            found = whole(article, version)
    if known is None or known.revision <= article.revision:
        # A request that took long doesn't replace what a later one saw.
        _remember(key, Remembered(article.revision, words, found))
    return found


def whole(article: Article, version: ArticleVersion | None) -> Shown:
    """The same, all of it read."""
    rows = rows_by_claim(read_claims(article))
    return _counted(version, rows, _marks(version, rows, read_places(version)) if version else {})


def _counted(version: ArticleVersion | None, rows: dict[int, ListedRow], marks: dict[int, Mark]) -> Shown:
    unplaced = rows.keys() - {mark.claim for mark in marks.values()}
    mistakes = frozenset(claim for claim, row in rows.items() if by_mistake(row))
    counts = _counts(version, rows, rows.values(), marks.values())
    return Shown(version, rows, marks, *counts, frozenset(unplaced), mistakes)


def _counts(
    version: ArticleVersion | None,
    rows: dict[int, ListedRow],
    some: Iterable[ListedRow],
    marks: Iterable[Mark],
) -> tuple[Counter[Standing], Counter[tuple[int, str]]]:
    """How `some` of the rows stand and where `marks` begin, without those marked by mistake."""
    there = (mark for mark in marks if not by_mistake(rows[mark.claim]))
    length = len(version.text) if version else 0
    return Counter(standing_of(row) for row in some if not by_mistake(row)), ticks_of(there, length)


def _newer(known: Shown, version: ArticleVersion | None, change: Change) -> Shown:
    """`known` with the claims of `change` as they are now."""
    claims = change.claims
    gone = claims - {claim.pk for claim, _review in change.rows}
    rows = rows_by_claim(change.rows, known.all_rows, gone=gone)
    other = next((claim for claim in known.all_rows if claim not in claims), None)
    if version is None or other is None or rows[other] is not known.all_rows[other]:
        # Numbers changed, and all marks say theirs.
        return _counted(version, rows, _marks(version, rows, read_places(version)) if version else {})
    known_claims = claims & known.all_rows.keys()
    stale = {pk: mark for pk, mark in known.all_marks.items() if mark.claim in known_claims} if known_claims else {}
    fresh = _marks(version, rows, change.places)
    return Shown(version, rows, _joined(known.all_marks, stale, fresh), *_recounted(known, rows, claims, stale, fresh))


def _joined(known: dict[int, Mark], stale: dict[int, Mark], fresh: dict[int, Mark]) -> dict[int, Mark]:
    """`known` without the stale and with the fresh ones, by their keys."""
    marks = dict(known)
    last = next(reversed(marks), 0)
    for pk in stale.keys() - fresh.keys():
        del marks[pk]
    marks |= fresh
    return marks if all(pk in known or pk > last for pk in fresh) else dict(sorted(marks.items()))


def _recounted(
    known: Shown,
    rows: dict[int, ListedRow],
    claims: set[int],
    stale: dict[int, Mark],
    fresh: dict[int, Mark],
) -> tuple[Counter[Standing], Counter[tuple[int, str]], frozenset[int], frozenset[int]]:
    """What `known` counted, with these claims counted anew."""
    before = [known.all_rows[claim] for claim in claims if claim in known.all_rows]
    now = [rows[claim] for claim in claims if claim in rows]
    was = _counts(known.version, known.all_rows, before, stale.values())
    is_ = _counts(known.version, rows, now, fresh.values())
    placed = {mark.claim for mark in fresh.values()}
    unplaced = (known.unplaced - claims) | {row.claim.pk for row in now if row.claim.pk not in placed}
    mistakes = (known.mistakes - claims) | {row.claim.pk for row in now if by_mistake(row)}
    return known.standings - was[0] + is_[0], known.ticks - was[1] + is_[1], unplaced, mistakes


def _remember(key: Key, found: Remembered) -> None:
    with _lock:
        _remembered.pop(key, None)
        if found.shown.weight <= MOST_OF_ONE:
            _remembered[key] = found
        total = sum(kept.shown.weight for kept in _remembered.values())
        while total > REMEMBERED:
            total -= _remembered.pop(next(iter(_remembered))).shown.weight


def forget() -> None:
    """Let go of what is remembered; for tests, whose revisions come back."""
    with _lock:
        _remembered.clear()


def _marks(
    version: ArticleVersion, rows: dict[int, ListedRow], places: Iterable[tuple[int, int, int, int]]
) -> dict[int, Mark]:
    """Each highlight's place in `version`: its own newest range, or where it was found; removed ones not at all."""
    name = _("%(verdict)s, claim %(number)s: %(wording)s")
    marks = {}
    for highlight, start, end, claim in sorted(places):
        row = rows.get(claim)
        if row is None:
            continue
        verdict = row.verdict
        said = name % {"verdict": verdict.words, "number": row.number, "wording": row.claim.wording}
        marks[highlight] = Mark(
            start, end, claim, row.number, verdict.state, verdict.proposed, said[:220], row.lacks_verdict
        )
    return marks
