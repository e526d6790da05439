"""How a verdict is named and drawn: words, icon and state, the same on every page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.models import Rating
from annotations.presenters.words.icons import icon_html
from annotations.review.states import Status

#: States of a verdict, in the order in which a bar of several draws them.
STATES = ("verified", "disputed", "unverifiable", "retracted", "aside", "none")

DECIDED = (Status.PUBLISHED, Status.SUPERSEDED)


@dataclass(frozen=True)
class Verdict:
    """`state` is none, verified, disputed, unverifiable, aside or retracted; `proposed` until approved."""

    state: str
    proposed: bool
    words: str

    @property
    def icon(self) -> str:
        return {"aside": "aside", "retracted": "aside", "none": "none"}.get(self.state, self.state)


def no_verdict() -> Verdict:
    return Verdict("none", False, _("No verdict yet"))


def verdict_of(claim: Any, review: Any) -> Verdict:
    """The verdict that counts for `claim`, by its newest version `review`."""
    if claim.set_aside_at:
        return Verdict("aside", False, _("Set aside: %(why)s") % {"why": claim.get_set_aside_reason_display().lower()})
    return review_verdict(review) if review else no_verdict()


def review_verdict(review: Any, *, unsealed: bool = False) -> Verdict:
    """The verdict of one version. Until it is approved it is only proposed.

    One that is withheld until somebody rated the claim blind is told to nobody, but by a page that knows who
    looks and says `unsealed`.
    """
    if review.sealed and not unsealed:
        return Verdict("none", True, _("Verdict withheld"))
    if review.retracted_at:  # also when a later version has replaced it
        return Verdict("retracted", False, _("Retracted"))
    if not review.rating:
        return no_verdict()
    words = review.label.words if review.label else str(Rating(review.rating).label)
    if review.status in (Status.APPROVED, *DECIDED):
        said = words if review.status in DECIDED else _("Approved: %(verdict)s") % {"verdict": lower(words)}
        return Verdict(review.rating, False, said)
    return Verdict(review.rating, True, _("Proposed: %(verdict)s") % {"verdict": lower(words)})


def label_words(content: dict[str, Any] | None) -> str:
    """The label's words in frozen content; empty where there is none."""
    return str(((content or {}).get("label") or {}).get("words", ""))


def frozen_verdict(review: Any) -> Verdict:
    """As readers see it, by the frozen words, so that a renamed label changes nothing published."""
    found, words = review_verdict(review), label_words(review.content)
    return Verdict(review.content["rating"], False, words) if words and found.state != "retracted" else found


def lower(words: str) -> str:
    """`words` to follow a colon."""
    return words[:1].lower() + words[1:]


def verdict_html(value: Verdict) -> SafeString:
    """Icon and words."""
    proposed = " verdict-proposed" if value.proposed else ""
    return SafeString(
        f'<span class="verdict verdict-{value.state}{proposed}">{icon_html(value.icon)}'
        f"<span>{escape(str(value.words))}</span></span>"
    )
