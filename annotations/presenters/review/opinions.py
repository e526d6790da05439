"""How far the opinions on a version are, with nothing in it that the person may not see yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import ClaimReview, Opinion, Rating, User
from annotations.presenters.review.verdicts import Verdict
from annotations.review.content import WITHHELD
from annotations.review.modes import (
    APPROVALS,
    OPINIONS_NEEDED,
    CountedOpinion,
    Mode,
    Phase,
    can_rate,
    check_can_approve,
    check_can_return,
    phase_of,
    viewer_of,
)
from annotations.review.permissions import Refused
from annotations.review.states import Status
from annotations.review.visibility import Part, parts_seen
from annotations.wording.sentences import sentence_of


@dataclass(frozen=True)
class OpinionView:
    person: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class Standing:
    """Where a version in review stands for one person."""

    mode: str
    mode_words: str
    words: str
    opinions: list[OpinionView]
    can_rate: bool
    withheld: bool
    #: Why this person can't approve or return it now although they are an editor and no author; empty when they can.
    no_approval: str
    no_return: str
    #: How many more editors have to approve, this person among them.
    approvals_left: int


def standing_of(review: ClaimReview, user: User, authors: set[int], approved: set[int]) -> Standing:
    """`authors` wrote in the version, `approved` are the ids of those who approved what was submitted last."""
    rows = list(Opinion.objects.counting_for(review)) if review.mode in OPINIONS_NEEDED else []
    counted = [CountedOpinion(row.by_id, row.rating) for row in rows]
    phase = phase_of(review.mode, review.status, review.rating, counted)
    seen = parts_seen(review.mode, phase, viewer_of(user, authors, counted))
    if phase is Phase.WRITING and rows:
        # A version that was taken back in the middle of a panel tells nobody the ratings so far.
        judged = phase_of(review.mode, Status.IN_REVIEW, rows[0].proposed, counted)
        rows = [] if judged is Phase.RATING else rows
    return Standing(
        mode=review.mode,
        mode_words=review.get_mode_display(),
        words=_words(review.mode, phase, len(rows) if Part.TALLY in seen else None, len(approved)),
        opinions=[_view(row) for row in rows] if Part.OPINIONS in seen else [],
        can_rate=can_rate(user, phase, authors, counted),
        withheld=Part.VERDICT not in seen,
        no_approval=_refusal(lambda: check_can_approve(user, review.mode, phase, counted, approved)),
        no_return=_refusal(lambda: check_can_return(review.mode, phase)),
        approvals_left=max(APPROVALS[Mode(review.mode)] - len(approved), 0),
    )


def _view(row: Opinion) -> OpinionView:
    return OpinionView(str(row.by), Verdict(row.rating, True, str(Rating(row.rating).label)), row.reason)


def _refusal(check: Any) -> str:
    try:
        check()
    except Refused as exc:
        return sentence_of(exc)
    return ""


def _words(mode: str, phase: Phase, given: int | None, approved: int) -> str:
    """How far it is, in one sentence; empty where one editor decides as always. `given`: None where it is withheld."""
    if phase is Phase.WRITING or mode == Mode.ONE:
        return ""
    if mode == Mode.TWO:
        return (
            _("One editor has approved it; a second one has to.") if approved else _("Two editors have to approve it.")
        )
    if phase is Phase.RATING and mode == Mode.BLIND:
        return _("Somebody who did not write it rates it first, without seeing the verdict.")
    if phase is Phase.RATING:
        said = _("Three people rate it, each before seeing the others.")
        if given is not None:
            words = ngettext("%(count)s of three has rated it.", "%(count)s of three have rated it.", given)
            said = words % {"count": given}
        return said + " " + _("Two equal ratings carry the verdict.")
    if phase is Phase.AGREED:
        return _("The second rating agrees.") if mode == Mode.BLIND else _("The panel carries this verdict.")
    if mode == Mode.BLIND:
        return _("The second rating differs, so a third person decides.")
    return _("The panel does not carry this verdict.")


def without_verdict(content: dict[str, Any]) -> dict[str, Any]:
    """Frozen content as somebody reads it who has not rated the claim yet."""
    return {**content, **dict.fromkeys(WITHHELD, ""), "label": None, "checklist": []}
