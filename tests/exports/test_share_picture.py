"""The picture of a check for shared links."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from annotations.exports import share_picture
from annotations.exports.share_picture import Picture, can_be_written, draw, picture_of
from annotations.models import ClaimReview, User
from annotations.services.review import claim_reviews
from annotations.tasks import make_feeds_task
from tests import factories
from tests.architecture.source import ROOT

PICTURE = Picture("disputed", "Misleading", "Waiting fell by half.", "The Desk", "#16324f", "ltr")


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"state": "verified", "verdict": "Verified"},
        {"state": "unverifiable", "verdict": "Unverifiable"},
        {"state": "retracted", "verdict": "Retracted"},
        {"wording": "انخفضت أوقات الانتظار إلى النصف.", "verdict": "مضلل", "direction": "rtl"},
        {"wording": "word " * 300},
        {"wording": "A" * 400},
        {"wording": ""},
    ],
    ids=["disputed", "verified", "unverifiable", "retracted", "arabic", "long", "one-word", "empty"],
)
def test_it_has_the_size_that_is_told(other: dict[str, str]) -> None:
    image = Image.open(io.BytesIO(draw(replace(PICTURE, **other))))
    assert (image.size, image.format) == ((1200, 630), "PNG")
    # Nothing is drawn over the line above the newsroom's name.
    assert {image.getpixel((x, 630 - 110)) for x in range(0, 1200, 5)} == {(251, 250, 248)}


def test_another_content_is_another_picture() -> None:
    digests = {
        replace(PICTURE, **other).digest
        for other in ({}, {"verdict": "False"}, {"wording": "x"}, {"colour": "#000000"})
    }
    assert len(digests) == 4
    assert PICTURE.digest == replace(PICTURE).digest


@pytest.mark.parametrize(
    ("words", "whether"),
    [("Привет, é “…”", True), ("مرحبا", True), ("waiting 27 %", True), ("待ち時間", False), ("प्रतीक्षा", False)],
)
def test_what_the_font_has_no_letters_for_has_no_picture(words: str, whether: bool) -> None:
    assert can_be_written(words) is whether


def test_its_colours_are_those_of_the_pages() -> None:
    tokens = dict(re.findall(r"--([\w-]+): light-dark\((#\w+)", (ROOT / "static/css/base.css").read_text()))
    for state, (ink, fill) in share_picture.STAMPS.items():
        token = "none" if state == "retracted" else state
        assert (ink, fill) == (tokens[token], tokens[f"{token}-fill"])
    assert (tokens["ink"], tokens["bg"], tokens["muted"]) == (
        share_picture.INK,
        share_picture.PAPER,
        share_picture.MUTED,
    )


def test_the_font_comes_with_its_licence() -> None:
    assert "Bitstream Vera" in (Path(share_picture.__file__).parent / "fonts/LICENSE").read_text()


@pytest.mark.django_db
def test_a_shared_link_shows_it(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    page = Client().get(f"/checks/{review.claim_id}/", follow=True).content.decode()
    address = re.search(r'<meta property="og:image" content="http://127.0.0.1:8000([^"]+)">', page)
    assert address
    assert 'content="summary_large_image"' in page
    answer = Client().get(address[1])
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer).startswith(b"\x89PNG")
    assert "immutable" in answer["Cache-Control"]
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    assert Client().get(address[1]).status_code == 404, "nobody is shown a verdict that was taken back"


@pytest.mark.django_db
def test_a_worker_draws_it_before_anybody_asks(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    picture = picture_of(ClaimReview.objects.select_related("claim", "label").get(pk=review.pk))
    assert picture is not None
    assert not default_storage.exists(picture.stored_as)
    make_feeds_task()
    assert default_storage.exists(picture.stored_as)


@pytest.mark.django_db
def test_a_claim_in_another_script_is_shared_without(checker: User, editor: User) -> None:
    review = factories.published(checker, editor, factories.claim(checker, wording="待ち時間は半分になった。"))
    page = Client().get(f"/checks/{review.claim_id}/", follow=True).content.decode()
    assert "og:image" not in page
    assert 'name="twitter:card" content="summary"' in page
