"""How far an article is: how many of its claims stand how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from annotations.presenters.review.claim_rows import ListedRow
from annotations.presenters.review.verdicts import STATES
from annotations.review.states import Status


@dataclass
class Progress:
    """The article at a glance: "14 claims: 6 checked, 3 in review, 2 set aside, 3 open"."""

    total: int = 0
    checked: int = 0
    in_review: int = 0
    aside: int = 0
    retracted: int = 0
    open: int = 0
    #: Versions that wait for publication.
    approved: int = 0
    by_state: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        if not self.total:
            return _("No claims yet")
        parts = [
            (self.checked, ngettext("%(count)s checked", "%(count)s checked", self.checked)),
            (self.in_review, ngettext("%(count)s in review", "%(count)s in review", self.in_review)),
            (self.retracted, ngettext("%(count)s retracted", "%(count)s retracted", self.retracted)),
            (self.aside, ngettext("%(count)s set aside", "%(count)s set aside", self.aside)),
            (self.open, ngettext("%(count)s open", "%(count)s open", self.open)),
        ]
        said = pgettext("between parts of a list", ", ").join(
            words % {"count": count} for count, words in parts if count
        )
        total = ngettext("%(count)s claim: %(parts)s", "%(count)s claims: %(parts)s", self.total)
        return total % {"count": self.total, "parts": said}

    @property
    def segments(self) -> list[tuple[str, int, int]]:
        """(state, start, width) of each part of the stacked bar, in claims."""
        found, start = [], 0
        for state in STATES:
            if width := self.by_state.get(state, 0):
                found.append((state, start, width))
                start += width
        return found


#: Whether a claim is set aside, its newest version's status, its verdict's state.
Standing = tuple[bool, str, str]


def standing_of(row: ListedRow) -> Standing:
    status = row.review.status if row.review else Status.DRAFT
    return row.claim.set_aside_at is not None, status, row.verdict.state


def progress_of(standings: Mapping[Standing, int]) -> Progress:
    """How far an article is, by how many of its claims stand how."""
    progress = Progress(total=sum(standings.values()))
    for (aside, status, state), count in standings.items():
        key = "none"
        if aside:
            progress.aside += count
            key = "aside"
        elif status == Status.RETRACTED:
            progress.retracted += count
            key = "retracted"
        elif status in (Status.PUBLISHED, Status.SUPERSEDED):
            progress.checked += count
            key = state
        elif status in (Status.IN_REVIEW, Status.APPROVED):
            progress.in_review += count
        else:
            progress.open += count
        if status == Status.APPROVED:
            progress.approved += count
        progress.by_state[key] = progress.by_state.get(key, 0) + count
    return progress
