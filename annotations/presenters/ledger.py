"""What happened to a fact-check after its publication, as readers are told: from frozen content alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from annotations.models import MINOR, ClaimReview, CorrectionKind
from annotations.presenters.published import check_path


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
    old, new = _label(before), _label(version)
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


def entries(after: tuple[datetime.datetime, int] | None, size: int) -> tuple[list[Entry], bool]:
    """The newest `size` corrections and retractions of all fact-checks before `after`, and whether more follow."""
    found = [
        *_some(ClaimReview.objects.corrections(), "published_at", after, size),
        *_some(ClaimReview.objects.retractions(), "retracted_at", after, size),
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


def count() -> int:
    return ClaimReview.objects.corrections().count() + ClaimReview.objects.retractions().count()


def _some(rows: object, column: str, after: tuple[datetime.datetime, int] | None, size: int) -> list:
    if after is not None:
        moment, pk = after
        rows = rows.filter(Q(**{f"{column}__lt": moment}) | Q(**{column: moment, "pk__lt": pk}))  # type: ignore[attr-defined]
    listed = rows.select_related("claim", "label").order_by(F(column).desc(), "-pk")  # type: ignore[attr-defined]
    return [(column, version) for version in listed[: size + 1]]


def _before(versions: list[ClaimReview]) -> dict[tuple[int, int], ClaimReview]:
    """The version before each of these, by (claim, number)."""
    wanted = Q(pk=None)
    for version in versions:
        wanted |= Q(claim=version.claim_id, number=version.number - 1)
    return {(v.claim_id, v.number): v for v in ClaimReview.objects.filter(wanted)}


def _label(version: ClaimReview | None) -> str:
    return str((((version.content if version else None) or {}).get("label") or {}).get("words", ""))


def _moment(when: datetime.datetime | None) -> datetime.datetime:
    if when is None:
        raise ValueError("A public version has its times.")
    return when
