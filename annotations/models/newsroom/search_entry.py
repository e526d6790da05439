"""What search knows of each row: its words, folded and stemmed, kept by the database (promises/search)."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from annotations.models.claims.claim import Claim
from annotations.models.claims.claimant import Claimant
from annotations.models.evidence.snapshot import Snapshot
from annotations.models.evidence.source import Source
from annotations.models.review.claim_review import ClaimReview
from annotations.models.text.article import Article


class Entry(models.Model):
    """Weights A to D: what a row is called, whose it is, what else is said of it, its long text."""

    words = SearchVectorField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


def subject(model: type[models.Model], related_name: str = "entry") -> models.OneToOneField[Any, Any]:
    return models.OneToOneField(model, on_delete=models.CASCADE, primary_key=True, related_name=related_name)


class ClaimEntry(Entry):
    """Wording; speaker; where it was said and topic."""

    claim = subject(Claim)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="claim_entry_words", fastupdate=False)]


class ArticleEntry(Entry):
    """Title; publisher and authors; address; the newest text."""

    article = subject(Article)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="article_entry_words", fastupdate=False)]


class SourceEntry(Entry):
    """Title; publisher and authors; address."""

    source = subject(Source)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="source_entry_words", fastupdate=False)]


class CopyEntry(Entry):
    """The text of a kept copy of a source."""

    snapshot = subject(Snapshot)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="copy_entry_words", fastupdate=False)]


class ClaimantEntry(Entry):
    """Name; group and office."""

    claimant = subject(Claimant)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="claimant_entry_words", fastupdate=False)]


class CheckEntry(Entry):
    """What readers see: claim; speaker and topic; summary; how it was checked. Only while they see it."""

    review = subject(ClaimReview)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="check_entry_words", fastupdate=False)]


class SearchWord(models.Model):
    """A word of some entry, for what a typing error may have been meant for."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="search_word_letters", opclasses=["gin_trgm_ops"], fastupdate=False)]

    def __str__(self) -> str:
        return self.word


class SearchLanguage(models.Model):
    """A language that some entry has stems of, by the first two letters of its text search configuration."""

    name = models.CharField(max_length=2, primary_key=True)

    def __str__(self) -> str:
        return self.name
