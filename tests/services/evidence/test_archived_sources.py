"""A source in a web archive knows what it is a copy of, and is told beside the original."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from annotations.models import Source, User
from annotations.presenters.evidence.citations import archive_words
from annotations.services.evidence import citations, sources
from annotations.services.evidence.duplicate_sources import duplicates_of
from annotations.services.store.uploads import Upload
from tests import factories
from tests.conftest import client_of
from tests.documents import mhtml

pytestmark = pytest.mark.django_db

ORIGINAL = "https://news.example/2024/dues"
COPY = f"https://web.archive.org/web/20240304101500/{ORIGINAL}"


def test_an_archived_address_tells_original_and_day(checker: User) -> None:
    source, _ = sources.find_or_add(by=checker, url=COPY, protected=False)
    assert source.original_url == ORIGINAL
    assert source.archived_at == datetime.datetime(2024, 3, 4, 10, 15, tzinfo=datetime.UTC)


def test_nothing_is_noted_of_a_protected_one(checker: User) -> None:
    source, _ = sources.find_or_add(by=checker, url=COPY, protected=True)
    assert (source.original_url, source.original_key, source.archived_at) == ("", "", None)


def test_original_and_copy_are_two_sources_and_known_as_one_document(checker: User) -> None:
    original, _ = sources.find_or_add(by=checker, url=ORIGINAL, protected=False)
    copy, new = sources.find_or_add(by=checker, url=COPY, protected=False)
    assert new
    assert duplicates_of([copy]) == {copy.pk: original}
    later, _ = sources.find_or_add(by=checker, url=f"https://archive.ph/20240401000000/{ORIGINAL}", protected=False)
    assert duplicates_of([later]) == {later.pk: original}


def test_card_and_page_tell_it(checker: User) -> None:
    draft = factories.draft(checker)
    source = factories.cite(checker, draft, url=COPY)
    page = client_of(checker).get(f"/sources/{source.pk}/").content.decode()
    assert "in a web archive, made on 4 March 2024" in page
    assert f'<a href="{ORIGINAL}"' in page
    card = client_of(checker).get(f"/claims/{draft.claim_id}/").content.decode()
    assert "in a web archive, made on 4 March 2024" in card


def brought(checker: User, data: bytes, **facts: Any) -> Source:
    review = factories.draft(checker)
    return citations.cite_upload(
        review=review, by=checker, upload=Upload("saved.mhtml", data, "multipart/related"),
        url=facts.pop("url", ""), protected=facts.pop("protected", False), citation={"stance": "supports"}, source={},
    ).source  # fmt: skip


def test_a_saved_page_tells_where_and_when_it_was_saved(checker: User) -> None:
    source = brought(checker, mhtml())
    source.refresh_from_db()
    assert (source.original_url, source.archived_at.date().isoformat()) == (
        "https://harbour.example/bulletin", "2026-11-02",
    )  # fmt: skip
    assert "Saved from" in archive_words(source)
    assert "as the file says" in archive_words(source)


def test_a_day_to_come_is_not_believed(checker: User) -> None:
    source = brought(checker, mhtml().replace(b"2026", b"2126"))
    assert source.archived_at is None
    assert source.original_url


def test_of_an_address_that_was_typed_the_file_says_nothing(checker: User) -> None:
    assert brought(checker, mhtml(), url="https://ports.example/dues").original_url == ""


def test_a_protected_source_tells_nothing_of_it(checker: User) -> None:
    assert brought(checker, mhtml(), protected=True).original_url == ""


def test_a_saved_page_and_its_address_are_known_as_one_document(checker: User) -> None:
    original, _ = sources.find_or_add(by=checker, url="https://harbour.example/bulletin", protected=False)
    source = brought(checker, mhtml())
    assert duplicates_of([source]) == {source.pk: original}
