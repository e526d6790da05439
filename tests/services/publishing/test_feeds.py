"""Feeds are files, made anew when something in them changed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from annotations.exports import data_feed
from annotations.models import PublishedFile, User
from annotations.services.publishing import feeds
from annotations.services.review import claim_reviews
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def ask(**headers: str):
    answer = client_of(None).get("/feeds/claimreview.json", headers=headers)
    answer.words = b"".join(answer).decode()  # read to its end, which closes the file
    return answer


def read() -> list[dict]:
    return json.loads(ask().words)["dataFeedElement"]


def test_publication_and_retraction_show_at_once_and_ring_for_the_worker(
    checker: User, editor: User, rings: list[str]
) -> None:
    assert read() == []
    review = factories.published(checker, editor)
    assert [element["item"][0]["claimReviewed"] for element in read()] == [review.claim.wording]
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    assert [element["item"] for element in read()] == [[]]
    assert "make_feeds" not in rings, "rings go out once the transaction is committed"


def test_what_did_not_change_is_neither_made_nor_sent_again(checker: User, editor: User, monkeypatch) -> None:
    factories.published(checker, editor)
    first = ask()
    monkeypatch.setattr(data_feed, "feed", lambda: pytest.fail("it is made already"))
    assert ask()["ETag"] == first["ETag"]
    assert ask(if_none_match=first["ETag"]).status_code == 304
    assert ask(if_modified_since=first["Last-Modified"]).status_code == 304
    assert ask(if_none_match='"other"').status_code == 200


def test_a_long_feed_is_left_to_the_worker(checker: User, editor: User, monkeypatch) -> None:
    monkeypatch.setattr(feeds, "MADE_AT_ONCE", 0)
    factories.published(checker, editor)
    assert (ask().status_code, ask()["Retry-After"]) == (503, "10")
    feeds.make("claimreview.json", data_feed.feed)
    assert len(read()) == 1
    factories.published(checker, editor, factories.claim(checker, quote="in spring"))
    assert len(read()) == 1, "the one before, until the worker has made the new one"
    feeds.make("claimreview.json", data_feed.feed)
    assert len(read()) == 2


def test_the_one_before_stays_for_its_readers_and_no_more(checker: User, editor: User) -> None:
    names = set()
    for quote in ("in spring", "1,204 ships", "The union doubts it"):
        factories.published(checker, editor, factories.claim(checker, quote=quote))
        read()
        names.add(PublishedFile.objects.get().stored_as)
    kept = PublishedFile.objects.get()
    assert len(names) == 3
    assert default_storage.exists(kept.before)


def test_while_the_store_is_full_the_one_before_is_served(checker: User, editor: User, monkeypatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError("No space left on device")

    factories.published(checker, editor)
    read()
    factories.published(checker, editor, factories.claim(checker, quote="in spring"))
    monkeypatch.setattr(feeds, "_store", refuse)
    assert len(read()) == 1


def test_a_file_that_the_store_lost_is_made_again(checker: User, editor: User) -> None:
    factories.published(checker, editor)
    read()
    default_storage.delete(PublishedFile.objects.get().stored_as)
    assert len(read()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_feed_tells_of_one_moment(admin: User) -> None:
    """Rows that are written while it is made are not in it; the next one has them."""

    def newcomer() -> None:
        factories.UserFactory()
        connection.close()

    def pieces() -> Iterator[str]:
        yield str(User.objects.count())
        thread = threading.Thread(target=newcomer)
        thread.start()
        thread.join()
        yield f" {User.objects.count()}"

    made = feeds.make("moment.txt", pieces)
    assert made is not None
    with default_storage.open(made.stored_as) as told:
        before, after = told.read().split()
    assert before == after
    assert User.objects.count() == int(before) + 1
