"""Modes and who sees what: the tables alone, without a database."""

from dataclasses import dataclass
from itertools import product

import pytest

from annotations.review.modes import (
    APPROVALS,
    CountedOpinion,
    Mode,
    Phase,
    Viewer,
    can_rate,
    is_enough,
    phase_of,
    viewer_of,
)
from annotations.review.visibility import ALL, WHILE_RATING, Part, parts_seen


@dataclass
class Somebody:
    pk: int
    role: str
    is_active: bool = True
    is_authenticated: bool = True


def counted_opinions(*ratings: str) -> list[CountedOpinion]:
    return [CountedOpinion(person, rating) for person, rating in enumerate(ratings, 10)]


@pytest.mark.parametrize(
    ("mode", "given", "phase"),
    [
        ("one", [], Phase.DECIDING),
        ("two", [], Phase.DECIDING),
        ("blind", [], Phase.RATING),
        ("blind", ["disputed"], Phase.AGREED),
        ("blind", ["verified"], Phase.DISAGREED),
        ("panel", [], Phase.RATING),
        ("panel", ["disputed"], Phase.RATING),
        ("panel", ["verified"], Phase.RATING),
        ("panel", ["disputed", "disputed"], Phase.AGREED),
        ("panel", ["disputed", "verified"], Phase.RATING),
        ("panel", ["verified", "verified"], Phase.DISAGREED),
        ("panel", ["verified", "unverifiable"], Phase.DISAGREED),
        ("panel", ["verified", "disputed", "disputed"], Phase.AGREED),
        ("panel", ["verified", "disputed", "unverifiable"], Phase.DISAGREED),
    ],
)
def test_the_phase_follows_from_the_opinions(mode: str, given: list[str], phase: Phase) -> None:
    assert phase_of(mode, "in_review", "disputed", counted_opinions(*given)) is phase
    assert phase_of(mode, "draft", "disputed", counted_opinions(*given)) is Phase.WRITING


def test_every_mode_ends_whatever_is_chosen() -> None:
    """Any three opinions of a panel decide it; nobody waits for a fourth."""
    for chosen in product(["verified", "disputed", "unverifiable"], repeat=3):
        assert phase_of("panel", "in_review", "disputed", counted_opinions(*chosen)) is not Phase.RATING


#: {(mode, who looks): what they see before the opinions are in}, once more, as the newsroom's rule has it.
SEEN = {
    ("blind", "author"): {"verdict", "tally"},
    ("blind", "has rated"): {"verdict", "opinions", "tally"},
    ("blind", "may still rate"): {"tally"},
    ("blind", "watches"): {"verdict", "opinions", "tally"},
    ("panel", "author"): {"verdict", "tally"},
    ("panel", "has rated"): {"verdict", "opinions", "tally"},
    ("panel", "may still rate"): {"verdict"},
    ("panel", "watches"): {"verdict", "opinions", "tally"},
}


def test_what_is_seen_while_opinions_are_given() -> None:
    assert {(str(m), str(v)): {str(p) for p in parts} for (m, v), parts in WHILE_RATING.items()} == SEEN


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.RATING])
@pytest.mark.parametrize("viewer", list(Viewer))
def test_everything_is_seen_in_every_other_phase(mode: Mode, phase: Phase, viewer: Viewer) -> None:
    assert parts_seen(mode, phase, viewer) == ALL == frozenset(Part)


@pytest.mark.parametrize(
    ("role", "pk", "viewer"),
    [
        ("checker", 1, Viewer.AUTHOR),
        ("editor", 10, Viewer.RATED),
        ("editor", 2, Viewer.WRITER),
        ("checker", 3, Viewer.WRITER),
        ("admin", 4, Viewer.WATCHER),
        ("auditor", 5, Viewer.WATCHER),
        ("admin", 1, Viewer.WATCHER),
    ],
)
def test_who_looks(role: str, pk: int, viewer: Viewer) -> None:
    assert viewer_of(Somebody(pk, role), {1}, counted_opinions("disputed")) is viewer


def test_who_may_rate() -> None:
    assert can_rate(Somebody(2, "checker"), Phase.RATING, {1}, [])
    for somebody in (Somebody(1, "editor"), Somebody(4, "admin"), Somebody(5, "auditor"), Somebody(10, "editor")):
        assert not can_rate(somebody, Phase.RATING, {1}, counted_opinions("disputed"))
    assert not can_rate(Somebody(2, "checker"), Phase.AGREED, {1}, [])


def test_how_many_approvals_are_enough() -> None:
    assert {str(mode): count for mode, count in APPROVALS.items()} == {"one": 1, "two": 2, "blind": 1, "panel": 1}
    assert not is_enough("two", 1)
    assert is_enough("two", 2)
