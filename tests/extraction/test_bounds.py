"""How finely a text may be cut."""

from __future__ import annotations

import pytest

from annotations.extraction import bounds
from annotations.extraction.texts.plain import PastedLink, extract_plain
from annotations.matching.sentences import WINDOW, sentence_starts
from annotations.matching.words import words_of


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_BLOCKS", 10)
    monkeypatch.setattr(bounds, "LONGEST_BLOCK", 30)


def test_many_lines_are_taken_together(narrow: None) -> None:
    text = "\n\n".join(f"a{n}" for n in range(35))
    blocks = extract_plain(text).blocks
    assert len(blocks) <= 10
    assert {block.kind for block in blocks} == {"preformatted"}
    assert "".join(text[b.start : b.end] for b in blocks).replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize("text", ["word " * 40 + "end", "x" * 100, "short\n\n" + "word " * 20])
def test_a_long_block_is_cut_at_white_space_where_there_is_some(text: str, narrow: None) -> None:
    blocks = extract_plain(text).blocks
    assert all(0 < b.end - b.start <= 30 for b in blocks)
    assert "".join(text[b.start : b.end] for b in blocks).replace(" ", "") == "".join(text.split())


def test_sentences_are_the_same_however_the_text_is_cut_for_counting() -> None:
    text = "The port is full, said A. Rowan. “Who counted?” asked Mr. Gale (see p. 4). Nobody did! " * 200
    assert len(text) > 5 * WINDOW
    one = sentence_starts(text[:88])
    starts = sentence_starts(text)
    period = len(text) // 200
    assert starts[: len(one)] == one
    assert len(starts) == 200 * len([start for start in one if start < period])


def test_a_sentence_longer_than_a_window_is_one_sentence() -> None:
    text = "It began. So it went" + " word" * WINDOW + " and ended. Then came another one."
    assert sentence_starts(text) == [0, 10, text.index("Then")]


#: Texts that cost the square of their length where anything looks back, or on, from each of their characters.
HOSTILE = ["“", "'", "`", "(", '"', ".", "a.", "1", "1,", "a\n\n", "[", " \u200b", "\u0301", "http://", "? "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_are_read_to_their_end(piece: str) -> None:
    """Each took from many seconds to minutes where the time grew with the square; now none takes a second."""
    text = "It is said: " + piece * (200_000 // len(piece)) + " so it is."
    document = extract_plain(text)
    assert sum(b.end - b.start for b in document.blocks) >= 0.3 * len(text)
    assert sentence_starts(text)[0] == 0
    words_of(text)


def test_links_of_a_hostile_paste_are_looked_for_near_the_one_before() -> None:
    text = "see http://a.example/x " * 5_000
    links = [PastedLink("", f"see {n}", "https://b.example/") for n in range(2_000)]
    assert len(extract_plain(text, links).spans) == 5_000
