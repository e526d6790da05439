"""The audit trail in words that people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.models import AuditEvent, Claim, SetAsideReason

WORDS = {
    "claim.marked": _("marked the claim"),
    "claim.added": _("added the claim"),
    "claim.edited": _("edited the claim"),
    "claim.assigned": _("assigned it"),
    "claim.set_aside": _("set it aside"),
    "claim.reopened": _("reopened it"),
    "claim.appearance_added": _("added where else it was said"),
    "highlight.added": _("marked one more place"),
    "highlight.changed": _("changed the highlight"),
    "highlight.placed": _("said where the highlight lies in another version"),
    "article.changed_by_outlet": _("noted what the outlet did"),
    "note.added": _("wrote a note"),
    "note.answered": _("answered a note"),
    "note.resolved": _("resolved a note"),
    "note.reopened": _("reopened a note"),
    "highlight.moved_away": _("moved a highlight to another claim"),
    "highlight.moved_here": _("moved a highlight here"),
    "highlight.removed": _("took a highlight away"),
    "highlight.put_back": _("put a highlight back"),
    "review.edited": _("edited the verdict"),
    "review.submitted": _("submitted it for review"),
    "review.taken_back": _("took it back"),
    "review.returned": _("returned it"),
    "review.approved": _("approved it"),
    "review.published": _("published it"),
    "review.superseded": _("replaced the earlier version"),
    "review.correction_opened": _("opened a correction"),
    "review.retracted": _("retracted it"),
    "review.retraction_confirmed": _("confirmed the retraction"),
    "citation.added": _("added a source"),
    "citation.changed": _("changed a source"),
    "citation.pinned": _("pinned the quoted words"),
    "citation.removed": _("took a source out"),
    "report.received": _("received a report by a reader"),
    "report.answered": _("proposed an answer to a reader's report"),
    "report.closed": _("confirmed the answer to a reader's report"),
    "citation.put_back": _("put a source back"),
}


@dataclass(frozen=True)
class Step:
    who: str
    did: str
    note: str
    version: int | None
    at: Any


def history_of(claim: Claim) -> list[Step]:
    """Every step of the claim, oldest first, in two queries at most."""
    events = AuditEvent.objects.filter(chain_kind="claim", chain_id=claim.pk).select_related("actor").order_by("seq")
    steps = []
    for event in events:
        note = event.data.get("comment") or event.data.get("reason") or ""
        if event.verb == "claim.set_aside":
            note = str(dict(SetAsideReason.choices).get(note, note))
        did = str(WORDS.get(event.verb, event.verb))
        steps.append(Step(str(event.actor or _("The site")), did, note, event.data.get("version"), event.at))
    return steps
