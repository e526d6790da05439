"""A view of the queue that somebody wants to come back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import functions
from django.utils import timezone

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User | Any) -> SavedViewQuerySet:
        """One's own; an address can be sent to anybody."""
        return self.filter(person=user.pk) if user.is_authenticated and user.is_active else self.none()


class SavedView(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    #: The filters, as in the address after its question mark.
    query = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_default=functions.Now())

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_view_name_unique")]

    def __str__(self) -> str:
        return self.name
