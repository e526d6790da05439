"""Lists for readers: what is pinned, what the address asks for, and pages of speakers and topics."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import AuditEvent, Claim, ClaimReview, User
from annotations.review.permissions import Refused
from annotations.services.claims import claimants, claims
from annotations.services.publishing import published_lists
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def check_of(checker: User, editor: User, rating: str = "disputed", **facts: str) -> ClaimReview:
    return factories.published(checker, editor, factories.claim(checker, **facts), rating=rating)


def listed(page: str) -> list[str]:
    """Claims in the order of the page."""
    return re.findall(r'<h2 dir="auto"><a href="[^"]+">“?(.*?)”?</a></h2>', page)


def read(path: str, language: str = "en") -> str:
    answer = Client().get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def three(checker: User, editor: User) -> list[ClaimReview]:
    return [
        check_of(checker, editor, wording="Waiting fell.", topic="Ports", claimant="A. Rowan"),
        factories.published(
            checker,
            editor,
            rating="verified",
            made=factories.claim(
                checker, factories.article(checker, language="es"), wording="Fares rose.", topic="ports"
            ),
        ),
        check_of(checker, editor, wording="Water is clean.", topic="Water", claimant="B. Lindqvist"),
    ]


def test_a_reader_learns_verdict_claim_answer_speaker_and_story_from_a_list(checker: User, editor: User) -> None:
    article = factories.article(checker, publisher="The Quay Gazette")
    factories.published(checker, editor, factories.claim(checker, article, claimant="A. Rowan", said_on="2026-11-02"))
    page = read("/")
    shown = page[page.index('<ul class="checks">') : page.index("</ul>", page.index('<ul class="checks">'))]
    for words in (
        "It fell by 13%.",
        "A. Rowan",
        "2 November 2026",
        "The Quay Gazette",
        'class="verdict verdict-disputed"',
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["Water is clean.", "Fares rose.", "Waiting fell."]),
        ("verdict=verified", ["Fares rose."]),
        ("topic=Ports", ["Waiting fell."]),
        ("language=es", ["Fares rose."]),
        ("verdict=disputed&topic=Water", ["Water is clean."]),
        ("verdict=verified&topic=Water", []),
        ("q=fares", ["Fares rose."]),
        ("q=waiting&verdict=verified", []),
        ("year=1999", []),
        ("verdict=nonsense", []),
        ("topic=nonsense", []),
        ("after=nonsense", ["Water is clean.", "Fares rose.", "Waiting fell."]),
    ],
)
def test_the_address_says_what_is_listed(three: list[ClaimReview], asked: str, shown: list[str]) -> None:
    assert [re.sub("</?mark>", "", claim) for claim in listed(read(f"/?{asked}"))] == shown


def test_a_year_is_that_of_the_newsrooms_clock(
    checker: User, editor: User, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    at = datetime.datetime(2025, 12, 31, 16, tzinfo=datetime.UTC)  # 2026 in Tokyo
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: at)
        check_of(checker, editor, wording="Waiting fell.")
    assert listed(read("/?year=2026")) == ["Waiting fell."]
    assert listed(read("/?year=2025")) == []


def test_nothing_found_tells_what_to_try(three: list[ClaimReview]) -> None:
    assert "Try fewer or other words" in read("/?q=zebra")
    assert "No fact-check is both." in read("/?verdict=unverifiable")
    wrong = read("/?verdict=nonsense")
    assert "does not know, so nothing is shown" in wrong
    assert "is both" not in wrong
    assert "No fact-check has been published yet." not in wrong


def test_nothing_published(db: None) -> None:
    assert "No fact-check has been published yet." in read("/")


def test_a_topic_is_one_page_however_it_is_spelled(three: list[ClaimReview]) -> None:
    assert listed(read("/topics/ports/")) == ["Fares rose.", "Waiting fell."]
    assert listed(read("/topics/ports/?verdict=verified")) == ["Fares rose."]
    assert Client().get("/topics/trains/").status_code == 404
    assert read("/").count('href="/topics/ports/"') == 1


def test_a_topic_keeps_its_own_script(checker: User, editor: User) -> None:
    check_of(checker, editor, wording="The water is clean.", topic="الماء والصحة")
    assert listed(read("/topics/الماء-والصحة/")) == ["The water is clean."]


def test_a_speakers_page_has_facts_and_no_score(checker: User, editor: User) -> None:
    review = check_of(checker, editor, wording="Waiting fell.", claimant="A. Rowan")
    who = Claim.objects.get(pk=review.claim_id).claimant
    claimants.edit(claimant=who, by=checker, values={"office": "minister of ports", "group": "Harbour Party"})
    path = f"/speakers/{who.pk}-a-rowan/"
    page = read(path)
    assert listed(page) == ["Waiting fell."]
    assert "minister of ports" not in page, "what was approved has no office"
    assert "tells nothing of how often they are right" in page
    assert not re.search(r"\d+ ?%|true|false", page[page.index("<main") : page.index('<ul class="checks">')])
    answer = Client().get(f"/speakers/{who.pk}-b-other/")
    assert (answer.status_code, answer["Location"]) == (301, path)
    assert path in read(f"/checks/{review.claim_id}-{Claim.objects.get(pk=review.claim_id).slug}/")


def test_nobody_is_told_of_a_speaker_before_a_check_is_published(checker: User, editor: User) -> None:
    review = factories.submitted(checker, factories.claim(checker, claimant="A. Rowan"))
    who = review.claim.claimant_id
    assert Client().get(f"/speakers/{who}-a-rowan/").status_code == 404
    published = check_of(checker, editor, claimant="B. Lindqvist")
    other = Claim.objects.get(pk=published.claim_id).claimant_id
    claim_reviews.retract(review=published, by=editor, reason="The count was wrong.")
    page = read(f"/speakers/{other}-b-lindqvist/")
    assert "Retracted" in page
    assert "It fell by 13%." not in page


def test_a_draft_of_a_correction_moves_no_claim_to_another_speaker(checker: User, editor: User) -> None:
    review = check_of(checker, editor, wording="Waiting fell.", claimant="A. Rowan")
    who = Claim.objects.get(pk=review.claim_id).claimant
    corrections.correct(claim=review.claim, by=editor, reason="Who said it.", kind="facts")
    claims.save_claim(claim=review.claim, by=checker, changes={"claimant": "B. Lindqvist"})
    other = Claim.objects.get(pk=review.claim_id).claimant
    assert other != who
    assert Client().get(f"/speakers/{other.pk}-b-lindqvist/").status_code == 404
    assert listed(read(f"/speakers/{who.pk}-a-rowan/")) == ["Waiting fell."]
    assert f"/speakers/{who.pk}-a-rowan/" in Client().get(f"/checks/{review.claim_id}/", follow=True).content.decode()


def test_another_name_and_a_merger_keep_the_list(checker: User, editor: User) -> None:
    review = check_of(checker, editor, wording="Waiting fell.", claimant="A. Rowan")
    who = Claim.objects.get(pk=review.claim_id).claimant
    claimants.edit(claimant=who, by=checker, values={"name": "Ada Rowan"})
    assert listed(Client().get(f"/speakers/{who.pk}-a-rowan/", follow=True).content.decode()) == ["Waiting fell."]
    other = check_of(checker, editor, wording="Fares rose.", claimant="Adah Rowan")
    double = Claim.objects.get(pk=other.claim_id).claimant
    claimants.add_spelling(claimant=who, by=editor, name=double.name)
    assert "Fares rose." in Client().get(f"/speakers/{who.pk}-ada-rowan/", follow=True).content.decode()


def test_what_other_sites_add_to_an_address_is_no_question(three: list[ClaimReview], editor: User) -> None:
    published_lists.pin(claim=three[0].claim, by=editor)
    assert listed(read("/?fbclid=abc&utm_source=x")) == ["Waiting fell.", "Water is clean.", "Fares rose."]


def test_a_retracted_checks_answer_stands_in_no_list(checker: User, editor: User) -> None:
    review = check_of(checker, editor, topic="Ports")
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    review.claim.article.refresh_from_db()
    for path in ("/", "/topics/ports/", f"/stories/{review.claim.article_id}-{review.claim.article.slug}/"):
        assert "It fell by 13%." not in read(path), path


def test_what_is_pinned_stands_on_top_and_once(three: list[ClaimReview], editor: User, checker: User) -> None:
    first = three[0]
    client = client_of(editor)
    assert "Pin to the top of the front page" in client.get(f"/reviews/{first.pk}/").content.decode()
    assert client.post(f"/claims/{first.claim_id}/pin/").status_code == 302
    client.post(f"/claims/{first.claim_id}/pin/")  # a second press
    assert AuditEvent.objects.filter(verb="claim.pinned").count() == 1
    assert listed(read("/")) == ["Waiting fell.", "Water is clean.", "Fares rose."]
    assert listed(read("/?language=en")) == ["Water is clean.", "Waiting fell."], "what is asked for comes in its order"
    client.post(f"/claims/{first.claim_id}/pin/", {"unpin": "1"})
    assert listed(read("/")) == ["Water is clean.", "Fares rose.", "Waiting fell."]
    with pytest.raises(Refused):
        published_lists.pin(claim=first.claim, by=checker)


def test_what_is_not_published_or_a_fourth_is_not_pinned(three: list[ClaimReview], checker: User, editor: User) -> None:
    with pytest.raises(Refused, match="not_published_to_pin"):
        published_lists.pin(claim=factories.claim(checker), by=editor)
    for review in three:
        published_lists.pin(claim=review.claim, by=editor)
    with pytest.raises(Refused, match="pins_full"):
        published_lists.pin(claim=check_of(checker, editor).claim, by=editor)
    claim_reviews.retract(review=three[0], by=editor, reason="The count was wrong.")
    assert "Waiting fell." not in re.findall(r'class="lead.*?</article>', read("/"), re.DOTALL)[0]


def test_a_list_of_many_takes_no_more_queries(three: list[ClaimReview], checker: User, editor: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            read("/")
        return len(seen)

    few = asked()
    for n in range(6):
        check_of(checker, editor, topic=f"Topic {n}")
    assert asked() == few
