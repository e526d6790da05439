"""What differs between two versions, from content alone."""

from __future__ import annotations

from typing import Any

import pytest

from annotations.presenters.review.differences import differences


def content(**changes: Any) -> dict[str, Any]:
    return {
        "wording": "It fell by half.",
        "label": {"words": "Disputed", "number": 2},
        "claimant": {"name": "A. Rowan"},
        "summary": "It fell by 13%.",
        "said_on": "2026-11-02",
        "appearances": [{"quote": "fell by half"}],
        "citations": [{"source": 7, "title": "Bulletin", "quote": "27 hours", "citation": 1}],
        **changes,
    }


def told(new: dict[str, Any], old: dict[str, Any] | None = None) -> list[tuple[str, str, str]]:
    """(field, words taken out, words put in)."""
    return [
        (
            change.name,
            "".join(p.text for p in change.pieces if p.kind == "removed"),
            "".join(p.text for p in change.pieces if p.kind == "added"),
        )
        for change in differences(old or content(), new)
    ]


def test_the_same_differs_in_nothing() -> None:
    assert differences(content(), content()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"summary": "It fell by 14%."}, [("Summary", "13", "14")]),
        ({"label": {"words": "False", "number": 1}}, [("Verdict", "Disputed", "False")]),
        ({"claimant": None}, [("Who said it", "A. Rowan", "")]),
        ({"said_on": None}, [("Said on", "2026-11-02", "")]),
        ({"citations": []}, [("Source", "Bulletin · 27 hours", "")]),
        ({"number": 2, "correction_reason": "x", "authors": ["B"]}, []),
    ],
)
def test_each_field(changes: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    assert told(content(**changes)) == expected


def test_a_number_of_the_citation_row_is_no_difference() -> None:
    """A correction carries citations over into rows of its own."""
    assert told(content(citations=[{"source": 7, "title": "Bulletin", "quote": "27 hours", "citation": 99}])) == []


def test_one_source_cited_twice_is_two_citations() -> None:
    twice = [{"source": 7, "quote": "27 hours"}, {"source": 7, "quote": "31 hours"}]
    assert told(content(citations=twice[:1]), content(citations=twice)) == [("Source", "31 hours", "")]
