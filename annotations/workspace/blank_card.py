"""The card of the claim that will be marked next: drawn once, filled by the page with what a mark answers.

Drawing a card takes most of what a mark would cost, and the cards of claims just made differ in ten values. So the page
asks for the card once, with stand-ins in their place, and says at each mark which card it has (`X-Blank`). Where that
is the right one, the answer holds the values and no card; else, as after a change of speaker, it holds the whole card.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import get_language

from annotations.anchoring.selectors import Selector
from annotations.forms.bases import fingerprint
from annotations.models import AnchorStatus, Annotation, Appearance, ArticleVersion, Claim, ClaimReview, User
from annotations.models.text.marking import Facts, Marked
from annotations.presenters.review.claim_rows import ClaimRow
from annotations.presenters.review.verdicts import no_verdict
from annotations.services.record.audit import digest
from annotations.web.loading import person
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.cards import Card, card_with_forms, clock, full_card
from annotations.workspace.page import article_shown, changed_parts
from annotations.workspace.reading import change_of

#: Keys that no row has, and words that nobody writes.
CLAIM, REVIEW, HIGHLIGHT, NUMBER, START, END = range(9 * 10**17, 9 * 10**17 + 6)
WORDING, QUOTE, SAVED = "⟦wording⟧", "⟦quote⟧", "⟦saved⟧"
#: Characters of a quote in the list of places (templates/highlights/place.html).
MOST_QUOTED = 160


@dataclass(frozen=True)
class Place:
    """Where the highlight lies, as services/text/anchors.py `Shown` tells it."""

    version: ArticleVersion
    start: int = START
    end: int = END
    exact: str = QUOTE
    status: str = AnchorStatus.EXACT
    anchor: None = None


def blank_card_of(request: HtmxHttpRequest, version: ArticleVersion, facts: Facts) -> Card:
    by, article = person(request), version.article
    known = {"article": article, "language": article.language, **facts._asdict()}
    claim = Claim(pk=CLAIM, wording=WORDING, created_by=by, **known)
    review = ClaimReview(pk=REVIEW, claim=claim, author=by)
    card = card_with_forms(request, ClaimRow(claim, NUMBER, review, no_verdict()), review)
    highlight = Annotation(pk=HIGHLIGHT, version=version)
    place: Any = Appearance(claim=claim, annotation=highlight, is_first=True)
    place.shown = Place(version)
    card.appearances, card.saved = [place], SAVED
    return card


def name_of_blank(by: User, version: ArticleVersion, facts: Facts) -> str:
    """Which blank card it is: a digest of what it is drawn from."""
    article, who = version.article, facts.claimant
    speaker = [who.pk, who.name, who.kind, who.group] if who else []
    reader = [get_language(), by.pk, by.role]
    return digest([reader, version.pk, article.title, article.language, speaker, facts[1:]])[:16]


def answer_to_mark(
    request: HtmxHttpRequest, version: ArticleVersion, selector: Selector, marked: Marked
) -> HttpResponse:
    """The new claim's card, or what its blank is filled with, and the parts of the page that changed."""
    claim, article = marked.claim, version.article
    context: dict[str, Any] = {"article": article, "fresh": True}
    if article_shown(request) == article.pk:
        context |= changed_parts(request, version, {claim.pk}, made=change_of(marked, selector))
        if request.headers.get("X-Blank") == name_of_blank(person(request), version, marked.facts):
            context["fills"] = _fills(marked, selector, context["changed_rows"][0].number)
            return render(request, "claims/answers.html#marked", context)
    context["card"] = full_card(request, claim, context.get("changed_rows"))
    return render(request, "claims/answers.html#marked", context)


def _fills(marked: Marked, selector: Selector, number: int) -> dict[str, str]:
    """{stand-in: what the page puts there}."""
    claim = marked.claim
    return {
        str(CLAIM): str(claim.pk),
        str(REVIEW): str(marked.review),
        str(HIGHLIGHT): str(marked.highlight),
        str(NUMBER): str(number),
        str(START): str(selector.start),
        str(END): str(selector.end),
        WORDING: claim.wording,
        fingerprint(WORDING): fingerprint(claim.wording),
        QUOTE: Truncator(selector.exact).chars(MOST_QUOTED),
        SAVED: clock(claim.created_at),
    }
