"""A claim as the workspace shows it: a row in the list, or the open card with its form and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from annotations.extraction.doubts import MESSAGES as DOUBTS
from annotations.models import Citation, Claim, ClaimReview, Fetch, Snapshot, Source, User
from annotations.phrases import translated
from annotations.presenters.verdicts import Verdict, verdict_of
from annotations.review.permissions import can_edit, can_take
from annotations.review.policies import Missing
from annotations.review.states import Status
from annotations.review.visibility import can_see_source_detail
from annotations.services.frozen_content import PROTECTED_NAME

STATUS_WORDS = {
    Status.DRAFT: gettext_lazy("draft"),
    Status.IN_REVIEW: gettext_lazy("in review"),
    Status.RETURNED: gettext_lazy("returned"),
    Status.APPROVED: gettext_lazy("approved, not published"),
    Status.PUBLISHED: gettext_lazy("published"),
    Status.SUPERSEDED: gettext_lazy("superseded"),
    Status.RETRACTED: gettext_lazy("retracted"),
}


@dataclass
class SourceState:
    """How far the keeping of a source is: key is waiting, fetching, kept, doubt, failed, no-copy or protected."""

    key: str
    words: str
    detail: str = ""
    snapshot: Snapshot | None = None
    fetch: Fetch | None = None


def source_state(source: Source, snapshots: list[Snapshot], fetches: list[Fetch]) -> SourceState:
    """The state from a source's attempts and work rows, newest first."""
    kept = next((s for s in snapshots if s.blob_id), None)
    # Nobody waits for a look whether a kept document is as it was.
    fetch = next((f for f in fetches if not (kept and f.reason == "watch")), None)
    busy = fetch if fetch and fetch.state in ("waiting", "fetching") else None
    if busy and busy.state == "fetching":
        return SourceState("fetching", _("Fetching"), snapshot=kept, fetch=busy)
    if busy and busy.error:
        again = timezone.localtime(busy.next_try_at).strftime("%H:%M:%S")
        detail = _("%(message)s Next try at %(time)s.") % {"message": translated(busy.message), "time": again}
        return SourceState("failed", _("Failed"), detail, kept, busy)
    if busy:
        late = (timezone.now() - busy.created_at).total_seconds() > 20
        busy_workers = _("The workers are busy or can't be reached; it is fetched as soon as they can.")
        return SourceState("waiting", _("Waiting to be fetched"), busy_workers if late else "", kept, busy)
    if kept and kept.message in DOUBTS.values():
        return SourceState("doubt", _("Kept: is this the page?"), translated(kept.message), snapshot=kept)
    if kept:
        return SourceState("kept", _("Kept"), translated(kept.message), snapshot=kept)
    if fetch and fetch.state == "failed":
        return SourceState("failed", _("Failed"), translated(fetch.message), fetch=fetch)
    return SourceState("no-copy", _("No copy"), _("Upload the document."))


@dataclass
class CitationView:
    """One source of a card or review, with nothing in it that `user` may not see."""

    citation: Citation
    source: Source
    visible: bool
    name: str
    state: SourceState
    quote_found: bool | None

    @property
    def snapshot(self) -> Snapshot | None:
        return self.state.snapshot if self.visible else None


def source_name(source: Source) -> str:
    """Its title, else its address without the scheme."""
    if source.title:
        return source.title
    parts = urlsplit(source.url)
    return f"{parts.netloc}{parts.path}".rstrip("/") or _("Uploaded document")


def citation_views(citations: list[Citation], user: User) -> list[CitationView]:
    """Views of citations whose sources, snapshots and fetches are prefetched."""
    views = []
    for citation in citations:
        source = citation.source
        visible = can_see_source_detail(user, protected=source.protected, added_by=source.added_by_id)
        snapshots = sorted(source.snapshots.all(), key=lambda s: -s.pk)
        fetches = sorted(source.fetches.all(), key=lambda f: -f.pk)
        state = source_state(source, snapshots, fetches)
        if not visible:
            state = SourceState("protected", _("Protected source"), _("Only its author and editors see what it is."))
        found = None
        if citation.quoted_words and state.snapshot:
            found = citation.snapshot_id is not None
        if found and state.key == "doubt":
            # The words that were looked for stand in it: somebody has answered.
            state = SourceState("kept", _("Kept"), snapshot=state.snapshot)
        name = source_name(source) if visible else translated(PROTECTED_NAME)
        views.append(CitationView(citation, source, visible, name, state, found))
    return views


def citations_of(review: ClaimReview) -> list[Citation]:
    """The sources of one version with all that their views need, in four queries."""
    rows = review.citations.filter(removed_at=None).select_related("source", "source__added_by", "snapshot")
    without_text = Snapshot.objects.defer("text", "blocks", "spans", "headers").annotate(opening=Left("text", 160))
    return list(rows.prefetch_related(Prefetch("source__snapshots", without_text), "source__fetches").order_by("pk"))


@dataclass(slots=True)
class Row:
    """A claim in the list beside the text; claim and review may be the bare ones of models/beside.py."""

    claim: Any
    number: int
    review: Any
    verdict: Verdict
    #: The code point where its first mark begins in the text beside it; None when it has none there.
    at: int | None = None

    @property
    def rating(self) -> str:
        """verified, disputed, unverifiable or none, whether proposed or decided."""
        return (self.review.rating if self.review else "") or "none"

    @property
    def status(self) -> str:
        """The newest version's status, or aside."""
        return "aside" if self.claim.set_aside_at else str(self.review.status if self.review else Status.DRAFT)

    @property
    def lacks_verdict(self) -> bool:
        return self.rating == "none" and self.status in ("draft", "returned")

    @property
    def status_words(self) -> str:
        return str(STATUS_WORDS.get(Status(self.review.status), "")) if self.review else ""


def rows_of(claims: list[Claim]) -> list[Row]:
    """Rows for claims whose `reviews` are prefetched; numbered in the order they were made."""
    return numbered((claim, max(claim.reviews.all(), key=lambda r: r.number, default=None)) for claim in claims)


def numbered(pairs: Iterable[tuple[Any, Any]], verdict: Callable[[Any, Any], Verdict] = verdict_of) -> list[Row]:
    """Rows of (claim, its newest version), numbered in the order they were made."""
    ordered = sorted(pairs, key=lambda pair: _made(pair[0]))
    return [Row(claim, n, review, verdict(claim, review)) for n, (claim, review) in enumerate(ordered, 1)]


def _made(claim: Any) -> tuple[bool, int]:
    """By the first highlight in the article; a claim whose highlight was moved to another comes last."""
    placed = getattr(claim, "placed", None)
    return placed is None, placed or claim.pk


@dataclass
class Progress:
    """The article at a glance: "14 claims: 6 checked, 3 in review, 2 set aside, 3 open"."""

    total: int = 0
    checked: int = 0
    in_review: int = 0
    aside: int = 0
    retracted: int = 0
    open: int = 0
    by_state: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        if not self.total:
            return _("No claims yet")
        parts = [
            (self.checked, ngettext("%(count)s checked", "%(count)s checked", self.checked)),
            (self.in_review, ngettext("%(count)s in review", "%(count)s in review", self.in_review)),
            (self.retracted, ngettext("%(count)s retracted", "%(count)s retracted", self.retracted)),
            (self.aside, ngettext("%(count)s set aside", "%(count)s set aside", self.aside)),
            (self.open, ngettext("%(count)s open", "%(count)s open", self.open)),
        ]
        said = pgettext("between parts of a list", ", ").join(
            words % {"count": count} for count, words in parts if count
        )
        total = ngettext("%(count)s claim: %(parts)s", "%(count)s claims: %(parts)s", self.total)
        return total % {"count": self.total, "parts": said}

    @property
    def segments(self) -> list[tuple[str, int, int]]:
        """(state, start, width) of each part of the stacked bar, in claims."""
        found, start = [], 0
        for state in ("verified", "disputed", "unverifiable", "retracted", "aside", "none"):
            if width := self.by_state.get(state, 0):
                found.append((state, start, width))
                start += width
        return found


def progress_of(rows: list[Row]) -> Progress:
    progress = Progress(total=len(rows))
    for row in rows:
        status = row.review.status if row.review else Status.DRAFT
        if row.claim.set_aside_at:
            progress.aside += 1
            key = "aside"
        elif status == Status.RETRACTED:
            progress.retracted += 1
            key = "retracted"
        elif status in (Status.PUBLISHED, Status.SUPERSEDED):
            progress.checked += 1
            key = row.verdict.state
        elif status in (Status.IN_REVIEW, Status.APPROVED):
            progress.in_review += 1
            key = "none"
        else:
            progress.open += 1
            key = "none"
        progress.by_state[key] = progress.by_state.get(key, 0) + 1
    return progress


@dataclass
class Card:
    """The open card."""

    row: Row
    review: ClaimReview
    citations: list[CitationView]
    missing: list[Missing]
    can_edit: bool
    can_submit: bool
    can_take_back: bool
    is_author: bool
    warn_editor: bool
    form: Any = None
    new_source_form: Any = None
    set_aside_form: Any = None
    appearance_form: Any = None
    appearances: list[Any] = field(default_factory=list)
    labels: list[Any] = field(default_factory=list)
    threads: list[Any] = field(default_factory=list)
    note_form: Any = None

    @property
    def open_threads(self) -> int:
        return sum(1 for thread in self.threads if not thread.note.resolved_at)

    @property
    def claim(self) -> Claim:
        return self.row.claim

    @property
    def kept_count(self) -> int:
        return sum(1 for view in self.citations if view.snapshot)

    @property
    def busy_sources(self) -> int:
        return sum(1 for view in self.citations if view.state.key in ("waiting", "fetching"))

    @property
    def missing_by_field(self) -> dict[str, str]:
        return {m.field: translated(m.message) for m in self.missing}


def card_of(row: Row, review: ClaimReview, user: User, *, missing: list[Missing]) -> Card:
    """The card of `row` for `user`; `review` is its newest version."""
    authors = {a.user_id for a in review.review_authors.all()}
    editable = can_edit(user, review.status) and not row.claim.set_aside_at
    return Card(
        row=row,
        review=review,
        citations=citation_views(citations_of(review), user),
        missing=missing,
        can_edit=editable,
        can_submit=editable and can_take(user, "submit", review.status, authors),
        can_take_back=can_take(user, "take_back", review.status, authors),
        is_author=user.pk in authors,
        warn_editor=editable and user.role == "editor",
    )
