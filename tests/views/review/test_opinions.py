"""Rating blind, and every place where a withheld verdict could be read."""

import re

import pytest
from django.urls import reverse

from annotations.models import ClaimReview, Newsroom, Opinion, User
from annotations.services.review import claim_reviews, corrections, opinions
from annotations.services.review.agreement import double_ratings
from annotations.services.text import notes
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
SUMMARY = "Fell by thirteen. Not by half."


def sealed(checker: User) -> ClaimReview:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "blind"})
    return factories.submitted(checker, summary=SUMMARY, how_checked="We counted the log.")


def rate(client, review: ClaimReview, **values: str):
    """Press the button of the page that the person has open."""
    sent = {"submission": opinions.submission_of(review), **values}
    return client.post(reverse("review_rate", args=[review.pk]), sent)


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


def steps(client) -> str:
    """The history's list, without its filters."""
    listed = client.get(reverse("history")).content.decode().partition('class="history"')[2]
    return " ".join(re.sub("<[^>]*>", " ", listed).split())


def corrected(checker: User, editor: User) -> ClaimReview:
    """A published version, and its correction with another verdict before somebody rated it."""
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "one"})
    first = factories.published(checker, editor, rating="verified", summary="It fell by half. The log has it.")
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "blind"})
    opener = factories.UserFactory(role="editor", username="opener")
    second = corrections.correct(claim=first.claim, by=opener, reason="The log says the opposite.")
    claim_reviews.save_draft(review=second, by=checker, changes={"rating": "disputed", "summary": SUMMARY})
    comment = {"text": "Better so.", "suggestion": "It fell by thirteen, and no more."}
    notes.comment(review=second, by=checker, about="summary", **comment)
    notes.comment(review=second, by=checker, about="verdict", text="@editor it is disputed then.")
    return claim_reviews.submit(review=second, by=checker)


def test_a_withheld_correction_is_not_read_from_the_version_before(
    checker: User, editor: User, other_editor: User
) -> None:
    second = corrected(checker, editor)
    first = second.claim.reviews.get(number=1)
    client = client_of(other_editor)
    page = reverse("review", args=[first.pk])
    for path in (page, f"{page}?against=2", reverse("review", args=[second.pk]), reverse("history"), reverse("notes")):
        words = client.get(path).content.decode()
        for secret in ("thirteen", "says the opposite", "disputed then"):
            assert secret not in words, (path, secret)
    mentioned = client_of(editor).get(reverse("notes")).content.decode()
    assert "disputed then" not in mentioned
    # Its author reads all of it, and so does everybody once somebody has rated it
    assert "says the opposite" in client_of(checker).get(reverse("review", args=[second.pk])).content.decode()
    opinions.rate(review=second, by=editor, rating="disputed")
    assert "thirteen" in client.get(f"{page}?against=2").content.decode()
    assert "disputed then" in client_of(editor).get(reverse("notes")).content.decode()


def test_a_citation_of_a_withheld_version_opens_no_form(checker: User, editor_client) -> None:
    review = sealed(checker)
    cited = review.citations.get()
    for name in ("citation_edit", "citation_remove", "citation_pin"):
        answer = editor_client.get(reverse(name, args=[cited.pk]), follow=True)
        assert answer.status_code == 200
        assert 'name="stance"' not in answer.content.decode()
        assert_tells_nothing(name, answer.content.decode())


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"wording": "Waiting times fell by half."},
        {"rating": "verified", "base-rating": "0", "summary": "x", "base-summary": "0"},
        {"rating": "disputed"},
        {"keep_mine": "1", "rating": "verified"},
    ],
)
def test_saving_a_card_tells_nothing_of_a_withheld_verdict(checker: User, editor_client, values: dict) -> None:
    review = sealed(checker)
    for headers in ({"HX-Request": "true"}, {}):
        answer = editor_client.post(reverse("claim_save", args=[review.claim_id]), values, headers=headers, follow=True)
        words = answer.content.decode()
        assert_tells_nothing("claim_save", words)
        assert "words-disputed" not in words
        assert "base-rating" not in words
    assert "no longer a draft" in words


def test_a_second_blind_round_is_found_by_no_pair_of_ratings(checker: User, editor: User, other_editor: User) -> None:
    review = sealed(checker)
    opinions.rate(review=review, by=editor, rating="verified")
    claim_reviews.return_(review=review, by=editor, comment="Which week?")
    assert double_ratings().count() == 1
    claim_reviews.save_draft(review=review, by=editor, changes={"summary": "Fell by a seventh. Not by half."})
    claim_reviews.submit(review=review, by=checker)
    review.refresh_from_db()
    assert review.sealed
    words = client_of(other_editor).get(reverse("reviews") + "?first=disputed").content.decode()
    assert review.claim.wording not in words
    opinions.rate(review=review, by=other_editor, rating="disputed")
    assert [pair.by for pair in double_ratings()] == [other_editor]


def test_a_rating_is_bound_to_the_submission_that_was_read(checker: User, editor: User, editor_client) -> None:
    review = sealed(checker)
    read = opinions.submission_of(review)
    claim_reviews.take_back(review=review, by=checker)
    claim_reviews.save_draft(review=review, by=checker, changes={"rating": "verified"})
    claim_reviews.submit(review=review, by=checker)
    answer = rate(editor_client, review, submission=read, rating="disputed", reason="By the log.")
    assert answer.status_code == 422
    assert "submitted anew" in answer.content.decode()
    assert "By the log." in answer.content.decode()
    assert not Opinion.objects.exists()


def test_words_of_a_refused_decision_are_given_back(checker: User, editor_client) -> None:
    review = factories.submitted(checker)
    claim_reviews.take_back(review=review, by=checker)
    answer = editor_client.post(reverse("review_return", args=[review.pk]), {"comment": "Which week was it?"})
    assert answer.status_code == 422
    assert "This was not saved." in answer.content.decode()
    assert "Which week was it?" in answer.content.decode()


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
    answer = rate(editor_client, review, rating="disputed", reason="By the log.")
    assert answer.url == page
    words = editor_client.get(page).content.decode()
    assert SUMMARY in words
    assert "By the log." in words
    assert "Approve and publish" in words


def test_a_rating_without_a_choice_is_asked_for_again(checker: User, editor_client) -> None:
    review = sealed(checker)
    answer = rate(editor_client, review, reason="By the log.")
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Choose the verdict that the evidence supports." in words
    assert "By the log." in words
    assert SUMMARY not in words


def test_rating_twice_is_refused_in_words(checker: User, editor: User, editor_client) -> None:
    review = sealed(checker)
    opinions.rate(review=review, by=editor, rating="verified")
    answer = rate(editor_client, review, rating="disputed", reason="By the log.")
    assert answer.status_code == 422
    assert "No opinion is asked for" in answer.content.decode()
    assert "By the log." in answer.content.decode()
    assert Opinion.objects.count() == 1


def test_a_dissenter_is_told_that_a_third_decides(checker: User, editor: User, editor_client) -> None:
    review = sealed(checker)
    opinions.rate(review=review, by=editor, rating="verified")
    words = editor_client.get(reverse("review", args=[review.pk])).content.decode()
    assert "so a third person must decide" in words
    assert "Approve and publish" not in words


def test_a_panel_keeps_votes_from_those_who_may_still_vote(
    checker: User, editor: User, other_checker: User, auditor: User, editor_client
) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "panel"})
    review = factories.submitted(checker, summary=SUMMARY)
    opinions.rate(review=review, by=other_checker, rating="verified", reason="The log is clear.")
    words = editor_client.get(reverse("review", args=[review.pk])).content.decode()
    assert "of three has rated it" not in words
    assert "O. Other rated it" not in steps(editor_client)
    assert SUMMARY in words
    assert "The log is clear." not in words
    author = client_of(checker).get(reverse("review", args=[review.pk])).content.decode()
    assert "The log is clear." not in author
    assert "1 of three has rated it." in author
    assert "O. Other rated it" in steps(client_of(auditor))
    # Taken back in the middle, it tells nobody the ratings so far
    claim_reviews.take_back(review=review, by=checker)
    assert "The log is clear." not in client_of(checker).get(reverse("review", args=[review.pk])).content.decode()


def test_the_first_of_two_editors_is_told_so(checker: User, editor_client) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "two"})
    review = factories.submitted(checker)
    page = reverse("review", args=[review.pk])
    assert "Approve, as the first of two" in editor_client.get(page).content.decode()
    editor_client.post(reverse("review_approve", args=[review.pk]), {"digest": review.digest})
    words = editor_client.get(page).content.decode()
    assert "A second editor has to approve it, too." in words
    assert review.claim.wording not in editor_client.get(reverse("queue") + "?turn=me").content.decode()
