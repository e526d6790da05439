"""How alike two claims are in their words, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from annotations.matching.words import is_number, words_of

#: Two claims about different numbers may still be the same story: the 4,100 ships that became 4,300.
OTHER_NUMBERS = 0.85


def similarity(a: str, b: str) -> float:
    """0 for nothing in common to 1 for the same words."""
    return similarity_of_words(words_of(a), words_of(b))


def similarity_of_words(one: Sequence[str], other: Sequence[str]) -> float:
    """The mean of two measures of `words_of`, 0..1, lowered where both hold numbers and share none.

    Whole words alone (Dice) miss the forms a stem does not catch. In letters (rapidfuzz) any two sentences are half
    alike, so only what is above half counts. `token_set_ratio` forgives what one of them leaves out, `token_sort_ratio`
    does not.
    """
    mine, theirs = set(one), set(other)
    if not mine or not theirs:
        return 0.0
    a, b = " ".join(one), " ".join(other)
    letters = (fuzz.token_set_ratio(a, b) + fuzz.token_sort_ratio(a, b)) / 200
    words = 2 * len(mine & theirs) / (len(mine) + len(theirs))
    score = (max(0.0, 2 * letters - 1) + words) / 2
    return score * OTHER_NUMBERS if _differ_in_numbers(mine, theirs) else score


def _differ_in_numbers(mine: set[str], theirs: set[str]) -> bool:
    here, there = ({word for word in words if is_number(word)} for words in (mine, theirs))
    return bool(here) and bool(there) and not here & there
