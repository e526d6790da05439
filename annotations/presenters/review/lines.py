"""Lines of the lists of reviews: the lists, the dashboard, my work, the queue and its board.

templates/components/lines.html draws them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models import ClaimReview, User
from annotations.models.review.claim_review_queryset import ClaimReviewQuerySet
from annotations.presenters.review.claim_rows import STATUS_WORDS
from annotations.presenters.review.turns import Turn, turn_of
from annotations.presenters.review.verdicts import Verdict, review_verdict
from annotations.review.permissions import Permission, can
from annotations.review.states import Status


@dataclass(frozen=True)
class Line:
    """One version in a list; `own` says that the person who looks wrote in it."""

    review: ClaimReview
    verdict: Verdict
    own: bool = False


def lines_of(reviews: Iterable[ClaimReview], user: User | None = None) -> list[Line]:
    """The versions as lines; those that `user` wrote in say so."""
    found = list(reviews)
    own = set(user.authored.filter(review__in=found).values_list("review_id", flat=True)) if user else set()
    return [Line(review, review_verdict(review), review.pk in own) for review in found]


def lists_of(lists: dict[str, ClaimReviewQuerySet], user: User | None = None) -> dict[str, list[Line]]:
    """Several short lists as lines, read together: each is asked for its ids alone."""
    keys = {name: list(rows.values_list("pk", flat=True)) for name, rows in lists.items()}
    found = ClaimReview.objects.for_lists().in_bulk({key for here in keys.values() for key in here})
    lines = {line.review.pk: line for line in lines_of(found.values(), user)}
    return {name: [lines[key] for key in here] for name, here in keys.items()}


@dataclass(frozen=True)
class Queued:
    """One open version as `user` sees it in the queue; `chosen` is ticked."""

    review: ClaimReview
    user: User
    chosen: bool = False

    @property
    def verdict(self) -> Verdict:
        return review_verdict(self.review)

    @property
    def state(self) -> str:
        return str(STATUS_WORDS[Status(self.review.status)])

    @cached_property
    def turn(self) -> Turn | None:
        return turn_of(self.review, self.user)

    @property
    def due(self) -> str:
        """The day, empty without one."""
        return date_format(self.turn.due_on, _("j F Y")) if self.turn and self.turn.due_on else ""

    @property
    def can_choose(self) -> bool:
        """Whether the person who looks may assign it."""
        return can(self.user, Permission.DECIDE)

    @property
    def act(self) -> str:
        """What the person who looks may do with it here: "take", "hand_back" or nothing."""
        turn = self.turn
        if turn is None or not can(self.user, Permission.WRITE) or (turn.person == self.user and not turn.is_mine):
            return ""
        return "hand_back" if turn.is_mine else "take"

    @property
    def next_page(self) -> str:
        """Where the next step is done."""
        if self.review.status in (Status.IN_REVIEW, Status.APPROVED):
            return self.review.get_absolute_url()
        return self.review.claim.card_url
