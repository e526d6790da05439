"""Figures of verdicts: each number against a plain count in Python, and against the list behind it."""

from __future__ import annotations

import csv
import datetime
import io
import re
import statistics
from collections import Counter
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from annotations.exports.figures import plain
from annotations.models import ClaimReview, User
from annotations.presenters.newsroom.charts import weeks_of
from annotations.presenters.newsroom.figures import GROUPS, Balance, Figure, balances, difference, figures, interval
from annotations.services.newsroom import figures as services
from annotations.services.newsroom.figures import PERIODS, groups
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.conftest import client_of
from tests.triggers import past_triggers

pytestmark = pytest.mark.django_db
SENTENCES = ["1,204 ships", "waiting times fell by half", "Nobody showed us the log", "in spring", "third quarter"]


def say(by: User, editor: User, on: Any, n: int, rating: str, **facts: str) -> ClaimReview:
    return factories.published(by, editor, factories.claim(by, on, SENTENCES[n], **facts), rating=rating)


@pytest.fixture
def verdicts(checker: User, editor: User) -> QuerySet[ClaimReview]:
    """Four published verdicts of two people on two articles, one of them corrected, one returned; one retracted."""
    other = factories.UserFactory(role="checker", display_name="=SUM(A1)")
    first = factories.article(checker, publisher="Harbour Post")
    second = factories.article(checker, publisher="")
    say(checker, editor, first, 0, "verified", claimant="A. Rowan", topic="Ports")
    review = say(checker, editor, first, 1, "disputed", claimant="A. Rowan", topic="Ports")
    again = corrections.correct(claim=review.claim, by=editor, reason="The week.", kind="facts")
    again = claim_reviews.submit(review=again, by=checker)
    third = factories.UserFactory(role="editor")
    again = claim_reviews.return_(review=again, by=third, comment="Which one?")
    again = claim_reviews.submit(review=again, by=checker)
    claim_reviews.approve(review=again, by=third, digest=again.digest)
    claim_reviews.publish(review=again, by=third)
    say(other, editor, second, 2, "disputed", claimant="B. Aster")
    say(other, editor, second, 3, "verified")
    claim_reviews.retract(review=say(other, editor, second, 4, "disputed"), by=editor, reason="Wrong.")
    return ClaimReview.objects.filter(status="published").select_related("claim__claimant", "claim__article", "label")


def key_in_python(review: ClaimReview, by: str) -> str:
    claim = review.claim
    return {
        "speaker": str(claim.claimant or ""),
        "group": claim.claimant.group if claim.claimant else "",
        "outlet": claim.article.publisher if claim.article else "",
        "topic": claim.topic,
        "reason": claim.why_chosen,
        "language": claim.language,
        "label": review.label.words if review.label else "",
        "checker": review.author.display_name or review.author.username,
        "week": "",
    }[by]


@pytest.mark.parametrize("by", [name for name in GROUPS if name not in PERIODS])
def test_each_number_is_what_counting_by_hand_gives(verdicts: QuerySet[ClaimReview], by: str) -> None:
    expected = Counter((key_in_python(review, by), review.rating) for review in verdicts)
    found = figures(groups(verdicts, by), by)
    told = {(figure.name, rating): n for figure in found for rating, n in figure.counts.items() if n}
    assert told == {(name or "Not stated", rating): n for (name, rating), n in expected.items()}
    assert sum(figure.total for figure in found) == 4
    assert sum(figure.returned for figure in found) == 1


def test_time_is_from_the_claim_to_its_first_publication(verdicts: QuerySet[ClaimReview]) -> None:
    (week,) = figures(groups(verdicts, "week"), "week")
    taken = []
    for review in verdicts:
        first = review.claim.reviews.get(number=1)
        taken.append((first.published_at - review.claim.created_at).total_seconds() / 86_400)
    assert week.days == round(statistics.median(taken), 1)
    assert (week.total, week.returned, week.share_returned) == (4, 1, 25)


@pytest.mark.parametrize("by", list(GROUPS))
def test_each_number_leads_to_the_list_behind_it(verdicts: QuerySet[ClaimReview], checker: User, by: str) -> None:
    client = client_of(checker)
    page = client.get(f"/dashboard/verdicts/?by={by}").content.decode()
    links = re.findall(r'<td><a href="(/reviews/[^"]+)">(\d+)</a></td>', page)
    assert links
    for address, count in links:
        listed = client.get(unescape(address)).content.decode()
        assert listed.count('class="row-main"') == int(count), address


def test_the_file_says_the_same_and_runs_nothing(verdicts: QuerySet[ClaimReview], checker_client: Client) -> None:
    answer = checker_client.get("/dashboard/verdicts.csv?by=checker")
    assert answer["Content-Disposition"] == 'attachment; filename="verdicts-by-checker.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["checker"], row["verified"], row["disputed"], row["all"], row["returned"]) for row in rows] == [
        ("'=SUM(A1)", "1", "1", "2", "0"),
        ("C. Checker", "1", "0", "1", "0"),
        ("E. Editor", "0", "1", "1", "1"),  # who opened the correction is its author
    ]


@pytest.mark.parametrize(
    ("words", "safe"), [("=1", "'=1"), ("-1", "'-1"), ("@x", "'@x"), ("A. Rowan", "A. Rowan"), ("", "")]
)
def test_a_cell_is_no_formula(words: str, safe: str) -> None:
    assert plain(words) == safe


@pytest.mark.parametrize(
    "query", ["by=nonsense", "published_from=x", "published_from=2030-01-01", "by=topic&published_to=2020-01-01"]
)
def test_odd_addresses_and_empty_days(verdicts: QuerySet[ClaimReview], checker_client: Client, query: str) -> None:
    assert checker_client.get(f"/dashboard/verdicts/?{query}").status_code == 200
    assert checker_client.get(f"/dashboard/verdicts.csv?{query}", follow=True).status_code == 200


def test_days_that_are_none_are_named_and_nothing_else_is_counted(
    verdicts: QuerySet[ClaimReview], checker_client: Client
) -> None:
    days = "published_from=2030-01-01&published_to=2030-13-01"
    answer = checker_client.get(f"/dashboard/verdicts.csv?{days}", follow=True)
    assert answer.redirect_chain
    assert answer.context["total"] == 0
    assert "does not know, so nothing is shown" in answer.content.decode()


def test_days_are_part_of_every_link(verdicts: QuerySet[ClaimReview], checker_client: Client) -> None:
    page = checker_client.get("/dashboard/verdicts/?by=topic&published_from=2020-01-01").content.decode()
    assert "published_from=2020-01-01&amp;topic=Ports" in page


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    # The first three by the table in R. G. Newcombe, Statistics in Medicine 17 (1998), method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (29, 29, 0.8830, 1.0)],
)
def test_the_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    assert interval(count, total) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_few_is_not_told(verdicts: QuerySet[ClaimReview], checker_client: Client) -> None:
    assert "too few to tell" in checker_client.get("/dashboard/verdicts/?by=speaker").content.decode()
    some = Figure("k", "n", {"verified": 6, "disputed": 4, "unverifiable": 0}, None, 0)
    assert some.disputed == (40, 17, 69)
    assert Figure("k", "n", {"verified": 5, "disputed": 4, "unverifiable": 0}, None, 0).disputed is None


def test_one_query_for_any_number_of_groups(verdicts: QuerySet[ClaimReview], django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        groups(verdicts, "speaker")


def test_many_verdicts_are_kept_until_something_is_published(
    verdicts: QuerySet[ClaimReview],
    checker: User,
    editor: User,
    monkeypatch: pytest.MonkeyPatch,
    rings: list[str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(services, "LIVE", 3)
    before = services.of_all("speaker")
    assert before.rows == groups(verdicts, "speaker")
    assert services.of_all("speaker").at == before.at, "counted once"
    article = factories.article(checker, text="The tide office says so.")
    factories.published(checker, editor, factories.claim(checker, article, "The tide office says so"))
    rings.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert services.of_all("speaker").rows == before.rows, "nobody waits for a new count"
    assert rings == ["count_figures"]
    assert services.count_figures() == len(GROUPS)
    assert services.of_all("speaker").rows == groups(services.standing(), "speaker") != before.rows
    assert services.count_figures() == 0


def test_few_verdicts_are_counted_at_once(verdicts: QuerySet[ClaimReview]) -> None:
    first = services.of_all("topic")
    assert services.of_all("topic").at > first.at


def test_the_difference_is_newcombes() -> None:
    """Example (a) of Newcombe's paper, method 10: 56/70 and 48/80 differ by .20, from .0524 to .3339."""
    assert difference(56, 70, 48, 80) == (20, 5, 33)
    assert difference(9, 9, 48, 80) is None
    assert difference(56, 70, 0, 9) is None


def test_a_group_stands_out_only_where_its_interval_leaves_out_zero() -> None:
    def figure(disputed: int, total: int) -> Figure:
        return Figure("k", "n", {"verified": total - disputed, "disputed": disputed, "unverifiable": 0}, None, 0)

    apart, like, few = balances([figure(56, 70), figure(48, 80), figure(3, 4)])
    assert apart.differs
    assert like.differs, "with two groups each is the other's opposite"
    assert few == Balance((3, 1, 6), None)
    assert not any(balance.differs for balance in balances([figure(30, 60), figure(28, 60)]))


def test_months_lead_to_their_lists(verdicts: QuerySet[ClaimReview], checker_client: Client) -> None:
    page = checker_client.get("/dashboard/verdicts/?by=month").content.decode()
    assert "From the others" not in page
    assert re.search(r"published_month=\d{4}-\d\d-01", page)


def test_verdicts_by_week_are_what_counting_by_hand_gives(
    verdicts: QuerySet[ClaimReview], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where few were published, where many were, and where the page is narrowed; with weeks that are over."""
    reviews = list(ClaimReview.objects.filter(published_at__isnull=False).order_by("pk"))
    mondays = weeks_of(timezone.localdate(), 3)
    moved_to([(review, 7 * (n % 3)) for n, review in enumerate(reviews)])

    def by_hand(rows: QuerySet[ClaimReview]) -> dict[tuple[int, str], int]:
        rows = rows.filter(number=1)  # as it is now, each claim once
        weeks = [(timezone.localdate(row.published_at) - mondays[0]).days // 7 + 1 for row in rows]
        return dict(Counter(zip(weeks, [row.rating for row in rows], strict=True)))

    rows = ClaimReview.objects.filter(published_at__isnull=False)
    assert len(by_hand(rows)) > 3
    assert services.by_week(rows, mondays, whole=True) == by_hand(rows)
    monkeypatch.setattr(services, "LIVE", 0)
    assert services.by_week(rows, mondays, whole=True) == by_hand(rows)
    moved_to([(reviews[0], 0), (reviews[1], 0)])
    kept, own = services.by_week(rows, mondays, whole=True), by_hand(rows)
    this_week = {key for key in [*kept, *own] if key[0] == 3}
    assert {key: kept.get(key) for key in this_week} == {key: own.get(key) for key in this_week}, "this week is new"
    disputed = rows.filter(rating="disputed")
    assert services.by_week(disputed, mondays, whole=False) == by_hand(disputed)


def moved_to(moves: list[tuple[ClaimReview, int]]) -> None:
    """The publications so many days ago, against what the database allows."""
    with past_triggers(connection) as cursor:
        for review, days in moves:
            ago = timezone.now() - datetime.timedelta(days=days)
            change = "UPDATE annotations_claimreview SET published_at = %s, first_published_at = %s WHERE id = %s"
            cursor.execute(change, [ago, ago, review.pk])


def test_one_speakers_list_is_found_by_its_own_index(verdicts: QuerySet[ClaimReview]) -> None:
    """However many claims there are: what the claim says stands in each of its versions, too."""
    rows = ClaimReview.objects.filter(speaker=verdicts[0].claim.claimant).order_by("-created_at", "-pk")[:31]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "review_speaker" in rows.explain()
