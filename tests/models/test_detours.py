"""Ways round the promises that were thought of: each is closed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.utils import timezone

from annotations.models import User
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.models.test_promises import REFUSED, refused, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("labels")]


def test_a_temporary_table_does_not_stand_in_for_the_approvals(checker: User) -> None:
    review = factories.submitted(checker)
    run(
        "CREATE TEMP TABLE annotations_approval ON COMMIT DROP AS"
        " SELECT id AS review_id, digest, submitted_at, 0 AS by_id FROM public.annotations_claimreview"
    )
    refused(
        "UPDATE public.annotations_claimreview SET status = 'approved' WHERE id = %s", review.pk, because="nobody but"
    )


def test_the_sites_role_makes_no_temporary_tables(checker: User, site_role: None) -> None:
    refused(
        "CREATE TEMP TABLE annotations_reviewauthor (review_id bigint, user_id bigint)", because="permission denied"
    )


def test_an_old_approval_is_not_used_again(checker: User, editor: User, site_role: None) -> None:
    review = factories.approved(checker, editor)
    kept = review.submitted_at
    claim_reviews.return_(review=review, by=editor, comment="Look again.")
    again = "UPDATE annotations_claimreview SET status = 'in_review', submitted_at = %s WHERE id = %s"
    refused(again, kept, review.pk, because="later than the one before")


def test_what_is_submitted_is_what_stands_in_the_draft(checker: User, site_role: None) -> None:
    review = factories.submitted(checker)
    claim_reviews.take_back(review=review, by=checker)
    sneak = (
        "UPDATE annotations_claimreview SET status = 'in_review', submitted_at = %s,"
        """ content = jsonb_set(content, '{summary}', '"other words"') WHERE id = %s"""
    )
    refused(sneak, timezone.now(), review.pk, because="not what stands in the draft")


def test_a_draft_does_not_begin_as_published(checker: User, editor: User, site_role: None) -> None:
    review = factories.published(checker, editor)
    refused(
        "INSERT INTO annotations_claimreview (claim_id, number, status, author_id, changed_by_id, rating, summary, how_checked,"
        " not_established, looked_for, asked, answer, correction_reason, digest, return_comment, retraction_reason,"
        " created_at, changed_at, published_at) VALUES (%s, 2, 'draft', %s, %s, '', '', '', '', '', '', '', '', '', '', '',"
        " now(), now(), now())",
        review.claim_id, checker.pk, checker.pk, because="starts as a draft",
    )  # fmt: skip


def test_a_public_address_stays(checker: User, editor: User, site_role: None) -> None:
    review = factories.published(checker, editor)
    refused("UPDATE annotations_claim SET slug = 'other' WHERE id = %s", review.claim_id, because="public address")
    refused("UPDATE annotations_claim SET article_id = NULL WHERE id = %s", review.claim_id, because="public address")


def test_a_highlight_stays_in_its_text(checker: User, site_role: None) -> None:
    annotation = factories.claim(checker).appearances.get().annotation
    other = factories.article(checker, "Another text.").versions.get()
    refused(
        "UPDATE annotations_annotation SET version_id = %s WHERE id = %s",
        other.pk,
        annotation.pk,
        because="stays in its version",
    )


def test_what_a_person_decided_is_not_overwritten(checker: User, site_role: None) -> None:
    annotation = factories.claim(checker).appearances.get().annotation
    run(
        'INSERT INTO annotations_anchor (annotation_id, version_id, status, start, "end", score, method, decided_by_id, decided_at, created_at)'
        " VALUES (%s, %s, 'moved', 1, 5, 1, 'test', %s, now(), now())",
        annotation.pk, annotation.version_id, checker.pk,
    )  # fmt: skip
    refused("UPDATE annotations_anchor SET decided_by_id = NULL", because="what a person decided")
    refused("UPDATE annotations_anchor SET start = 2", because="what a person decided")
    refused("UPDATE annotations_anchor SET start = 2, decided_at = '2020-01-01'", because="what a person decided")
    run("UPDATE annotations_anchor SET start = 2, decided_at = now() + interval '1 second'")


def test_an_editor_cannot_publish_new_words_alone(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    second = corrections.correct(claim=review.claim, by=editor, reason="New public words.")
    second = claim_reviews.submit(review=second, by=editor)
    with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_approval (review_id, by_id, digest, submitted_at, reason, created_at)"
            " VALUES (%s, %s, %s, %s, '', now())",
            [second.pk, editor.pk, second.digest, second.submitted_at],
        )
