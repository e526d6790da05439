"""Each rule finds what it is about, and nothing in markup that is right."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from typing import Any

import pytest

from annotations.markup.findings import ERROR
from annotations.markup.rules import check, day_of
from annotations.presenters.publishing.markup_findings import SENTENCES, sentence

TODAY = datetime.date(2026, 11, 20)
RIGHT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "@id": "https://checks.example/checks/1-dues/#review",
    "url": "https://checks.example/checks/1-dues/",
    "datePublished": "2026-11-02",
    "dateModified": "2026-11-03",
    "claimReviewed": "Port dues rose by 14 per cent in 2023.",
    "author": {"@type": "Organization", "name": "The Desk", "url": "https://checks.example/"},
    "itemReviewed": {
        "@type": "Claim",
        "datePublished": "2026-10",
        "author": {"@type": "Person", "name": "A. Rowan", "sameAs": "https://rowan.example/"},
        "firstAppearance": {"@type": "CreativeWork", "url": "https://gazette.example/dues"},
    },
    "reviewRating": {
        "@type": "Rating", "alternateName": "Mostly true", "ratingValue": 4, "bestRating": 5, "worstRating": 1,
    },
}  # fmt: skip


def found(change: Callable[[dict[str, Any]], Any], **asked: str) -> list[str]:
    review = copy.deepcopy(RIGHT)
    change(review)
    findings = check(review, today=TODAY, **asked)
    assert all(sentence(one) for one in findings)
    return [one.code for one in findings]


def put(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(review: dict[str, Any]) -> None:
        *way, last = path.split(".")
        for name in way:
            review = review[name]
        review[last] = value

    return change


def take(path: str) -> Callable[[dict[str, Any]], None]:
    def change(review: dict[str, Any]) -> None:
        *way, last = path.split(".")
        for name in way:
            review = review[name]
        del review[last]

    return change


def test_nothing_is_found_in_what_is_right() -> None:
    assert found(lambda review: None, page="https://www.checks.example/checks/1-dues/", canonical=RIGHT["url"]) == []


CLAIM, SCALE = "claimReviewed", "reviewRating.ratingValue"
RULES = {
    "missing claim": (take(CLAIM), ["lacks"]),
    "empty claim": (put(CLAIM, " "), ["blank"]),
    "long claim": (put(CLAIM, "Port dues " + "rose " * 20), ["long_claim"]),
    "small letter": (put(CLAIM, "dues rose by 14 per cent."), ["small_letter"]),
    "half a sentence": (put(CLAIM, "and that dues rose by 14 per cent"), ["half_sentence"]),
    "an ellipsis": (put(CLAIM, "… dues rose by 14 per cent"), ["half_sentence"]),
    "a verdict": (put(CLAIM, "No evidence that dues rose"), ["verdict_in_claim"]),
    "a verdict in Spanish": (put(CLAIM, "Es falso que subieran las tasas"), ["verdict_in_claim"]),
    "a verdict in Arabic": (put(CLAIM, "خبر كاذب عن الرسوم"), ["verdict_in_claim"]),
    "turned words": (put(CLAIM, "Port dues \u202erose"), ["unsafe_characters"]),
    "markup": (put(CLAIM, "Port dues <b>rose</b> &amp; fell"), ["markup_in_words"]),
    "null": (put("itemReviewed.author.sameAs", None), ["blank"]),
    "a list of types": (put("@type", ["ClaimReview"]), ["several_types"]),
    "no address": (put("url", "checks/1"), ["no_address"]),
    "missing address": (take("url"), ["lacks"]),
    "no author": (take("author"), ["lacks"]),
    "an author without a name": (take("author.name"), ["lacks"]),
    "an author without an address": (take("author.url"), ["lacks_wanted"]),
    "no rating": (take("reviewRating"), ["lacks"]),
    "no words of the rating": (take("reviewRating.alternateName"), ["lacks"]),
    "outside": (put(SCALE, 6), ["outside_scale"]),
    "below": (put(SCALE, "0"), ["outside_scale"]),
    "no number": (put(SCALE, "four"), ["no_number"]),
    "a number as words": (put(SCALE, "4"), []),
    "no scale": (take("reviewRating.bestRating"), ["value_without_scale"]),
    "a scale alone": (take(SCALE), ["scale_without_value"]),
    "a number on unverifiable": (put("reviewRating.alternateName", "Unproven"), ["number_on_unverifiable"]),
    "no day said": (take("itemReviewed.datePublished"), ["no_day_said"]),
    "no claimant": (take("itemReviewed.author"), ["no_claimant"]),
    "a platform": (put("itemReviewed.author.name", "Facebook users"), ["claimant_is_platform"]),
    "viral posts": (put("itemReviewed.author.name", "Viral posts"), ["claimant_is_platform"]),
    "a product": (put("itemReviewed.author.@type", "Product"), ["odd_claimant"]),
    "no appearance": (take("itemReviewed.firstAppearance"), ["no_first_appearance"]),
    "an appearance without address": (take("itemReviewed.firstAppearance.url"), ["appearance_without_address"]),
    "an appearance at home": (put("itemReviewed.firstAppearance.url", "https://checks.example/a"), ["appearance_on_own_host"]),
    "a shortener": (put("itemReviewed.appearance", ["https://bit.ly/x"]), ["shortener"]),
    "the claim twice": (put("itemReviewed.name", RIGHT[CLAIM]), ["claim_twice"]),
    "no date": (put("datePublished", "yesterday"), ["no_date"]),
    "missing date": (take("datePublished"), ["lacks"]),
    "a date to come": (put("dateModified", "2026-12-24"), ["in_the_future"]),
    "changed before": (put("dateModified", "2026-11-01"), ["changed_before_published"]),
    "said after": (put("itemReviewed.datePublished", "2026-11-09"), ["said_after_check"]),
}  # fmt: skip


@pytest.mark.parametrize(("change", "codes"), RULES.values(), ids=RULES)
def test_each_rule(change: Callable[[dict[str, Any]], Any], codes: list[str]) -> None:
    assert found(change) == codes


def test_the_address_is_that_of_the_page() -> None:
    assert found(lambda r: None, page="https://other.example/checks/1-dues/") == ["other_host"]
    assert found(lambda r: None, page=RIGHT["url"], canonical="https://checks.example/1/") == ["not_canonical"]


@pytest.mark.parametrize(
    "words", ["Prices rose; falsehoods were told", "The X account of the ministry", "A false alarm bell"]
)
def test_what_is_like_a_verdict_or_a_platform(words: str) -> None:
    assert found(put("itemReviewed.author.name", words)) == []


@pytest.mark.parametrize(
    ("words", "day"),
    [("2026", "2026-01-01"), ("2026-11", "2026-11-01"), ("2026-11-02", "2026-11-02"), ("2026-11-02T10:00:00Z", "2026-11-02"),
     ("2026-13-01", None), ("02/11/2026", None), ("", None), (7, None)],
)  # fmt: skip
def test_days(words: Any, day: str | None) -> None:
    assert (day_of(words) or None) == (datetime.date.fromisoformat(day) if day else None)


def test_every_code_has_its_sentence_and_its_rule() -> None:
    told = {code for change, codes in RULES.values() for code in codes}
    others = {"other_host", "not_canonical"}  # above
    of_reading = {"no_json", "too_deep", "no_claim_review", "same_claim_twice"}
    of_preflight = {"all_support", "all_contradict"}
    assert told | others | of_reading | of_preflight == set(SENTENCES)


def test_findings_are_errors_or_warnings() -> None:
    review = copy.deepcopy(RIGHT)
    review["claimReviewed"] = "dues"
    assert [one.severity for one in check(review, today=TODAY)] != [ERROR]
