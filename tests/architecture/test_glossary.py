"""README's table of words: each file is there, and says the word."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source import ROOT

ROWS = re.findall(r"^\| ([^|]+) \| `([\w/]+\.py)` \|$", (ROOT / "README.md").read_text(), re.MULTILINE)


def test_there_is_a_table() -> None:
    assert len(ROWS) > 15


@pytest.mark.parametrize(("words", "path"), ROWS, ids=[path for _words, path in ROWS])
def test_a_word_is_found_in_its_file(words: str, path: str) -> None:
    said = (ROOT / "annotations" / path).read_text().lower()
    first = re.split(r"[ ,(:]", words.lower())[0].rstrip("s")
    assert first in f"{path} {said}"
