"""Files made for programs, kept in the store and served as they are."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class PublishedFile(models.Model):
    """The newest file of a name. The one before stays in the store for those who are still reading it."""

    name = models.CharField(max_length=40, primary_key=True)
    #: Where the bytes lie in the store.
    stored_as = models.CharField(max_length=120)
    before = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    #: What it was made from (services/publishing/feeds.py `mark`): another mark today, and it is to be made again.
    mark = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
