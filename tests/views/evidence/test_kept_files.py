"""Kept copies beside each other: where quoted words stand in each, what is a double of what, pictures of all kinds."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from annotations.extraction.extract import extract
from annotations.models import Snapshot, Source, User
from annotations.services.evidence import sources
from annotations.services.evidence.duplicate_sources import duplicates_of
from annotations.services.store import blobs, uploads
from annotations.services.store.uploads import Upload
from tests import factories

pytestmark = pytest.mark.django_db
QUOTE = "Mean waiting time was 27 hours"
PAGE = f"<p>{QUOTE}, after 31 hours a year before, as the harbour office says in its bulletin.</p>"


def kept(source: Source, body: bytes, media_type: str = "text/html", **facts: Any) -> Snapshot:
    document = extract(body, media_type=media_type)
    blob = blobs.keep(body)
    told = {**uploads.snapshot_facts(document), **facts}
    return Snapshot.objects.create(source=source, blob=blob, size=blob.size, media_type=media_type, **told)


def test_quoted_words_are_marked_in_each_copy_that_holds_them(checker: User, checker_client: Client) -> None:
    review = factories.draft(checker)
    source = factories.cite(checker, review, QUOTE)
    first = kept(source, PAGE.encode())
    second = kept(source, f"<h1>Seen</h1><p>Menu</p>{PAGE}".encode())
    third = kept(source, b"<p>Nothing of it stands in this one, which is another page of the same site.</p>")
    citation = source.citations.get()
    citation.snapshot, citation.quote_start, citation.quote_end = first, 0, len(QUOTE)
    citation.save()
    pages = [
        checker_client.get(f"/copies/{c.pk}/?citation={citation.pk}").content.decode() for c in (first, second, third)
    ]
    assert all(f"“{QUOTE}”" in page for page in pages), "whoever looks for words sees which"
    assert ["These words are not in our copy" in page for page in pages] == [False, False, True]
    assert all(f"as=page&amp;citation={citation.pk}" in page for page in pages), "they stay while one looks around"
    assert ["Go to the quoted words" in page for page in pages] == [True, True, False]
    citation.refresh_from_db()
    assert citation.snapshot == first, "looking changes nothing"


def test_two_pictures_of_the_same_words_are_two_documents(checker: User) -> None:
    sources = [Source.objects.create(url=f"https://port.example/{n}.png", added_by=checker) for n in (1, 2)]
    for number, source in enumerate(sources):
        whole = kept(source, f"<p>{number} is a page of its own, which is kept for this test.</p>".encode())
        kept(source, b"NOTICE of the harbour office", "text/plain", part_of=whole)
    assert duplicates_of(sources) == {}
    kept(sources[1], b"<p>0 is a page of its own, which is kept for this test.</p>")
    assert duplicates_of(sources) == {sources[1].pk: sources[0]}


def test_a_file_is_not_offered_to_be_opened_in_a_browser(checker: User, checker_client: Client, settings: Any) -> None:
    settings.CAPTURE = settings.RECORD = "yes"
    source = Source.objects.create(url="https://port.example/a", added_by=checker)
    words = ("Keep the page as its reader sees it", "Keep its video or sound")
    assert all(said in checker_client.get(f"/sources/{source.pk}/").content.decode() for said in words)
    kept(source, b"year,dues\n2022,12\n", "text/csv")
    assert not any(said in checker_client.get(f"/sources/{source.pk}/").content.decode() for said in words)


def uploaded(by: User, name: str, data: bytes, kind: str) -> Snapshot:
    source = Source.objects.create(url="https://port.example/file", added_by=by)
    return sources.take_upload(source=source, by=by, upload=Upload(name, data, kind))


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_drawing_is_a_picture_that_runs_nothing(checker: User, checker_client: Client) -> None:
    data = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><text>1,131 ships</text></svg>"
    copy = uploaded(checker, "a.svg", data, "image/svg+xml")
    answer = checker_client.get(f"/copies/{copy.pk}/picture/")
    assert (answer["Content-Type"], answer.content) == ("image/svg+xml", data)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert '<img class="kept-picture"' in page(checker_client, f"/copies/{copy.pk}/?as=picture")
    assert copy.text == "1,131 ships"


def test_a_scan_that_browsers_do_not_show_is_drawn_anew(checker: User, checker_client: Client) -> None:
    copy = uploaded(checker, "scan.tif", factories.picture(kind="TIFF"), "image/tiff")
    answer = checker_client.get(f"/copies/{copy.pk}/picture/")
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (120, 60)
