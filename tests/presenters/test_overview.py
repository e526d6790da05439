"""The thin map of an article."""

from __future__ import annotations

import re

from annotations.presenters.text.highlights import Mark
from annotations.workspace.overview import LINES, overview, ticks_of


def mark(start: int, state: str = "none") -> Mark:
    return Mark(start, start + 5, 1, 1, state, False, "")


def paths(svg: str) -> dict[str, str]:
    return dict(re.findall(r'class="tick-(\w+)" d="([^"]+)"', svg))


def test_a_mark_stands_where_it_begins() -> None:
    assert paths(overview(ticks_of([mark(0), mark(500), mark(999)], 1000))) == {
        "none": "M0 0h10v1h-10M0 50h10v1h-10M0 99h10v1h-10"
    }


def test_marks_of_one_line_share_it_by_state() -> None:
    found = paths(overview(ticks_of([mark(3, "disputed"), mark(1), mark(2), mark(4, "verified"), mark(700)], 1000)))
    assert found == {
        "verified": "M0 0h2.5v1h-2.5",
        "disputed": "M2.5 0h2.5v1h-2.5",
        "none": "M5 0h5v1h-5M0 70h10v1h-10",
    }


def test_thousands_of_marks_cost_no_more_than_the_lines_there_are() -> None:
    svg = overview(ticks_of([mark(n, ("verified", "none")[n % 2]) for n in range(0, 100_000, 5)], 100_000))
    assert svg.count("M") == 2 * LINES
    assert len(svg) < 6_000


def test_an_empty_article_has_an_empty_map() -> None:
    assert paths(overview(ticks_of([], 0))) == {}


def test_a_text_that_was_removed_keeps_its_marks_at_the_end() -> None:
    assert paths(overview(ticks_of([mark(40)], 0))) == {"none": "M0 99h10v1h-10"}
