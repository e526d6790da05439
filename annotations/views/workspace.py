"""What the workspace shows, and the parts of it that an answer to htmx replaces."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from annotations.forms.citations import AddSourceForm
from annotations.forms.claims import AppearanceForm, CardForm, SetAsideForm
from annotations.models import AnnotationRange, Article, ArticleVersion, Claim, ClaimReview, Label
from annotations.presenters.cards import Card, Row, card_of, progress_of, rows_of
from annotations.presenters.highlights import Mark, render_blocks, touched
from annotations.review.states import Status
from annotations.services.claim_reviews import missing as missing_for
from annotations.views.loading import person, visible


def claims_of(request: HttpRequest, article: Article) -> list[Claim]:
    """The article's claims with versions, in a constant number of queries."""
    light = ClaimReview.objects.select_related("label").defer("content", "how_checked", "summary", "looked_for")
    rows = visible(Claim, request).filter(article=article).select_related("claimant")
    return list(rows.prefetch_related(Prefetch("reviews", light)).order_by("pk"))


def marks_of(version: ArticleVersion, rows: list[Row]) -> list[Mark]:
    """Each claim's newest range in `version`; set-aside claims are marked faintly, removed ones not at all."""
    by_claim = {row.claim.pk: row for row in rows}
    newest = (
        AnnotationRange.objects.filter(annotation__version=version, annotation__removed_at=None)
        .order_by("annotation_id", "-pk")
        .distinct("annotation_id")
        .values_list("start", "end", "annotation__appearance__claim_id")
    )
    marks = []
    for start, end, claim_id in newest:
        row = by_claim.get(claim_id)
        if row is None:
            continue
        name = f"{row.verdict.words}, claim {row.number}: {row.claim.wording}"
        marks.append(Mark(start, end, claim_id, row.number, row.verdict.state, row.verdict.proposed, name[:220]))
    return marks


def ticks_of(version: ArticleVersion, marks: list[Mark]) -> list[tuple[float, str]]:
    """(place in percent of the text, state) of each mark, for the map beside the text."""
    return [(round(100 * m.start / max(len(version.text), 1), 2), m.state) for m in marks]


def workspace_context(
    request: HttpRequest, article: Article, version: ArticleVersion, claim: Claim | None
) -> dict[str, Any]:
    rows = rows_of(claims_of(request, article))
    base = reverse("article", args=[article.pk])
    marks = marks_of(version, rows)
    positions = {m.claim: m.start for m in sorted(marks, key=lambda m: -m.start)}
    ordered = sorted(rows, key=lambda row: (positions.get(row.claim.pk, 1 << 40), row.number))
    return {
        "article": article,
        "version": version,
        "blocks": render_blocks(version.text, version.blocks, version.spans, version.cuts, marks, base),
        "rows": ordered,
        "progress": progress_of(rows),
        "ticks": ticks_of(version, marks),
        "card": full_card(request, claim, rows) if claim else None,
        "approved": sum(1 for row in rows if row.review and row.review.status == Status.APPROVED),
    }


def full_card(request: HttpRequest, claim: Claim, rows: list[Row] | None = None, form: Any = None) -> Card:
    """The open card of `claim` with its forms."""
    row = next((r for r in rows or [] if r.claim.pk == claim.pk), None)
    if row is None:
        row = next(r for r in rows_of(siblings(request, claim)) if r.claim.pk == claim.pk)
    review = newest_review(claim)
    card = card_of(row, review, person(request), missing=missing_for(review))
    card.form = form or CardForm(claim=claim, review=review)
    card.new_source_form = AddSourceForm(auto_id=f"s{claim.pk}-%s")
    card.set_aside_form = SetAsideForm(auto_id=f"a{claim.pk}-%s")
    card.appearance_form = AppearanceForm(auto_id=f"p{claim.pk}-%s")
    card.appearances = list(
        claim.appearances.select_related("annotation__version__article").order_by("-is_first", "pk")
    )
    card.labels = list(Label.objects.all())
    return card


def siblings(request: HttpRequest, claim: Claim) -> list[Claim]:
    """The claims of the same article, for numbers; the claim alone when it has no article."""
    if claim.article is None:
        light = ClaimReview.objects.select_related("label")
        return list(visible(Claim, request).filter(pk=claim.pk).prefetch_related(Prefetch("reviews", light)))
    return claims_of(request, claim.article)


def newest_review(claim: Claim) -> ClaimReview:
    """The claim's newest version, with what a card reads of it."""
    rows = ClaimReview.objects.filter(claim=claim).select_related(
        "claim__article", "claim__claimant", "label", "author"
    )
    return rows.prefetch_related("review_authors").order_by("-number")[0]


def in_workspace(request: HttpRequest) -> bool:
    """Whether the asking page shows an article's text and claims, not one claim alone."""
    path = urlsplit(request.htmx.current_url or "").path  # type: ignore[attr-defined]
    return path.startswith(reverse("articles"))


def parts(
    request: HttpRequest, claim: Claim, *, card: Card | None = None, status: int = 200, **extra: Any
) -> HttpResponse:
    """The card, and beside it whatever else of the workspace changed with this claim: row, blocks, progress."""
    context: dict[str, Any] = {"card": card or full_card(request, claim), "article": claim.article, **extra}
    if claim.article and in_workspace(request):
        context |= changed_parts(request, claim.article, [claim.pk])
    return render(request, "claims/answer.html", context, status=status)


def changed_parts(request: HttpRequest, article: Article, claim_ids: list[int]) -> dict[str, Any]:
    """Rows, blocks and progress to swap in for the claims named."""
    version = article.versions.order_by("-number").first()
    rows = rows_of(claims_of(request, article))
    changed = [row for row in rows if row.claim.pk in claim_ids]
    context: dict[str, Any] = {
        "article": article,
        "changed_rows": changed,
        "progress": progress_of(rows),
        "rows": rows,
        "approved": sum(1 for row in rows if row.review and row.review.status == Status.APPROVED),
    }
    if version is not None:
        marks = marks_of(version, rows)
        ids = {i for m in marks if m.claim in claim_ids for i in touched(version.blocks, m.start, m.end)}
        base = reverse("article", args=[article.pk])
        context["ticks"] = ticks_of(version, marks)
        context["changed_blocks"] = render_blocks(
            version.text, version.blocks, version.spans, version.cuts, marks, base, only=ids
        )
    return context
