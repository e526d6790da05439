"""The way of a verdict: draft, submit, take back, return, approve, publish, retract.

Each step is a row of `annotations/review/states.py`; the database checks it once more.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import Approval, Article, Claim, ClaimReview, CorrectionKind, Label, SourceType, User
from annotations.queue import nudge
from annotations.review.content import OF_VERSION
from annotations.review.modes import check_can_approve, check_can_return, is_enough
from annotations.review.permissions import Refused, check_can_edit, check_can_take
from annotations.review.policies import CitedSource, Missing, missing_for_publication, missing_for_submission
from annotations.review.states import Status, find_step
from annotations.services.claims.claims import stamp
from annotations.services.evidence import sources
from annotations.services.publishing import outbox, preflight
from annotations.services.publishing.public_addresses import freeze_slugs
from annotations.services.publishing.retractions import check_not_the_retracter, retracted
from annotations.services.record import audit
from annotations.services.review import checklist, opinions
from annotations.services.review.frozen_content import PROTECTED_NAME, freeze
from annotations.wording.sentences import say, sentence_of


class OtherContent(Exception):
    """The content is no longer the one whose digest the form showed."""


class NotReady(ValidationError):
    """What is missing, by field: `missing` is a list of Missing."""

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing
        super().__init__([say(m.code, m.params) for m in missing])


def lock_newest(claim: Claim) -> tuple[Claim, ClaimReview]:
    """The claim and its newest version as they are now, held until the transaction ends."""
    held = Claim.objects.held(claim.pk)[claim.pk]
    newest = ClaimReview.objects.select_for_update(of=("self",)).select_related("author", "label")
    review = newest.filter(claim=held).order_by("-number")[0]
    review.claim = held
    return held, review


def author_ids(review: ClaimReview) -> set[int]:
    return set(review.review_authors.values_list("user_id", flat=True))


def _take(review: ClaimReview, name: str, by: User, text: str = "") -> None:
    """Check that `by` may take step `name` now, and that the text it needs is there."""
    check_can_take(by, name, review.status, author_ids(review))
    step = find_step(name, review.status)
    if step and step.needs and not text.strip():
        raise ValidationError(
            {step.needs: _("Write a %(needed)s: others need to know why.") % {"needed": _(step.needs)}}
        )


def _move(review: ClaimReview, name: str, by: User, *, data: dict[str, Any] | None = None, **values: Any) -> None:
    """Take step `name`: new status, `values`, the audit event, the article's revision."""
    step = find_step(name, review.status)
    if step is None:
        raise Refused("not_that_way", state=review.status)
    review.status = step.end
    for field, value in values.items():
        setattr(review, field, value)
    review.save(update_fields=["status", "changed_at", *values])
    audit.record(
        by=by,
        verb=step.event,
        chain=review.claim,
        about=review,
        data={"version": review.number, **(data or {})},
    )
    stamp(review.claim)


@atomic
def save_draft(*, review: ClaimReview, by: User, changes: dict[str, Any]) -> ClaimReview:
    """Write changed columns of a draft. Choosing a rating takes its default label unless one fits already."""
    review = ClaimReview.objects.locked(review)
    check_can_edit(by, review.status)
    before = audit.values_of(review, OF_VERSION)
    for name in OF_VERSION:
        if name in changes:
            setattr(review, name, changes[name])
    if review.label is None or review.label.rating != review.rating:
        review.label = Label.objects.usual(review.rating, review.claim.language)
    review.correction_kind = _kind_of(review)
    review.changed_by = by
    review.save(update_fields=[*OF_VERSION, "changed_by", "changed_at"])
    audit.record_sitting(by=by, verb="review.edited", chain=review.claim, about=review, before=before)
    stamp(review.claim)
    return review


def _kind_of(review: ClaimReview) -> str:
    """The kind of correction: whoever changes the verdict can't call it anything smaller."""
    if review.number == 1:
        return ""
    if review.correction_kind == CorrectionKind.REINSTATED and retracted(review) is not None:
        return CorrectionKind.REINSTATED
    before = ClaimReview.objects.filter(claim=review.claim_id, number=review.number - 1)
    if before.values_list("rating", "label_id").get() != (review.rating, review.label_id):
        return CorrectionKind.RATING
    set_by_site = (CorrectionKind.RATING, CorrectionKind.REINSTATED)
    return CorrectionKind.FACTS if review.correction_kind in set_by_site else review.correction_kind


def missing(
    review: ClaimReview, *, cited: list[tuple[str, str]] | None = None, tally: checklist.Tally | None = None
) -> list[Missing]:
    """What keeps a draft from being submitted; `tally` and (stance, type) of its sources for who has read them."""
    speaker = review.claim.claimant
    if cited is None:
        cited = list(review.citations.filter(removed_at=None).values_list("stance", "source__type"))
    return missing_for_submission(
        review,
        wording=review.claim.wording,
        # What others ruled is no evidence.
        citations=sum(1 for _stance, kind in cited if kind != SourceType.FACT_CHECK),
        unanswered=len((tally or checklist.tally(review)).lacking),
        without_stance=sum(1 for stance, _kind in cited if not stance),
        speaker=speaker is not None,
        speaker_kind=speaker.kind if speaker else "",
        media=review.claim.media_kind,
        retracted=review.number > 1 and retracted(review) is not None,
    )


@atomic
def submit(*, review: ClaimReview, by: User) -> ClaimReview:
    """Freeze the content and hand it to a second person. Raises NotReady with what is missing."""
    review = ClaimReview.objects.locked(review)
    _take(review, "submit", by)
    if review.claim.set_aside_at:
        raise Refused("claim_set_aside")
    sources.note_editors(review)
    lacking = missing(review)
    if lacking:
        raise NotReady(lacking)
    check_not_the_retracter(review, author_ids(review))
    content, digest = freeze(review)
    _move(
        review,
        "submit",
        by,
        data={"digest": digest},
        content=content,
        digest=digest,
        submitted_at=timezone.now(),
        **opinions.begin(review),
    )
    return review


@atomic
def take_back(*, review: ClaimReview, by: User) -> ClaimReview:
    """An author makes a submission a draft again."""
    review = ClaimReview.objects.locked(review)
    _take(review, "take_back", by)
    _move(review, "take_back", by, sealed=False)
    return review


@atomic
def return_(*, review: ClaimReview, by: User, comment: str) -> ClaimReview:
    """Another editor sends it back, saying why."""
    review = ClaimReview.objects.locked(review)
    _take(review, "return", by, comment)
    check_can_return(review.mode, opinions.phase(review))
    _move(review, "return", by, data={"comment": comment}, return_comment=comment)
    return review


@atomic
def approve(*, review: ClaimReview, by: User, digest: str, reason: str = "") -> ClaimReview:
    """Stand for the content with `digest`, the one the form showed. Raises OtherContent for another.

    The version is approved once as many have as its mode asks for; until then it stays in review.
    """
    review = ClaimReview.objects.locked(review)
    _take(review, "approve", by)
    counted, approved = opinions.counted_opinions(review), opinions.approvers(review)
    check_can_approve(by, review.mode, opinions.phase(review, counted), counted, approved)
    if digest != review.digest:
        raise OtherContent
    check_not_the_retracter(review, [by.pk])
    submitted_at = review.submitted_at or timezone.now()  # in review, so it is set
    Approval.objects.create(review=review, by=by, digest=digest, submitted_at=submitted_at, reason=reason)
    if is_enough(review.mode, len(approved) + 1):
        _move(review, "approve", by, data={"digest": digest}, approved_at=timezone.now())
    else:
        data = {"version": review.number, "digest": digest}
        audit.record(by=by, verb="review.approved_first", chain=review.claim, about=review, data=data)
        stamp(review.claim)
    return review


def cited_sources(review: ClaimReview) -> list[CitedSource]:
    """What publication wants to know of each citation."""
    cited = review.citations.filter(removed_at=None).select_related("source").prefetch_related("source__snapshots")
    return [
        CitedSource(
            name=PROTECTED_NAME if c.source.protected else (c.source.title or c.source.url or _("A source")),
            has_copy=any(s.blob_id for s in c.source.snapshots.all()),
            no_copy_because=c.no_copy_because,
        )
        for c in cited
    ]


@atomic
def publish(*, review: ClaimReview, by: User, reason: str = "") -> ClaimReview:
    """Put an approved version before the readers; the version before it is superseded in the same moment.

    `reason` overrules what the pre-flight calls an error and an editor may know better about.
    """
    review = ClaimReview.objects.locked(review)
    _take(review, "publish", by)
    lacking = missing_for_publication(cited_sources(review))
    if not review.content or not review.content.get("label"):
        lacking.append(Missing("label", "no_label"))
    found = preflight.preflight(review)
    if preflight.blocking(found, reason):
        lacking.append(Missing("preflight", "preflight_errors"))
    if lacking:
        raise NotReady(lacking)
    before = ClaimReview.objects.select_for_update().filter(claim=review.claim).public().first()
    if before is not None:
        if before.status == Status.RETRACTED and review.correction_kind != CorrectionKind.REINSTATED:
            raise Refused("retracted_since")
        check_not_the_retracter(review, [by.pk])
        before.claim = review.claim
        _move(before, "supersede", by, superseded_at=timezone.now())
    freeze_slugs(review)
    overruled = [one.code for one in found if one.code in preflight.OVERRULED]
    data = {"digest": review.digest} | ({"overruled": overruled, "reason": reason.strip()} if overruled else {})
    _move(review, "publish", by, data=data, published_at=timezone.now())
    review.refresh_from_db(fields=["first_published_at"])
    outbox.published(review.claim)
    nudge("make_feeds")
    return review


@atomic
def approve_and_publish(*, review: ClaimReview, by: User, digest: str, reason: str = "") -> ClaimReview:
    """One act for the editor, two rows in the history; only the approval where a second editor has to approve, too."""
    approved = approve(review=review, by=by, digest=digest)
    return publish(review=approved, by=by, reason=reason) if approved.status == Status.APPROVED else approved


@atomic
def retract(*, review: ClaimReview, by: User, reason: str) -> ClaimReview:
    """Take a published verdict back at once, with a reason for readers; a second editor confirms later."""
    review = ClaimReview.objects.locked(review)
    _take(review, "retract", by, reason)
    _move(
        review, "retract", by, data={"reason": reason},
        retracted_at=timezone.now(), retracted_by=by, retraction_reason=reason,
    )  # fmt: skip
    outbox.published(review.claim)
    nudge("make_feeds")
    return review


def publish_approved(*, article: Article, by: User) -> tuple[list[ClaimReview], list[str]]:
    """Publish every approved version of the article's claims that `by` may; the rest, with reasons."""
    done, refused = [], []
    waiting = ClaimReview.objects.filter(claim__article=article, status=Status.APPROVED).order_by("pk")
    for review in waiting.select_related("claim"):
        try:
            done.append(publish(review=review, by=by))
        except (Refused, NotReady) as exc:
            why = exc.messages[0] if isinstance(exc, NotReady) else sentence_of(exc)
            refused.append(_("Claim %(number)s: %(why)s") % {"number": review.claim_id, "why": why})
    return done, refused
