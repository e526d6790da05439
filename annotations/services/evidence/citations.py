"""Citing sources in a draft: add, change, take out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import Citation, ClaimReview, Snapshot, Source, SourceType, User
from annotations.review.permissions import Refused, can_edit, check_can_edit
from annotations.review.states import WRITABLE
from annotations.review.visibility import can_see_source_detail
from annotations.services.claims.claims import stamp
from annotations.services.evidence import captures, pinning, sources
from annotations.services.record import audit
from annotations.services.store.uploads import Upload

#: Columns of the citation itself; the rest of the form is about its source.
OF_CITATION = ("stance", "quoted_words", "shows", "locator", "no_copy_because")


def _lock(review: ClaimReview, by: User) -> ClaimReview:
    review = ClaimReview.objects.locked(review)
    check_can_edit(by, review.status)
    return review


@atomic
def cite(
    *,
    review: ClaimReview,
    by: User,
    url: str,
    protected: bool,
    citation: dict[str, Any],
    source: dict[str, Any],
) -> Citation:
    """Cite an address, or a document without one (upload follows). A worker starts on it after commit.

    Raises ValidationError when this version cites it already.
    """
    review = _lock(review, by)
    work, is_new = sources.find_or_add(by=by, url=url, protected=protected, **source)
    if not is_new and source.get("type") == SourceType.FACT_CHECK:
        # Which it is said to be by whoever cites it now.
        ruled = {"ruled": source["ruled"]} if source.get("ruled") else {}
        sources.edit_facts(source=work, by=by, facts={"type": SourceType.FACT_CHECK.value, **ruled})
    return cite_source(review=review, by=by, source=work, citation=citation)


def cite_upload(
    *, review: ClaimReview, by: User, upload: Upload, url: str, protected: bool, citation: dict[str, Any],
    source: dict[str, Any],
) -> Citation:  # fmt: skip
    """Cite a file that a person hands in; with an address, that is where it came from."""
    read = sources.read_upload(upload)
    with transaction.atomic():
        locked = _lock(review, by)
        work, _new = sources.find_or_add(by=by, url=url, protected=protected, **source)
        # Without a fetch: the person brought the copy.
        made = cite_source(review=locked, by=by, source=work, citation=citation, fetch=False)
        sources.attach(source=work, by=by, read=read)
    made.refresh_from_db()
    return made


def cite_source(
    *, review: ClaimReview, by: User, source: Source, citation: dict[str, Any], fetch: bool = True
) -> Citation:
    """Cite a source that there is, within the caller's transaction. Raises ValidationError when it is cited already."""
    if not can_see_source_detail(by, protected=source.protected, added_by=source.added_by_id):
        raise Refused("protected_cite")
    made = Citation(review=review, source=source, changed_by=by, **citation)
    if not made.quoted_words and review.citations.filter(source=source, removed_at=None).exists():
        again = _("This claim cites that address already. Quote other words of it, or change the one that is there.")
        raise ValidationError({"url": again})
    _save(made)
    kept = list(source.snapshots.kept().values_list("part_of", flat=True))
    if kept:
        pinning.pin_anywhere(made, source)
        captures.order_for_words(source)
    if fetch and None not in kept:  # no document of its own is kept
        sources.start_fetching(source, force=True)
    audit.record(by=by, verb="citation.added", chain=review.claim, about=made, data={"source": source.pk})
    stamp(review.claim)
    return made


@atomic
def change(*, citation: Citation, by: User, values: dict[str, Any]) -> Citation:
    """Change what the citation says; its quoted words are looked for in our copy again."""
    review = _lock(citation.review, by)
    data = _before(citation)
    for name in OF_CITATION:
        if name in values:
            setattr(citation, name, values[name])
    citation.changed_by = by
    _save(citation, *OF_CITATION, "changed_by")
    pinning.pin_anywhere(citation, citation.source)
    captures.order_for_words(citation.source)
    audit.record(by=by, verb="citation.changed", chain=review.claim, about=citation, data=data)
    stamp(review.claim)
    return citation


@atomic
def pin_words(*, citation: Citation, by: User, snapshot: Snapshot, start: int, end: int, quote: str) -> Citation:
    """Make code points `start`..`end` of a kept copy the quoted words. Raises ValidationError where they differ."""
    review = _lock(citation.review, by)
    if snapshot.source_id != citation.source_id:
        raise ValidationError(_("These words are from a copy of another source."))
    words = snapshot.text[start:end]
    if not words.strip() or " ".join(words.split()) != " ".join(quote.split()):
        raise ValidationError(
            _("These words are not at this place in our copy. Reload the page and select them again.")
        )
    data = {**_before(citation), "copy": snapshot.pk}
    citation.quoted_words, citation.changed_by = words, by
    citation.snapshot, citation.quote_start, citation.quote_end = snapshot, start, end
    pinning.note_time(citation)
    pinned = ["snapshot", "quote_start", "quote_end", "locator"]
    _save(citation, "quoted_words", "changed_by", *pinned)
    audit.record(by=by, verb="citation.pinned", chain=review.claim, about=citation, data=data)
    stamp(review.claim)
    return citation


def _save(citation: Citation, *fields: str) -> None:
    """Save it, or its `fields`. Raises ValidationError where the version cites the same words of the source already."""
    try:
        with transaction.atomic():
            citation.save(update_fields=fields or None)
    except IntegrityError as exc:
        if "citation_once" not in str(exc):
            raise
        again = _("This claim cites that address already, for the same words.")
        raise ValidationError({"quoted_words": again}) from exc


def _before(citation: Citation) -> dict[str, Any]:
    """What a citation said, for the history; of a protected source that it was there alone."""
    values = {"source": citation.source_id}
    return values if citation.source.protected else {**values, "before": audit.values_of(citation, OF_CITATION)}


def pinnable(source: Source, by: User) -> list[Citation]:
    """Citations of `source` whose quoted words `by` may choose now."""
    found = source.citations.filter(removed_at=None, review__status__in=WRITABLE).select_related("review__claim")
    return [citation for citation in found.order_by("pk") if can_edit(by, citation.review.status)]


@atomic
def remove(*, citation: Citation, by: User) -> None:
    """Take the source out of this draft; source and copy stay."""
    review = _lock(citation.review, by)
    if citation.removed_at is None:
        citation.removed_at, citation.changed_by = timezone.now(), by
        citation.save(update_fields=["removed_at", "changed_by"])
        audit.record(by=by, verb="citation.removed", chain=review.claim, about=citation, data=_before(citation))
        stamp(review.claim)


@atomic
def put_back(*, citation: Citation, by: User) -> None:
    """Undo `remove`."""
    review = _lock(citation.review, by)
    if citation.removed_at is not None:
        citation.removed_at, citation.changed_by = None, by
        _save(citation, "removed_at", "changed_by")
        audit.record(by=by, verb="citation.put_back", chain=review.claim, about=citation)
        stamp(review.claim)
