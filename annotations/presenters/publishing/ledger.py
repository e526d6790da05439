"""What happened to a fact-check after its publication, as readers are told: from frozen content alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from annotations.models import MINOR, ClaimReview, CorrectionKind
from annotations.models.keyset import After, newest
from annotations.presenters.review.verdicts import label_words
from annotations.services.publishing.public_addresses import check_path


@dataclass(frozen=True)
class Entry:
    """One step: "published", "correction" or "retraction", `kind` as readers read it."""

    at: datetime.datetime
    step: str
    kind: str
    reason: str
    review: ClaimReview
    #: Label words before and after, where the verdict changed.
    old: str = ""
    new: str = ""
    #: Whether it changed the conclusion or its grounds.
    is_major: bool = False

    @property
    def wording(self) -> str:
        return str((self.review.content or {}).get("wording", ""))

    @property
    def path(self) -> str:
        return check_path(self.review.claim_id, self.review.claim.slug)


def ledger_of(review: ClaimReview) -> list[Entry]:
    """Every step of the claim that readers saw, oldest first, in one query."""
    versions = ClaimReview.objects.once_public().filter(claim=review.claim_id).select_related("claim", "label")
    found: list[Entry] = []
    before: ClaimReview | None = None
    for version in versions.order_by("number"):
        found.append(correction(version, before) if version.number > 1 else _published(version))
        if version.retracted_at:
            found.append(retraction(version))
        before = version
    return sorted(found, key=lambda entry: entry.at)


def _published(version: ClaimReview) -> Entry:
    return Entry(_moment(version.published_at), "published", _("Published"), "", version)


def correction(version: ClaimReview, before: ClaimReview | None) -> Entry:
    """The entry of a published version that corrected `before`."""
    content = version.content or {}
    kind = content.get("correction_kind", "")
    old, new = label_words(before.content if before else None), label_words(content)
    changed = kind == CorrectionKind.RATING or bool(before and old != new)
    words = str(CorrectionKind(kind).label) if kind else _("Correction")
    return Entry(
        _moment(version.published_at), "correction", words, content.get("correction_reason", ""), version,
        old if changed else "", new if changed else "", is_major=kind not in MINOR,
    )  # fmt: skip


def retraction(version: ClaimReview) -> Entry:
    return Entry(
        _moment(version.retracted_at), "retraction", _("Retraction"), version.retraction_reason, version, is_major=True
    )


def entries(after: After | None, size: int) -> tuple[list[Entry], bool]:
    """The newest `size` corrections and retractions of all fact-checks before `after`, and whether more follow."""
    found = [
        (column, version)
        for column, rows in (
            ("published_at", ClaimReview.objects.corrections()),
            ("retracted_at", ClaimReview.objects.retractions()),
        )
        for version in newest(rows.select_related("claim", "label"), column, after, size)
    ]
    found.sort(key=lambda pair: (getattr(pair[1], pair[0]), pair[1].pk), reverse=True)
    shown = found[:size]
    earlier = _before([version for column, version in shown if column == "published_at"])
    listed = [
        correction(version, earlier.get((version.claim_id, version.number - 1)))
        if column == "published_at"
        else retraction(version)
        for column, version in shown
    ]
    return listed, len(found) > size


def period(start: datetime.datetime, end: datetime.datetime) -> list[Entry]:
    """Every correction and retraction from `start` until before `end`, oldest first."""
    rows = ClaimReview.objects.select_related("claim", "label")
    corrected = list(rows.corrections().filter(published_at__gte=start, published_at__lt=end))
    earlier = _before(corrected)
    found = [correction(version, earlier.get((version.claim_id, version.number - 1))) for version in corrected]
    found += [retraction(v) for v in rows.retractions().filter(retracted_at__gte=start, retracted_at__lt=end)]
    return sorted(found, key=lambda entry: (entry.at, entry.review.pk))


def count(most: int) -> int:
    """How many there are, up to `most`."""
    rows = (ClaimReview.objects.corrections(), ClaimReview.objects.retractions())
    return min(most, sum(found.order_by()[:most].count() for found in rows))


def _before(versions: list[ClaimReview]) -> dict[tuple[int, int], ClaimReview]:
    """The version before each of these, by (claim, number)."""
    wanted = Q(pk=None)
    for version in versions:
        wanted |= Q(claim=version.claim_id, number=version.number - 1)
    return {(v.claim_id, v.number): v for v in ClaimReview.objects.filter(wanted)}


def _moment(when: datetime.datetime | None) -> datetime.datetime:
    if when is None:
        raise ValueError("A public version has its times.")
    return when
