"""What became of cited words in a document's new text."""

from __future__ import annotations

import pytest

from annotations.anchoring.evidence import fate

OLD = (
    "The harbour office publishes its bulletin four times a year.\n"
    "Mean waiting time was 27 hours in the third quarter, after 31 hours a year before. The log has every arrival.\n"
    "The next bulletin comes in spring, with the figures of the ferries and of the roads."
)
QUOTE = "Mean waiting time was 27 hours in the third quarter"
LONG = "\n".join(f"Paragraph {n} tells of the year {1900 + n} and of the {n} ships that called." for n in range(90))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (OLD, OLD, "same"),
        (OLD, OLD.replace("“", '"').replace("  ", " ") + "\n", "same"),
        (OLD, OLD.replace("27 hours", "37 hours"), "gone"),
        (OLD, OLD.replace(" was 27", " was not 27"), "gone"),
        (OLD, OLD.replace("after 31 hours", "after 41 hours"), "near"),
        (OLD, "Note of the office: this was wrong.\n" + OLD, "near"),
        (OLD, OLD.replace("The log has every arrival.", "This figure is withdrawn."), "near"),
        (OLD, "Something else entirely, about a museum and its opening hours on Sundays.", "gone"),
        (OLD, "", "gone"),
        (f"{OLD}\n{LONG}", f"{OLD}\n{LONG.replace('the 80 ships', 'the 81 ships')}", "same"),
        (f"{LONG}\n{OLD}", f"Updated today.\n{LONG}\n{OLD}", "same"),
        (f"{LONG}\n{OLD}", f"{LONG.replace('the 89 ships', 'the 90 ships')}\n{OLD}", "near"),
    ],
)
def test_fate(old: str, new: str, expected: str) -> None:
    start = old.index(QUOTE)
    assert fate(old, new, start, start + len(QUOTE)) == expected


def test_very_long_texts_are_compared_to_the_letter() -> None:
    filler = "word " * 250_000
    start = len(filler) + OLD.index(QUOTE)
    old = filler + OLD
    assert fate(old, f"More. {old}", start, start + len(QUOTE)) == "same"
    assert fate(old, old.replace("27 hours", "28 hours"), start, start + len(QUOTE)) == "gone"
