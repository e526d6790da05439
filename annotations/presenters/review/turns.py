"""Whose turn it is, in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import ClaimReview, User
from annotations.review.modes import Mode
from annotations.review.permissions import Permission, can
from annotations.review.states import OPEN, WRITABLE, Status


@dataclass(frozen=True)
class Turn:
    """`person` is None where any editor but the authors may go on."""

    words: str
    person: User | None
    due_on: datetime.date | None
    is_mine: bool

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


def turn_of(review: ClaimReview, me: User) -> Turn | None:
    """Whose turn an open version is, None for any other; reads claim, checker, reviewer and author."""
    if review.status not in OPEN or review.claim.set_aside_at:
        return None
    claim, writing = review.claim, review.status in WRITABLE
    assigned = claim.checker if writing else claim.reviewer
    person = next(filter(lambda p: _may_act(review, p), [assigned, review.author if writing else None]), None)
    first = assigned or (review.author if writing else None)
    if person is None and first is not None and not first.is_active:
        words = _("%(person)s, whose account is closed") % {"person": first}
    elif person is None:
        words = _("any editor: whoever wrote it may not go on") if writing else _somebody(review)
    else:
        words = _("you") if person.pk == me.pk else str(person)
    is_mine = person is not None and person == assigned and person.pk == me.pk
    return Turn(words, person, claim.due_on, is_mine=is_mine)


def _may_act(review: ClaimReview, person: User | None) -> bool:
    """Whether `person` may go on with it now; who became an author of what they were to decide is known in lists."""
    if person is None:
        return False
    writing = review.status in WRITABLE
    if not can(person, Permission.WRITE if writing else Permission.DECIDE):
        return False
    return writing or getattr(review, "holder", person.pk) == person.pk


def _somebody(review: ClaimReview) -> str:
    if review.sealed:
        return _("somebody who did not write it, to rate it")
    if review.status == Status.IN_REVIEW and review.mode == Mode.PANEL:
        return _("the panel, then an editor")
    return _("any editor who did not write it")
