"""Whose turn it is: which versions are open, with whom, since when too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.utils import timezone

from annotations.models.review.listed import ListedQuerySet
from annotations.review.modes import Mode
from annotations.review.permissions import GRANTS, Permission
from annotations.review.states import OPEN, WRITABLE, Status

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User

M = TypeVar("M", bound=models.Model)


class WaitingQuerySet(ListedQuerySet[M]):
    """Versions of verdicts on their way to publication; a part of `ClaimReviewQuerySet`."""

    def open(self) -> Self:
        """On the way to publication: draft, in review, returned or approved."""
        return self.filter(status__in=OPEN)

    def with_holder(self) -> Self:
        """Open versions with `holder`, the id of whose turn it is; None where it is any editor's but its authors'.

        Only who may act now holds anything: somebody assigned who left, lost the role or became an author does not.
        """
        writing, deciding = models.Q(status__in=WRITABLE), ~models.Q(status__in=WRITABLE)
        wrote = models.Exists(
            self.model._meta.get_field("review_authors").related_model._default_manager.filter(  # type: ignore[union-attr]
                review=models.OuterRef("pk"), user=models.OuterRef("claim__reviewer")
            )
        )
        who = models.Case(
            models.When(writing & _may("claim__checker", WRITERS), then="claim__checker"),
            models.When(writing & _may("author", WRITERS), then="author"),
            models.When(deciding & _may("claim__reviewer", DECIDERS) & ~wrote, then="claim__reviewer"),
        )
        return self.open().filter(claim__set_aside_at=None).annotate(holder=who)

    def overdue(self) -> Self:
        """What was due before today."""
        return self.filter(_is_overdue())

    def waiting_for(self, user: User) -> Self:
        """Open versions that `user` has to go on with; of those that anybody may go on with, what this person may."""
        return self.with_holder().filter(waits_for(user))

    def tally(self, mine: models.Q) -> dict[str, int]:
        """How many open versions there are: "all", "mine" (by `waits_for`), "overdue", "returned"."""
        return (
            self.with_holder()
            .order_by()
            .aggregate(
                all=models.Count("pk"),
                mine=models.Count("pk", filter=mine),
                overdue=models.Count("pk", filter=_is_overdue()),
                returned=models.Count("pk", filter=models.Q(status=Status.RETURNED)),
            )
        )


#: Roles that may write, and that may decide.
WRITERS, DECIDERS = (
    [role for role, granted in GRANTS.items() if permission in granted]
    for permission in (Permission.WRITE, Permission.DECIDE)
)


def _may(person: str, roles: list[str]) -> models.Q:
    return models.Q(**{f"{person}__is_active": True, f"{person}__role__in": roles})


def _is_overdue() -> models.Q:
    return models.Q(claim__due_on__lt=timezone.localdate())


def waits_for(user: User) -> models.Q:
    """The condition of `waiting_for`, on versions with their holder."""
    if not user.is_active:
        return models.Q(pk__in=[])
    this = models.OuterRef("pk")
    acts = user.approvals if user.role == "editor" else user.opinions
    wrote = models.Exists(user.authored.filter(review=this))
    acted = models.Exists(acts.filter(review=this, submitted_at=models.OuterRef("submitted_at")))
    anybody = models.Q(holder=None) & ~wrote & ~(models.Q(status=Status.IN_REVIEW) & acted)
    mine = models.Q(holder=user.pk)
    if user.role == "editor":
        mine |= models.Q(status__in=[Status.IN_REVIEW, Status.APPROVED]) & anybody
        mine |= models.Q(holder=None, status__in=WRITABLE)  # whoever wrote it is gone
    elif user.role == "checker":
        rated = models.Q(sealed=True) | models.Q(mode=Mode.PANEL)
        mine |= models.Q(status=Status.IN_REVIEW) & rated & anybody
    return mine
