"""Who said it: a person or an organisation, never the platform it was said on."""

from __future__ import annotations

from django.db import models
from django.db.models import functions
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Claimant(models.Model):
    name = models.CharField(max_length=200)
    #: schema.org type of the person or body.
    kind = models.CharField(
        max_length=12, choices=[("Person", _("Person")), ("Organization", _("Organisation"))], default="Person"
    )
    #: Party or outlet, for figures by group.
    group = models.CharField(max_length=200, blank=True)
    same_as = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(functions.Lower("name"), name="claimant_name_unique")]

    def __str__(self) -> str:
        return self.name
