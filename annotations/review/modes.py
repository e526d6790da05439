"""How many people stand under a verdict, and in which order they see what: one table of modes.

Knows opinions only by who gave them and which rating they chose.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from annotations.review.permissions import Permission, Person, Refused, can, check_can
from annotations.review.states import Status


class Mode(StrEnum):
    """From the least that is asked for to the most."""

    ONE = "one"  # one editor approves
    TWO = "two"  # two different editors approve
    BLIND = "blind"  # somebody rates before seeing the verdict; who disagreed does not decide
    PANEL = "panel"  # three people rate, each before seeing the others; two carry the verdict


def asks_for_less(mode: str, other: str) -> bool:
    """Whether `mode` binds the verdict to fewer people, or to less independent ones, than `other`."""
    order = list(Mode)
    return order.index(Mode(mode)) < order.index(Mode(other))


class Phase(StrEnum):
    WRITING = "writing"  # not in review
    RATING = "rating"  # opinions are still being given
    AGREED = "agreed"  # the opinions carry the verdict
    DISAGREED = "disagreed"  # they don't
    DECIDING = "deciding"  # approvals alone count


#: Ways in which opinions come before the approval, with how many there can be.
OPINIONS_NEEDED = {Mode.BLIND: 1, Mode.PANEL: 3}
#: How many equal opinions carry a verdict.
CARRIES = {Mode.BLIND: 1, Mode.PANEL: 2}
#: How many editors have to approve.
APPROVALS = {Mode.ONE: 1, Mode.TWO: 2, Mode.BLIND: 1, Mode.PANEL: 1}


@dataclass(frozen=True)
class CountedOpinion:
    """One opinion: whose, and which rating."""

    person: int
    rating: str


def phase_of(mode: str, status: str, rating: str, counted: Collection[CountedOpinion]) -> Phase:
    """Where a version in `mode` with the proposed `rating` stands; `counted` are those that count for it now."""
    if status != Status.IN_REVIEW:
        return Phase.WRITING
    kind = Mode(mode)
    if kind not in OPINIONS_NEEDED:
        return Phase.DECIDING
    for_it = sum(1 for opinion in counted if opinion.rating == rating)
    if for_it >= CARRIES[kind]:
        return Phase.AGREED
    still = OPINIONS_NEEDED[kind] - len(counted)
    return Phase.RATING if for_it + still >= CARRIES[kind] else Phase.DISAGREED


def check_can_rate(
    person: Person, phase: Phase, authors: Collection[int | None], counted: Collection[CountedOpinion]
) -> None:
    """Raise Refused unless `person` may give an opinion now."""
    check_can(person, Permission.WRITE)
    if phase is not Phase.RATING:
        raise Refused("no_opinion_asked")
    if person.pk in authors:
        raise Refused("rates_own")
    if any(opinion.person == person.pk for opinion in counted):
        raise Refused("rated_already")


def can_rate(
    person: Person, phase: Phase, authors: Collection[int | None], counted: Collection[CountedOpinion]
) -> bool:
    try:
        check_can_rate(person, phase, authors, counted)
    except Refused:
        return False
    return True


def check_can_approve(
    person: Person, mode: str, phase: Phase, counted: Collection[CountedOpinion], approved: Collection[int]
) -> None:
    """Raise Refused where the mode keeps `person` from approving now; `approved` are those who have already.

    That they are an editor and no author is checked by the step itself (permissions.py).
    """
    if person.pk in approved:
        raise Refused("approved_already")
    if phase is Phase.RATING:
        raise Refused("ratings_first")
    if phase is Phase.DISAGREED and mode == Mode.PANEL:
        raise Refused("panel_did_not_carry")
    if phase is Phase.DISAGREED and any(opinion.person == person.pk for opinion in counted):
        raise Refused("third_person")


def check_can_return(mode: str, phase: Phase) -> None:
    """Raise Refused where a return would let somebody see the verdict before they rated."""
    if mode == Mode.BLIND and phase is Phase.RATING:
        raise Refused("rate_before_return")


def is_enough(mode: str, approvals: int) -> bool:
    """Whether that many approvals make a version approved."""
    return approvals >= APPROVALS[Mode(mode)]


class Viewer(StrEnum):
    """Who looks, as far as it matters here."""

    AUTHOR = "author"
    RATED = "has rated"
    WRITER = "may still rate"  # checkers and editors who did neither
    WATCHER = "watches"  # admins and auditors, who decide nothing


def viewer_of(person: Person, authors: Collection[int | None], counted: Collection[CountedOpinion]) -> Viewer:
    if not can(person, Permission.WRITE):
        return Viewer.WATCHER
    if person.pk in authors:
        return Viewer.AUTHOR
    return Viewer.RATED if any(opinion.person == person.pk for opinion in counted) else Viewer.WRITER
