"""The claims beside a text, as many as there may be: read as bare values and drawn by one function.

A thousand model instances and template includes cost twenty times as much.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.models import Article, ClaimReview, SetAsideReason
from annotations.presenters.cards import Row, numbered
from annotations.presenters.verdicts import verdict_html

REASONS = dict(SetAsideReason.choices)


@dataclass(frozen=True, slots=True)
class LightLabel:
    words: str


@dataclass(frozen=True, slots=True)
class LightReview:
    """What a row tells of a claim's newest version."""

    status: str
    rating: str
    retracted_at: datetime.datetime | None
    label: LightLabel | None


@dataclass(frozen=True, slots=True)
class LightClaim:
    """What a row tells of a claim; `placed` is its first highlight in the article."""

    pk: int
    wording: str
    set_aside_at: datetime.datetime | None
    set_aside_reason: str
    created_by_id: int
    created_by: str
    placed: int | None

    def get_set_aside_reason_display(self) -> str:
        return str(REASONS.get(self.set_aside_reason, self.set_aside_reason))


def rows_in(claims: QuerySet) -> list[Row]:
    """Rows of the claims of an article (`ClaimQuerySet.in_article`), numbered, in two queries."""
    newest = ClaimReview.objects.filter(claim__in=claims.values("pk")).order_by("claim_id", "-number")
    columns = ("claim_id", "status", "rating", "retracted_at", "label__words")
    reviews = {
        claim: LightReview(status, rating, retracted, LightLabel(words) if words else None)
        for claim, status, rating, retracted, words in newest.distinct("claim_id").values_list(*columns)
    }
    facts = ("pk", "wording", "set_aside_at", "set_aside_reason", "created_by_id")
    people = ("created_by__display_name", "created_by__username", "placed")
    found = [
        LightClaim(pk, wording, at, reason, by, name or username, placed)
        for pk, wording, at, reason, by, name, username, placed in claims.order_by("pk").values_list(*facts, *people)
    ]
    return [row for row in numbered((claim, reviews.get(claim.pk)) for claim in found) if not _is_mistake(row)]


def _is_mistake(row: Row) -> bool:
    return row.claim.set_aside_reason == SetAsideReason.MISTAKE


def rows_html(rows: Iterable[Row], article: Article) -> SafeString:
    base = reverse("article", args=[article.pk])
    return SafeString("\n".join(row_html(row, base) for row in rows))


def row_html(row: Row, base: str, *, oob: bool = False) -> SafeString:
    """One row; `base` is the address of the workspace it stands in, empty for a claim's own page."""
    claim = row.claim
    href = f"{escape(base)}?claim={claim.pk}#card" if base else reverse("claim", args=[claim.pk])
    swap = ' hx-swap-oob="true"' if oob else ""
    marks = (" data-open" if row.lacks_verdict else "") + (" hidden" if row.hidden else "") + swap
    return SafeString(
        f'<div class="claim-row edge-{row.verdict.state}" id="row-{claim.pk}" data-verdict="{row.rating}" '
        f'data-state="{row.status}" data-by="{claim.created_by_id}"{marks}>'
        f'<p class="row-head"><span>{verdict_html(row.verdict)} · {row.number}</span>'
        f'<span class="muted">{escape(str(row.status_words))}</span></p>'
        f'<a class="row-main" dir="auto" data-claim="{claim.pk}" href="{href}">{escape(claim.wording)}</a></div>'
    )
