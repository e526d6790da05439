"""One search for everything: folded, stemmed, forgiving typing errors, the best hit first.

The database keeps the words of each row (promises/search); here a question becomes a query on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, QuerySet, Value
from rapidfuzz.distance import OSA

from annotations.matching.asked import MOST_ASKED, Term, terms_of
from annotations.matching.hits import Wanted

#: Of more rows than these the newest are ranked: nobody reads a thousand hits, they ask again.
MOST_FOUND = 1000
#: Characters of a text that it knows, from its start.
SEARCHED = 200_000
#: What the parts of a row count, from D to A; a stem counts as D (ts_rank).
WEIGHTS = [0.25, 0.2, 0.5, 1.0]
#: How a source is found: by its facts, and by its copies.
SOURCES = ("entry", "snapshots__entry")
#: Letters that may differ: one in a short word, two in a longer one.
LONG = 6
#: Words of a question that other spellings are looked for, from its start: each costs a look at all words there are.
MOST_MISTYPED = 8
#: Spellings that one word may have been meant for.
MOST_SPELLINGS = 6

TERMS = "SELECT folded, phrase, anywhere, stems, is_stop FROM search_terms(%s)"
BEGUN = "SELECT plainto_tsquery('simple', search_fold(%s))::text"
SPELLINGS = "SELECT word, begun, like_it, known FROM search_like(%s, %s)"
#: One sign of a script without blanks: the index holds it with the one that follows, too.
LONE_SIGN = re.compile("'([\u0e00-\U0003ffff])'")


class Query(SearchQuery):
    """A tsquery as PostgreSQL writes it, a constant to the planner."""

    template = "CAST(%(expressions)s AS tsquery)"

    def __init__(self, written: str) -> None:
        super().__init__(written, search_type="raw")


@dataclass(frozen=True)
class Meant:
    """A term as the database understands it."""

    term: Term
    folded: str
    phrase: str
    anywhere: str
    stems: list[str] | None
    is_stop: bool

    @property
    def is_word(self) -> bool:
        return self.folded.isalpha() and not self.term.is_phrase

    def as_query(self, spellings: Iterable[str] = ()) -> str:
        """A tsquery of what counts as this term; empty where nothing of it is a word."""
        # Letters of scripts without blanks come in overlapping pairs, whose order needs no looking after.
        glued = any(ord(letter) > 0xE00 for letter in self.folded)
        exact = LONE_SIGN.sub(r"'\1':*", self.anywhere) if glued else self.phrase
        ways = [exact, *([] if self.term.is_phrase else [f"'{stem}'" for stem in self.stems or ()])]
        ways += [f"'{word}'" for word in spellings]
        found = " | ".join(f"({way})" for way in dict.fromkeys(ways) if way)
        return found and f"{'!' if self.term.without else ''}({found})"


@dataclass
class Found:
    """Keys of the rows, the best first, at most MOST_FOUND; what to mark in them; other spellings that it is for."""

    keys: list[int]
    wanted: Wanted
    query: Query | None
    #: {word as typed: words that were looked for as well}, where nothing holds what was typed.
    spellings: dict[str, list[str]] = field(default_factory=dict)


def find(rows: QuerySet[Any], asked: str, paths: tuple[str, ...] = ("entry",)) -> Found:
    """Those of `rows` that hold what is `asked`; `paths` lead from a row to its entries."""
    ways = _meant(terms_of(asked))
    asked_words = [m.term.words for way in ways for m in way if not m.term.without]
    wanted = Wanted(asked_words)
    exact = _compose(ways, {})
    keys = _ranked(rows, exact, paths)
    if keys or not ways:
        return Found(keys, wanted, exact)
    spellings = _spellings(m.folded for way in ways for m in way if m.is_word and not m.term.without)
    near = _compose(ways, spellings)
    keys = _ranked(rows, near, paths) if spellings else []
    # A word that stands only in rows which this person may not see is not told to them.
    told = {typed: _held(rows.filter(pk__in=keys), words, paths) for typed, words in spellings.items()}
    told = {typed: words for typed, words in told.items() if words}
    wanted = Wanted([*asked_words, *(word for words in told.values() for word in words)])
    return Found(keys, wanted, near, told)


def begun(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Those of `rows` that hold every word of what is being `typed`, the last one as far as it goes."""
    with connection.cursor() as cursor:
        cursor.execute(BEGUN, [typed[:MOST_ASKED]])
        (words,) = cursor.fetchone()
    return rows.filter(entry__words=Query(f"{words}:*")) if words else rows.none()


def _held(rows: QuerySet[Any], words: list[str], paths: tuple[str, ...]) -> list[str]:
    """Those of `words` that stand in some of `rows`."""
    ways = {word: [rows.filter(**{f"{path}__words": Query(f"'{word}'")}) for path in paths] for word in words}
    return [word for word, found in ways.items() if any(these.exists() for these in found)]


def _meant(ways: list[list[Term]]) -> list[list[Meant]]:
    """What the database makes of each term; ways of which nothing is a word are left out."""
    with connection.cursor() as cursor:
        cursor.execute(TERMS, [[term.words for way in ways for term in way]])
        answers = iter(cursor.fetchall())
    found = [[Meant(term, *next(answers)) for term in way] for way in ways]
    found = [[meant for meant in way if meant.as_query()] for way in found]
    return [way for way in found if any(not meant.term.without for meant in way)]


def _compose(ways: list[list[Meant]], spellings: dict[str, list[str]]) -> Query | None:
    """The query: any of the ways, all terms of it but for words of no meaning beside others."""
    written = []
    for way in ways:
        telling = [m for m in way if not m.is_stop or m.term.is_phrase or m.term.without]
        needed = telling if any(not m.term.without for m in telling) else way
        written.append(" & ".join(m.as_query(spellings.get(m.folded, ())) for m in needed))
    return Query(" | ".join(f"({way})" for way in written)) if written else None


def _ranked(rows: QuerySet[Any], query: Query | None, paths: tuple[str, ...]) -> list[int]:
    """Keys of the newest rows that hold it, the best first; the first of `paths` counts more than the others."""
    if query is None:
        return []
    ranks: dict[int, float] = {}
    for n, path in enumerate(paths):
        found = rows.order_by("-pk").filter(**{f"{path}__words": query})
        # 1: long texts say more words; their rank is divided by 1 + the logarithm of their length.
        found = found.annotate(
            hit_rank=SearchRank(F(f"{path}__words"), query, weights=Value(WEIGHTS), normalization=Value(1))
        )
        for key, rank in found.values_list("pk", "hit_rank")[:MOST_FOUND]:
            ranks[key] = max(ranks.get(key, 0.0), rank / (n + 1))
    return sorted(ranks, key=lambda key: (-round(ranks[key], 4), -key))[:MOST_FOUND]


def _spellings(words: Iterable[str]) -> dict[str, list[str]]:
    """{word: known words that it begins or is mistyped for}; of words that are known only where none is unknown."""
    looked_for = [word for word in dict.fromkeys(words) if len(word) > 2][:MOST_MISTYPED]
    with connection.cursor() as cursor:
        cursor.execute(SPELLINGS, [looked_for, MOST_SPELLINGS])
        rows = cursor.fetchall()
    unknown = [row for row in rows if not row[3]]
    found = {word: _near(word, begun, like) for word, begun, like, _known in unknown or rows}
    return {word: near for word, near in found.items() if near}


def _near(word: str, begun: list[str], like: list[str]) -> list[str]:
    most = 2 if len(word) >= LONG else 1
    near = sorted((OSA.distance(word, other), other) for other in like)
    mistyped = [other for distance, other in near if 0 < distance <= most]
    return list(dict.fromkeys([*mistyped, *(other for other in begun if other != word)]))[:MOST_SPELLINGS]
