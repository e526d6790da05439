"""What is said in a recording, each passage with its time: WebVTT, SubRip, or lines that begin with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from io import StringIO
from itertools import pairwise
from typing import Any, NamedTuple

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Timestamp

from annotations.extraction.charset import clean
from annotations.extraction.document import Builder, Document, Unreadable

#: Cues that are read; a day of talk has fewer.
MOST_CUES = 50_000
#: "1:23", "[01:02:03]", "(1:23.5) –": a time at the beginning of a line.
TIMED = re.compile(r"^[\[(]?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,]\d{1,3})?[\])]?\s{0,3}[-–—:]?\s{1,5}(?=\S)")
#: A line of times, as SubRip writes it, which parts seconds by a comma and may leave out digits.
TIMES = re.compile(
    r"^[ \t]*(\d{1,3}):(\d\d):(\d\d)[,.](\d{1,3})[ \t]*-->[ \t]*(\d{1,3}):(\d\d):(\d\d)[,.](\d{1,3})[^\n]*$",
    re.MULTILINE,
)
#: Where a player puts the words: "{\\an8}".
PLACED = re.compile(r"\{\\[^{}\n]{1,40}\}")
LONGEST_TIME = 60
#: Seconds between two cues that follow one another at once.
AT_ONCE = 0.05
#: Seconds for which the last passage is shown.
LAST = 10


class Cue(NamedTuple):
    """What is said from `seconds` to `until`."""

    seconds: float
    until: float
    words: str


def extract_transcript(text: str) -> Document:
    """A block for each passage; its `where` is the time as `clock` writes it. Raises Unreadable without any times."""
    text = clean(text).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    built = Builder()
    beyond = False
    for number, cue in enumerate(_rolled(_cues(text))):
        if beyond := number >= MOST_CUES:
            break
        built.add("paragraph", cue.words, where=clock(cue.seconds))
    return built.document(doubt="beyond" if beyond else "")


def clock(seconds: float) -> str:
    """ "1:23", "1:02:03": as players show it."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def seconds_of(where: str) -> int | None:
    """What `clock` wrote, in seconds; None for the place of anything else."""
    parts = where.split(":")
    if not 2 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return None
    return sum(int(part) * int(60**power) for power, part in enumerate(reversed(parts)))


def captions_in(text: str) -> str:
    """WebVTT of a file of captions, each with its own times to the millisecond; "" for what is none, as a typed one."""
    text = text.removeprefix("\ufeff")
    if text.startswith("WEBVTT"):
        return text
    told, count = TIMES.subn(_times, text.replace("\r\n", "\n"))
    return f"WEBVTT\n\n{told}" if count and count == text.count("-->") else ""


def _times(found: re.Match[str]) -> str:
    parts = found.groups()
    ends = (f"{h.zfill(2)}:{m}:{s}.{part.ljust(3, '0')}" for h, m, s, part in (parts[:4], parts[4:]))
    return " --> ".join(ends)


def captions(text: str, blocks: list[dict[str, Any]]) -> str:
    """WebVTT of a transcript's stored text and blocks, for a player: each passage until the next one begins."""
    starts = [(seconds_of(block.get("where") or ""), text[block["start"] : block["end"]]) for block in blocks]
    timed = [(start, words) for start, words in starts if start is not None]
    made = webvtt.WebVTT()
    for (start, words), (after, _words) in pairwise([*timed, (timed[-1][0] + LAST, "")] if timed else []):
        cue = webvtt.Caption(_stamp(start), _stamp(max(after, start + 1)), escape(words, quote=False))
        made.captions.append(cue)
    return str(made.content)


def _stamp(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def _cues(text: str) -> list[Cue]:
    for kind in ("vtt", "srt"):
        try:
            found = webvtt.from_buffer(StringIO(text), format=kind)
        except (MalformedFileError, MalformedCaptionError, ValueError):
            continue
        if len(found):
            return [Cue(_seconds(cue.start_time), _seconds(cue.end_time), _said(cue)) for cue in found.captions]
    return list(_typed(text))


def _seconds(time: Timestamp) -> float:
    return time.hours * 3600 + time.minutes * 60 + time.seconds + time.milliseconds / 1000


def _said(cue: webvtt.Caption) -> str:
    words = PLACED.sub("", unescape(cue.text))
    return f"{cue.voice}: {words}" if cue.voice else words


def _typed(text: str) -> Iterator[Cue]:
    """Passages of lines, each begun by one with a time; what stands before the first has none."""
    begun: float | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        time = TIMED.match(line[:LONGEST_TIME])
        if time is None:
            lines.append(line)
            continue
        yield from _passage(begun, lines)
        hours, minutes, rest = time.groups()
        begun, lines = int(hours or 0) * 3600 + int(minutes) * 60 + int(rest), [line[time.end() :]]
    yield from _passage(begun, lines)


def _passage(begun: float | None, lines: list[str]) -> Iterator[Cue]:
    words = "\n".join(line.strip() for line in lines if line.strip())
    if words and begun is None:
        raise Unreadable("transcript_without_times")
    if words and begun is not None:
        yield Cue(begun, begun, words)


def _rolled(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Without the lines that a machine's captions repeat while they roll up the screen."""
    shown: list[str] = []
    until = -1.0
    for cue in cues:
        lines = [line.strip() for line in cue.words.split("\n") if line.strip()]
        follows = abs(cue.seconds - until) <= AT_ONCE
        fresh = list(lines)
        while follows and len(lines) > 1 and fresh and fresh[0] in shown:
            fresh.pop(0)
        is_flash = cue.until - cue.seconds <= AT_ONCE and set(lines) <= set(shown)
        if follows and (is_flash or (len(shown) > 1 and lines == shown[-1:])):
            fresh = []
        shown, until = lines, cue.until
        if fresh:
            yield Cue(cue.seconds, cue.until, " ".join(fresh))
