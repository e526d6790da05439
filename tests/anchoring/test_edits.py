"""Over a thousand edits of known truth. A highlight on other words is the one thing that must never happen."""

from __future__ import annotations

import pytest

from annotations.anchoring.anchor import Place, reanchor
from annotations.anchoring.fold import folded_equal
from tests.anchoring.edits import Case, make
from tests.anchoring.kinds import KINDS
from tests.conftest import DRILL

CASES = 600 if DRILL else 60
#: Where even the edges of a changed range must be right, give or take a word.
SLACK = 12
RIGHT = 0.97


def misplaced(case: Case, place: Place) -> bool:
    if place.start is None or place.end is None:
        return False
    slack = SLACK if place.status == "changed" else 0
    if case.truth is None:
        return True
    return abs(place.start - case.truth[0]) > slack or abs(place.end - case.truth[1]) > slack


def same_words_claimed(case: Case, place: Place) -> bool:
    """Whether the answer says that the words are the same, and they are not."""
    if place.status not in ("exact", "moved"):
        return False
    return not folded_equal(case.words, case.new[place.start : place.end])


@pytest.fixture(scope="module")
def answers() -> dict[str, list[tuple[Case, Place]]]:
    cases = {kind: [make(kind, seed) for seed in range(CASES)] for kind in KINDS}
    return {kind: [(c, reanchor(c.old, c.new, [c.quote])[0]) for c in made] for kind, made in cases.items()}


def test_no_highlight_on_other_words(answers: dict[str, list[tuple[Case, Place]]]) -> None:
    wrong = [
        (case.kind, case.words, place) for made in answers.values() for case, place in made if misplaced(case, place)
    ]
    assert wrong == []


def test_other_words_are_never_called_the_same(answers: dict[str, list[tuple[Case, Place]]]) -> None:
    wrong = [(c.kind, c.words, place) for made in answers.values() for c, place in made if same_words_claimed(c, place)]
    assert wrong == []


def test_share_of_right_answers(answers: dict[str, list[tuple[Case, Place]]]) -> None:
    share = {
        kind: sum(place.status in case.statuses and not misplaced(case, place) for case, place in made) / len(made)
        for kind, made in answers.items()
    }
    assert sum(map(len, answers.values())) >= 1000
    assert sum(share.values()) / len(share) >= RIGHT, share
    assert min(share.values()) >= 0.9, share


def test_the_same_seed_makes_the_same_case() -> None:
    assert make("reworded", 3) == make("reworded", 3)
