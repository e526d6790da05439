"""What the workspace shows, and the parts of it that an answer to htmx replaces."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from annotations.forms.citations import AddSourceForm
from annotations.forms.claims import AppearanceForm, CardForm, SetAsideForm
from annotations.forms.notes import NoteForm
from annotations.models import (
    Anchor,
    AnnotationRange,
    Article,
    ArticleVersion,
    Claim,
    ClaimReview,
    Label,
)
from annotations.presence import others_here
from annotations.presenters.cards import Card, Row, card_of
from annotations.presenters.citations import citations_of
from annotations.presenters.highlights import touched
from annotations.presenters.hints import hint_lines
from annotations.presenters.notes import threads_on_claim, threads_on_passages
from annotations.presenters.row_filter import row_filter_of
from annotations.presenters.rows import rows_html, window_of
from annotations.presenters.verdicts import verdict_of
from annotations.services import anchors, checklist
from annotations.services.claim_reviews import missing as missing_for
from annotations.views.loading import person, visible
from annotations.views.numbers import key_of
from annotations.views.shown import shown


def list_context(request: HttpRequest, article: Article, ordered: list[Row], around: int | None) -> dict[str, Any]:
    """The part of the list that the address asks for: filtered, and no more than a window of it."""
    row_filter = row_filter_of(ordered, request.GET.dict())
    shown = [row for row in ordered if row_filter.shows(row)] if row_filter.active else ordered
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    window = window_of(shown, around=key_of(request.GET.get("around")) or around, **asked)
    return {
        "article": article,
        "row_filter": row_filter,
        "row_count": f"{len(shown)} / {len(ordered)}" if row_filter.active else "",
        "window": window,
        "rows_html": rows_html(window.rows, article),
    }


def workspace_context(
    request: HttpRequest, article: Article, version: ArticleVersion, claim: Claim | None
) -> dict[str, Any]:
    here = shown(article, version)
    window = here.window(key_of(request.GET.get("part")), claim)
    return {
        **list_context(request, article, here.ordered, claim.pk if claim else None),
        "version": version,
        "next_open": next((row for row in here.ordered if row.lacks_verdict), None),
        "here": others_here(article.pk, person(request)),
        "hints": hint_lines(version, article.language) if request.GET.get("hints") else None,
        "blocks": here.drawn(window),
        "part": window,
        "undrawn": here.undrawn(window),
        "rows": here.ordered,
        "progress": here.progress,
        "overview": here.overview,
        "card": full_card(request, claim, here.rows) if claim else None,
        "passage_threads": threads_on_passages(article, version),
        "note_form": NoteForm(auto_id="note-%s"),
        "lost": Anchor.objects.to_decide().filter(version=version).count() if version.number > 1 else 0,
        "approved": here.progress.approved,
    }


def full_card(
    request: HttpRequest,
    claim: Claim,
    rows: list[Row] | None = None,
    form: Any = None,
    text: ArticleVersion | None = None,
) -> Card:
    """The open card of `claim` with its forms."""
    review = newest_review(claim)
    return card_with_forms(request, _row(request, claim, review, rows), review, form, text)


def bare_card(request: HttpRequest, row: Row, review: ClaimReview, form: Any = None) -> Card:
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


def saved_card(request: HttpRequest, claim: Claim) -> Card:
    """The card as far as saving changes it: without places, notes, contacts and the forms for more."""
    review = newest_review(claim)
    return bare_card(request, _row(request, claim, review, None), review)


def card_with_forms(
    request: HttpRequest, row: Row, review: ClaimReview, form: Any = None, text: ArticleVersion | None = None
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


def _row(request: HttpRequest, claim: Claim, review: ClaimReview, rows: list[Row] | None) -> Row:
    """The claim's row with its number in its article."""
    light = next((row for row in rows or [] if row.claim.pk == claim.pk), None)
    number = light.number if light else 1
    if light is None and claim.article:
        number = visible(Claim, request).number_in(claim.article, claim)  # type: ignore[attr-defined]
    return Row(claim, number, review, verdict_of(claim, review))


def newest_review(claim: Claim) -> ClaimReview:
    """The claim's newest version, with what a card reads of it."""
    rows = ClaimReview.objects.filter(claim=claim).select_related(
        "claim__article", "claim__claimant", "label", "author"
    )
    return rows.prefetch_related("review_authors").order_by("-number")[0]


def article_shown(request: HttpRequest) -> int | None:
    """The key of the article whose text and claims the asking page shows; None for a page of one claim alone."""
    path = urlsplit(request.htmx.current_url or "").path  # type: ignore[attr-defined]
    found = re.fullmatch(re.escape(reverse("articles")) + r"(\d{1,18})/", path)
    return int(found.group(1)) if found else None


def text_beside(request: HttpRequest) -> ArticleVersion | None:
    """The newest text of that article, with the article, where the person may see it."""
    key = article_shown(request)
    return newest_text(request, key) if key else None


def newest_text(request: HttpRequest, article: int) -> ArticleVersion | None:
    """The newest text of an article with its article, in one statement; None where there is none to see."""
    texts = ArticleVersion.objects.filter(article__in=visible(Article, request).filter(pk=article))
    return texts.select_related("article").order_by("-number").first()


def parts(
    request: HttpRequest,
    claim: Claim,
    *,
    card: Card | None = None,
    and_claims: Collection[int] = (),
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """The card, and beside it whatever else of the workspace changed with this claim: rows, blocks, progress."""
    context: dict[str, Any] = {"article": claim.article, **extra}
    beside = text_beside(request)
    if beside:
        context |= changed_parts(request, beside, {claim.pk, *and_claims})
    context["card"] = card or full_card(request, claim, context.get("rows"), text=beside)
    return render(request, "claims/answer.html", context, status=status)


def changed_parts(
    request: HttpRequest,
    version: ArticleVersion,
    claim_ids: Collection[int],
    *,
    places: Collection[tuple[int, int]] | None = None,
) -> dict[str, Any]:
    """Rows, blocks and progress of a newest text, to swap in for the claims named; the page finds each row's place.

    `places`, where the claims have or had highlights, for callers who know them.
    """
    article = version.article
    here = shown(article, version)
    changed = here.rows_of(claim_ids)
    context: dict[str, Any] = {
        "article": article,
        "version": version,
        "changed_claims": changed,
        "changed_rows": rows_html(changed, article),
        "gone": set(claim_ids) - {row.claim.pk for row in changed},
        "progress": here.progress,
        "rows": here.rows,
        "approved": here.progress.approved,
    }
    if request.headers.get("X-Version") not in (None, "", str(version.pk)):
        # Its blocks are not those of the page: the text there stays, and says so.
        context["other_version"] = version
    else:
        context["overview"] = here.overview
        places = _places_of(version, claim_ids) if places is None else places
        changed_ids = {i for start, end in places for i in touched(version.blocks, start, end)}
        context["changed_blocks"] = here.blocks_in(changed_ids)
    return context


def _places_of(version: ArticleVersion, claim_ids: Collection[int]) -> list[tuple[int, int]]:
    """Where the claims have or had a highlight: one that shrank or went away left a block, too."""
    ranges = AnnotationRange.objects.filter(annotation__version=version, annotation__appearance__claim__in=claim_ids)
    found = Anchor.objects.filter(version=version, annotation__appearance__claim__in=claim_ids, start__isnull=False)
    return list(ranges.values_list("start", "end").union(found.values_list("start", "end")))
