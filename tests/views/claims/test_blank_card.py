"""Marking with the page's blank card: what the page puts together is the card that the server draws."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Article, AuditEvent, Claim, User
from annotations.services.claims import claims
from annotations.services.record import audit_check
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = (
    "Waits fell by half <b>“at the docks” & beyond.\n\nThe ⟦wording⟧ of 900000000000000001 union 'doubts' it, ⟦quote⟧."
)


@pytest.fixture
def article(checker: User) -> Article:
    return factories.article(checker, TEXT)


def blank_of(client: Client, article: Article) -> HttpResponse:
    return client.get(reverse("article_blank_card", args=[article.pk]))


def mark(client: Client, article: Article, quote: str, blank: str = "", **sent: Any) -> HttpResponse:
    version = article.newest_version()
    assert version
    start = version.text.index(quote)
    points = {"start": start, "end": start + len(quote), "quote": quote, "version": version.pk}
    page = "http://testserver" + reverse("article", args=[article.pk])
    headers = {"HX-Request": "true", "HX-Current-URL": page, "X-Version": str(version.pk), "X-Blank": blank}
    return client.post(reverse("claim_mark", args=[article.pk]), points | sent, headers=headers)


def fills_of(answer: HttpResponse) -> dict[str, str] | None:
    found = re.search(r'<script id="fills" type="application/json">(.*?)</script>', answer.content.decode(), re.S)
    return json.loads(found[1]) if found else None


def filled(blank: HttpResponse, fills: dict[str, str]) -> str:
    """As static/js/blank.js does it."""
    escape = lambda words: re.sub("[&<>\"']", lambda sign: f"&#{ord(sign[0])};", words)  # noqa: E731
    return re.sub("|".join(fills), lambda found: escape(fills[found[0]]), blank.content.decode())


def plain(html: str) -> str:
    """Without what differs from one drawing to the next: tokens, and how signs are escaped."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    named = {"&amp;": "&#38;", "&lt;": "&#60;", "&gt;": "&#62;", "&quot;": "&#34;", "&#x27;": "&#39;"}
    for name, number in named.items():
        html = html.replace(name, number)
    return re.sub(r"\s+", " ", html)


def drawn(client: Client, claim: Claim) -> str:
    return client.get(reverse("claim", args=[claim.pk]), headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "quote", ["Waits fell by half <b>“at the docks” & beyond", "The ⟦wording⟧ of 900000000000000001 union"]
)
def test_the_filled_card_is_the_card(
    checker_client: Client, checker: User, article: Article, quote: str, language: str
) -> None:
    checker.language = language
    checker.save(update_fields=["language"])
    blank = blank_of(checker_client, article)
    fills = fills_of(mark(checker_client, article, quote, blank["X-Blank"]))
    assert fills is not None
    card = plain(filled(blank, fills))
    # What a card shows of a claim marked this very moment, and of no other.
    undo = plain(re.search(r'<form id="undo-mark".*?</form>', card, re.S)[0])
    card = card.replace(undo, "")
    card = re.sub(r'(<p id="similar-hint"[^>]*>).*?</p>', r"\1 </p>", card, flags=re.S)
    assert re.sub(r" +", " ", card) == re.sub(r" +", " ", plain(drawn(checker_client, Claim.objects.get())))
    assert not re.search(r"90000000000000000[2-9]", card)


def test_what_is_carried_over_stands_in_the_blank(checker_client: Client, checker: User, article: Article) -> None:
    first = factories.claim(checker, article, "Waits fell by half")
    claims.save_claim(claim=first, by=checker, changes={"claimant": "A. Rowan", "context": "speech", "topic": "docks"})
    blank = blank_of(checker_client, article)
    answer = mark(checker_client, article, "union 'doubts' it", blank["X-Blank"])
    fills = fills_of(answer)
    assert fills is not None
    made = Claim.objects.order_by("-pk")[0]
    assert (str(made.claimant), made.context, made.topic) == ("A. Rowan", "speech", "docks")
    assert 'value="A. Rowan"' in filled(blank, fills)


@pytest.mark.parametrize("blank", ["", "0000000000000000"])
def test_another_blank_brings_the_whole_card(checker_client: Client, article: Article, blank: str) -> None:
    answer = mark(checker_client, article, "union 'doubts' it", blank)
    assert fills_of(answer) is None
    assert f'data-card="{Claim.objects.get().pk}"' in answer.content.decode()


def test_a_new_speaker_brings_the_whole_card(checker_client: Client, checker: User, article: Article) -> None:
    blank = blank_of(checker_client, article)["X-Blank"]
    first = factories.claim(checker, article, "Waits fell by half")
    claims.save_claim(claim=first, by=checker, changes={"claimant": "A. Rowan"})
    assert fills_of(mark(checker_client, article, "union 'doubts' it", blank)) is None


def test_more_of_a_claim_brings_its_card(checker_client: Client, checker: User, article: Article) -> None:
    blank = blank_of(checker_client, article)["X-Blank"]
    first = factories.claim(checker, article, "Waits fell by half")
    assert fills_of(mark(checker_client, article, "union 'doubts' it", blank, claim=first.pk)) is None


def test_a_mark_takes_seven_statements(checker_client: Client, article: Article) -> None:
    blank = blank_of(checker_client, article)["X-Blank"]
    mark(checker_client, article, "Waits fell", blank)
    with CaptureQueriesContext(connection) as seen:
        mark(checker_client, article, "union 'doubts' it", blank)
    # One of them is the test's own, for the text.
    assert len(seen) <= 7 + 1, "\n".join(one["sql"].strip()[:60] for one in seen.captured_queries)


def test_a_mark_begins_a_whole_claim(checker_client: Client, checker: User, article: Article) -> None:
    mark(checker_client, article, "Waits fell by half <b>“at")
    made = Claim.objects.get()
    article.refresh_from_db()
    review, place = made.reviews.get(), made.appearances.get()
    assert (review.status, review.number, review.author, review.asked) == ("draft", 1, checker, "")
    assert [author.user for author in review.review_authors.all()] == [checker]
    assert place.is_first
    assert place.annotation.place.exact == "Waits fell by half <b>“at"
    assert made.revision == place.annotation.revision == article.revision == 1
    assert "half" in {word.word for word in made.words.all()}
    assert AuditEvent.objects.get(verb="claim.marked").data["quote"] == "Waits fell by half <b>“at"
    assert not list(audit_check.check_chains())
