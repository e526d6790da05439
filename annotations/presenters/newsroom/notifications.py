"""What somebody is told, in words, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from annotations.models import Claim, ExpertAnswer, Note, NoticeKind, Notification, User
from annotations.presenters.newsroom.history import Entry, entries
from annotations.services.text.notes import place_of

#: {kind of row: the page it has}.
PAGES = {
    "claimreview": "review",
    "correctionrequest": "report_answer",
    "evidencechange": "evidence",
    "opinion": "",
}


@dataclass(frozen=True)
class NotificationLine:
    notification: Notification
    entry: Entry
    kind: str
    #: The claim in its own words, where it is about one.
    wording: str = ""

    @property
    def is_new(self) -> bool:
        return self.notification.read_at is None


def lines(rows: list[Notification], user: User) -> list[NotificationLine]:
    """`event` and its actor must be loaded."""
    told = entries([row.event for row in rows], user)
    kinds: dict[str, Any] = dict(NoticeKind.choices)
    claims = [row.event.chain_id for row in rows if row.event.chain_kind == "claim"]
    wordings = dict(Claim.objects.visible_to(user).filter(pk__in=claims).values_list("pk", "wording"))
    return [
        NotificationLine(
            row,
            entry,
            str(kinds[row.kind]),
            wordings.get(row.event.chain_id, "") if row.event.chain_kind == "claim" else "",
        )
        for row, entry in zip(rows, told, strict=True)
    ]


def place(row: Notification) -> str:
    """The path of what it is about; the list itself where that has no page."""
    event = row.event
    if event.object_kind == "note":
        note = Note.objects.filter(pk=event.object_id).first()
        return place_of(note) if note else reverse("notifications")
    if event.object_kind == "expertanswer":
        answer = ExpertAnswer.objects.select_related("link").get(pk=event.object_id)
        return reverse("review", args=[answer.link.review_id]) + "#experts"
    if page := PAGES.get(event.object_kind):
        return reverse(page, args=[event.object_id])
    if event.object_kind == "removal":
        return reverse("removals")
    if event.chain_kind in ("claim", "article", "source"):
        return reverse(event.chain_kind, args=[event.chain_id])
    return reverse("notifications")
