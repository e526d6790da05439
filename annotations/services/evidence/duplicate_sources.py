"""Duplicate sources: the same document under another address, or the same bytes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q

from annotations.models import Citation, Snapshot, Source, User
from annotations.review.permissions import Refused
from annotations.services.evidence import citations
from annotations.services.evidence.citations import OF_CITATION


def duplicates_of(sources: Iterable[Source]) -> dict[int, Source]:
    """{source: the oldest other one that is the same document}, with `uses`; in three queries.

    Never a protected one, on neither side: that there is a double would say what it is.
    """
    asked = [source for source in sources if not source.protected]
    keys = {key for source in asked for key in keys_of(source)}
    blobs: dict[str, list[int]] = {}
    # What belongs to a copy is not the document: two pictures may show the same words, and no others.
    whole = Snapshot.objects.kept().filter(part_of=None)
    kept = whole.filter(source__in=asked).values_list("blob", "source")
    for blob, pk in kept:
        blobs.setdefault(blob, []).append(pk)
    same_bytes = whole.filter(blob__in=blobs, source__protected=False)
    pairs = list(same_bytes.values_list("source", "blob"))
    by_key = Q(url_key__in=keys) | Q(canonical_key__in=keys) | Q(original_key__in=keys)
    others = Source.objects.filter(by_key | Q(pk__in={pk for pk, _blob in pairs}), protected=False)
    counted = others.annotate(uses=Count("citations", filter=Q(citations__removed_at=None), distinct=True))
    candidates = list(counted.order_by("pk")[:500])
    found: dict[int, Source] = {}
    for source in asked:
        own_keys = keys_of(source)
        twins = {other for other, blob in pairs if source.pk in blobs.get(blob, [])}
        for other in candidates:
            if other.pk >= source.pk:
                break
            if other.pk in twins or own_keys & keys_of(other):
                found[source.pk] = other
                break
    return found


def keys_of(source: Source) -> set[str]:
    """Keys of the addresses of one document: its own, where it says it lives, and what an archive copied."""
    return {source.url_key, source.canonical_key, source.original_key} - {""}


@transaction.atomic
def cite_duplicate(*, citation: Citation, by: User) -> Citation:
    """Cite the source that we held already instead of its double, with the same words."""
    held = duplicates_of([citation.source]).get(citation.source_id)
    if held is None:
        raise Refused("no_other_copy")
    said = {name: getattr(citation, name) for name in OF_CITATION}
    citations.remove(citation=citation, by=by)
    return citations.cite_source(review=citation.review, by=by, source=held, citation=said)
