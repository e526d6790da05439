"""Who said it: a person or an organisation, never the platform it was said on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import functions
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


KINDS = [("Person", _("Person")), ("Organization", _("Organisation"))]


class ClaimantQuerySet(models.QuerySet["Claimant"]):
    def visible_to(self, user: User | Any) -> ClaimantQuerySet:
        """Every claimant for anyone who is logged in and active, none for the public."""
        return self.all() if user.is_authenticated and user.is_active else self.none()

    def standing(self) -> ClaimantQuerySet:
        """Without those that were merged into another one: their names are spellings of it."""
        return self.filter(merged_into=None)

    def spelled(self, name: str) -> ClaimantQuerySet:
        """The row with this very name or spelling, letters' case and further blanks aside."""
        lower = functions.Lower(models.Value(" ".join(name.split())))
        return self.annotate(lower=functions.Lower("name")).filter(lower=lower)

    def names_of(self, claimant: int) -> list[str]:
        """The name of this one and every other spelling of it."""
        found: dict[int, str] = dict(self.filter(pk=claimant).values_list("pk", "name"))
        below = list(found)
        while below:
            rows = dict(self.filter(merged_into__in=below).values_list("pk", "name"))
            below = [pk for pk in rows if pk not in found]
            found |= rows
        return list(found.values())

    def named(self, name: str) -> Claimant | None:
        """Who is called so: by their name or by another spelling of it."""
        row = self.spelled(name).first()
        return row and row.standing()


class Claimant(models.Model):
    """A person or body, or another spelling of the name of one, which has `merged_into`."""

    name = models.CharField(max_length=200)
    #: schema.org type of the person or body; empty until somebody says which.
    kind = models.CharField(max_length=12, choices=KINDS, blank=True, default="")
    #: Party or outlet, for figures by group.
    group = models.CharField(max_length=200, blank=True)
    #: What the person is: "minister of ports" (schema.org `jobTitle`).
    office = models.CharField(max_length=200, blank=True, db_default="")
    #: A page that tells who this is, such as an entry of an encyclopaedia (schema.org `sameAs`).
    same_as = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="spellings")
    #: Keys of the claims that went over when it was merged, for the way back.
    moved = ArrayField(models.BigIntegerField(), default=list, blank=True)

    objects = ClaimantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(functions.Lower("name"), name="claimant_name_unique")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claimant", args=[self.pk])

    def standing(self) -> Claimant:
        """Who it is after all mergers."""
        row = self
        while row.merged_into is not None:
            row = row.merged_into
        return row
