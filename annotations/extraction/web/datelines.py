"""Days in a line of words, in the languages of the world: "12. März 2024, 10:15 Uhr", "2024年3月12日", "12 مارس 2024".

The names of months are those of CLDR (https://cldr.unicode.org), by Babel.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

#: Languages whose months are known: those in which most fact-checks, and most of what they cite, are written.
LANGUAGES = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa",
    "fi", "fil", "fr", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "ms", "my",
    "nb", "ne", "nl", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk",
    "ur", "uz", "vi",
)  # fmt: skip
#: "12th", "1er", "1º"; and the small words between day, month and year.
ORDINAL = r"(?:\.|º|°|er|st|nd|rd|th)?"
OF = r"(?:de\s+|del\s+|di\s+|of\s+|d['’])?"
NUMBERED = (
    re.compile(r"(?<![\w./-])(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d/-])"),
    re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})(?:\s?[日일号])?"),
)


class Said(NamedTuple):
    """Where a day stands in a line, and what it may be: (year, month, day), of two months that have one name both."""

    start: int
    end: int
    days: list[tuple[int, int, int]]


def day_in(words: str) -> Said | None:
    """The first day that is told with its month's name or with the year first; None where there is none."""
    words = "".join(_digit(c) for c in words)
    found = [one for pattern in (*NUMBERED, *_named()) if (one := pattern.search(words))]
    if not found:
        return None
    first = min(found, key=lambda one: one.start())
    name = first["month"]
    months = {int(name)} if name.isdecimal() else _months()[name.casefold()]
    return Said(*first.span(), [(int(first["year"]), month, int(first["day"])) for month in sorted(months)])


def _digit(c: str) -> str:
    """Arabic, Persian, Bengali, … digits as those that patterns know; one letter for one, so that places stay."""
    return str(unicodedata.decimal(c)) if c.isdecimal() else c


@lru_cache(maxsize=1)
def _months() -> dict[str, set[int]]:
    """Each name in small letters, without a point at its end, and the months it is the name of."""
    known: dict[str, set[int]] = {}
    for language in LANGUAGES:
        told = Locale.parse(language).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in told[use][width].items():
                    name = name.casefold().removesuffix(".")
                    if len(name) > 2 and not name[0].isdecimal():
                        known.setdefault(name, set()).add(month)
    known.setdefault("sept", set()).add(9)
    return known


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    month, year = rf"(?P<month>{names})\.?", r"(?P<year>\d{4})(?!\w)"
    return (
        re.compile(rf"(?<!\w)(?P<day>\d{{1,2}}){ORDINAL}\s+{OF}ב?{month},?\s+{OF}{year}", re.IGNORECASE),
        re.compile(rf"(?<!\w){month}\s+(?P<day>\d{{1,2}}){ORDINAL},?\s+{year}", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?P<year>\d{{4}})\.?\s+{month}\s+(?P<day>\d{{1,2}})(?!\w)", re.IGNORECASE),
    )
