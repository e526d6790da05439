"""Reviews are found in anybody's page, however they are written."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotations.markup.reading import read
from tests.markup.test_rules import RIGHT

REVIEW = json.dumps(RIGHT)
MICRODATA = """<div itemscope itemtype="https://schema.org/ClaimReview"><meta itemprop="url" content="https://checks.example/1/">
<span itemprop="claimReviewed">Port dues rose.</span><div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">
<span itemprop="alternateName">True</span></div></div>"""


def script(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


PAGES = {
    "one block": (script(REVIEW), 1),
    "JSON alone": (REVIEW, 1),
    "a list": (f"[{REVIEW}]", 1),
    "a graph": (script(json.dumps({"@graph": [{"@type": "WebPage"}, RIGHT]})), 1),
    "a feed": (json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [RIGHT]}]}), 1),
    "two blocks": (script(REVIEW) + script(REVIEW.replace("14 per cent", "15 per cent")), 2),
    "types as a list": (script(REVIEW.replace('"ClaimReview"', '["ClaimReview", "Review"]')), 1),
    "a whole type": (script(REVIEW.replace('"ClaimReview"', '"https://schema.org/ClaimReview"')), 1),
    "microdata": (MICRODATA, 1),
    "XHTML": ('<?xml version="1.0" encoding="UTF-8"?>' + script(REVIEW), 1),
    "both": (script(REVIEW) + MICRODATA, 2),
}


@pytest.mark.parametrize(("page", "count"), PAGES.values(), ids=PAGES)
def test_reviews_are_found(page: str, count: int) -> None:
    found = read(page.encode())
    assert len(found.reviews) == count
    assert found.findings == []


def test_microdata_reads_as_json_ld() -> None:
    ((_, review),) = read(MICRODATA.encode()).reviews
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "True"}


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<p>words</p>", "no_claim_review"),
        ("", "no_claim_review"),
        (script('{"@type": "Article"}'), "no_claim_review"),
        (script(REVIEW[:-1]), "no_json"),
        (script(REVIEW.replace("4,", "NaN,")), "no_json"),
        (script("[" * 100_000), "too_deep"),
        (script(REVIEW) + script(REVIEW), "same_claim_twice"),
    ],
)
def test_what_is_wrong_with_how_it_is_written(page: str, code: str) -> None:
    assert [one.code for one in read(page.encode()).findings] == [code]


def test_a_pages_own_address_is_read() -> None:
    page = f'<link rel="canonical" href="{RIGHT["url"]}">{script(REVIEW)}'
    assert read(page.encode()).canonical == RIGHT["url"]


def test_the_command_tells_code_path_and_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.html"
    good.write_text(REVIEW)
    call_command("lint_claim_review", str(good))
    assert capsys.readouterr().out == "1 ClaimReview(s), 0 error(s), 0 warning(s)\n"
    bad.write_text(script(REVIEW.replace('"ratingValue": 4', '"ratingValue": 9')))
    with pytest.raises(CommandError) as caught:
        call_command("lint_claim_review", str(bad))
    assert caught.value.returncode == 1
    assert "error outside_scale script 1.reviewRating.ratingValue: The rating's value 9" in capsys.readouterr().out


def test_the_command_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Input:
        buffer = BytesIO(REVIEW.encode())

    monkeypatch.setattr("sys.stdin", Input)
    call_command("lint_claim_review", "-")
    assert "1 ClaimReview(s)" in capsys.readouterr().out


def test_the_command_says_what_it_cannot_read(tmp_path: Path) -> None:
    for place in (str(tmp_path / "none.json"), "http://127.0.0.1:9/"):
        with pytest.raises(CommandError) as caught:
            call_command("lint_claim_review", place)
        assert caught.value.returncode == 2
