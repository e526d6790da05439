"""The store takes nothing: what was handed in is refused in words, and what waits is tried again."""

from __future__ import annotations

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from annotations.models import Article, Fetch, Snapshot, User
from annotations.services.evidence import fetch_work, sources
from annotations.services.store import blobs, fetches
from tests import factories
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(blobs, "store", refuse)


def test_an_uploaded_article_says_so_and_keeps_the_form(checker_client) -> None:
    file = SimpleUploadedFile("a.txt", b"The harbour office counted 1,204 ships.", "text/plain")
    page = checker_client.post("/articles/add/", {"tab": "upload", "file": file, "title": "Kept title"})
    assert page.status_code == 422
    assert "Our store is full" in page.content.decode()
    assert "Kept title" in page.content.decode()
    assert not Article.objects.exists()


def test_an_uploaded_source_says_so(checker: User, checker_client) -> None:
    review = factories.draft(checker)
    file = SimpleUploadedFile("a.txt", b"The log.", "text/plain")
    sent = {"stance": "contradicts", "type": "primary", "file": file}
    page = checker_client.post(f"/reviews/{review.pk}/sources/", sent)
    assert page.status_code == 422
    assert "Our store is full" in page.content.decode()


def test_a_large_file_that_has_no_room_while_it_comes_is_told_of(checker_client, monkeypatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", refuse)
    file = SimpleUploadedFile("a.txt", b"Ships. " * 500_000, "text/plain")
    page = checker_client.post("/articles/add/", {"tab": "upload", "file": file})
    assert page.status_code == 507
    assert "Our disk is full" in page.content.decode()


def test_a_fetched_document_is_tried_again(checker: User, web: LocalWeb) -> None:
    source, _new = sources.find_or_add(by=checker, url=web.url("/"), protected=False, type="primary")
    fetches.enqueue(source=source, url=source.url)
    fetch_work.work_on_next()
    work = Fetch.objects.get()
    assert (work.state, work.error) == ("waiting", "not_stored")
    assert Snapshot.objects.get().why == "not_stored"
