"""The same picture in two sources is found, whatever its bytes are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from annotations.models import Article, PictureHash, Snapshot, Source, User
from annotations.services.evidence import citations, pictures, removals, sources
from annotations.services.store.uploads import Upload
from tests import factories
from tests.conftest import words_of
from tests.documents import saved, scene

pytestmark = pytest.mark.django_db


def pictured(by: User, data: bytes, *, protected: bool = False) -> Snapshot:
    source = sources.find_or_add(by=by, url="", protected=protected, title="A picture")[0]
    return sources.take_upload(source=source, by=by, upload=Upload("harbour.png", data, "image/png"))


def found(source: Source | None) -> list[Source]:
    assert source is not None
    return pictures.alike([source]).get(source.pk, [])


def test_it_is_found_in_another_source(
    checker: User, rings: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = pictured(checker, saved(scene(1)))
    second = pictured(checker, saved(scene(1), "JPEG", quality=40))
    other = pictured(checker, saved(scene(2)))
    assert "hash_pictures" in rings
    assert found(first.source) == []  # not hashed yet
    assert pictures.hash_new() == 3
    assert pictures.hash_new() == 0
    assert (found(first.source), found(second.source), found(other.source)) == ([second.source], [first.source], [])


def test_plain_and_broken_pictures_are_looked_at_once(checker: User) -> None:
    pictured(checker, factories.picture())
    pictured(checker, b"\x89PNG\r\n\x1a\nbroken")
    assert pictures.hash_new() == 2
    assert set(PictureHash.objects.values_list("bits", flat=True)) == {""}
    assert pictures.hash_new() == 0


def test_protected_sources_and_removed_copies_are_never_named(checker: User, editor: User, other_editor: User) -> None:
    first = pictured(checker, saved(scene(1)))
    hidden = pictured(checker, saved(scene(1), "JPEG"), protected=True)
    gone = pictured(checker, saved(scene(1), "WEBP"))
    pictures.hash_new()
    assert found(hidden.source) == []
    assert found(first.source) == [gone.source]
    asked = removals.ask(by=editor, ground="Order 12", snapshot=gone)
    removals.decide(removal=asked, by=other_editor, remove=True)
    assert found(first.source) == []


def test_card_and_source_tell_of_it(checker_client: Client, checker: User) -> None:
    first, second = pictured(checker, saved(scene(1))), pictured(checker, saved(scene(1), "JPEG"))
    pictures.hash_new()
    assert first.source is not None
    assert second.source is not None
    review = factories.draft(checker)
    citations.cite_source(review=review, by=checker, source=second.source, citation={})
    html = checker_client.get(f"/sources/{first.source.pk}/").content.decode()
    assert f'href="/sources/{second.source.pk}/"' in html
    assert "The same picture elsewhere" in words_of(html)
    assert "cited 1 time" in words_of(html)
    card = checker_client.get(f"/claims/{review.claim_id}/").content.decode()
    assert "The same picture is in another source: A picture cited 0 times" in words_of(card)


@pytest.mark.django_db(transaction=True)
def test_a_worker_tells_open_pages_of_it(checker: User) -> None:
    """Outside of any transaction, as a worker runs."""
    first, second = pictured(checker, saved(scene(1))), pictured(checker, saved(scene(1), "JPEG"))
    made = factories.claim(checker)
    with transaction.atomic():
        citations.cite_source(review=made.reviews.get(), by=checker, source=second.source, citation={})
    before = Article.objects.get(pk=made.article_id).revision
    assert pictures.hash_new() == 2
    assert Article.objects.get(pk=made.article_id).revision == before + 1
    assert found(first.source) == [second.source]
