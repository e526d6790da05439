"""Values of a workbook as their cells show them, by their number formats.

ECMA-376 part 1, 18.8.30 and 18.8.31. Where a format leaves the order of a date to the reader's own computer, or names
months in another language than English, a date is told as ISO 8601.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

#: Words, colours and conditions in a number's format, which are no digits.
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|[€$£¥ ()-]')
#: The same where it is shown: what a currency in brackets is called, words in quotes, a sign behind a backslash.
SHOWN = re.compile(r'\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|"([^"]*)"|\\(.)|_.|\*.')
SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
PATTERN = re.compile(r"(?P<whole>(?:#,##)?[#0]+)(?:\.(?P<decimals>[0#]+))?(?P<thousands>,*)(?P<percent>%)?")
SCIENTIFIC = re.compile(r"(?P<whole>[#0]+)(?:\.(?P<decimals>[0#]+))?E(?P<sign>[+-])(?P<power>0+)", re.IGNORECASE)
FRACTION = re.compile(r"(?P<whole>[#0?]*)\s*(?P<above>[#0?]+)/(?P<below>[#0?]+|\d+)")
#: By the parts of a date that a format names; and what it holds beside them.
DATED = re.compile(
    r'(?P<literal>"[^"]*"|\\.)|\[\$-(?P<locale>[0-9A-Fa-f]+)[^\]]*\]|(?P<ignored>\[[^\]]*\]|_.|\*.|;@)'
    r"|(?P<half>AM/PM|A/P)|(?P<part>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<sign>[-/.,: ])",
    re.IGNORECASE,
)
#: Formats whose order is that of the reader's computer: built-in ones, and those of its own long date and time.
OF_THE_READER = {"mm-dd-yy", "m/d/yy h:mm"}
SYSTEMS = ("F800", "F400")
CONDITION = re.compile(r"\[[<>=]")
#: The low byte of a locale's number whose language is English.
ENGLISH = 0x09


def shown(value: Any, number_format: str) -> str:
    """A value as its cell shows it: "14.2%" for 0.142, "1,842,000", "05.03.2024", "" where the format shows nothing."""
    try:
        return _shown(value, number_format)
    except (ArithmeticError, ValueError):  # a format that no program makes; one cell must not cost the whole file
        return str(value)


def _shown(value: Any, number_format: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.timedelta):
        return _length(value, number_format.lower())
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _dated(value, number_format) or _in_iso(value)
    if not isinstance(value, int | float):
        return str(value)
    if CONDITION.search(number_format):
        return _plain(value)  # which section counts depends on the value
    sections = SECTION.findall(number_format)[:3]
    negative = sections[1] if len(sections) > 2 else ""
    if number_format.count(";") >= 2 and not any(sections):
        return ""
    if value < 0 and negative:
        return _number(-value, negative)
    return _number(value, sections[0] if sections else "")


def _in_iso(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes") if (value.hour or value.minute) else value.date().isoformat()
    return str(value.isoformat())


def _dated(value: Any, number_format: str) -> str:
    """By the parts that a format names, in their order; "" where it does not tell that."""
    if number_format.lower() in OF_THE_READER:
        return ""
    tokens, at = [], 0
    for found in DATED.finditer(number_format):
        if found.start() != at:
            return ""  # something that is no format of dates
        tokens.append(found)
        at = found.end()
    locale = next((found["locale"] for found in tokens if found["locale"]), "")
    parts = [found["part"].lower() for found in tokens if found["part"]]
    named = any(part[0] in "md" and len(part) > 2 for part in parts)
    if at != len(number_format) or not parts or locale.upper() in SYSTEMS:
        return ""
    if named and locale and int(locale, 16) & 0xFF != ENGLISH:
        return ""
    if isinstance(value, datetime.time) and any(part[0] in "yd" for part in parts):
        return ""
    halved = any(found["half"] for found in tokens)
    told, before = [], ""
    for place, found in enumerate(tokens):
        if found["part"]:
            after = next((t["part"].lower() for t in tokens[place + 1 :] if t["part"]), "")
            told.append(_part(value, found["part"].lower(), before, after, halved))
            before = found["part"].lower()
        elif found["half"]:
            told.append(("A" if _hour(value) < 12 else "P") + ("M" if len(found["half"]) > 3 else ""))
        else:
            told.append((found["literal"] or found["sign"] or "").strip('"').removeprefix("\\"))
    return "".join(told).strip()


def _part(value: Any, part: str, before: str, after: str, halved: bool) -> str:
    if part[0] == "m" and (before[:1] == "h" or after[:1] == "s"):
        return f"{getattr(value, 'minute', 0):0{min(len(part), 2)}}"
    if part[0] in "ymd" and isinstance(value, datetime.time):
        return ""
    if part[0] == "y":
        return f"{value:%Y}" if len(part) > 2 else f"{value:%y}"
    if part[0] in "md" and len(part) > 2:
        name = f"{value:%B}" if part[0] == "m" else f"{value:%A}"
        return name[:1] if len(part) == 5 else name if len(part) > 3 else name[:3]
    if part[0] == "h":
        return f"{(_hour(value) - 1) % 12 + 1 if halved else _hour(value):0{min(len(part), 2)}}"
    number = value.month if part[0] == "m" else value.day if part[0] == "d" else getattr(value, "second", 0)
    return f"{number:0{min(len(part), 2)}}"


def _hour(value: Any) -> int:
    return getattr(value, "hour", 0)


def _length(value: datetime.timedelta, pattern: str) -> str:
    """A length of time, which may be more hours than a day has."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    told = f"{minutes // 60}:{minutes % 60:02}" if "h" in pattern else f"{minutes:02}"
    return f"{told}:{seconds:02}" if "s" in pattern else told


def _number(value: float, pattern: str) -> str:
    """By a pattern of digits, commas and a per cent sign, or of a fraction; any other shows the plain number."""
    found = PATTERN.fullmatch(LITERAL.sub("", pattern))
    if found is None:
        bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", pattern).strip()
        if power := SCIENTIFIC.fullmatch(bare):
            return _scientific(value, power)
        part = FRACTION.fullmatch(bare)
        if part is not None:
            return _fraction(value, part)
        return _plain(value)
    scaled = -3 * len(found["thousands"]) + (2 if found["percent"] else 0)
    number = Decimal(repr(value)).scaleb(scaled)
    decimals = found["decimals"] or ""
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    words = f"{rounded:{',' if ',' in found['whole'] else ''}f}"
    least = found["whole"].count("0") if "," not in found["whole"] else 0
    words = words.zfill(least + (len(decimals) + 1 if decimals else 0)) if least > 1 else words
    for _ in range(len(decimals) - len(decimals.rstrip("#"))):  # digits that are shown only where there are some
        words = words[:-1] if words.endswith("0") else words
    before, after = _around(pattern)
    if re.search(r"[#0]", after):
        return _plain(value)  # signs between its digits
    percent = "%" if found["percent"] and "%" not in after else ""
    return f"{before}{words.rstrip('.')}{percent}{after}"


def _scientific(value: float, pattern: re.Match[str]) -> str:
    """ "1.84E+06"; where a pattern has several digits before its point, powers go by that many."""
    step, decimals = len(pattern["whole"]), len(pattern["decimals"] or "")
    number = Decimal(repr(value))
    power = (number.adjusted() // step) * step if number else 0
    told = number.scaleb(-power).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if told.adjusted() >= step:  # 9.99 that was rounded up
        power += step
        told = number.scaleb(-power).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = "-" if power < 0 else "+" if pattern["sign"] == "+" else ""
    return f"{told:f}E{sign}{abs(power):0{len(pattern['power'])}}"


def _plain(value: float) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _fraction(value: float, pattern: re.Match[str]) -> str:
    below = pattern["below"]
    nearest = Fraction(value).limit_denominator(10 ** len(below) - 1)
    if below.isdecimal() and int(below):
        nearest = Fraction(round(value * int(below)), int(below))
    whole, left = divmod(abs(nearest), 1) if pattern["whole"] else (0, abs(nearest))
    above, under = left.numerator, left.denominator
    if below.isdecimal() and int(below):
        above, under = round(left * int(below)), int(below)
    told = [str(whole) if whole or not above else "", f"{above}/{under}" if above else ""]
    return ("-" if nearest < 0 else "") + " ".join(part for part in told if part)


def _around(pattern: str) -> tuple[str, str]:
    """What a pattern shows before and after its number: a currency, a unit, brackets."""
    told = SHOWN.sub(lambda found: next(filter(None, found.groups()), ""), pattern)
    found = re.search(r"[#0][#0,.]*%?", told)
    if found is None:
        return "", ""
    return told[: found.start()].lstrip(), told[found.end() :].rstrip()
