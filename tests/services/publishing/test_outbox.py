"""What programs that keep markup are told: by a person, by a push, and each page whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotations.exports.claim_review import claim_review
from annotations.exports.markup_pages import body_of
from annotations.markup.markup_page import markup_page
from annotations.models import AuditEvent, ClaimReview, OutboxPage, User
from annotations.services.publishing import live_pages, outbox
from annotations.services.review import claim_reviews
from annotations.tasks import push_markup_task
from tests import factories
from tests.conftest import client_of
from tests.keeper import STORY, published, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    return published(checker, editor)


def test_a_page_says_what_the_markup_says(review: ClaimReview) -> None:
    markup = claim_review(review)
    page = markup_page([markup])
    (told,) = page["claimReviewMarkups"]
    assert (page["pageUrl"], page["publishDate"]) == (markup["url"], markup["datePublished"])
    assert page["claimReviewAuthor"]["name"] == markup["author"]["name"]
    assert told["claimReviewed"] == markup["claimReviewed"]
    assert told["claimAuthor"] == {"name": "A. Rowan"}
    assert told["claimFirstAppearance"] == "https://gazette.example/a"
    assert told["rating"] == {
        "textualRating": "Disputed", "ratingExplanation": review.summary, "ratingValue": 2, "bestRating": 5,
        "worstRating": 1,
    }  # fmt: skip
    assert "url" not in told, "the address of the page is its default"


def test_a_label_without_a_number_has_none(checker: User, editor: User) -> None:
    review = factories.published(checker, editor, rating="unverifiable", looked_for="The log: nothing.")
    (told,) = markup_page([claim_review(review)])["claimReviewMarkups"]
    assert set(told["rating"]) == {"textualRating", "ratingExplanation"}


def test_claims_of_one_story_are_one_page(review: ClaimReview, checker: User, editor: User) -> None:
    other = factories.published(checker, editor)
    for claim in (review.claim, other.claim):
        live_pages.set_address(claim=claim, by=editor, url=STORY)
    page = body_of(OutboxPage.objects.get(url=STORY))
    assert page is not None
    assert page["pageUrl"] == STORY
    urls = [told["url"] for told in page["claimReviewMarkups"]]
    assert urls == [f"{STORY}#review-{review.claim_id}", f"{STORY}#review-{other.claim_id}"]
    listed = json.loads(b"".join(client_of(None).get("/feeds/pages.json")))["claimReviewMarkupPages"]
    assert listed == [page]


def test_what_was_never_sent_and_is_gone_is_no_order(review: ClaimReview, editor: User) -> None:
    assert waiting() == ["create"]
    claim_reviews.retract(review=review, by=editor, reason="Wrong.")
    assert waiting() == [""]
    client = client_of(editor)
    page = client.get("/outbox/")
    assert "Gone: delete it there, if you sent it" in page.content.decode()
    assert client.get("/outbox/pages.json").json() == {"pages": [], "more": False}
    (line,) = page.context["page"].rows
    client.post("/outbox/sent/", {"page": f"{line.page.pk}:{line.digest}"})
    assert waiting() == []


def test_a_person_sends_and_says_so(review: ClaimReview, editor: User) -> None:
    client = client_of(editor)
    page = client.get("/outbox/").content.decode()
    assert "New" in page
    assert "&quot;textualRating&quot;: &quot;Disputed&quot;" in page
    (line,) = client.get("/outbox/").context["page"].rows
    client.post("/outbox/sent/", {"page": f"{line.page.pk}:{line.digest}"})
    assert waiting() == []
    assert AuditEvent.objects.filter(verb="outbox.sent", actor=editor).count() == 1
    assert "marked by" in client.get("/outbox/").content.decode()
    assert "Nothing waits." in client.get("/outbox/").content.decode()


def test_what_changed_since_it_was_looked_at_is_not_marked(review: ClaimReview, checker: User, editor: User) -> None:
    client = client_of(editor)
    (line,) = client.get("/outbox/").context["page"].rows
    live_pages.set_address(claim=review.claim, by=editor, url=STORY)
    page = client.post("/outbox/sent/", {"page": f"{line.page.pk}:{line.digest}"}, follow=True).content.decode()
    assert "Something was changed after you opened this page." in page
    assert waiting() == ["", "create"]


@pytest.mark.parametrize("page", ["", "x", "1", "01:abc", "0:", "-1:a", "1:2:3", "99999999999999999999:a"])
def test_what_is_marked_wrongly_is_told(review: ClaimReview, editor: User, page: str) -> None:
    answer = client_of(editor).post("/outbox/sent/", {"page": page}, follow=True)
    assert "Something was changed" in answer.content.decode()
    assert waiting() == ["create"]


def test_what_waits_is_downloaded_for_a_program(review: ClaimReview, editor: User) -> None:
    (order,) = client_of(editor).get("/outbox/pages.json").json()["pages"]
    assert (order["step"], order["page"]["pageUrl"]) == ("create", order["address"])
    assert "name" not in order


def test_nothing_is_pushed_where_no_address_is_set(review: ClaimReview) -> None:
    push_markup_task()
    assert waiting() == ["create"]


def test_a_long_outbox_takes_no_more_queries(
    review: ClaimReview, checker: User, editor: User, django_assert_max_num_queries: Any
) -> None:
    client = client_of(editor)
    client.get("/outbox/")
    for count in (1, 12):
        while OutboxPage.objects.count() < count:
            factories.published(checker, editor)
        with django_assert_max_num_queries(22):
            client.get("/outbox/")


def test_a_person_marks_what_they_saw_and_nothing_later(review: ClaimReview, editor: User) -> None:
    page = OutboxPage.objects.get()
    body = body_of(page)
    claim_reviews.retract(review=review, by=editor, reason="Wrong.")
    outbox.mark_sent(pages={page.pk: (page.changed_at, body)}, by=editor)
    assert waiting() == ["delete"]
