"""Pages for readers: the same for everybody, drawn once until something changes that they may tell."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import ClaimReview, User
from annotations.services.newsroom import newsroom
from annotations.services.publishing.public_addresses import check_url
from annotations.services.record import public_pages
from annotations.services.review import claim_reviews
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_pages, "KEPT", 60)


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    made = factories.published(checker, editor)
    made.claim.refresh_from_db()
    return made


def path_of(review: ClaimReview) -> str:
    return check_url(review.claim_id, review.claim.slug).removeprefix("http://127.0.0.1:8000")


def test_a_burst_of_readers_costs_the_database_nothing(review: ClaimReview) -> None:
    for path in ("/", path_of(review), f"{path_of(review)}embed/", "/corrections/", "/about/methods/"):
        first = Client().get(path)
        with CaptureQueriesContext(connection) as seen:
            pages = [Client().get(path) for _ in range(20)]
        assert len(seen) == 0, path
        assert {page.content for page in pages} == {first.content}
        assert {page.status_code for page in pages} == {200}


def test_who_holds_it_is_told_that_it_is_the_same(review: ClaimReview) -> None:
    first = Client().get(path_of(review))
    again = Client().get(path_of(review), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first["Vary"] == "Accept-Language, Accept-Encoding"
    assert not first.cookies


def test_each_language_is_kept_apart(review: ClaimReview) -> None:
    pages = {
        asked: Client().get("/", headers={"Accept-Language": asked}).content.decode() for asked in ("es", "ar", "es")
    }
    assert 'lang="es" dir="ltr"' in pages["es"]
    assert 'lang="ar" dir="rtl"' in pages["ar"]


def test_nobody_sees_another_page_for_being_logged_in(review: ClaimReview, editor: User) -> None:
    inside = client_of(editor).get(path_of(review)).content
    assert inside == Client().get(path_of(review)).content


def test_what_changes_is_shown_at_once(review: ClaimReview, checker: User, editor: User, admin: User) -> None:
    path = path_of(review)
    Client().get(path), Client().get("/"), Client().get("/about/methods/")
    newsroom.write_page(by=admin, kind="methods", language="en", text="We look twice.")
    assert "We look twice." in Client().get("/about/methods/").content.decode()
    factories.published(checker, editor, factories.claim(checker, wording="Fares rose."))
    assert "Fares rose." in Client().get("/").content.decode()
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    assert "The count was wrong." in Client().get(path).content.decode()


def test_everyday_work_draws_nothing_anew(review: ClaimReview, checker: User) -> None:
    Client().get("/")
    waiting = factories.submitted(checker)
    Client().get("/")
    claim_reviews.take_back(review=waiting, by=checker)
    factories.cite(checker, factories.draft(checker))
    factories.claim(checker)
    with CaptureQueriesContext(connection) as seen:
        Client().get("/")
    assert len(seen) == 0


def test_a_question_is_answered_each_time(review: ClaimReview) -> None:
    Client().get("/?q=waiting")
    with CaptureQueriesContext(connection) as seen:
        Client().get("/?q=waiting")
    assert len(seen) > 0


def test_a_page_that_is_not_there_is_asked_for_again(checker: User, editor: User) -> None:
    assert Client().get("/topics/ports/").status_code == 404
    factories.published(checker, editor, factories.claim(checker, topic="Ports"))
    assert Client().get("/topics/ports/").status_code == 200


def test_pages_are_compressed_and_files_are_not(review: ClaimReview, editor: User) -> None:
    taken = {"Accept-Encoding": "gzip, br"}
    for client, path in ((Client(), path_of(review)), (client_of(editor), "/articles/")):
        plain, packed = client.get(path), client.get(path, headers=taken)
        assert packed["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed["Vary"]
        assert len(packed.content) < len(plain.content) / 2
    first = Client().get(path_of(review), headers=taken)
    assert Client().get(path_of(review), headers={**taken, "If-None-Match": first["ETag"]}).status_code == 304
    copy = review.citations.get().snapshot
    original = client_of(editor).get(f"/copies/{copy.pk}/original/", headers=taken)
    assert "Content-Encoding" not in original
    list(original)  # read to its end, a file is closed


@pytest.mark.parametrize(
    "path", ["/checks/0{pk}-{slug}/embed/", "/about/methods/versions/en/01/", "/speakers/0{speaker}-a-rowan/"]
)
def test_a_page_has_one_address(checker: User, editor: User, admin: User, path: str) -> None:
    newsroom.write_page(by=admin, kind="methods", language="en", text="We look twice.")
    made = factories.published(checker, editor, factories.claim(checker, claimant="A. Rowan"))
    made.claim.refresh_from_db()
    asked = path.format(pk=made.claim_id, slug=made.claim.slug, speaker=made.claim.claimant_id)
    answer = Client().get(asked)
    assert answer.status_code == 301
    assert answer["Location"] == asked.replace("/0", "/")


def test_a_cache_that_could_not_be_reached_is_told_afterwards(
    review: ClaimReview, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_pages.catch_up()
    Client().get(path_of(review))
    with monkeypatch.context() as broken:
        broken.setattr(public_pages, "changed", lambda: None)
        claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    assert "The count was wrong." not in Client().get(path_of(review)).content.decode()
    public_pages.catch_up()
    assert "The count was wrong." in Client().get(path_of(review)).content.decode()
