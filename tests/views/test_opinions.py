"""Rating blind, and every place where a withheld verdict could be read."""

import pytest
from django.urls import reverse

from annotations.models import ClaimReview, Newsroom, Opinion, User
from annotations.services import opinions
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
SUMMARY = "Fell by thirteen. Not by half."


def sealed(checker: User) -> ClaimReview:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "blind"})
    return factories.submitted(checker, summary=SUMMARY, how_checked="We counted the log.")


def pages(review: ClaimReview) -> list[str]:
    claim = review.claim
    cited = review.citations.get()
    return [
        reverse("review", args=[review.pk]),
        reverse("review", args=[review.pk]) + "?against=1",
        reverse("article", args=[claim.article_id]),
        reverse("article", args=[claim.article_id]) + f"?claim={claim.pk}",
        reverse("claim", args=[claim.pk]),
        reverse("claims"),
        reverse("reviews"),
        reverse("queue"),
        reverse("dashboard"),
        reverse("mine"),
        reverse("history"),
        reverse("source", args=[cited.source_id]),
        reverse("snapshot", args=[cited.snapshot_id]) + f"?citation={cited.pk}",
    ]


def test_nobody_who_may_still_rate_reads_the_verdict(checker: User, editor: User, other_checker: User) -> None:
    review = sealed(checker)
    for user in (editor, other_checker):
        client = client_of(user)
        for page in pages(review):
            told = client.get(page)
            assert told.status_code == 200, page
            words = told.content.decode()
            assert_tells_nothing(page, words)
    parts = reverse("article_changes", args=[review.claim.article_id]) + "?since=0"
    for page in (
        reverse("article_rows", args=[review.claim.article_id]),
        parts,
        reverse("claim", args=[review.claim_id]),
    ):
        told = client.get(page, headers={"HX-Request": "true"})
        assert told.status_code == 200, page
        assert_tells_nothing(page, told.content.decode())


def assert_tells_nothing(page: str, words: str) -> None:
    for secret in (SUMMARY, "We counted", "verdict-disputed", "mark-disputed", "edge-disputed", ">contradicts<"):
        assert secret not in words, (page, secret)


def test_filters_do_not_find_a_withheld_verdict(checker: User, editor_client) -> None:
    review = sealed(checker)
    label = review.label_id
    for page, query in (
        ("claims", "rating=disputed"),
        ("reviews", "status=in_review&rating=disputed"),
        ("reviews", f"status=in_review&label={label}"),
    ):
        assert review.claim.wording not in editor_client.get(f"{reverse(page)}?{query}").content.decode()
    rows = editor_client.get(reverse("article", args=[review.claim.article_id]) + "?verdict=disputed")
    assert f'id="row-{review.claim_id}"' not in rows.content.decode()


def test_authors_and_auditors_read_it(checker: User, auditor: User) -> None:
    review = sealed(checker)
    for user in (checker, auditor):
        assert SUMMARY in client_of(user).get(reverse("review", args=[review.pk])).content.decode()


def test_rating_shows_the_verdict(checker: User, editor_client) -> None:
    review = sealed(checker)
    page = reverse("review", args=[review.pk])
    assert "Keep my rating" in editor_client.get(page).content.decode()
    answer = editor_client.post(
        reverse("review_rate", args=[review.pk]), {"rating": "disputed", "reason": "By the log."}
    )
    assert answer.url == page
    words = editor_client.get(page).content.decode()
    assert SUMMARY in words
    assert "By the log." in words
    assert "Approve and publish" in words


def test_a_rating_without_a_choice_is_asked_for_again(checker: User, editor_client) -> None:
    review = sealed(checker)
    answer = editor_client.post(reverse("review_rate", args=[review.pk]), {"reason": "By the log."})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Choose the verdict that the evidence supports." in words
    assert "By the log." in words
    assert SUMMARY not in words


def test_rating_twice_is_refused_in_words(checker: User, editor: User, editor_client) -> None:
    review = sealed(checker)
    opinions.rate(review=review, by=editor, rating="verified")
    answer = editor_client.post(reverse("review_rate", args=[review.pk]), {"rating": "disputed"})
    assert answer.status_code == 422
    assert "No opinion is asked for" in answer.content.decode()
    assert Opinion.objects.count() == 1


def test_a_dissenter_is_told_that_a_third_decides(checker: User, editor: User, editor_client) -> None:
    review = sealed(checker)
    opinions.rate(review=review, by=editor, rating="verified")
    words = editor_client.get(reverse("review", args=[review.pk])).content.decode()
    assert "so a third person must decide" in words
    assert "Approve and publish" not in words


def test_a_panel_keeps_votes_from_those_who_may_still_vote(
    checker: User, editor: User, other_checker: User, editor_client
) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "panel"})
    review = factories.submitted(checker, summary=SUMMARY)
    opinions.rate(review=review, by=other_checker, rating="verified", reason="The log is clear.")
    words = editor_client.get(reverse("review", args=[review.pk])).content.decode()
    assert "1 of three has rated it." in words
    assert SUMMARY in words
    assert "The log is clear." not in words
    author = client_of(checker).get(reverse("review", args=[review.pk])).content.decode()
    assert "The log is clear." not in author


def test_the_first_of_two_editors_is_told_so(checker: User, editor_client) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "two"})
    review = factories.submitted(checker)
    page = reverse("review", args=[review.pk])
    assert "Approve, as the first of two" in editor_client.get(page).content.decode()
    editor_client.post(reverse("review_approve", args=[review.pk]), {"digest": review.digest})
    words = editor_client.get(page).content.decode()
    assert "A second editor has to approve it, too." in words
    assert review.claim.wording not in editor_client.get(reverse("queue") + "?turn=me").content.decode()
