"""May this person? `can_x()` answers, `check_can_x()` raises Refused with what to do instead.

Knows people and reviews only by the few attributes of the Protocols below.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol

from annotations.review.states import WRITABLE, Who, find_step


class Refused(Exception):
    """A rule of the newsroom says no; the message is for the person who asked."""


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
    Permission.READ: "Log in first.",
    Permission.WRITE: "Only checkers and editors may change this. Ask one of them.",
    Permission.DECIDE: "Only an editor may decide this.",
    Permission.SEE_FIGURES: "Log in first.",
    Permission.MANAGE_PEOPLE: "Only an admin may manage people.",
    Permission.MANAGE_NEWSROOM: "Only an admin may change how the newsroom works.",
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
        raise Refused(f"This fact-check is {status.replace('_', ' ')} now, so that can't be done. Reload the page.")
    is_author = person.pk in authors
    if step.who is Who.WRITER:
        check_can(person, Permission.WRITE)
    elif step.who is Who.AUTHOR:
        check_can(person, Permission.WRITE)
        if not is_author:
            raise Refused("Only somebody who wrote this version may take it back. Ask an editor to return it.")
    else:
        check_can(person, Permission.DECIDE)
        if step.who is Who.OTHER_EDITOR and is_author:
            raise Refused("You wrote part of this version, so another editor must decide it.")


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
        raise Refused(
            "This version is no longer a draft, so its words can't change. "
            "Take it back, or ask an editor to return it or to issue a correction."
        )


def can_edit(person: Person, status: str) -> bool:
    try:
        check_can_edit(person, status)
    except Refused:
        return False
    return True
