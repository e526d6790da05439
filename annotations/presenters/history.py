"""The audit trail in words that people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotations.models import AuditEvent, Claim, SetAsideReason

WORDS = {
    "claim.marked": "marked the claim",
    "claim.added": "added the claim",
    "claim.edited": "edited the claim",
    "claim.set_aside": "set it aside",
    "claim.reopened": "reopened it",
    "claim.appearance_added": "added where else it was said",
    "highlight.added": "marked one more place",
    "highlight.changed": "changed the highlight",
    "highlight.placed": "said where the highlight lies in another version",
    "article.changed_by_outlet": "noted what the outlet did",
    "note.added": "wrote a note",
    "note.answered": "answered a note",
    "note.resolved": "resolved a note",
    "note.reopened": "reopened a note",
    "highlight.moved_away": "moved a highlight to another claim",
    "highlight.moved_here": "moved a highlight here",
    "highlight.removed": "took a highlight away",
    "highlight.put_back": "put a highlight back",
    "review.edited": "edited the verdict",
    "review.submitted": "submitted it for review",
    "review.taken_back": "took it back",
    "review.returned": "returned it",
    "review.approved": "approved it",
    "review.published": "published it",
    "review.superseded": "replaced the earlier version",
    "review.correction_opened": "opened a correction",
    "review.retracted": "retracted it",
    "review.retraction_confirmed": "confirmed the retraction",
    "citation.added": "added a source",
    "citation.changed": "changed a source",
    "citation.removed": "took a source out",
    "citation.put_back": "put a source back",
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
        did = WORDS.get(event.verb, event.verb)
        steps.append(Step(str(event.actor or "The site"), did, note, event.data.get("version"), event.at))
    return steps
