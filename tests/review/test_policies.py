from dataclasses import dataclass

from annotations.review.policies import CitedSource, missing_for_publication, missing_for_submission


@dataclass
class Draft:
    rating: str = "disputed"
    label_id: int | None = 1
    summary: str = "It fell by 13%."
    how_checked: str = ""
    looked_for: str = ""
    correction_reason: str = ""
    correction_kind: str = ""
    number: int = 1


def fields(draft: Draft, wording: str = "It fell.", citations: int = 1) -> list[str]:
    return [m.field for m in missing_for_submission(draft, wording=wording, citations=citations)]


def test_a_full_draft_lacks_nothing() -> None:
    assert fields(Draft()) == []


def test_all_that_is_missing_is_named_in_order() -> None:
    assert fields(Draft(rating="", summary=" "), wording="", citations=0) == [
        "wording",
        "rating",
        "summary",
        "sources",
    ]


def test_unverifiable_needs_a_place_searched_but_no_source() -> None:
    assert fields(Draft(rating="unverifiable"), citations=0) == ["looked_for"]
    assert fields(Draft(rating="unverifiable", looked_for="The log: no entry."), citations=0) == []


def test_a_correction_says_what_is_corrected() -> None:
    assert fields(Draft(number=2)) == ["correction_reason", "correction_kind"]
    assert fields(Draft(number=2, correction_reason="The week.", correction_kind="typo")) == []


def test_publication_needs_a_copy_or_a_reason() -> None:
    cited = [
        CitedSource("A", True, ""),
        CitedSource("B", False, "behind a paywall"),
        CitedSource("C", False, " "),
    ]
    (missing,) = missing_for_publication(cited)
    assert (missing.code, missing.params) == ("no_copy", {"name": "C"})
