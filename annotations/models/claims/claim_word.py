"""The words of each claim's wording, to find claims that are alike."""

from __future__ import annotations

from django.db import models

from annotations.matching.words import LONGEST
from annotations.models.claims.claim import Claim


class ClaimWord(models.Model):
    """A word of a claim, as `words_of` gives it. Rows follow from the wording and can be made anew at any time.

    There is no table of how often a word occurs: every claim would write the rows of its commonest words, so each
    would wait for the one before. `similar_claims` counts along the primary key instead, up to a bound.
    """

    pk = models.CompositePrimaryKey("word", "claim")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=LONGEST)

    def __str__(self) -> str:
        return self.word
