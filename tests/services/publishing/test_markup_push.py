"""The push: a program that keeps markup is told of each page by a worker, whatever it answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from annotations.exports.markup_pages import body_of
from annotations.models import AuditEvent, ClaimReview, OutboxPage, User
from annotations.services.claims import claims
from annotations.services.newsroom import newsroom
from annotations.services.publishing import live_pages, outbox
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.conftest import client_of
from tests.keeper import STORY, Keeper, published, waiting
from tests.web import serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(settings: Any) -> Iterator[Any]:
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    with serving(Keeper) as server:
        server.pages, server.asked, server.count, server.broken, server.answers = {}, [], 0, False, []
        settings.MARKUP_PUSH_URL = f"http://127.0.0.1:{server.server_address[1]}/v1/pages"
        settings.MARKUP_PUSH_TOKEN = "key"
        yield server


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    return published(checker, editor)


def pushed() -> int:
    OutboxPage.objects.update(next_try_at=timezone.now())
    return outbox.push(body_of)


def test_publication_correction_and_retraction_are_pushed(
    keeper: Any, review: ClaimReview, checker: User, editor: User, other_editor: User
) -> None:
    assert pushed() == 1
    assert keeper.pages["pages/1"]["claimReviewMarkups"][0]["claimReviewed"] == review.claim.wording
    assert pushed() == 0, "nothing changed"
    corrections.correct(claim=review.claim, by=editor, reason="A better number.")
    claims.save_claim(claim=review.claim, by=editor, changes={"context": "A speech"})
    draft = claim_reviews.submit(review=review.claim.reviews.open().get(), by=editor)
    new = claim_reviews.publish(
        review=claim_reviews.approve(review=draft, by=other_editor, digest=draft.digest), by=other_editor
    )
    assert pushed() == 1
    assert [(verb, path) for verb, path, _body in keeper.asked] == [("POST", "/v1/pages")], "it reads as before"
    claim_reviews.retract(review=new, by=editor, reason="Wrong.")
    pushed()
    assert keeper.asked[-1][:2] == ("DELETE", "/v1/pages/1")
    assert keeper.pages == {}
    assert [event.data["step"] for event in AuditEvent.objects.filter(verb="outbox.sent")] == ["create", "delete"]


def test_an_update_replaces_the_whole_page_by_its_version(keeper: Any, review: ClaimReview, editor: User) -> None:
    live_pages.set_address(claim=review.claim, by=editor, url=STORY)
    pushed()
    row = OutboxPage.objects.get(url=STORY)
    row.sent_body = {"pageUrl": "other"}
    row.save()
    outbox.changed(review.claim, STORY)
    pushed()
    verb, path, body = keeper.asked[-1]
    assert (verb, path) == ("PUT", f"/v1/{row.name}")
    assert (body["name"], body["versionId"]) == (row.name, row.version_id)
    assert body["pageUrl"] == STORY


def test_what_fails_is_told_and_tried_again_later(keeper: Any, review: ClaimReview, editor: User) -> None:
    keeper.broken = True
    pushed()
    row = OutboxPage.objects.get()
    assert (row.tries, row.sent_at) == (1, None)
    assert row.next_try_at > timezone.now()
    page = client_of(editor).get("/outbox/").content.decode()
    assert "The other program did not take it (status 503)." in page
    assert "Mark as sent" not in page
    assert client_of(editor).post("/outbox/sent/", {"page": "1:a"}).status_code == 422
    assert outbox.push(body_of) == 0, "not yet"
    keeper.broken = False
    pushed()
    assert (OutboxPage.objects.get().why, len(keeper.pages)) == ("", 1)


def test_what_is_changed_while_it_is_sent_is_sent_again_by_one(keeper: Any, review: ClaimReview, editor: User) -> None:
    def read_then_changed(page: OutboxPage) -> dict[str, Any] | None:
        body = body_of(page)
        outbox.changed(review.claim)
        assert outbox.push(body_of) == 0, "no other worker takes it meanwhile"
        read.append(page)
        return {**body, "publishDate": str(len(read))} if len(read) < 3 else body

    read: list[OutboxPage] = []
    outbox.push(read_then_changed)
    assert len(read) == outbox.AT_ONCE, "each time it had changed"
    assert [verb for verb, _path, _body in keeper.asked] == ["POST", "PUT", "PUT"]
    assert OutboxPage.objects.waiting().count() == 1


def test_another_logo_is_sent_with_each_page(keeper: Any, review: ClaimReview, admin: User) -> None:
    pushed()
    newsroom.set_logo(by=admin, data=factories.picture(400, 100))
    assert waiting() == ["update"]
    pushed()
    assert "logo" in keeper.pages["pages/1"]["claimReviewAuthor"]["imageUrl"]


@pytest.mark.parametrize(("status", "body"), [(201, b""), (204, b""), (200, b"ok"), (202, b"[]")])
def test_any_success_will_do(keeper: Any, review: ClaimReview, editor: User, status: int, body: bytes) -> None:
    keeper.answers = [(status, body)]
    pushed()
    assert OutboxPage.objects.waiting().count() == 0
    assert OutboxPage.objects.get().sent_body


@pytest.mark.parametrize("status", [404, 410, 204])
def test_what_is_gone_there_already_is_deleted(keeper: Any, review: ClaimReview, editor: User, status: int) -> None:
    pushed()
    claim_reviews.retract(review=review, by=editor, reason="Wrong.")
    keeper.answers = [(status, b"")]
    pushed()
    assert OutboxPage.objects.waiting().count() == 0


def test_what_was_deleted_there_is_made_anew(keeper: Any, review: ClaimReview, admin: User) -> None:
    pushed()
    newsroom.set_logo(by=admin, data=factories.picture(400, 100))
    keeper.answers = [(404, b"{}")]
    pushed()
    pushed()
    assert [verb for verb, _path, _body in keeper.asked] == ["POST", "PUT", "POST"]


def test_what_was_changed_there_is_replaced(keeper: Any, review: ClaimReview, admin: User) -> None:
    pushed()
    newsroom.set_logo(by=admin, data=factories.picture(400, 100))
    keeper.answers = [(409, b"{}")]
    pushed()
    pushed()
    assert ["versionId" in body for _verb, _path, body in keeper.asked] == [False, True, False]
    assert OutboxPage.objects.waiting().count() == 0


def test_a_page_whose_name_nobody_told_is_left_to_people(keeper: Any, review: ClaimReview, editor: User) -> None:
    OutboxPage.objects.update(sent_body={"pageUrl": "by hand"})
    claim_reviews.retract(review=review, by=editor, reason="Wrong.")
    pushed()
    assert keeper.asked == [], "never a deletion of all pages"
    assert "sent by hand" in client_of(editor).get("/outbox/").content.decode()


def test_a_retraction_during_the_push_is_told(keeper: Any, review: ClaimReview, editor: User) -> None:
    def read_then_retracted(page: OutboxPage) -> dict[str, Any] | None:
        body = body_of(page)
        if not keeper.asked:
            claim_reviews.retract(review=review, by=editor, reason="Wrong.")
        return body

    outbox.push(read_then_retracted)
    assert [verb for verb, _path, _body in keeper.asked] == ["POST", "DELETE"]
    assert keeper.pages == {}
