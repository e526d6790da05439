"""Who sees what of a version, by its status."""

from __future__ import annotations

from annotations.review.permissions import Permission, Person, can
from annotations.review.states import Status

#: A reader, without log-in, sees a version in these states only.
PUBLIC = (Status.PUBLISHED, Status.RETRACTED)
#: Earlier versions stay readable under …/versions/N/ when they were once public.
ONCE_PUBLIC = (Status.PUBLISHED, Status.RETRACTED, Status.SUPERSEDED)


def can_see_version(person: Person, status: str) -> bool:
    return status in ONCE_PUBLIC or can(person, Permission.READ)


def can_see_source_detail(person: Person, *, protected: bool, added_by: int | None) -> bool:
    """A protected source keeps its detail from all but its author and editors."""
    if not can(person, Permission.READ):
        return False
    return not protected or person.role == "editor" or person.pk == added_by
