"""What is said in recordings, with its times: WebVTT, SubRip, and as people type it."""

from __future__ import annotations

import pytest

from annotations.anchoring.quotes import find_quote
from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import SRT, VTT, sniff
from annotations.extraction.media.transcripts import captions, captions_in, clock, extract_transcript, seconds_of

SPOKEN = """WEBVTT
Kind: captions

NOTE made by hand

1
00:00:01.000 --> 00:00:03.500 align:start position:0%
<v A. Rowan>The port &amp; the ferries

00:00:04.000 --> 00:00:06.000
closed <i>in</i> 2019.

01:02:03.000 --> 01:02:05.000
Nobody -- nobody -- was asked.
"""
ROLLING = """WEBVTT

00:00:00.500 --> 00:00:02.000
the<00:00:00.900><c> port</c>

00:00:02.000 --> 00:00:02.010
the port

00:00:02.010 --> 00:00:04.000
the port
closed<00:00:03.000><c> in</c> spring

00:00:04.000 --> 00:00:04.010
closed in spring

00:00:04.010 --> 00:00:06.000
closed in spring
and opened again
"""
SUBRIP = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\nThe port\r\nclosed.\r\n\r\n2\r\n00:01:02,500 --> 00:01:04,000\r\nAgain.\r\n"
)


def passages(text: str) -> list[tuple[str, str]]:
    document = extract_transcript(text)
    return [(block.where or "", document.text[block.start : block.end]) for block in document.blocks]


def test_webvtt() -> None:
    assert passages(SPOKEN) == [
        ("0:01", "A. Rowan: The port & the ferries"),
        ("0:04", "closed in 2019."),
        ("1:02:03", "Nobody -- nobody -- was asked."),
    ]


def test_words_are_quoted_across_passages() -> None:
    text = extract_transcript(SPOKEN).text
    assert find_quote(text, "the ferries closed in 2019") is not None


def test_captions_that_roll_up_are_said_once() -> None:
    assert passages(ROLLING) == [("0:00", "the port"), ("0:02", "closed in spring"), ("0:04", "and opened again")]


def test_what_is_said_twice_is_said_twice() -> None:
    twice = "WEBVTT\n\n00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:03.000\nNo.\n"
    assert passages(twice) == [("0:01", "No."), ("0:02", "No.")]


def test_subrip() -> None:
    assert passages(SUBRIP) == [("0:01", "The port closed."), ("1:02", "Again.")]


@pytest.mark.parametrize("line", ["1:23 We closed it.", "[01:23] We closed it.", "(1:23) We closed it.",
                                  "0:01:23 – We closed it.", "1:23.5: We closed it.", "83:00 We closed it."])  # fmt: skip
def test_typed(line: str) -> None:
    where = "1:23:00" if line.startswith("83") else "1:23"
    assert passages(f"{line}\nAll of it.\n\n2:00:00 Then?") == [
        (where, "We closed it. All of it."),
        ("2:00:00", "Then?"),
    ]


@pytest.mark.parametrize(
    "words", ["We closed it.", "Hearing of May\n0:12 We closed it.", "12 ships, 3:4 odds", "WEBVTT"]
)
def test_without_times_it_says_what_to_do(words: str) -> None:
    with pytest.raises(Unreadable, match="transcript_without_times"):
        extract_transcript(words)


def test_nothing_at_all() -> None:
    with pytest.raises(Unreadable):
        extract_transcript(" \n")


def test_kinds_are_known_by_their_first_bytes() -> None:
    assert sniff(SPOKEN.encode(), "text/plain") == VTT
    assert sniff(b"\xef\xbb\xbf" + SPOKEN.encode()) == VTT
    assert sniff(SUBRIP.encode(), "application/octet-stream") == SRT
    assert sniff(b"1\nA list of ports", "", "list.srt") == SRT


def test_a_file_is_read_as_any_document() -> None:
    document = extract(SUBRIP.encode(), name="hearing.srt")
    assert (document.media_type, document.blocks[1].where) == (SRT, "1:02")


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (59.9, "0:59"), (83, "1:23"), (3_723, "1:02:03")])
def test_times_go_both_ways(seconds: float, words: str) -> None:
    assert clock(seconds) == words
    assert seconds_of(words) == int(seconds)


@pytest.mark.parametrize("where", ["Dues!B3", "$.rows[2]", "", "1", "1:2:3:4", "a:b"])
def test_other_places_are_no_times(where: str) -> None:
    assert seconds_of(where) is None


def test_captions_for_a_player() -> None:
    document = extract_transcript("0:01 1 < 2 & 3 --> 4\n0:09 Then?")
    told = captions(document.text, [block.as_json() for block in document.blocks])
    assert told.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:09.000\n1 &lt; 2 &amp; 3 --&gt; 4\n")
    assert "00:00:09.000 --> 00:00:19.000\nThen?" in told
    assert captions("", []).startswith("WEBVTT")


def test_beyond_the_bound_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.extraction.media.transcripts.MOST_CUES", 1)
    assert extract_transcript("0:01 One\n0:02 Two").doubt == "beyond"


@pytest.mark.parametrize(("data", "kind"), [
    (b"\0\0\0\x20ftypisom\0\0\2\0", "video/mp4"), (b"\0\0\0\x20ftypqt  \0\0", "video/quicktime"),
    (b"\0\0\0\x20ftypM4A \0\0", "audio/mp4"), (b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01B\x82\x84webm", "video/webm"),
    (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"), (b"OggS" + bytes(24) + b"\x01vorbis", "audio/ogg"), (b"ID3\x04\0\0\0\0\0\0", "audio/mpeg"),
    (b"\xff\xfb\x90\x64", "audio/mpeg"), (b"fLaC\0", "audio/flac"), (b"\0\0\0\x20ftypheic\0\0", "application/octet-stream"),
    (b"\0\0\0\x20ftypavif\0\0", "image/avif"), ("\ufeffHarbour".encode("utf-16-le"), "text/plain"),
])  # fmt: skip
def test_recordings_are_known_by_their_first_bytes(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_captions_of_a_file_keep_their_times() -> None:
    cues = "1\r\n0:00:01,5 --> 0:00:03,000\r\nAt 10:20:30,500 --> it left\r\n"
    assert captions_in("WEBVTT\n\n00:01.000 --> 00:02.000\nA") == "WEBVTT\n\n00:01.000 --> 00:02.000\nA"
    told = captions_in("1\n0:00:01,5 --> 0:00:03,000 align:left\nIt left at 10:20:30,500.\n")
    assert "00:00:01.500 --> 00:00:03.000\nIt left at 10:20:30,500." in told
    assert captions_in(cues) == captions_in("0:05 The bridge --> the quay") == captions_in("0:05 The bridge") == ""
