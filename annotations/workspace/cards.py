"""The open card of a claim: its form, its sources and what is still lacking."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from annotations.forms.claims.claims import AppearanceForm, CardForm, SetAsideForm
from annotations.forms.evidence.citations import AddSourceForm
from annotations.forms.text.notes import NoteForm
from annotations.models import ArticleVersion, Citation, Claim, ClaimReview, Contact, Label, User
from annotations.presenters.evidence.citations import CitationView, citation_views, citations_of
from annotations.presenters.review.claim_rows import ClaimRow
from annotations.presenters.review.verdicts import verdict_of
from annotations.presenters.text.notes import threads_on_claim
from annotations.review.modes import Phase, viewer_of
from annotations.review.permissions import can_edit, can_take
from annotations.review.policies import Missing
from annotations.review.visibility import Part, parts_seen
from annotations.services.evidence.duplicate_sources import duplicates_of
from annotations.services.evidence.pictures import alike
from annotations.services.review import checklist
from annotations.services.review.claim_reviews import missing as missing_for
from annotations.services.text import anchors
from annotations.web.loading import person, visible
from annotations.web.requests import HtmxHttpRequest
from annotations.wording.sentences import say


@dataclass
class Card:
    """The open card."""

    row: ClaimRow[Claim]
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
    def failed_sources(self) -> int:
        """Sources without a copy, of which nobody says why there is none: they keep a verdict from being published."""
        return sum(
            1 for view in self.citations if view.state.key == "failed" and not view.citation.no_copy_because.strip()
        )

    @property
    def missing_by_field(self) -> dict[str, str]:
        return {m.field: say(m.code, m.params) for m in self.missing}


def clock(moment: datetime.datetime) -> str:
    """Hours and minutes in the newsroom's time."""
    return date_format(timezone.localtime(moment), "H:i")


def card_of(
    row: ClaimRow[Claim], review: ClaimReview, user: User, *, cited: list[Citation], missing: list[Missing]
) -> Card:
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


def full_card(
    request: HtmxHttpRequest,
    claim: Claim,
    rows: list[ClaimRow[Any]] | None = None,
    form: Any = None,
    text: ArticleVersion | None = None,
) -> Card:
    """The open card of `claim` with its forms."""
    review = newest_review(claim)
    return card_with_forms(request, _row(request, claim, review, rows), review, form, text)


def bare_card(request: HtmxHttpRequest, row: ClaimRow[Claim], review: ClaimReview, form: Any = None) -> Card:
    """The card of `row`, whose newest version `review` is: what is saved, cited and still lacking."""
    cited, tally = citations_of(review), checklist.tally(review)
    lacking = missing_for(review, cited=[(one.stance, one.source.type) for one in cited], tally=tally)
    card = card_of(row, review, person(request), cited=cited, missing=lacking)
    card.form = form or CardForm(claim=row.claim, review=review)
    card.checklist = tally
    card.labels = Label.objects.offered_for(row.claim.language)
    if review.label and review.label not in card.labels:
        card.labels.append(review.label)
    return card


def saved_card(request: HtmxHttpRequest, claim: Claim) -> Card:
    """The card as far as saving changes it: without places, notes, contacts and the forms for more."""
    review = newest_review(claim)
    return bare_card(request, _row(request, claim, review, None), review)


def card_with_forms(
    request: HtmxHttpRequest,
    row: ClaimRow[Claim],
    review: ClaimReview,
    form: Any = None,
    text: ArticleVersion | None = None,
) -> Card:
    """The whole card, with what is kept beside the two and the forms for more; `text`, a newest one known already."""
    claim = row.claim
    card = bare_card(request, row, review, form)
    card.new_source_form = AddSourceForm(auto_id=f"s{claim.pk}-%s")
    card.set_aside_form = SetAsideForm(auto_id=f"a{claim.pk}-%s")
    card.appearance_form = AppearanceForm(auto_id=f"p{claim.pk}-%s")
    places = claim.appearances.standing().select_related("annotation__version__article").order_by("-is_first", "pk")
    card.appearances = list(places.prefetch_related("annotation__ranges", "annotation__anchors"))
    newest: dict[int, ArticleVersion | None] = {text.article_id: text} if text else {}
    for appearance in card.appearances:
        if appearance.annotation:
            article = appearance.annotation.version.article
            if article.pk not in newest:
                newest[article.pk] = article.newest_version()
            appearance.shown = anchors.shown(appearance.annotation, newest[article.pk])
    card.threads = threads_on_claim(claim, person(request), editable=card.can_edit)
    card.note_form = NoteForm(auto_id=f"n{claim.pk}-%s")
    card.contacts = list(claim.contacts.all())
    return card


def _row(
    request: HtmxHttpRequest, claim: Claim, review: ClaimReview, rows: list[ClaimRow[Claim]] | None
) -> ClaimRow[Claim]:
    """The claim's row with its number in its article."""
    light = next((row for row in rows or [] if row.claim.pk == claim.pk), None)
    number = light.number if light else 1
    if light is None and claim.article:
        number = visible(Claim, request).number_in(claim.article, claim)
    return ClaimRow(claim, number, review, verdict_of(claim, review))


def newest_review(claim: Claim) -> ClaimReview:
    """The claim's newest version, with what a card reads of it."""
    rows = ClaimReview.objects.filter(claim=claim).select_related(
        "claim__article", "claim__claimant", "label", "author"
    )
    return rows.prefetch_related("review_authors").order_by("-number")[0]
