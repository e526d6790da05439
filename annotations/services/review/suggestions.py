"""Other words that a reviewer suggests, taken over by whoever writes: with that they are the author's own."""

from __future__ import annotations

from django.utils import timezone

from annotations.connections import atomic
from annotations.models import MOST_WORDING, About, Note, User
from annotations.review.permissions import Refused, check_can_edit
from annotations.services.claims import claims
from annotations.services.record import audit
from annotations.services.review import claim_reviews
from annotations.services.text.notes import text_of


@atomic
def accept(*, note: Note, by: User) -> Note:
    """Put the suggested words into the draft and resolve the thread; `by` becomes an author, the reviewer does not."""
    found = Note.objects.select_related("claim").get(pk=note.pk)
    if found.claim is None:
        raise Refused("nothing_to_accept")
    claim, review = claim_reviews.lock_newest(found.claim)
    row = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if row.accepted_at or not row.suggestion:
        raise Refused("nothing_to_accept")
    check_can_edit(by, review.status)
    if row.about == About.WORDING and len(row.suggestion) > MOST_WORDING:
        raise Refused("suggestion_too_long")
    if text_of(review, row.about) != row.replaces:
        raise Refused("suggestion_outdated")
    if row.about == About.WORDING:
        claims.save_claim(claim=claim, by=by, changes={"wording": row.suggestion})
    else:
        claim_reviews.save_draft(review=review, by=by, changes={row.about: row.suggestion})
    row.accepted_at = row.resolved_at = timezone.now()
    row.accepted_by = row.resolved_by = by
    row.save(update_fields=["accepted_at", "accepted_by", "resolved_at", "resolved_by"])
    audit.record(by=by, verb="note.accepted", chain=claim, about=row, data={"about": row.about})
    return row
