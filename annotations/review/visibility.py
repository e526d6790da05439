"""Who sees what of a version: by its status, and in review by the mode and how far its opinions are."""

from __future__ import annotations

from enum import StrEnum

from annotations.review.modes import Mode, Phase, Viewer
from annotations.review.permissions import Permission, Person, can
from annotations.review.states import Status

#: A reader, without log-in, sees a version in these states only.
PUBLIC = (Status.PUBLISHED, Status.RETRACTED)
#: Earlier versions stay readable under …/versions/N/ when they were once public.
ONCE_PUBLIC = (Status.PUBLISHED, Status.RETRACTED, Status.SUPERSEDED)


class Part(StrEnum):
    VERDICT = "verdict"  # rating, label, summary, how it was checked, what each source is cited for
    OPINIONS = "opinions"  # who chose which rating, and why
    TALLY = "tally"  # how many have rated


ALL = frozenset(Part)
#: Until the opinions are in. Everybody sees everything in every other phase and mode.
WHILE_RATING: dict[tuple[Mode, Viewer], frozenset[Part]] = {
    (Mode.BLIND, Viewer.AUTHOR): frozenset({Part.VERDICT, Part.TALLY}),
    (Mode.BLIND, Viewer.RATED): ALL,
    (Mode.BLIND, Viewer.WRITER): frozenset({Part.TALLY}),
    (Mode.BLIND, Viewer.WATCHER): ALL,
    (Mode.PANEL, Viewer.AUTHOR): frozenset({Part.VERDICT, Part.TALLY}),
    (Mode.PANEL, Viewer.RATED): ALL,
    # Not how many: after two ratings it is open only where they differ.
    (Mode.PANEL, Viewer.WRITER): frozenset({Part.VERDICT}),
    (Mode.PANEL, Viewer.WATCHER): ALL,
}


def parts_seen(mode: str, phase: Phase, viewer: Viewer) -> frozenset[Part]:
    """What somebody behind the log-in sees of a version."""
    return WHILE_RATING[Mode(mode), viewer] if phase is Phase.RATING else ALL


def can_see_version(person: Person, status: str) -> bool:
    return status in ONCE_PUBLIC or can(person, Permission.READ)


def can_see_source_detail(person: Person, *, protected: bool, added_by: int | None) -> bool:
    """A protected source keeps its detail from all but its author and editors."""
    if not can(person, Permission.READ):
        return False
    return not protected or person.role == "editor" or person.pk == added_by
