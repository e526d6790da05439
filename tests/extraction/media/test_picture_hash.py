"""The same picture is known again by its hash, and different ones are not taken for it."""

from __future__ import annotations

import itertools

import pytest
from PIL import Image, ImageDraw

from annotations.extraction.document import Unreadable
from annotations.extraction.media.picture_hash import picture_hash
from annotations.services.evidence.pictures import MOST_BITS
from tests.documents import saved, scene


def bits_apart(one: bytes, other: bytes) -> int:
    return (int(picture_hash(one), 16) ^ int(picture_hash(other), 16)).bit_count()


def captioned(image: Image.Image) -> Image.Image:
    ImageDraw.Draw(image).text((10, image.height - 20), "Harbour Post 2026", fill="white")
    return image


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("changed", [
    lambda image: saved(image, "JPEG", quality=30), lambda image: saved(image.resize((120, 90))),
    lambda image: saved(image.convert("L")), lambda image: saved(captioned(image)), lambda image: saved(image, "WEBP"),
    lambda image: saved(image.crop((4, 3, 396, 297))),
])  # fmt: skip
def test_the_same_picture_changed_a_little(seed: int, changed: object) -> None:
    assert bits_apart(saved(scene(seed)), changed(scene(seed))) <= MOST_BITS  # type: ignore[operator]


def test_different_pictures_are_far_apart() -> None:
    pictures = [saved(scene(seed)) for seed in range(30)]
    assert min(bits_apart(one, other) for one, other in itertools.combinations(pictures, 2)) > MOST_BITS


@pytest.mark.parametrize("plain", [
    Image.new("RGB", (90, 60), "red"), Image.new("L", (90, 60), 255), Image.new("RGBA", (90, 60), (0, 0, 0, 0)),
])  # fmt: skip
def test_a_plain_picture_is_like_no_other(plain: Image.Image) -> None:
    assert picture_hash(saved(plain)) == ""


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", saved(scene(1))[:200]])
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(Unreadable):
        picture_hash(data)
