"""The claims beside a text, by verdict, state and who made them; the choice stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from annotations.models import Rating
from annotations.presenters.review.claim_rows import STATUS_WORDS, ListedRow

NONE = "none"


@dataclass(frozen=True)
class RowFilter:
    """What is chosen (empty: any), and what can be chosen among the rows there are."""

    verdict: str
    state: str
    by: str
    states: list[tuple[str, str]]
    people: list[tuple[str, str]]
    verdicts: tuple[tuple[str, Any], ...] = ((NONE, _("No verdict yet")), *Rating.choices)

    @property
    def active(self) -> bool:
        return bool(self.verdict or self.state or self.by)

    def shows(self, row: ListedRow) -> bool:
        chosen = (self.verdict, self.state, self.by)
        own = (row.rating, row.status, str(row.claim.created_by_id))
        return all(not want or want == has for want, has in zip(chosen, own, strict=True))

    @property
    def query(self) -> str:
        """What is chosen, as a part of an address that goes on: "verdict=none&"."""
        chosen = {"verdict": self.verdict, "state": self.state, "by": self.by}
        return "".join(f"{urlencode({name: value})}&" for name, value in chosen.items() if value)


def row_filter_of(rows: list[ListedRow], query: dict[str, str]) -> RowFilter:
    """The filter as the address has it."""
    there = {row.status for row in rows}
    states: list[tuple[str, str]] = [
        (str(status), str(capfirst(words))) for status, words in STATUS_WORDS.items() if status.value in there
    ]
    states += [("aside", pgettext("state of a claim", "Set aside"))] if "aside" in there else []
    people = sorted({(str(row.claim.created_by_id), str(row.claim.created_by)) for row in rows}, key=lambda p: p[1])
    return RowFilter(query.get("verdict", ""), query.get("state", ""), query.get("by", ""), states, people)
