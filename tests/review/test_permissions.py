from dataclasses import dataclass

import pytest

from annotations.review.permissions import Permission, Refused, can, can_edit, can_take, check_can, check_can_take


@dataclass
class Somebody:
    role: str
    pk: int = 1
    is_active: bool = True
    is_authenticated: bool = True


ROLES = ("checker", "editor", "admin", "auditor")
TABLE = {
    Permission.READ: ROLES,
    Permission.WRITE: ("checker", "editor"),
    Permission.DECIDE: ("editor",),
    Permission.SEE_FIGURES: ROLES,
    Permission.MANAGE_PEOPLE: ("admin",),
    Permission.MANAGE_NEWSROOM: ("admin",),
}


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_who_may_what(role: str, permission: Permission) -> None:
    assert can(Somebody(role), permission) == (role in TABLE[permission])
    assert not can(Somebody(role, is_active=False), permission)
    assert not can(Somebody(role, is_authenticated=False), permission)


#: (step, status, role, is an author) that is allowed; every other combination is not.
ALLOWED = {
    ("submit", "draft", "checker", True), ("submit", "draft", "checker", False),
    ("submit", "draft", "editor", True), ("submit", "draft", "editor", False),
    ("submit", "returned", "checker", True), ("submit", "returned", "checker", False),
    ("submit", "returned", "editor", True), ("submit", "returned", "editor", False),
    ("take_back", "in_review", "checker", True), ("take_back", "in_review", "editor", True),
    ("return", "in_review", "editor", False), ("return", "approved", "editor", False),
    ("approve", "in_review", "editor", False), ("publish", "approved", "editor", False),
    ("retract", "published", "editor", False), ("retract", "published", "editor", True),
    ("supersede", "published", "editor", True), ("supersede", "published", "editor", False),
    ("supersede", "retracted", "editor", True), ("supersede", "retracted", "editor", False),
}  # fmt: skip
STATUSES = ("draft", "in_review", "returned", "approved", "published", "superseded", "retracted")


@pytest.mark.parametrize("step", ["submit", "take_back", "return", "approve", "publish", "retract", "supersede"])
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("author", [True, False])
def test_who_may_take_which_step(step: str, status: str, role: str, author: bool) -> None:
    authors = {1} if author else {2}
    assert can_take(Somebody(role), step, status, authors) == ((step, status, role, author) in ALLOWED)


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(Refused, match="not_its_author"):
        check_can_take(Somebody("editor"), "approve", "in_review", {1})
    with pytest.raises(Refused, match="only_writers"):
        check_can(Somebody("auditor"), Permission.WRITE)


@pytest.mark.parametrize("status", STATUSES)
def test_only_drafts_are_edited(status: str) -> None:
    assert can_edit(Somebody("checker"), status) == (status in ("draft", "returned"))
    assert not can_edit(Somebody("auditor"), status)
