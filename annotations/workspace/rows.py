"""The claims beside a text, as many as there may be: read as bare values, drawn a window at a time.

A thousand model instances cost twenty times as much, and nobody reads a thousand rows.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from annotations.models import Article, SetAsideReason
from annotations.presenters.review.claim_rows import ClaimRow, ListedClaim, ListedReview, ListedRow, made, numbered
from annotations.presenters.review.verdicts import Verdict, verdict_of
from annotations.workspace.reading import Pair, read_claims

#: Rows on the page at first, and rows that each "show more" brings.
WINDOW = 40


def rows_in(article: Article) -> list[ListedRow]:
    """Rows of the claims of `article`, numbered, without those marked by mistake."""
    return [row for row in rows_by_claim(read_claims(article)).values() if not by_mistake(row)]


def rows_by_claim(
    pairs: Iterable[Pair], before: dict[int, ListedRow] | None = None, gone: Collection[int] = ()
) -> dict[int, ListedRow]:
    """{claim: its row} in the order of their numbers.

    `before` are rows known from earlier, of which those of `pairs` are newer and those of `gone` are no more. As long
    as nobody's number changes the others are kept as they are: thousands of them cost what one does.
    """
    old, verdict = before or {}, _verdicts()
    fresh = {claim.pk: (claim, review) for claim, review in pairs}
    new = sorted((pair for pk, pair in fresh.items() if pk not in old), key=lambda pair: made(pair[0]))
    last = made(next(reversed(old.values())).claim) if old else (False, 0)
    stays = all(pk not in old for pk in gone) and all(
        made(claim) == made(old[pk].claim) for pk, (claim, _) in fresh.items() if pk in old
    )
    if not old or not stays or (new and made(new[0][0]) < last):
        kept = ((row.claim, row.review) for pk, row in old.items() if pk not in fresh and pk not in gone)
        return {row.claim.pk: row for row in numbered([*kept, *fresh.values()], verdict)}
    rows = dict(old)
    for pk, (claim, review) in fresh.items():
        if pk in old:
            rows[pk] = ClaimRow(claim, old[pk].number, review, verdict(claim, review))
    for claim, review in new:
        rows[claim.pk] = ClaimRow(claim, len(rows) + 1, review, verdict(claim, review))
    return rows


def _verdicts() -> Callable[[ListedClaim, ListedReview | None], Verdict]:
    """`verdict_of`, asked once for all that are alike."""
    verdicts: dict[tuple[Any, ...], Verdict] = {}

    def verdict(claim: ListedClaim, review: ListedReview | None) -> Verdict:
        key = (claim.set_aside_at and claim.set_aside_reason, review)
        if key not in verdicts:
            verdicts[key] = verdict_of(claim, review)
        return verdicts[key]

    return verdict


def by_mistake(row: ListedRow) -> bool:
    """Marked by mistake: it keeps its number, and is shown nowhere."""
    return row.claim.set_aside_reason == SetAsideReason.MISTAKE


def in_text_order(rows: Iterable[ListedRow], starts: dict[int, int]) -> list[ListedRow]:
    """The rows by the place of their first mark, `starts` ({claim: code point}); those without one come last."""
    ordered = list(rows)
    for row in ordered:
        row.at = starts.get(row.claim.pk)
    return sorted(ordered, key=_key)


def _key(row: ListedRow) -> tuple[int, int]:
    return row.place, row.number


@dataclass(frozen=True, slots=True)
class Window:
    """Some of the rows in text order; `before` and `after` count those left out."""

    rows: list[ListedRow]
    before: int = 0
    after: int = 0

    @property
    def first(self) -> str:
        """Where the window begins, for `before=`; empty, which means the beginning, when nothing is in it."""
        return place_of(self.rows[0]) if self.rows else ""

    @property
    def last(self) -> str:
        return place_of(self.rows[-1]) if self.rows else ""


def place_of(row: ListedRow) -> str:
    """A row's place in the list, for addresses; it stays right when other rows come and go."""
    return "{}-{}".format(*_key(row))


def window_of(ordered: list[ListedRow], *, around: int | None = None, after: str = "", before: str = "") -> Window:
    """The rows right after or before a place (`place_of`), or around a claim, or the first ones."""
    key = _place(after or before)
    if key:
        at = (
            bisect.bisect_right(ordered, key, key=_key)
            if after
            else bisect.bisect_left(ordered, key, key=_key) - WINDOW
        )
    else:
        at = next((n for n, row in enumerate(ordered) if row.claim.pk == around), 0) - WINDOW // 2
        at = max(0, min(at, len(ordered) - WINDOW))
    start = max(0, at)
    end = max(0, at + WINDOW)
    return Window(ordered[start:end], start, max(0, len(ordered) - end))


def _place(words: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"([0-9]{1,18})-([0-9]{1,18})", words)
    return (int(found[1]), int(found[2])) if found else None
