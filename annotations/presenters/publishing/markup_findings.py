"""What the linter of ClaimReview markup finds, as sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.markup.findings import ERROR, Finding
from annotations.markup.rules import SHOWN
from annotations.models import ClaimReview
from annotations.presenters.words.apart import apart
from annotations.services.publishing.preflight import OVERRULED, blocking, markup_to_be, preflight

SENTENCES = {
    "no_json": _("This block is no strict JSON, so no program reads it: %(why)s"),
    "too_deep": _("This block is nested too deeply to be read."),
    "no_claim_review": _("There is no ClaimReview in it."),
    "same_claim_twice": _("One page holds the review of the same claim twice; most readers take one of them or none."),
    "blank": _("It is empty. Leave out what is not known."),
    "unsafe_characters": _("It holds characters that can't be seen or that turn the direction of the words."),
    "markup_in_words": _("It holds HTML, which readers show as it stands."),
    "several_types": _("Its type is a list; some readers take only one type, as plain words."),
    "no_address": _("This is no web address."),
    "no_date": _("This is no date in ISO 8601, such as 2026-11-02."),
    "lacks": _("%(name)s is missing, and without it the review is not taken in."),
    "lacks_wanted": _("%(name)s is missing."),
    "other_host": _(
        "The address is not on the host of the page (%(host)s), so it is taken for somebody else's review."
    ),
    "not_canonical": _("The page calls itself %(address)s; readers take the two for different pages."),
    "long_claim": _("The claim has %(count)s characters; search results cut it after %(most)s."),
    "half_sentence": _("The claim begins in the middle of a sentence."),
    "small_letter": _("The claim begins with a small letter."),
    "verdict_in_claim": _("The claim holds words of a verdict (“%(words)s”): readers take them for what was said."),
    "scale_without_value": _("The rating has a scale and no value."),
    "value_without_scale": _("The rating's value has no whole scale: best and worst belong to it."),
    "no_number": _("The rating's value is no number."),
    "number_on_unverifiable": _("“%(label)s” has a number, which puts it on the scale from false to true."),
    "outside_scale": _("The rating's value %(value)s is not between %(worst)s and %(best)s."),
    "claim_twice": _("The claim is repeated as the name of what is reviewed; one of them is enough."),
    "no_day_said": _("It is not said when the claim was made."),
    "no_claimant": _("It is not said who made the claim."),
    "odd_claimant": _("Who made the claim is a %(kind)s: it has to be a person or an organisation."),
    "claimant_is_platform": _("“%(name)s” carries what people say and is nobody who said it."),
    "no_first_appearance": _("It is not said where the claim appeared."),
    "appearance_without_address": _("An appearance without an address says nothing to a program."),
    "appearance_on_own_host": _("The claim is said to have appeared on the fact-checker's own site."),
    "shortener": _("%(host)s only sends readers on; give the address itself."),
    "in_the_future": _("%(day)s is still to come."),
    "changed_before_published": _("It was changed before it was published."),
    "said_after_check": _("The claim was made after its check was published."),
    "all_support": _("Every source says “supports”, and the verdict is against the claim."),
    "all_contradict": _("Every source says “contradicts”, and the verdict is for the claim."),
}


def sentence(finding: Finding, told: Callable[[str], str] = str) -> str:
    """The finding in words for a person; `told` makes what stands for a value."""
    return str(SENTENCES[finding.code]) % {name: told(value) for name, value in finding.values.items()}


@dataclass(frozen=True)
class Preflight:
    """What an editor sees before publishing: findings, and how others will show the review."""

    findings: list[Finding]
    markup: dict[str, Any]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """(icon, what is found, the property it is about), errors first."""
        icons = {ERROR: "failed"}
        return [(icons.get(one.severity, "doubt"), sentence(one, apart), one.path) for one in self.findings]

    @property
    def overrulable(self) -> bool:
        """Whether an editor may know better about some of the errors."""
        return any(one.code in OVERRULED for one in self.findings)

    @property
    def blocked(self) -> bool:
        """Whether there are errors that no reason overrules."""
        return bool(blocking(self.findings, "a reason"))

    @property
    def claim_shown(self) -> str:
        """The claim as a search result cuts it."""
        words = str(self.markup.get("claimReviewed", ""))
        return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"

    @property
    def claimant(self) -> str:
        return str(self.markup.get("itemReviewed", {}).get("author", {}).get("name", ""))

    @property
    def rating(self) -> dict[str, Any]:
        return dict(self.markup["reviewRating"])


def preflight_of(review: ClaimReview) -> Preflight | None:
    """None for a version without a verdict's words, which is not published at all."""
    if not (review.content or {}).get("label"):
        return None
    markup = markup_to_be(review)
    return Preflight(preflight(review, markup), markup)
