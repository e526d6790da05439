"""schema.org ClaimReview of a published version, from its frozen content and what has happened to it since.

https://schema.org/ClaimReview and
https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations.extraction.web.archived import archived
from annotations.markup.words import UNSAFE

BEST, WORST = 5, 1


@dataclass(frozen=True)
class Newsroom:
    """The publisher (schema.org NewsMediaOrganization)."""

    name: str
    url: str
    #: (address, width, height) in pixels.
    logo: tuple[str, int, int] | None = None
    #: {property of NewsMediaOrganization: address of the page on which readers find it}.
    policies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Publication:
    """Where and when readers were told; days in ISO 8601 by the newsroom's clock, "" where there is none."""

    address: str
    published: str
    #: Which of the reviews on that page it is.
    anchor: str = "review"
    modified: str = ""
    #: (day, what was corrected), oldest first.
    corrections: Sequence[tuple[str, str]] = ()
    #: The address of the published check that this one was made from.
    based_on: str = ""
    #: {source: the address of the copy of it that readers may see}.
    public_copies: Mapping[int, str] = field(default_factory=dict)


def markup_of(content: dict[str, Any], by: Newsroom, about: Publication) -> dict[str, Any]:
    """The ClaimReview object without `@context`. What is unknown is left out: no nulls, no blanks."""
    whole = without_blanks(
        {
            "@type": "ClaimReview",
            "@id": f"{about.address}#{about.anchor}",
            "url": about.address,
            "datePublished": about.published,
            "dateModified": about.modified,
            "inLanguage": content["language"],
            "claimReviewed": content["wording"],
            "author": _publisher(by),
            "itemReviewed": _claim(content),
            "reviewRating": _rating(content),
            "associatedMediaReview": _media_review(content, by, about),
            "isBasedOn": about.based_on,
            "citation": _citations(content["citations"], about.public_copies),
            "correction": [
                {"@type": "CorrectionComment", "datePublished": day, "text": words} for day, words in about.corrections
            ],
        }
    )
    return dict(whole)


#: {what a picture, video or sound is found to be: schema.org's MediaManipulationRatingEnumeration}.
AUTHENTICITY = {
    "authentic": "OriginalMediaContent",
    "edited": "EditedOrCroppedContent",
    "missing_context": "DecontextualizedContent",
    "staged": "StagedContent",
    "satire": "SatireOrParodyContent",
}
MEDIA = {"image": "ImageObject", "video": "VideoObject", "audio": "AudioObject"}


def _media_review(content: dict[str, Any], by: Newsroom, about: Publication) -> dict[str, Any] | None:
    """The same check as one of a picture, video or sound (https://schema.org/MediaReview); None for words.

    Contents frozen before had none.
    """
    kind, found = MEDIA.get(content.get("media_kind", "")), AUTHENTICITY.get(content.get("media_rating", ""))
    if kind is None or found is None:
        return None
    # An article that tells of a picture is not the picture: only addresses that somebody entered as its own are.
    places = [place for place in content["appearances"] if place.get("url") and not place.get("article")]
    shown = [{"@type": kind, **_address(place["url"])} for place in places]
    return {
        "@type": "MediaReview",
        "url": about.address,
        "datePublished": about.published,
        "inLanguage": content["language"],
        "author": {"@type": "NewsMediaOrganization", "name": by.name, "url": by.url},
        "mediaAuthenticityCategory": f"https://schema.org/{found}",
        "itemReviewed": shown and {"@type": "MediaReviewItem", "mediaItemAppearance": shown},
    }


def _publisher(by: Newsroom) -> dict[str, Any]:
    logo = by.logo and dict(zip(("@type", "url", "width", "height"), ("ImageObject", *by.logo), strict=True))
    return {"@type": "NewsMediaOrganization", "name": by.name, "url": by.url, "logo": logo, **by.policies}


def _claim(content: dict[str, Any]) -> dict[str, Any]:
    said_on = content["said_on"] or ""
    kept = {"day": 10, "month": 7, "year": 4}[content["said_precision"]]
    places = [(place, _appearance(place)) for place in content["appearances"]]
    first = next((work for place, work in places if place.get("first") and work), None)
    others = [work for place, work in places if work and not place.get("first")]
    claimant = content["claimant"]
    return {
        "@type": "Claim",
        "datePublished": said_on[:kept],
        "author": _speaker(claimant) if claimant and claimant["kind"] else None,
        "firstAppearance": first,
        "appearance": others,
    }


def _speaker(claimant: dict[str, Any]) -> dict[str, Any]:
    """Who said it. Of a person also the office and the party or outlet; contents frozen before had no office."""
    told = {"@type": claimant["kind"], "name": claimant["name"], "sameAs": claimant["same_as"]}
    if claimant["kind"] != "Person":
        return told
    group = {"@type": "Organization", "name": claimant["group"]} if claimant["group"] else None
    return {**told, "jobTitle": claimant.get("office"), "affiliation": group}


def _appearance(place: dict[str, Any]) -> dict[str, Any] | None:
    """A CreativeWork with an address; a place without one says nothing to a consumer."""
    if not place.get("url"):
        return None
    return {
        "@type": "CreativeWork",
        **_address(place["url"]),
        "headline": visible(place.get("title") or ""),
        "datePublished": place.get("published_on") or place.get("said_on"),
        "publisher": place.get("publisher") and {"@type": "Organization", "name": visible(place["publisher"])},
    }


def _citations(citations: list[dict[str, Any]], public_copies: Mapping[int, str]) -> list[dict[str, Any] | None]:
    """Each source once, however many of its words are quoted."""
    sources = {one["source"]: one for one in reversed(citations)}
    return [_citation(sources.pop(one["source"]), public_copies) for one in citations if one["source"] in sources]


def _citation(source: dict[str, Any], public_copies: Mapping[int, str]) -> dict[str, Any] | None:
    """A source that readers may know; its copy is ours where they may see it, else the archive's that was cited."""
    if source.get("protected"):
        return None
    told = _address(source["url"]) if source["url"] else {}
    return {
        "@type": "CreativeWork",
        **told,
        "name": visible(source["title"]),
        "publisher": source["publisher"] and {"@type": "Organization", "name": visible(source["publisher"])},
        "archivedAt": public_copies.get(source["source"]) or told.get("archivedAt"),
    }


def _address(url: str) -> dict[str, str]:
    """An address; of a copy in an archive that of the original, and where the copy is."""
    copy = archived(url)
    return {"url": copy.original, "archivedAt": url} if copy and copy.original else {"url": url}


def visible(words: str) -> str:
    """A title as other people's pages have it, without characters that can't be seen or that turn its direction."""
    return UNSAFE.sub("", words)


def _rating(content: dict[str, Any]) -> dict[str, Any]:
    """The label's words; its number with best and worst, or none of the three."""
    label = content["label"]
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": label["words"],
        "ratingExplanation": content["summary"],
    }
    if label["number"] is not None:
        rating |= {"ratingValue": label["number"], "bestRating": BEST, "worstRating": WORST}
    return rating


def without_blanks(value: Any) -> Any:
    """`value` without None, empty texts, lists and objects, at every depth."""
    if isinstance(value, dict):
        kept = {name: without_blanks(inner) for name, inner in value.items()}
        kept = {name: inner for name, inner in kept.items() if inner not in (None, "", [], {})}
        return kept if set(kept) - {"@type"} else None
    if isinstance(value, list):
        return [inner for inner in map(without_blanks, value) if inner not in (None, "", [], {})]
    return value.strip() if isinstance(value, str) else value
