"""What a text's page shows of its claims at one revision of its article: put together once, then remembered.

A page is read far more often than anything in it changes: by everybody who opens it, and by each open page as it asks
for news. Every write that a page shows raises the article's revision (services/articles.py `bump`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annotations.models import Article, ArticleVersion
from annotations.models.beside import places_beside, words_beside
from annotations.presenters.cards import Progress, Row, progress_of
from annotations.presenters.highlights import BlockView, Mark, render_blocks
from annotations.presenters.rows import in_text_order, rows_in

#: Articles remembered in each process; one of 500,000 code points with 5,000 highlights takes about 10 MB.
REMEMBERED = 8


@dataclass(frozen=True)
class Shown:
    """All claims and highlights of an article, and what is drawn of them; for reading only."""

    version: ArticleVersion | None
    rows: list[Row]
    marks: list[Mark]

    @cached_property
    def ordered(self) -> list[Row]:
        """The rows in the order of their first marks."""
        return self.listed(self.rows)

    @cached_property
    def blocks(self) -> list[BlockView]:
        """The text's blocks with their marks."""
        return self.blocks_in(None)

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.rows)

    @cached_property
    def ticks(self) -> dict[str, list[float]]:
        """{state: places of its marks in percent of the text, once each}, for the map beside the text."""
        whole = max(len(self.version.text), 1) if self.version else 1
        ticks: dict[str, set[float]] = {}
        for mark in self.marks:
            ticks.setdefault(mark.state, set()).add(round(100 * mark.start / whole, 1))
        return {state: sorted(places) for state, places in ticks.items()}

    @cached_property
    def _starts(self) -> dict[int, int]:
        starts: dict[int, int] = {}
        for mark in self.marks:
            starts[mark.claim] = min(mark.start, starts.get(mark.claim, mark.start))
        return starts

    def listed(self, rows: Iterable[Row]) -> list[Row]:
        """Some of the rows, in the order of their first marks."""
        return in_text_order(rows, self._starts)

    def blocks_in(self, only: set[int] | None) -> list[BlockView]:
        """The blocks whose ids are in `only` (None: all), with their marks."""
        if self.version is None:
            return []
        version = self.version
        return render_blocks(version.text, version.blocks, version.spans, version.cuts, self.marks, only=only)


@dataclass(frozen=True)
class _Asked:
    key: tuple[object, ...]
    article: Article = field(compare=False)
    version: ArticleVersion | None = field(compare=False)


def shown(article: Article, version: ArticleVersion | None) -> Shown:
    """What the page of `article` shows with the text of `version`, as of the revision that `article` was read at."""
    place = (article.pk, article.revision, version.pk if version else None)
    return _shown(_Asked((*place, get_language(), *words_beside()), article, version))


@lru_cache(maxsize=REMEMBERED)
def _shown(asked: _Asked) -> Shown:
    rows = rows_in(asked.article)
    return Shown(asked.version, rows, _marks(asked.version, rows) if asked.version else [])


def forget() -> None:
    """Let go of what is remembered; for tests, whose revisions come back."""
    _shown.cache_clear()


def _marks(version: ArticleVersion, rows: list[Row]) -> list[Mark]:
    """Each highlight's place in `version`: its own newest range, or where it was found; removed ones not at all."""
    by_claim = {row.claim.pk: row for row in rows}
    name = _("%(verdict)s, claim %(number)s: %(wording)s")
    marks = []
    for start, end, claim in places_beside(version):
        row = by_claim.get(claim)
        if row is None:
            continue
        verdict = row.verdict
        said = name % {"verdict": verdict.words, "number": row.number, "wording": row.claim.wording}
        marks.append(
            Mark(start, end, claim, row.number, verdict.state, verdict.proposed, said[:220], row.lacks_verdict)
        )
    return marks
