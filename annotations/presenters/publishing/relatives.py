"""The fact-checks that one was made from the other, for readers: where it began, and in which languages it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import get_language_info

from annotations.models import ClaimReview, LivePage
from annotations.presenters.publishing.published import ListedCheck
from annotations.review.states import Status
from annotations.services.publishing.public_addresses import check_url
from annotations.services.review.reworked import published_family

#: Where Django knows a language by its scripts alone.
NAMES = {"zh": "中文"}


@dataclass(frozen=True)
class InLanguage:
    """The same check in one language, named as its readers call it."""

    code: str
    name: str
    url: str
    #: Whether it is the one on the page.
    is_here: bool


@dataclass(frozen=True)
class Relatives:
    #: The check that this one was made from, where it is published.
    origin: ListedCheck | None = None
    #: With the one on the page; empty where there is no other.
    languages: list[InLanguage] = field(default_factory=list)


def relatives_of(review: ClaimReview) -> Relatives:
    """Of a version that readers see; in one query where it stands alone, else in three."""
    if review.status != Status.PUBLISHED:
        return Relatives()
    family = published_family(review)
    by_claim = {one.claim_id: one for one in family}
    origin = by_claim.get((review.content or {}).get("reworked_from") or 0)
    return Relatives(ListedCheck(origin) if origin else None, _languages(review, family) if len(family) > 1 else [])


def _languages(review: ClaimReview, family: list[ClaimReview]) -> list[InLanguage]:
    """One check of each language: the oldest claim, so that all pages of a family name the same ones.

    Where the page's own is not among them, as of a claim said again in a language that has an older one, they are no
    translations of each other.
    """
    one_each = {(one.content or {})["language"]: one for one in reversed(family)}
    if len(one_each) == 1 or review not in one_each.values():
        return []
    pages = LivePage.objects.standing().filter(claim__in=[one.claim_id for one in one_each.values()])
    elsewhere = dict(pages.values_list("claim", "url"))
    return [
        InLanguage(
            code=code,
            name=name_of(code),
            url=elsewhere.get(one.claim_id) or check_url(one.claim_id, one.claim.slug),
            is_here=one.claim_id == review.claim_id,
        )
        for code, one in sorted(one_each.items())
    ]


def name_of(code: str) -> str:
    """A language as its own speakers call it; its code where nobody told us."""
    try:
        return NAMES.get(code) or str(get_language_info(code)["name_local"])
    except KeyError:
        return code
