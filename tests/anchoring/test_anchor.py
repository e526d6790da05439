"""Rule by rule: the same words are exact or moved, other words are changed, and in doubt a highlight is lost."""

from __future__ import annotations

import random
import unicodedata

import pytest

from annotations.anchoring.anchor import Place, reanchor
from tests.conftest import DRILL

OLD = """The minister said the cranes went into service in May.
The bulletin lists 1,204 calls in the third quarter, up from 1,131.
The union doubts it.
A report by the audit office is expected in spring of next year."""


def answer(new: str, quote: str, old: str = OLD, *, nth: int = 0) -> Place:
    """The place of the `nth` (from 0) `quote` of `old`."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(quote, start + 1)
    (found,) = reanchor(old, new, [(start, start + len(quote))])
    assert (found.status == "lost") == (found.start is None) == (found.end is None)
    return found


def place(new: str, quote: str, old: str = OLD, *, nth: int = 0) -> tuple[str, str | None]:
    found = answer(new, quote, old, nth=nth)
    return found.status, None if found.start is None else new[found.start : found.end]


def test_the_same_text_is_exact() -> None:
    assert place(OLD, "1,204 calls") == ("exact", "1,204 calls")


def test_a_paragraph_put_before_moves_nothing_in_its_order() -> None:
    assert place("A new lead.\n" + OLD, "1,204 calls") == ("exact", "1,204 calls")


@pytest.mark.parametrize("quote", ["The", "May.", "a", "nist", "1,204", ".", "service in May.\nThe bulletin"])
def test_small_quotes_and_parts_of_words_keep_their_place(quote: str) -> None:
    assert place("A new lead, in May.\n" + OLD + "\nAn end.", quote) == ("exact", quote)


@pytest.mark.parametrize(
    ("old", "quote", "new", "found"),
    [
        ("He said “it is  done” – twice.", "it is  done", 'He said "it is done" - twice.', "it is done"),
        ("Don't ask. They wouldn't know.", "They wouldn't know.", "Don’t ask.\n\nThey wouldn’t know.", "They wouldn’t know."),
        ("Costó 30 €. Él lo pagó.", "Él lo pagó.", "Costó 30\u00a0€. " + unicodedata.normalize("NFD", "Él lo pagó."), unicodedata.normalize("NFD", "Él lo pagó.")),
        ("Hi 👩‍🚀 there. She left.", "👩‍🚀 there", "Oh no.\nHi 👩‍🚀 there. She left.", "👩‍🚀 there"),
        ("한국 항구. 배가 왔다.", "배가 왔다.", unicodedata.normalize("NFD", "한국 항구. 배가 왔다."), unicodedata.normalize("NFD", "배가 왔다.")),
    ],
)  # fmt: skip
def test_other_typography_is_the_same_words(old: str, quote: str, new: str, found: str) -> None:
    assert place(new, quote, old) == ("exact", found)


def test_a_paragraph_elsewhere_is_moved() -> None:
    lines = OLD.split("\n")
    assert place("\n".join([*lines[1:], lines[0]]), "cranes went into service")[0] in ("moved", "exact")
    assert place("\n".join([lines[3], *lines[:3]]), "expected in spring") == ("moved", "expected in spring")


def test_of_a_swapped_pair_one_is_moved_and_none_lost() -> None:
    lines = OLD.split("\n")
    new = "\n".join([lines[0], lines[3], lines[1], lines[2]])
    assert [place(new, line) for line in lines] == [
        ("exact", lines[0]), ("exact", lines[1]), ("exact", lines[2]), ("moved", lines[3]),
    ]  # fmt: skip


def test_a_sentence_moved_and_edited_is_changed() -> None:
    lines = OLD.split("\n")
    new = "\n".join([lines[3].replace("spring", "autumn"), *lines[:3]])
    assert place(new, lines[3]) == ("changed", "A report by the audit office is expected in autumn of next year.")


def test_an_untouched_quote_in_an_edited_paragraph_is_exact() -> None:
    new = OLD.replace("The bulletin lists", "Yesterday's bulletin puts down").replace("up from 1,131", "up by 73")
    assert place(new, "calls in the third quarter") == ("exact", "calls in the third quarter")
    assert place(OLD.replace("The union", "No surprise there. The union"), "union doubts it") == (
        "exact",
        "union doubts it",
    )


@pytest.mark.parametrize("cut", ["\n", "\n\n", " "])
def test_paragraphs_split_or_joined_keep_quotes(cut: str) -> None:
    joined = OLD.replace("\n", cut)
    quote = "went into service in May.\nThe bulletin lists"
    assert place(joined, quote) == ("exact", quote.replace("\n", cut))
    assert place(OLD, quote.replace("\n", cut), joined) == ("exact", quote)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("1,204", "1,205"),
        ("1,131", "1,113"),
        ("went into", "never went into"),
        ("The union", "The guild"),
        ("doubts", "does not doubt"),
        ("third", "3rd"),
        ("May", "may"),
        ("A report", "Another report"),
        ("next year.", "next year"),
        (" calls", " calls²"),
    ],
)
def test_any_other_character_is_changed(was: str, becomes: str) -> None:
    line = next(line for line in OLD.split("\n") if was in line)
    found = answer(OLD.replace(was, becomes), line)
    assert place(OLD.replace(was, becomes), line) == ("changed", line.replace(was, becomes))
    assert 0.5 < found.score < 1


def test_a_changed_range_holds_the_words_put_in_at_its_edges() -> None:
    new = OLD.replace("1,204", "1,310").replace("third", "last")
    assert place(new, "1,204 calls in the third") == ("changed", "1,310 calls in the last")


def test_a_quote_of_which_less_than_half_is_left_is_lost_with_a_candidate() -> None:
    new = OLD.replace("1,204 calls", "1,310 moorings")
    found = answer(new, "1,204 calls in")
    assert found.status == "lost"
    assert found.candidate
    assert new[slice(*found.candidate)] == "1,310 moorings in"


def test_a_selection_across_paragraphs() -> None:
    quote = "in May.\nThe bulletin lists"
    assert place("Lead.\n" + OLD, quote) == ("exact", quote)
    assert place(OLD.replace("lists 1,204", "counts 1,204"), quote) == ("changed", "in May.\nThe bulletin counts")
    assert place(OLD.replace("1,204", "1,310"), quote) == ("exact", quote)


def test_a_deleted_sentence_is_lost() -> None:
    old = "Rents rose by 4% in Alder. Rents rose by 5% in Birch. Rents rose by 6% in Cedar."
    for gone in old.split(". "):
        quote = gone.rstrip(".") + "."
        assert place(old.replace(quote, "").strip(), quote, old) == ("lost", None)


def test_a_deleted_quote_is_not_put_on_its_twin() -> None:
    old = "It fell by half.\nThe first year.\nIt fell by half.\nThe second year."
    first, second = old[17:], old.replace("\nIt fell by half.", "")
    assert place(first, "It fell by half.", old) == ("lost", None)
    assert place(first, "It fell by half.", old, nth=1) == ("exact", "It fell by half.")
    assert place(second, "It fell by half.", old, nth=1) == ("lost", None)


def test_one_of_two_like_neighbours_is_gone_and_nobody_knows_which() -> None:
    old, new = "A lead.\nNo comment.\nNo comment.\nAn end.", "A lead.\nNo comment.\nAn end."
    for nth in (0, 1):
        found = answer(new, "No comment.", old, nth=nth)
        assert found.status == "lost"
        assert found.candidate == (8, 19)


def test_a_corrected_quote_is_not_put_on_its_twin() -> None:
    old = "He won 51% of votes. Turnout was low.\nIn Birch it rained.\nHe won 51% of votes. A recount follows."
    new = old.replace("51%", "49%", 1)
    assert place(new, "He won 51% of votes.", old) == ("changed", "He won 49% of votes.")
    assert answer(new, "He won 51% of votes.", old, nth=1).start == new.rindex("He won")


def test_a_replaced_article_keeps_nothing() -> None:
    new = "Quite another story about a lighthouse and its keeper.\nThe union of painters doubts the colour of it."
    for line in OLD.split("\n"):
        assert place(new, line) == ("lost", None)


def test_every_paragraph_is_the_same() -> None:
    old = "\n".join(["Nothing to add."] * 5000)
    asked = [(i * 16, i * 16 + 15) for i in (0, 2500, 4999)]
    assert [p.status for p in reanchor(old, old + "\nNothing to add.", asked)] == ["exact"] * 3
    assert [p.status for p in reanchor(old, old[16:], asked)] == ["lost"] * 3


def test_no_edit_calls_other_words_the_same() -> None:
    """Random edits of words: whatever is exact or moved has the same words, whatever has not is not."""
    chance = random.Random(7)
    words = OLD.split(" ")
    for _ in range(20_000 if DRILL else 300):
        changed = list(words)
        for _ in range(chance.randint(1, 5)):
            at, other = chance.randrange(len(changed)), chance.randrange(len(changed))
            changed[at : at + 1] = chance.choice([[], [changed[at]] * 2, [changed[other]], ["not"]])
        new = " ".join(changed)
        start = chance.randrange(len(OLD) - 30)
        (found,) = reanchor(OLD, new, [(start, start + 30)])
        if found.start is not None:
            same = new[found.start : found.end].split() == OLD[start : start + 30].split()
            assert same == (found.status in ("exact", "moved"))


@pytest.mark.parametrize("bad", [(5, 5), (-1, 3), (0, 10_000), (9, 2)])
def test_a_range_outside_the_text_is_lost(bad: tuple[int, int]) -> None:
    assert reanchor(OLD, OLD, [bad])[0].status == "lost"


@pytest.mark.parametrize(("old", "new"), [("a", ""), ("a", " \n\n"), (" ", "a"), ("\u200b", "a"), ("a", "\u200b")])
def test_next_to_nothing(old: str, new: str) -> None:
    assert reanchor(old, new, [(0, 1)]) == [Place("lost", None, None, 0.0)]
    assert reanchor("", new, [(0, 1)])[0].status == "lost"
    assert reanchor(old, new, []) == []
