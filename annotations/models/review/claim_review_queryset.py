"""Which versions of verdicts are asked for: by readers, by the queue, by those who may not read one yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Greatest

from annotations.models.claims.claim import Claim
from annotations.models.claims.claimant import Claimant
from annotations.models.review.waiting import WaitingQuerySet
from annotations.review.permissions import Permission, can
from annotations.review.states import Status

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User
    from annotations.models.review.claim_review import ClaimReview

#: A reader may see these: the published verdict, and the notice where one was retracted.
PUBLIC = [Status.PUBLISHED, Status.RETRACTED]


class ClaimReviewQuerySet(WaitingQuerySet["ClaimReview"]):
    def visible_to(self, user: User | Any) -> ClaimReviewQuerySet:
        """Every version for anyone who is logged in and active, none for the public."""
        return self.all() if user.is_authenticated and user.is_active else self.none()

    def public(self) -> ClaimReviewQuerySet:
        """What readers see: at most one version a claim."""
        return self.filter(status__in=PUBLIC)

    def once_public(self) -> ClaimReviewQuerySet:
        """What readers see or once saw: earlier versions stay readable."""
        return self.filter(status__in=[*PUBLIC, Status.SUPERSEDED], published_at__isnull=False)

    def public_topics(self, topics: list[str]) -> ClaimReviewQuerySet:
        """What readers see on these topics, as they were frozen."""
        return self.public().alias(frozen_topic=KT("content__topic")).filter(frozen_topic__in=topics)

    def public_language(self, language: str) -> ClaimReviewQuerySet:
        """What readers see in one language, as it was frozen."""
        return self.public().alias(frozen_language=KT("content__language")).filter(frozen_language=language)

    def origins(self) -> models.QuerySet[Any, int]:
        """Claims that published fact-checks were reworked from, as it was frozen."""
        published = self.filter(status=Status.PUBLISHED).alias(origin=KT("content__reworked_from"))
        return published.filter(origin__isnull=False).values_list(Cast("origin", models.BigIntegerField()), flat=True)

    def public_speaker(self, claimant: int) -> ClaimReviewQuerySet:
        """What readers see of one person or body, by the name that was frozen.

        The column `speaker` follows the claim, whose claimant a draft of a correction may change: it counts only where
        the frozen name is nobody else's, as after a change of the name itself.
        """
        names = Claimant.objects.names_of(claimant)
        others = Claimant.objects.filter(name=models.OuterRef("frozen_speaker")).exclude(name__in=names)
        rows = self.public().alias(frozen_speaker=KT("content__claimant__name"))
        renamed = models.Q(speaker=claimant, frozen_speaker__isnull=False) & ~models.Exists(others)
        return rows.filter(models.Q(frozen_speaker__in=names) | renamed)

    def changed(self) -> ClaimReviewQuerySet:
        """What readers see with the moment of its last change as `modified`, the oldest first.

        That is publication, retraction, and where it appears in the newsroom's own CMS.
        """
        from annotations.models.publishing.live_page import LivePage

        modified: models.Expression | Coalesce = Coalesce("retracted_at", "published_at")
        if LivePage.objects.exists():  # else the index of the moments above serves
            modified = Greatest(modified, "claim__live_page__set_at")
        return self.public().annotate(modified=modified).order_by("modified", "pk")

    def corrections(self) -> ClaimReviewQuerySet:
        """Published versions that corrected the one before."""
        return self.once_public().filter(number__gt=1)

    def retractions(self) -> ClaimReviewQuerySet:
        """Versions that were taken back, whether or not another one stands in now."""
        return self.once_public().filter(retracted_at__isnull=False)

    def rated_as(self, rating: str) -> ClaimReviewQuerySet:
        """Versions with this rating, without those whose verdict is still withheld."""
        return self.filter(rating=rating, sealed=False)

    def locked(self, review: ClaimReview) -> ClaimReview:
        """The row of `review` as it is now, and its claim, both held until the transaction ends."""
        claim = Claim.objects.held(review.claim_id)[review.claim_id]  # a version stays its claim's
        locked = self.select_for_update(of=("self",)).select_related("author", "label").get(pk=review.pk)
        # A joined claim would be the one from before a wait for the lock.
        locked.claim = claim
        return locked

    def sealed_from(self, user: User) -> ClaimReviewQuerySet:
        """Versions whose verdict `user` may not read yet: they may still rate it (review/visibility.py)."""
        return self.filter(sealed=True).not_by(user) if can(user, Permission.WRITE) else self.none()

    def not_by(self, user: User) -> ClaimReviewQuerySet:
        """Versions that `user` is no author of, so may approve."""
        return self.exclude(models.Exists(user.authored.filter(review=models.OuterRef("pk"))))
