"""May this person? `can_x()` answers, `check_can_x()` raises Refused with the code of what to do instead.

Knows people and reviews only by the few attributes of the Protocols below.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol

from annotations.coded import Coded
from annotations.review.states import WRITABLE, Who, find_step


class Refused(Coded):
    """A rule of the newsroom says no to the person who asked."""


class Person(Protocol):
    @property
    def pk(self) -> int | None: ...

    @property
    def role(self) -> str: ...

    @property
    def is_active(self) -> bool: ...

    @property
    def is_authenticated(self) -> bool: ...


class Permission(StrEnum):
    READ = "read"  # every page behind the log-in
    WRITE = "write"  # articles, highlights, claims, sources, drafts
    DECIDE = "decide"  # approve, return, publish, correct, retract
    SEE_FIGURES = "see figures"  # the dashboard
    MANAGE_PEOPLE = "manage people"  # invite, change roles, close accounts
    MANAGE_NEWSROOM = "manage the newsroom"  # modes, labels, check-list, what readers are told


#: Who may do what, on one page.
GRANTS: dict[str, frozenset[Permission]] = {
    "checker": frozenset({Permission.READ, Permission.WRITE, Permission.SEE_FIGURES}),
    "editor": frozenset({Permission.READ, Permission.WRITE, Permission.DECIDE, Permission.SEE_FIGURES}),
    "admin": frozenset({Permission.READ, Permission.SEE_FIGURES, Permission.MANAGE_PEOPLE, Permission.MANAGE_NEWSROOM}),
    "auditor": frozenset({Permission.READ, Permission.SEE_FIGURES}),
}

ASK_INSTEAD = {
    Permission.READ: "log_in_first",
    Permission.WRITE: "only_writers",
    Permission.DECIDE: "only_editors",
    Permission.SEE_FIGURES: "log_in_first",
    Permission.MANAGE_PEOPLE: "only_admins_people",
    Permission.MANAGE_NEWSROOM: "only_admins_newsroom",
}


def can(person: Person, permission: Permission) -> bool:
    if not (person.is_authenticated and person.is_active):
        return False
    return permission in GRANTS.get(person.role, frozenset())


def check_can(person: Person, permission: Permission) -> None:
    if not can(person, permission):
        raise Refused(ASK_INSTEAD[permission])


def check_can_take(person: Person, name: str, status: str, authors: Collection[int | None]) -> None:
    """Raise Refused unless `person` may take step `name` on a review in `status` written by `authors`."""
    step = find_step(name, status)
    if step is None:
        raise Refused("other_state", state=status)
    is_author = person.pk in authors
    if step.who is Who.WRITER:
        check_can(person, Permission.WRITE)
    elif step.who is Who.AUTHOR:
        check_can(person, Permission.WRITE)
        if not is_author:
            raise Refused("only_its_authors")
    else:
        check_can(person, Permission.DECIDE)
        if step.who is Who.OTHER_EDITOR and is_author:
            raise Refused("not_its_author")


def can_take(person: Person, name: str, status: str, authors: Collection[int | None]) -> bool:
    try:
        check_can_take(person, name, status, authors)
    except Refused:
        return False
    return True


def check_can_edit(person: Person, status: str) -> None:
    """Raise Refused unless `person` may change the content of a review in `status`."""
    check_can(person, Permission.WRITE)
    if status not in WRITABLE:
        raise Refused("no_draft")


def can_edit(person: Person, status: str) -> bool:
    try:
        check_can_edit(person, status)
    except Refused:
        return False
    return True
