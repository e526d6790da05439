"""The audit trail in words that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotations.models import AuditEvent, Claim, ClaimReview, SetAsideReason, Source, User
from annotations.review.modes import Mode
from annotations.review.states import Status
from annotations.services.review import opinions

WORDS = {
    "claim.marked": _("marked the claim"),
    "claimant.edited": _("said who a speaker is"),
    "claimant.merged": _("gave a speaker another name"),
    "claimant.parted": _("took a name from a speaker"),
    "claim.added": _("added the claim"),
    "claim.edited": _("edited the claim"),
    "claim.assigned": _("assigned it"),
    "claim.overdue": _("is overdue"),
    "claim.set_aside": _("set it aside"),
    "claim.reopened": _("reopened it"),
    "claim.appearance_added": _("added where else it was said"),
    "highlight.added": _("marked one more place"),
    "highlight.changed": _("changed the highlight"),
    "highlight.placed": _("said where the highlight lies in another version"),
    "article.changed_by_outlet": _("noted what the outlet did"),
    "note.added": _("wrote a note"),
    "note.answered": _("answered a note"),
    "note.accepted": _("accepted suggested words"),
    "note.resolved": _("resolved a note"),
    "note.reopened": _("reopened a note"),
    "highlight.moved_away": _("moved a highlight to another claim"),
    "highlight.moved_here": _("moved a highlight here"),
    "highlight.removed": _("took a highlight away"),
    "highlight.put_back": _("put a highlight back"),
    "review.edited": _("edited the verdict"),
    "checklist.answered": _("answered the check-list"),
    "checklist.changed": _("changed the check-list"),
    "checklist.retired": _("took a question off the check-list"),
    "review.submitted": _("submitted it for review"),
    "review.taken_back": _("took it back"),
    "review.returned": _("returned it"),
    "review.approved": _("approved it"),
    "review.approved_first": _("approved it, as the first of two"),
    "opinion.given": _("rated it"),
    "review.published": _("published it"),
    "review.superseded": _("replaced the earlier version"),
    "review.correction_opened": _("opened a correction"),
    "review.retracted": _("retracted it"),
    "review.retraction_confirmed": _("confirmed the retraction"),
    "citation.added": _("added a source"),
    "citation.changed": _("changed a source"),
    "citation.pinned": _("pinned the quoted words"),
    "citation.removed": _("took a source out"),
    "citation.put_back": _("put a source back"),
    "contact.logged": _("asked the person who said it"),
    "contact.closed": _("wrote down what came of asking"),
    "expert.asked": _("asked an outside expert"),
    "expert.opened": _("noted that an outside expert opened the link"),
    "expert.answered": _("received an answer of an outside expert"),
    "expert.revoked": _("closed an expert's link"),
    "report.received": _("received a report by a reader"),
    "report.answered": _("proposed an answer to a reader's report"),
    "report.closed": _("confirmed the answer to a reader's report"),
    "article.pasted": _("added the article by its text"),
    "article.uploaded": _("added the article by a file"),
    "article.address_added": _("added the article by its address"),
    "article.edited": _("edited facts of the article"),
    "article.looked_again": _("looked for a new version"),
    "article.recheck_set": _("said how often to look for a new version"),
    "article.version_added": _("wrote a new version of the text"),
    "article.version_found": _("found a new version of the text"),
    "source.added": _("added the source"),
    "source.edited": _("edited facts of the source"),
    "source.uploaded": _("uploaded a copy"),
    "source.fetch_asked": _("had it fetched again"),
    "source.capture_asked": _("asked for the page as its reader sees it, or for its video or sound"),
    "source.transcribed": _("added what is said in a recording"),
    "source.copy_confirmed": _("said that the copy is the document"),
    "source.archive_asked": _("asked an outside archive"),
    "source.archive_answered": _("noted what the outside archive answered"),
    "copy.shown": _("showed a copy to readers"),
    "copy.withdrawn": _("withdrew a copy from readers"),
    "evidence.changed": _("found that the evidence changed"),
    "evidence.taken": _("took a change of evidence"),
    "evidence.closed": _("closed a change of evidence"),
    "removal.asked": _("asked for a legal removal"),
    "removal.done": _("removed content for legal reasons"),
    "removal.declined": _("declined a legal removal"),
    "outbox.sent": _("told a program that keeps markup"),
    "claim.live_page_set": _("said where it appears in your CMS"),
    "claim.live_page_removed": _("took back where it appears in your CMS"),
    "claim.live_page_seen": _("looked at the page in your CMS"),
    "claim.proof_given": _("gave its proof out of the house"),
    "claim.pinned": _("pinned it to the top of the front page"),
    "claim.unpinned": _("took it off the top of the front page"),
    "newsroom.page_written": _("changed a page for readers"),
    "newsroom.logo_set": _("changed the logo"),
    "newsroom.changed": _("changed how the newsroom works"),
    "label.changed": _("changed the labels"),
    "person.invited": _("invited somebody"),
    "person.invitation_withdrawn": _("withdrew an invitation"),
    "person.joined": _("joined"),
    "person.changed": _("changed a person's account"),
    "person.profile_edited": _("edited the profile"),
}

#: Steps of claims whose reason may say what the verdict is.
TELLING = ("review.correction_opened", "review.returned", "report.answered")
RATED = "opinion.given"


@dataclass(frozen=True)
class Step:
    who: str
    did: str
    note: str
    version: int | None
    at: Any


def history_of(claim: Claim, user: User) -> list[Step]:
    """Every step of the claim that `user` may know of, oldest first."""
    events = AuditEvent.objects.filter(chain_kind="claim", chain_id=claim.pk).select_related("actor").order_by("seq")
    return [step for _event, step in _told(list(events), user)]


def _told(events: list[AuditEvent], user: User) -> Iterator[tuple[AuditEvent, Step]]:
    """Events in words, without what would tell a withheld verdict, or how far a panel is to who may still rate."""
    told = ClaimReview.objects.filter(claim__in={event.chain_id for event in events if event.verb in TELLING})
    sealed = set(told.sealed_from(user).values_list("claim", flat=True))
    rated = ClaimReview.objects.filter(claim__in={event.chain_id for event in events if event.verb == RATED})
    before_panel = rated.filter(status=Status.IN_REVIEW, mode=Mode.PANEL).not_by(user)
    panels = {review.claim_id for review in before_panel if opinions.may_rate(review, user)}
    for event in events:
        step = step_of(event)
        if event.verb == RATED and event.chain_id in panels:
            continue
        if event.verb in TELLING and event.chain_id in sealed:
            step = replace(step, note="")
        yield event, step


def step_of(event: AuditEvent) -> Step:
    """One event in words; `event.actor` must be loaded."""
    note = event.data.get("comment") or event.data.get("reason") or ""
    if event.verb == "claim.set_aside":
        note = str(dict(SetAsideReason.choices).get(note, note))
    did = str(WORDS.get(event.verb, event.verb))
    return Step(str(event.actor or _("The site")), did, note, event.data.get("version"), event.at)


@dataclass(frozen=True)
class Entry:
    """A step somewhere in the newsroom: with what it was about, and where that is."""

    step: Step
    about: str
    path: str
    seq: int
    #: From where it was done; for admins and auditors alone.
    origin: str = ""


#: {kind of chain: (its words, the page of its row)}.
CHAINS = {
    "claim": (_("Claim %(number)s"), "claim"),
    "article": (_("Article %(number)s"), "article"),
    "source": (_("Source %(number)s"), "source"),
    "claimant": (_("Speaker %(number)s"), "claimant"),
    "user": (_("Person %(number)s"), ""),
    "newsroom": (_("Newsroom"), ""),
}


def entries(events: list[AuditEvent], user: User) -> list[Entry]:
    """Events of any chain in words. Of a protected source that `user` may not see it tells that, not why."""
    sources = [event.chain_id for event in events if event.chain_kind == "source"]
    seen = set(Source.objects.visible_to(user).filter(pk__in=sources).values_list("pk", flat=True))
    found = []
    for event, step in _told(events, user):
        words, page = CHAINS.get(event.chain_kind, (event.chain_kind, ""))
        if event.chain_kind == "source" and event.chain_id not in seen:
            step, page = replace(step, note=""), ""
        path = reverse(page, args=[event.chain_id]) if page else ""
        where = event.data.get("from", "") if user.role in ("admin", "auditor") else ""
        found.append(Entry(step, str(words) % {"number": event.chain_id}, path, event.seq, where))
    return found
