"""Links for outside experts: signed, for some days, revocable; each opening and answer is in the history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import Claim, ClaimReview, ExpertAnswer, ExpertLink, Judgement, User
from annotations.review.permissions import Permission, Refused, can, check_can
from annotations.review.states import Status
from annotations.services.claims.claims import stamp
from annotations.services.record import audit, mails
from annotations.services.review.frozen_content import freeze

SALT = "annotations.expert"
MOST_DAYS = 60
#: Answers through one link.
MOST_ANSWERS = 20


@atomic
def ask(
    *, review: ClaimReview, by: User, name: str, days: int, field: str = "", question: str = "", email: str = ""
) -> tuple[ExpertLink, str]:
    """The row and the link, which is mailed where there is an address, and shown once."""
    check_can(by, Permission.WRITE)
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": _("Choose from 1 to %(most)s days.") % {"most": MOST_DAYS}})
    if review.status == Status.SUPERSEDED:
        raise Refused("newer_version")
    if review.sealed and not review.review_authors.filter(user=by).exists():
        raise Refused("withheld_from_expert")
    Claim.objects.held(review.claim_id)
    link = ExpertLink.objects.create(
        review=review, name=name, field=field, question=question, created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    address = address_of(link)
    if email:
        body = _("%(person)s asks for your view of a claim that we check:\n%(address)s\n\nIt works until %(day)s.\n")
        day = timezone.localdate(link.expires_at).isoformat()
        values = {"person": by, "address": address, "day": day}
        mails.send(to=email, subject=_("A question to you as an expert"), body=body % values)
    audit.record(by=by, verb="expert.asked", chain=review.claim, about=link, data={"version": review.number})
    stamp(review.claim)
    return link, address


def address_of(link: ExpertLink) -> str:
    return f"{settings.SITE_URL}/expert/{token_of(link)}/"


def token_of(link: ExpertLink) -> str:
    return signing.dumps(link.pk, salt=SALT)


def find(token: str) -> ExpertLink | None:
    """The link of this token; None for one that is forged, revoked or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=timedelta(days=MOST_DAYS + 1))
    except signing.BadSignature:
        return None
    rows = ExpertLink.objects.usable().filter(pk=pk).exclude(review__status="superseded")
    related = ("review__claim__article", "review__claim__claimant", "review__label", "created_by")
    return rows.select_related(*related).first()


def opened(link: ExpertLink, page: str) -> None:
    """Write down that it was opened; not by whom from where, who is not of the newsroom."""
    audit.record(by=None, verb="expert.opened", chain=link.review.claim, about=link, data={"page": page})


def content_of(review: ClaimReview) -> tuple[dict[str, Any], str]:
    """What the expert reads, and its digest: as it stands, or as it was submitted."""
    return (review.content, review.digest) if review.content else freeze(review)


@atomic
def answer(*, link: ExpertLink, judgement: str, comment: str, read: str) -> ExpertAnswer:
    """Keep what they say of the content with the digest `read`; it is nobody's rating and no approval."""
    review = ClaimReview.objects.locked(link.review)
    row = ExpertLink.objects.select_for_update().get(pk=link.pk)
    row.review = review
    if not row.is_usable:
        raise Refused("link_closed")
    if judgement not in Judgement.values:
        raise ValidationError({"judgement": _("Choose what you want to say.")})
    if row.review.sealed and judgement in (Judgement.AGREES, Judgement.DISAGREES):
        raise Refused("only_comments")
    if judgement == Judgement.COMMENTS and not comment.strip():
        raise ValidationError({"comment": _("Write your comment.")})
    if row.answers.count() >= MOST_ANSWERS:
        raise Refused("answered_enough")
    digest = content_of(row.review)[1]
    if digest != read:
        raise Refused("text_changed")
    made = ExpertAnswer.objects.create(link=row, judgement=judgement, comment=comment.strip(), digest=digest)
    data = {"version": row.review.number, "judgement": judgement}
    audit.record(by=None, verb="expert.answered", chain=row.review.claim, about=made, data=data)
    stamp(row.review.claim)
    return made


@atomic
def revoke(*, link: ExpertLink, by: User) -> ExpertLink:
    """Close it at once; what was said stays. For who asked, and for editors."""
    check_can(by, Permission.WRITE)
    if by.pk != link.created_by_id and not can(by, Permission.DECIDE):
        raise Refused("not_who_asked")
    Claim.objects.held(link.review.claim_id)
    row = ExpertLink.objects.select_for_update(of=("self",)).select_related("review__claim__article").get(pk=link.pk)
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = timezone.now(), by
        row.save(update_fields=["revoked_at", "revoked_by"])
        audit.record(by=by, verb="expert.revoked", chain=row.review.claim, about=row)
    return row
