"""Long texts in parts."""

from __future__ import annotations

import pytest

from annotations.presenters.text import windows
from annotations.presenters.text.windows import window_of_text


def blocks(sizes: list[int]) -> list[dict]:
    made, at = [], 0
    for size in sizes:
        made.append({"kind": "paragraph", "start": at, "end": at + size})
        at += size + 1
    return made


def test_a_short_text_has_one_part_and_needs_no_list_of_blocks() -> None:
    window = window_of_text(blocks([10, 20]))
    assert (window.number, window.count, window.ids, window.before, window.after) == (1, 1, None, 0, 0)


def test_an_empty_text_has_one_part() -> None:
    assert window_of_text([], 7).count == 1


@pytest.mark.parametrize("sizes", [[1] * 25, [40] * 25, [200, 1, 1, 200, 200, 1]])
def test_parts_hold_every_block_once_and_keep_their_bounds(sizes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "MOST_BLOCKS", 10)
    monkeypatch.setattr(windows, "MOST_CHARACTERS", 150)
    made = blocks(sizes)
    parts = [window_of_text(made, number) for number in range(1, window_of_text(made).count + 1)]
    assert [n for part in parts for n in range(part.first, part.last + 1)] == list(range(1, len(sizes) + 1))
    for part in parts:
        length = made[part.last - 1]["end"] - made[part.first - 1]["start"]
        assert part.last - part.first < 10
        assert length <= 150 or part.first == part.last


def test_the_part_with_a_place_is_shown_where_no_part_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "MOST_BLOCKS", 2)
    made = blocks([10] * 5)
    assert [window_of_text(made, at=at).number for at in (0, 11, 22, 54)] == [1, 1, 2, 3]
    assert window_of_text(made, 1, at=54).number == 1
    assert window_of_text(made, 99, at=54).number == 3
    assert window_of_text(made, 99).number == 1
