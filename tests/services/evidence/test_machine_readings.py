"""Scanned documents and pictures: their words are read by a machine, quoted, and told as such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from annotations.capture import ocr
from annotations.models import Snapshot, Source, User
from annotations.services.evidence import citations, machine_readings, removals, sources
from annotations.services.publishing import public_copies
from annotations.services.store.uploads import Upload
from tests import factories
from tests.capture.test_ocr import PLAIN, installed, written
from tests.conftest import words_of
from tests.documents import saved

pytestmark = pytest.mark.django_db
QUOTE = "Mean waiting time was 27 hours"


@pytest.fixture(autouse=True)
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    settings.OCR = "yes"
    installed(tmp_path, monkeypatch)
    yield
    for remembered in (ocr.version, ocr.installed):
        remembered.cache_clear()


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url="", protected=False, title="Bulletin")[0]


def hand_in(source: Source, by: User, data: bytes, kind: str = "image/png") -> Snapshot:
    return sources.take_upload(source=source, by=by, upload=Upload("scan", data, kind))


def scanned(pages: int = 2) -> bytes:
    """A PDF of pictures alone."""
    first, *rest = [Image.new("L", (200, 280), 255 - 10 * n) for n in range(pages)]
    for page in (first, *rest):
        page.paste(0, (20, 20, 60, 60))
    return saved(first, "PDF", save_all=True, append_images=rest)


@pytest.mark.usefixtures("site_role")
def test_words_in_a_picture_can_be_quoted(source: Source, checker: User) -> None:
    cited = citations.cite_source(
        review=factories.draft(checker), by=checker, source=source, citation={"quoted_words": QUOTE}
    )
    copy = hand_in(source, checker, written())
    made = machine_readings.read_next()
    assert made is not None
    assert (made.part_of, made.tool, made.is_machine_reading, made.captured_by) == (copy, "tesseract 5.3.0", True, None)
    cited.refresh_from_db()
    assert (cited.snapshot, cited.locator) == (made, "")
    assert machine_readings.read_next() is None


def test_a_scanned_document_is_read_page_by_page(source: Source, checker: User, settings: Any) -> None:
    hand_in(source, checker, scanned(3), "application/pdf")
    settings.OCR_MAX_PAGES = 2
    made = machine_readings.read_next()
    assert made is not None
    assert [block["page"] for block in made.blocks] == [1, 1, 2, 2]


def test_a_picture_without_words_is_tried_once(source: Source, checker: User) -> None:
    hand_in(source, checker, PLAIN)
    made = machine_readings.read_next()
    assert made is not None
    assert (made.error, made.why, made.blob) == ("no_text", ocr.NO_WORDS, None)
    assert machine_readings.read_next() is None


def test_what_has_words_is_not_read(source: Source, checker: User) -> None:
    hand_in(source, checker, b"<p>Mean waiting time was 27 hours.</p>", "text/html")
    assert machine_readings.read_next() is None


def test_broken_removed_and_lost_copies(source: Source, checker: User, editor: User, other_editor: User) -> None:
    hand_in(source, checker, b"\x89PNG\r\n\x1a\nbroken")
    made = machine_readings.read_next()
    assert made is not None
    assert made.error == "no_text"
    gone = hand_in(source, checker, written("gone"))
    asked = removals.ask(by=editor, ground="Order 12", snapshot=gone)
    removals.decide(removal=asked, by=other_editor, remove=True)
    assert machine_readings.read_next() is None


def test_what_was_read_goes_with_the_picture(source: Source, checker: User, editor: User, other_editor: User) -> None:
    copy = hand_in(source, checker, written())
    made = machine_readings.read_next()
    assert made is not None
    asked = removals.ask(by=editor, ground="Order 12", snapshot=copy)
    removals.decide(removal=asked, by=other_editor, remove=True)
    made.refresh_from_db()
    assert made.text == ""
    # The same words of another picture are not kept either, and hold nothing up.
    hand_in(source, checker, written("other"))
    again = machine_readings.read_next()
    assert again is not None
    assert again.error == "no_text"
    assert machine_readings.read_next() is None


def test_by_setting(source: Source, checker: User, settings: Any) -> None:
    hand_in(source, checker, written())
    settings.OCR = "no"
    assert machine_readings.read_next() is None


def test_everybody_is_told_that_it_was_a_machine(
    checker_client: Client, client: Client, source: Source, checker: User, editor: User
) -> None:
    copy = hand_in(source, checker, written())
    review = factories.draft(checker)
    made = machine_readings.read_next()
    assert made is not None
    citations.cite_source(review=review, by=checker, source=source, citation={"quoted_words": QUOTE})
    assert "It errs: look at the copy" in words_of(checker_client.get(f"/copies/{made.pk}/").content.decode())
    picture = checker_client.get(f"/copies/{copy.pk}/").content.decode()
    assert f'href="/copies/{made.pk}/"' in picture
    card = words_of(checker_client.get(f"/claims/{review.claim_id}/").content.decode())
    assert "Found in what a machine read in the picture: compare the two" in card
    assert "Words that a machine read in it" in words_of(checker_client.get(f"/sources/{source.pk}/").content.decode())
    public_copies.show(snapshot=made, by=editor)
    assert "and may have erred" in words_of(client.get(f"/kept/{made.pk}/").content.decode())
