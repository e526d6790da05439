"""A claim as the workspace shows it: a row in the list, or the open card with its form and sources."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from annotations.models import Citation, Claim, ClaimReview, Contact, User
from annotations.presenters.citations import CitationView, citation_views
from annotations.presenters.verdicts import STATES, Verdict, verdict_of
from annotations.review.modes import Phase, viewer_of
from annotations.review.permissions import can_edit, can_take
from annotations.review.policies import Missing
from annotations.review.states import Status
from annotations.review.visibility import Part, parts_seen
from annotations.services.duplicate_sources import duplicates_of
from annotations.services.pictures import alike
from annotations.wording.sentences import say

STATUS_WORDS = {
    Status.DRAFT: gettext_lazy("draft"),
    Status.IN_REVIEW: gettext_lazy("in review"),
    Status.RETURNED: gettext_lazy("returned"),
    Status.APPROVED: gettext_lazy("approved, not published"),
    Status.PUBLISHED: gettext_lazy("published"),
    Status.SUPERSEDED: gettext_lazy("superseded"),
    Status.RETRACTED: gettext_lazy("retracted"),
}


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
        return (self.review.rating if self.review and not self.review.sealed else "") or "none"

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
    ordered = sorted(pairs, key=lambda pair: made(pair[0]))
    return [Row(claim, n, review, verdict(claim, review)) for n, (claim, review) in enumerate(ordered, 1)]


def made(claim: Any) -> tuple[bool, int]:
    """What claims are numbered by: the first highlight in the article; one whose highlight went elsewhere is last."""
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
    #: Versions that wait for publication.
    approved: int = 0
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
        for state in STATES:
            if width := self.by_state.get(state, 0):
                found.append((state, start, width))
                start += width
        return found


#: Whether a claim is set aside, its newest version's status, its verdict's state.
Standing = tuple[bool, str, str]


def standing_of(row: Row) -> Standing:
    status = row.review.status if row.review else Status.DRAFT
    return row.claim.set_aside_at is not None, status, row.verdict.state


def progress_of(standings: Mapping[Standing, int]) -> Progress:
    """How far an article is, by how many of its claims stand how."""
    progress = Progress(total=sum(standings.values()))
    for (aside, status, state), count in standings.items():
        key = "none"
        if aside:
            progress.aside += count
            key = "aside"
        elif status == Status.RETRACTED:
            progress.retracted += count
            key = "retracted"
        elif status in (Status.PUBLISHED, Status.SUPERSEDED):
            progress.checked += count
            key = state
        elif status in (Status.IN_REVIEW, Status.APPROVED):
            progress.in_review += count
        else:
            progress.open += count
        if status == Status.APPROVED:
            progress.approved += count
        progress.by_state[key] = progress.by_state.get(key, 0) + count
    return progress


@dataclass
class Card:
    """The open card."""

    row: Row
    review: ClaimReview
    #: When it was saved last, as a clock shows it.
    saved: str
    citations: list[CitationView]
    missing: list[Missing]
    can_edit: bool
    can_submit: bool
    can_take_back: bool
    is_author: bool
    warn_editor: bool
    #: Whether this person may not see the verdict yet (review/visibility.py).
    withheld: bool = False
    checklist: Any = None
    contacts: list[Contact] = field(default_factory=list)
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
        return {m.field: say(m.code, m.params) for m in self.missing}


def clock(moment: datetime.datetime) -> str:
    """Hours and minutes in the newsroom's time."""
    return date_format(timezone.localtime(moment), "H:i")


def card_of(row: Row, review: ClaimReview, user: User, *, cited: list[Citation], missing: list[Missing]) -> Card:
    """The card of `row` for `user`; `review` is its newest version, `cited` as `citations_of` reads its sources."""
    authors = {a.user_id for a in review.review_authors.all()}
    withheld = review.sealed and Part.VERDICT not in parts_seen(review.mode, Phase.RATING, viewer_of(user, authors, ()))
    editable = can_edit(user, review.status) and not row.claim.set_aside_at
    held = duplicates_of(c.source for c in cited) if editable and cited else {}
    pictured = [c.source for c in cited if any(copy.is_picture for copy in c.source.snapshots.all())]
    return Card(
        row=row,
        review=review,
        saved=clock(review.changed_at or timezone.now()),
        citations=citation_views(cited, user, held, alike=alike(pictured) if pictured else {}, bare=withheld),
        missing=missing,
        can_edit=editable,
        can_submit=editable and can_take(user, "submit", review.status, authors),
        can_take_back=can_take(user, "take_back", review.status, authors),
        is_author=user.pk in authors,
        warn_editor=editable and user.role == "editor",
        withheld=withheld,
    )
