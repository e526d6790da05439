"""What lists read of versions of verdicts: no more than a line shows, for whole rows take most of their time."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def _names(*people: str) -> list[str]:
    """The columns by which these people are named."""
    return [f"{person}__{column}" for person in people for column in ("username", "display_name", "is_active", "role")]


#: Of a version, its claim, its article and its author.
IN_LISTS = [
    *("claim_id", "number", "status", "author_id", "rating", "label_id", "mode", "sealed", "created_at", "changed_at"),
    *("submitted_at", "approved_at", "published_at", "retracted_at"),
    *("claim__wording", "claim__article_id", "claim__checker_id", "claim__reviewer_id", "claim__due_on"),
    *("claim__set_aside_at", "claim__article__title", "claim__article__url", "label__words"),
    *_names("author"),
]


class ListedQuerySet(models.QuerySet[M]):
    """Versions as lists read them; a part of `ClaimReviewQuerySet`."""

    def for_lists(self) -> Self:
        """With what a line of a list of versions shows."""
        return self.select_related("claim__article", "author", "label").only(*IN_LISTS)

    def with_turns(self) -> Self:
        """`for_lists`, with the people by which a line tells whose turn it is."""
        people = ("claim__checker", "claim__reviewer")
        return self.for_lists().select_related(*people).only(*IN_LISTS, *_names(*people))

    def for_claims(self) -> Self:
        """With what a line of a list of claims shows of its versions."""
        shown = ("claim_id", "number", "status", "rating", "sealed", "retracted_at", "label__words")
        return self.select_related("label").only(*shown)
