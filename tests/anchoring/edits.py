"""Edits of known truth: a quote is marked in an article, the article is edited, and the mark shows the right answer."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from annotations.anchoring.fold import folded_equal
from tests.anchoring.articles import ALL, Article

OPEN, CLOSE = "\ue000", "\ue001"
NUMBER = re.compile(r"\d+")
Paragraphs = list[list[str]]


@dataclass(frozen=True)
class Case:
    """`truth` is where the quote stands in `new`, None where it is gone; `statuses` are the right answers."""

    kind: str
    old: str
    new: str
    quote: tuple[int, int]
    truth: tuple[int, int] | None
    statuses: tuple[str, ...]

    @property
    def words(self) -> str:
        return self.old[slice(*self.quote)]


class Unfit(Exception):
    """The kind of edit cannot be made to this quote."""


class Desk:
    """One article, a quote in it, and a seeded editor. `paragraphs` hold the marks; `at` is the quote's sentence."""

    def __init__(self, article: Article, chance: random.Random, *, least: int = 0, wanted: str = "") -> None:
        self.article, self.chance = article, chance
        self.paragraphs = article.paragraphs()
        places = [(p, s) for p, ps in enumerate(self.paragraphs) for s, words in enumerate(ps)]
        text = article.text
        fit = [
            (p, s)
            for p, s in places
            if len(self.paragraphs[p][s]) >= least
            and re.search(wanted, self.paragraphs[p][s])
            and text.count(self.paragraphs[p][s]) == 1
        ]
        if not fit:
            raise Unfit
        self.at = chance.choice(fit)
        self.quote_sentence = self.sentence
        self.sentence = self._marked(self.sentence, wanted)

    @property
    def sentence(self) -> str:
        return self.paragraphs[self.at[0]][self.at[1]]

    @sentence.setter
    def sentence(self, words: str) -> None:
        self.paragraphs[self.at[0]][self.at[1]] = words

    def _marked(self, words: str, wanted: str) -> str:
        """The sentence, or a good part of it that holds what is `wanted`, between marks."""
        if self.chance.random() < 0.5:
            return f"{OPEN}{words}{CLOSE}"
        cuts = self._cuts(words)
        for _ in range(50):
            start, end = sorted(self.chance.sample(cuts, 2))
            part = words[start:end].strip()
            if len(part) >= min(18, len(words) // 2) and re.search(wanted, part):
                return words[:start] + OPEN + part + CLOSE + words[start + len(part) :]
        return f"{OPEN}{words}{CLOSE}"

    def _cuts(self, words: str) -> list[int]:
        if not self.article.joint:
            return list(range(len(words) + 1))
        return [0, *[found.end() for found in re.finditer(r"\s+", words)], len(words)]

    def text(self) -> str:
        return "\n".join(self.article.joint.join(ps) for ps in self.paragraphs if ps)

    def inside(self, edit: Callable[[str], str]) -> None:
        """Edit the marked words."""
        before, rest = self.sentence.split(OPEN)
        words, after = rest.split(CLOSE)
        edited = edit(words)
        if folded_equal(edited, words):
            raise Unfit
        self.sentence = before + OPEN + edited + CLOSE + after

    def other_paragraphs(self) -> list[int]:
        return [p for p in range(len(self.paragraphs)) if p != self.at[0]]

    def filler(self) -> str:
        return self.chance.choice(self.article.filler)

    def insert_word(self, words: str, word: str) -> str:
        cuts = self._cuts(words)[1:-1]
        if not cuts:
            raise Unfit
        at = self.chance.choice(cuts)
        return words[:at] + word + self.article.joint + words[at:]

    def replace_words(self, words: str, count: int) -> str:
        size = 2 if not self.article.joint else 0
        for _ in range(count):
            spans = [m.span() for m in re.finditer(r"[^\W\d_]{3,}", words)]
            if size:
                spans = [(i, i + size) for i in range(len(words) - size) if words[i : i + size].isalpha()]
            if not spans:
                raise Unfit
            start, end = self.chance.choice(spans)
            words = words[:start] + self.chance.choice(self.article.words) + words[end:]
        return words


def finish(kind: str, before: str, after: str, statuses: tuple[str, ...]) -> Case:
    """The case of two marked texts; a quote that is gone has no marks in `after`."""
    start, end = before.index(OPEN), before.index(CLOSE) - 1
    old = before.replace(OPEN, "").replace(CLOSE, "")
    truth = (after.index(OPEN), after.index(CLOSE) - 1) if OPEN in after else None
    return Case(kind, old, after.replace(OPEN, "").replace(CLOSE, ""), (start, end), truth, statuses)


def typography(text: str, chance: random.Random) -> str:
    """Another house's quotation marks, dashes, spaces and letters' composition."""
    changes: list[Callable[[str], str]] = [
        lambda t: t.replace('"', "”").replace("'", "’"),
        lambda t: t.replace("“", '"').replace("”", '"').replace("–", "—"),
        lambda t: t.replace(" ", "\u00a0", 40),
        lambda t: unicodedata.normalize("NFD", t),
        lambda t: t.replace("-", "‑").replace("«", "“").replace("»", "”"),
        lambda t: t.replace(". ", ".  ").replace("\n", "\n\n"),
    ]
    for change in chance.sample(changes, 3):
        text = change(text)
    return text


def make(kind: str, seed: int) -> Case:
    """The case number `seed` of `kind`; the same one every time."""
    from tests.anchoring.kinds import KINDS

    chance = random.Random(f"{kind} {seed}")
    while True:
        article = ALL[chance.choice(sorted(ALL))]
        try:
            return KINDS[kind](article, chance)
        except Unfit:
            continue
