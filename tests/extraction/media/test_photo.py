"""What pictures tell of themselves."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import ExifTags, Image

from annotations.extraction.document import Unreadable
from annotations.extraction.media.photo import photo_facts
from tests import factories

GPS = {
    ExifTags.GPS.GPSLatitudeRef: "S",
    ExifTags.GPS.GPSLatitude: (53.0, 32.0, 30.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (9.0, 58.0, 12.0),
}


def photo(base: dict[int, Any], inner: dict[int, Any] | None = None, gps: dict[int, Any] | None = None) -> bytes:
    exif = Image.Exif()
    exif.update(base)
    exif.get_ifd(ExifTags.IFD.Exif).update(inner or {})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {})
    out = BytesIO()
    Image.new("RGB", (40, 30), "#16324f").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_camera_tells_when_and_where() -> None:
    base = {ExifTags.Base.Make: "Lumen", ExifTags.Base.Model: "L-100", ExifTags.Base.Software: "Darkroom 3"}
    inner = {ExifTags.Base.DateTimeOriginal: "2026:11:02 14:05:00", ExifTags.Base.OffsetTimeOriginal: "+01:00"}
    assert photo_facts(photo(base, inner, GPS)) == {
        "make": "Lumen", "model": "L-100", "software": "Darkroom 3", "taken": "2026-11-02 14:05:00 +01:00",
        "place": "-53.54167, 9.97000", "size": "40 × 30",
    }  # fmt: skip


def test_most_pictures_tell_only_their_size() -> None:
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        assert photo_facts(factories.picture(12, 8, kind)) == {"size": "12 × 8"}


@pytest.mark.parametrize(
    "gps",
    [
        {ExifTags.GPS.GPSLatitude: (99.0, 0.0, 0.0), ExifTags.GPS.GPSLongitude: (1.0, 0.0, 0.0)},
        {ExifTags.GPS.GPSLatitude: (0.0, 0.0, 0.0), ExifTags.GPS.GPSLongitude: (0.0, 0.0, 0.0)},
        {ExifTags.GPS.GPSLatitude: (5.0, 0.0, 0.0)},
    ],
)
def test_what_is_no_place(gps: dict[int, Any]) -> None:
    assert "place" not in photo_facts(photo({}, gps=gps))


def test_what_is_written_otherwise_stays_as_it_is() -> None:
    inner = {ExifTags.Base.DateTimeOriginal: "last Monday"}
    facts = photo_facts(photo({ExifTags.Base.ImageDescription: "Ships\x00\x07 " + "x" * 900}, inner))
    assert facts["taken"] == "last Monday"
    assert facts["caption"].startswith("Ships")
    assert len(facts["caption"]) <= 500
    assert "\x07" not in facts["caption"]


@pytest.mark.parametrize(
    "data", [b"", b"no picture", factories.picture()[:40], b"\xff\xd8\xff\xe1\xff\xffExif\x00\x00"]
)
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(Unreadable):
        photo_facts(data)


def test_what_the_press_wrote_into_it() -> None:
    told = {120: b"Ships in the roads", 80: b"A. Rowan", 55: b"20261102", 101: b"Norland", 90: b"Port"}
    data = b"".join(bytes([0x1C, 2, number]) + len(words).to_bytes(2, "big") + words for number, words in told.items())
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\x00" * (len(data) % 2)
    plain = factories.picture(kind="JPEG")
    marked = plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:]
    assert photo_facts(marked) == {
        "caption": "Ships in the roads", "author": "A. Rowan", "taken": "2026-11-02", "country": "Norland",
        "city": "Port", "size": "120 × 60",
    }  # fmt: skip
