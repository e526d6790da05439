"""What somebody is told, in words, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from annotations.models import ExpertAnswer, Note, NoticeKind, Notification, User
from annotations.presenters.history import Entry, entries
from annotations.services.notes import place_of

#: {kind of row: the page it has}.
PAGES = {
    "claimreview": "review",
    "correctionrequest": "report_answer",
    "evidencechange": "evidence",
    "opinion": "",
}


@dataclass(frozen=True)
class Line:
    notification: Notification
    entry: Entry
    kind: str

    @property
    def is_new(self) -> bool:
        return self.notification.read_at is None


def lines(rows: list[Notification], user: User) -> list[Line]:
    """`event` and its actor must be loaded."""
    told = entries([row.event for row in rows], user)
    kinds: dict[str, Any] = dict(NoticeKind.choices)
    return [Line(row, entry, str(kinds[row.kind])) for row, entry in zip(rows, told, strict=True)]


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
