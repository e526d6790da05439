"""What a picture tells of itself: Exif (CIPA DC-008) from the camera, IPTC-IIM from the press that handled it.

Anybody can write anything there, and most sites take it out: it is a hint and no proof.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from annotations.extraction.charset import clean
from annotations.extraction.document import Unreadable

#: Code points of one value.
MOST = 500
EXIF = {
    ExifTags.Base.ImageDescription: "caption",
    ExifTags.Base.Artist: "author",
    ExifTags.Base.Copyright: "rights",
    ExifTags.Base.Make: "make",
    ExifTags.Base.Model: "model",
    ExifTags.Base.Software: "software",
    ExifTags.Base.DateTime: "changed",
}
IN_EXIF = {
    ExifTags.Base.DateTimeOriginal: "taken",
    ExifTags.Base.OffsetTimeOriginal: "offset",
    ExifTags.Base.LensModel: "lens",
    ExifTags.Base.BodySerialNumber: "serial",
}
#: Record and data set of IPTC-IIM.
IPTC = {
    (2, 80): "author",
    (2, 110): "credit",
    (2, 116): "rights",
    (2, 120): "caption",
    (2, 105): "headline",
    (2, 55): "taken",
    (2, 90): "city",
    (2, 101): "country",
}


def photo_facts(data: bytes) -> dict[str, str]:
    """{what: what it says}, of what the picture tells; "place" is "latitude, longitude" in degrees.

    Raises Unreadable for what is no picture.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            facts = {**_iptc(image), **_exif(image.getexif())}
            facts["size"] = f"{image.width} × {image.height}"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as exc:
        raise Unreadable("cannot_read") from exc
    return {name: words for name, words in facts.items() if words}


def _exif(exif: Image.Exif) -> dict[str, str]:
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    facts = {name: _words(exif.get(tag)) for tag, name in EXIF.items()}
    facts |= {name: _words(inner.get(tag)) for tag, name in IN_EXIF.items()}
    taken, offset = _moment(facts["taken"]), facts.pop("offset")
    facts["taken"] = f"{taken} {offset}".strip() if taken else ""
    facts["changed"] = _moment(facts["changed"])
    facts["place"] = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    return {name: words for name, words in facts.items() if words}


def _iptc(image: ImageFile.ImageFile) -> dict[str, str]:
    told: Mapping[Any, Any] = IptcImagePlugin.getiptcinfo(image) or {}
    facts = {name: _words(told.get(key)) for key, name in IPTC.items()}
    day = facts["taken"]
    facts["taken"] = f"{day[:4]}-{day[4:6]}-{day[6:8]}" if len(day) == 8 and day.isdigit() else ""
    return facts


def _words(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_words, value[:20])))[:MOST]
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return clean(str(value)).strip("\x00 \n")[:MOST] if value is not None else ""


def _moment(words: str) -> str:
    """ "2026:11:02 14:05:00", as cameras write it, with hyphens; as it is where it is written otherwise."""
    day, _, rest = words.partition(" ")
    return f"{day.replace(':', '-')} {rest}".strip() if day.count(":") == 2 else words


def _place(gps: dict[int, Any]) -> str:
    """Degrees with five decimals, which is about a metre; "" where it is none."""
    try:
        found = [
            _degrees(gps[degrees]) * (-1 if _words(gps.get(side)).upper() in ("S", "W") else 1)
            for side, degrees in (
                (ExifTags.GPS.GPSLatitudeRef, ExifTags.GPS.GPSLatitude),
                (ExifTags.GPS.GPSLongitudeRef, ExifTags.GPS.GPSLongitude),
            )
        ]
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    if not (abs(found[0]) <= 90 and abs(found[1]) <= 180) or found == [0, 0]:
        return ""
    return ", ".join(f"{degrees:.5f}" for degrees in found)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600
