"""Edits of known truth: a highlight is exact, moved or lost, and never on other words."""

import os
import random

import pytest

from annotations.anchoring.anchor import reanchor

OLD = """The minister said the cranes went into service in May.
The bulletin lists 1,204 calls in the third quarter, up from 1,131.
The union doubts it.
A report by the audit office is expected in spring of next year."""


def place(new: str, quote: str, old: str = OLD) -> tuple[str, str | None]:
    start = old.index(quote)
    (found,) = reanchor(old, new, [(start, start + len(quote))])
    assert (found.status == "lost") == (found.start is None) == (found.end is None)
    return found.status, None if found.start is None else new[found.start : found.end]


def test_the_same_text_is_exact() -> None:
    assert place(OLD, "1,204 calls") == ("exact", "1,204 calls")


def test_a_paragraph_put_before_moves_nothing_in_its_order() -> None:
    assert place("A new lead.\n" + OLD, "1,204 calls") == ("exact", "1,204 calls")


def test_other_quotation_marks_and_spaces_are_the_same_words() -> None:
    old = "He said “it is  done” – twice."
    assert place('He said "it is done" - twice.', "it is  done", old) == ("exact", "it is done")


def test_a_paragraph_elsewhere_is_moved() -> None:
    lines = OLD.split("\n")
    assert place("\n".join([*lines[1:], lines[0]]), "cranes went into service")[0] in ("moved", "exact")
    assert place("\n".join([lines[3], *lines[:3]]), "expected in spring") == ("moved", "expected in spring")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("1,204", "1,205"), ("1,131", "1,113"), ("went into", "never went into"), ("The union", "The guild")],
)
def test_changed_words_are_lost(was: str, becomes: str) -> None:
    line = next(line for line in OLD.split("\n") if was in line)
    assert place(OLD.replace(was, becomes), line) == ("lost", None)


def test_a_deleted_quote_is_not_put_on_its_twin() -> None:
    old = "It fell by half.\nThe first year.\nIt fell by half.\nThe second year."
    new = "The first year.\nIt fell by half.\nThe second year."
    (found,) = reanchor(old, new, [(0, 16)])
    assert found.status == "lost" or new[found.start : found.end] == "It fell by half."


def test_a_replaced_article_keeps_nothing() -> None:
    assert place("Quite another story about a lighthouse and its keeper.", "cranes went into service") == (
        "lost",
        None,
    )


def test_a_selection_across_paragraphs() -> None:
    quote = "in May.\nThe bulletin lists"
    assert place("Lead.\n" + OLD, quote) == ("exact", quote)


def test_no_edit_puts_a_highlight_on_other_words() -> None:
    """Random edits of lines and words: whatever is found has the same folded words."""
    chance = random.Random(7)
    words = OLD.split(" ")
    for _ in range(20_000 if os.environ.get("DRILL") else 300):
        changed = list(words)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(changed))
            act = chance.choice(["drop", "double", "swap", "new"])
            if act == "drop":
                del changed[at]
            elif act == "double":
                changed.insert(at, changed[at])
            elif act == "swap":
                other = chance.randrange(len(changed))
                changed[at], changed[other] = changed[other], changed[at]
            else:
                changed[at] = "not"
        new = " ".join(changed)
        start = chance.randrange(len(OLD) - 30)
        (found,) = reanchor(OLD, new, [(start, start + 30)])
        if found.start is not None:
            assert new[found.start : found.end].split() == OLD[start : start + 30].split()


@pytest.mark.parametrize("bad", [(5, 5), (-1, 3), (0, 10_000), (9, 2)])
def test_a_range_outside_the_text_is_lost(bad: tuple[int, int]) -> None:
    assert reanchor(OLD, OLD, [bad])[0].status == "lost"
