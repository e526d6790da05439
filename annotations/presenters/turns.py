"""Whose turn it is, in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import ClaimReview, User
from annotations.review.modes import Mode
from annotations.review.states import OPEN, WRITABLE, Status


@dataclass(frozen=True)
class Turn:
    """`person` is None where any editor but the authors may go on."""

    words: str
    person: User | None
    due_on: datetime.date | None
    is_mine: bool

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


def turn_of(review: ClaimReview, me: User) -> Turn | None:
    """Whose turn an open version is, None for any other; reads claim, checker, reviewer and author."""
    if review.status not in OPEN or review.claim.set_aside_at:
        return None
    claim, writing = review.claim, review.status in WRITABLE
    assigned = claim.checker if writing else claim.reviewer
    person = assigned or (review.author if writing else None)
    if person is None:
        words = _somebody(review)
    elif not person.is_active:
        words = _("%(person)s, whose account is closed") % {"person": person}
    else:
        words = _("you") if person.pk == me.pk else str(person)
    return Turn(words, person, claim.due_on, is_mine=assigned is not None and assigned.pk == me.pk)


def _somebody(review: ClaimReview) -> str:
    if review.sealed:
        return _("somebody who did not write it, to rate it")
    if review.status == Status.IN_REVIEW and review.mode == Mode.PANEL:
        return _("the panel, then an editor")
    return _("any editor who did not write it")
