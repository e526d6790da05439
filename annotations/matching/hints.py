"""Sentences that may hold a claim worth checking, and why: a suggestion where to look, no judgement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from annotations.matching.lexicons import COMPARISON, DATE, LEXICONS, MONTHS, NUMBER, STATEMENT
from annotations.matching.words import plain_words

#: Why a sentence is hinted at; annotations/wording/documents.py says it.
REASONS = (NUMBER, DATE, COMPARISON, STATEMENT)

#: Code points of a sentence that are looked at.
MOST_READ = 2_000
#: A year, or a date in figures. "1,900" is neither.
FIGURES = re.compile(r"(?<![\d.,/-])(?:\d{1,4}([./-])\d{1,2}\1\d{1,4}|(?:1[5-9]|20)\d\d)(?![\d/-]|[.,]\d)")
FIGURE = re.compile(r"\d")
#: A quotation of fifteen characters or more, which may go on in the next sentence; shorter ones are a way of speaking.
QUOTATION = re.compile(r"[“„«\"「『][^“”„«»\"「」『』]{15,}(?:[“”»\"」』]|$)")
QUESTION = re.compile(r"[?؟？][\s\"'”’»)\]」』]*$")


@dataclass(frozen=True)
class Hint:
    """Code points `start` to `end` of the text, and the keys of REASONS that speak for it."""

    start: int
    end: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """(reason, phrase) by the phrase's first word, with a space at both ends; `day` finds "3 May" and "May 3"."""

    by_first_word: dict[str, list[tuple[str, str]]]
    day: re.Pattern[str]


def hints(text: str, sentences: Iterable[tuple[int, int]], language: str) -> Iterator[Hint]:
    """One hint for each of `sentences`, (start, end) in code points, that something speaks for, as it is asked for.

    `language` is a BCP 47 tag; in a language without a lexicon only figures and quotations count. A question is
    no claim, unless it tells what somebody said.
    """
    lexicon = _lexicon(language.split("-")[0].lower())
    for start, end in sentences:
        if reasons := tuple(_reasons(text[start : min(end, start + MOST_READ)], lexicon)):
            yield Hint(start, end, reasons)


def _reasons(sentence: str, lexicon: Lexicon) -> Iterator[str]:
    without_dates, figures = FIGURES.subn(" ", sentence)
    words, days = lexicon.day.subn(" ", f" {' '.join(plain_words(without_dates))} ")
    told = {
        reason
        for word in set(words.split())
        for reason, phrase in lexicon.by_first_word.get(word, ())
        if phrase in words
    }
    if QUESTION.search(sentence) and STATEMENT not in told:
        return
    if NUMBER in told or FIGURE.search(words):
        yield NUMBER
    if figures or days or DATE in told:
        yield DATE
    if COMPARISON in told:
        yield COMPARISON
    if STATEMENT in told or QUOTATION.search(sentence):
        yield STATEMENT


@cache
def _lexicon(language: str) -> Lexicon:
    lists = LEXICONS.get(language, {})
    by_first_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for reason in REASONS:
        for phrase in _phrases(lists.get(reason, "")):
            by_first_word[phrase.split()[0]].append((reason, f" {phrase} "))
    months = "|".join(_phrases(lists.get(MONTHS, ""))) or "(?!)"
    day = re.compile(rf" \d\d?(?:st|nd|rd|th)?(?: (?:of|de))? (?:{months}) | (?:{months}) \d\d? ")
    return Lexicon(dict(by_first_word), day)


def _phrases(listed: str) -> list[str]:
    """Written the way sentences are compared: folded words with single spaces."""
    return [phrase for part in listed.split(",") if (phrase := " ".join(plain_words(part)))]
