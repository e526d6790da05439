"""Who said it: a person or an organisation, never the platform it was said on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import functions
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from annotations.models.user import User


KINDS = [("Person", _("Person")), ("Organization", _("Organisation"))]


class ClaimantQuerySet(models.QuerySet["Claimant"]):
    def visible_to(self, user: User | Any) -> ClaimantQuerySet:
        """Every claimant for anyone who is logged in and active, none for the public."""
        return self.all() if user.is_authenticated and user.is_active else self.none()


class Claimant(models.Model):
    name = models.CharField(max_length=200)
    #: schema.org type of the person or body; a person where nobody has said otherwise.
    kind = models.CharField(max_length=12, choices=KINDS, default="Person")
    #: Party or outlet, for figures by group.
    group = models.CharField(max_length=200, blank=True)
    #: What the person is: "minister of ports" (schema.org `jobTitle`).
    office = models.CharField(max_length=200, blank=True, db_default="")
    #: A page that tells who this is, such as an entry of an encyclopaedia (schema.org `sameAs`).
    same_as = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ClaimantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(functions.Lower("name"), name="claimant_name_unique")]

    def __str__(self) -> str:
        return self.name
