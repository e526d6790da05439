"""Elements of the feed: one for each fact-check that readers see, taken from what was made before where that holds.

An element holds as long as the mark of all that it is made from is the same; nobody has to remember to clear one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Func, JSONField, QuerySet, Value
from django.db.models.fields.json import KT

from annotations.exports.claim_review import Since, address_of, as_json, claim_review
from annotations.models import ClaimReview, PublishedMarkup
from annotations.review.states import Status

#: Raised when what an element says changes with the code.
FORMAT = 1
#: Rows that are held in memory at once.
CHUNK = 500
#: Of a version, what the mark and the table read. No whole rows: most of the time went into making these.
READ = ("pk", "claim_id", "claim__slug", "status", "first_published_at", "published_at", "retracted_at", "sources",
        "origin", "markup__mark")  # fmt: skip


@dataclass
class Element:
    """A DataFeedItem and the version it is of: a ClaimReview, or of it what READ names."""

    version: Any
    text: str

    @cached_property
    def told(self) -> dict[str, Any]:
        return dict(json.loads(self.text))


def elements_of(reviews: list[ClaimReview]) -> list[Element]:
    """Of these versions, in their order."""
    since = Since.of(*reviews) if reviews else Since()
    return [Element(review, as_json(_made(review, since))) for review in reviews]


def all_elements(*order: Any) -> Iterator[Element]:
    """Of all that readers see, newest first or in this order."""
    since = Since.of()
    for chunk in _chunks(_rows("markup__element").order_by(*(order or ("-first_published_at", "-pk")))):
        made = dict(_anew(chunk, since))
        for row in chunk:
            yield Element(row, made[row.pk][1] if row.pk in made else row.markup__element)


def refresh() -> int:
    """Make and keep those that do not hold; gives their count."""
    PublishedMarkup.objects.exclude(review__in=ClaimReview.objects.public()).delete()
    since, count = Since.of(), 0
    for chunk in _chunks(_rows().order_by("pk")):
        made = [PublishedMarkup(review_id=pk, mark=mark, element=text) for pk, (mark, text) in _anew(chunk, since)]
        PublishedMarkup.objects.bulk_create(
            made, update_conflicts=True, unique_fields=["review"], update_fields=["mark", "element"]
        )
        count += len(made)
    return count


def _rows(*more: str) -> QuerySet[ClaimReview, Any]:
    sources = Func(
        "content", Value("$.citations[*].source"), function="jsonb_path_query_array", output_field=JSONField(),
        template="%(function)s(%(expressions)s::jsonpath)",
    )  # fmt: skip
    rows = ClaimReview.objects.public().annotate(sources=sources, origin=KT("content__reworked_from"))
    return rows.values_list(*READ, *more, named=True)


def _chunks(rows: QuerySet[ClaimReview, Any]) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _anew(rows: Iterable[Any], since: Since) -> Iterator[tuple[int, tuple[str, str]]]:
    """(version, (mark, element)) of those rows that were never made, or from something else than stands today."""
    stale = {row.pk: mark for row in rows if (mark := _mark(row, since)) != row.markup__mark}
    if not stale:
        return
    for review in ClaimReview.objects.filter(pk__in=stale).select_related("claim").order_by("pk"):
        yield review.pk, (stale[review.pk], as_json(_made(review, since)))


def _mark(row: Any, since: Since) -> str:
    """A hash of all that is told of a version besides its content, which stays, and of how."""
    told = (
        FORMAT, settings.SITE_URL, settings.TIME_ZONE, since.by,
        row.pk, row.status, row.first_published_at, row.published_at, row.retracted_at, row.claim__slug,
        since.live_pages.get(row.claim_id), since.corrections.get(row.claim_id),
        since.origins.get(int(row.origin or 0)), [since.public_copies.get(source) for source in row.sources],
    )  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _made(review: ClaimReview, since: Since) -> dict[str, Any]:
    retracted = review.status == Status.RETRACTED
    element: dict[str, Any] = {"@type": "DataFeedItem", "url": address_of(review, since)}
    if review.published_at and review.first_published_at:
        element["dateCreated"] = review.first_published_at.isoformat()
        element["dateModified"] = (review.retracted_at or review.published_at).isoformat()
    if retracted and review.retracted_at:
        element["dateDeleted"] = review.retracted_at.isoformat()
    element["item"] = [] if retracted else [claim_review(review, since)]
    return element
