"""The window of a long list of claims: nobody is left out, nobody comes twice."""

from __future__ import annotations

import pytest

from annotations.presenters.review.claim_rows import ClaimRow
from annotations.presenters.review.verdicts import Verdict
from annotations.workspace.reading import ListedClaim
from annotations.workspace.rows import WINDOW, in_text_order, place_of, window_of

NONE = Verdict("none", False, "No verdict yet")


def rows(count: int) -> list[ClaimRow]:
    """Claims 1.. in text order, each third without a place in the text."""
    made = [ClaimRow(ListedClaim(n, f"claim {n}", None, "", 1, "A", n), n, None, NONE) for n in range(1, count + 1)]
    return in_text_order(made, {n: 10_000 - 7 * n for n in range(1, count + 1) if n % 3})


def numbers(found: list[ClaimRow]) -> list[int]:
    return [row.number for row in found]


def test_order_is_that_of_the_text_and_what_is_not_in_it_comes_last() -> None:
    assert numbers(rows(7)) == [7, 5, 4, 2, 1, 3, 6]


@pytest.mark.parametrize("count", [0, 1, WINDOW, WINDOW + 1, 3 * WINDOW - 1, 5 * WINDOW + 3])
def test_going_on_shows_each_row_once(count: int) -> None:
    everything = rows(count)
    window = window_of(everything)
    seen = list(window.rows)
    while window.after:
        window = window_of(everything, after=window.last)
        seen += window.rows
    assert seen == everything


@pytest.mark.parametrize("count", [1, WINDOW, WINDOW + 1, 5 * WINDOW + 3])
def test_going_back_shows_each_row_once(count: int) -> None:
    everything = rows(count)
    window = window_of(everything, around=everything[-1].claim.pk)
    seen = list(window.rows)
    assert window.after == 0
    while window.before:
        window = window_of(everything, before=window.first)
        seen = window.rows + seen
    assert seen == everything


@pytest.mark.parametrize("at", [0, 1, WINDOW, 100, 202])
def test_a_claim_is_in_the_window_around_it(at: int) -> None:
    everything = rows(203)
    window = window_of(everything, around=everything[at].claim.pk)
    assert everything[at] in window.rows
    assert len(window.rows) == WINDOW
    assert window.before + len(window.rows) + window.after == 203


def test_a_place_whose_row_is_gone_still_counts() -> None:
    everything = rows(200)
    last, gone = window_of(everything).last, window_of(everything).rows[-1]
    left = [row for row in everything if row is not gone]
    assert window_of(left, after=last).rows[0] is everything[WINDOW]
    assert window_of(left, before=place_of(everything[WINDOW])).rows[-1] is everything[WINDOW - 2]


@pytest.mark.parametrize("words", ["", "x", "-", "5", "5-", "٣-٤", "-1-2", "1e9-1"])
def test_a_place_that_is_none_means_the_beginning(words: str) -> None:
    everything = rows(100)
    assert window_of(everything, after=words).rows == everything[:WINDOW]
