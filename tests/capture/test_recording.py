"""Video and sound taken by yt-dlp from a small web: what comes of it, and that it has no other way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from annotations.capture.captured import CaptureLimits
from annotations.capture.recording import is_installed, record
from annotations.fetching.addresses import networks
from tests.capture.recordings import MP4, VTT, RecordingsWeb

OPENED = networks(["127.0.0.1/32"])


@pytest.fixture
def recordings() -> Iterator[RecordingsWeb]:
    with RecordingsWeb() as web:
        yield web


def limits(**changes: Any) -> CaptureLimits:
    return CaptureLimits(**{"opened": OPENED, "seconds": 60, "sandbox": False, "max_bytes": 5_000_000, **changes})


def code(web: RecordingsWeb, path: str, **changes: Any) -> str:
    with record(web.url(path), limits(**changes)) as found:
        return found.error.code if found.error else ""


def test_it_is_installed_where_the_tests_run() -> None:
    assert is_installed()


def test_the_recording_of_a_page_with_all_that_belongs_to_it(recordings: RecordingsWeb) -> None:
    with record(recordings.url("/hearing"), limits()) as found:
        assert found.error is None, found.said
        assert found.file is not None
        assert found.file.read_bytes() == MP4
        assert found.transcript == VTT
        assert found.still.startswith(b"\xff\xd8\xff")
        assert found.facts["title"] == "Hearing of the ports committee"
        assert found.tool.startswith("yt-dlp 20")
        folder = found.file.parent
    assert not folder.exists()


def test_a_file_of_sound_by_its_own_address(recordings: RecordingsWeb) -> None:
    with record(recordings.url("/talk.wav"), limits()) as found:
        assert found.file is not None
        assert found.file.read_bytes()[8:12] == b"WAVE"


def test_a_recording_in_pieces_is_one_file(recordings: RecordingsWeb) -> None:
    with record(recordings.url("/list.m3u8"), limits()) as found:
        assert found.file is not None, found.said
        assert found.file.stat().st_size == 752


@pytest.mark.parametrize(("path", "expected"), [
    ("/nothing", "no_recording"), ("/gone", "not_found"), ("/inside", "forbidden_address"), ("/endless.mp4", "too_large"),
])  # fmt: skip
def test_what_is_none_is_told_in_words(recordings: RecordingsWeb, path: str, expected: str) -> None:
    assert code(recordings, path) == expected


def test_an_address_inside_is_not_opened(recordings: RecordingsWeb) -> None:
    assert code(recordings, "/hearing", opened=()) == "forbidden_address"


def test_what_never_answers_is_ended(recordings: RecordingsWeb) -> None:
    assert code(recordings, "/slow.mp4", seconds=3) == "timeout"


def test_what_takes_too_much_memory_is_ended(recordings: RecordingsWeb) -> None:
    assert code(recordings, "/slow.mp4", megabytes=10) == "too_heavy"
