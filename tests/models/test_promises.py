"""What the database itself refuses, by raw SQL, as the site's own role."""

from __future__ import annotations

import threading
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.utils import InternalError, ProgrammingError

from annotations.models import AuditEvent, Claimant, ClaimReview, User
from annotations.services.review import claim_reviews, corrections
from tests import factories

REFUSED = (IntegrityError, InternalError, ProgrammingError, DatabaseError)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("labels")]


def run(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: Any, because: str = "") -> None:
    with pytest.raises(REFUSED, match=because or None):
        run(statement, *values)


def test_an_author_cannot_approve(checker: User, site_role: None) -> None:
    review = factories.submitted(checker)
    refused(
        "INSERT INTO annotations_approval (review_id, by_id, digest, submitted_at, reason, created_at)"
        " VALUES (%s, %s, %s, %s, '', now())",
        review.pk, checker.pk, review.digest, review.submitted_at, because="author cannot approve",
    )  # fmt: skip


def test_an_editor_who_wrote_in_it_cannot_approve(checker: User, editor: User, site_role: None) -> None:
    review = factories.draft(checker)
    claim_reviews.save_draft(review=review, by=editor, changes={"summary": "Mine now."})
    factories.cite(checker, review)
    review = claim_reviews.submit(review=review, by=checker)
    refused(
        "INSERT INTO annotations_approval (review_id, by_id, digest, submitted_at, reason, created_at)"
        " VALUES (%s, %s, %s, %s, '', now())",
        review.pk, editor.pk, review.digest, review.submitted_at, because="author cannot approve",
    )  # fmt: skip


@pytest.mark.parametrize("status", ["approved", "published"])
def test_nothing_gets_approved_without_an_approval(checker: User, site_role: None, status: str) -> None:
    review = factories.submitted(checker)
    refused("UPDATE annotations_claimreview SET status = %s WHERE id = %s", status, review.pk)


def test_an_approval_of_other_content_does_not_count(checker: User, editor: User, site_role: None) -> None:
    review = factories.submitted(checker)
    refused(
        "INSERT INTO annotations_approval (review_id, by_id, digest, submitted_at, reason, created_at)"
        " VALUES (%s, %s, %s, %s, '', now())",
        review.pk, editor.pk, "0" * 64, review.submitted_at, because="not the content",
    )  # fmt: skip


def test_an_approval_ends_with_a_return(checker: User, editor: User, site_role: None) -> None:
    review = factories.approved(checker, editor)
    claim_reviews.return_(review=review, by=editor, comment="Look again.")
    claim_reviews.submit(review=review, by=checker)
    refused(
        "UPDATE annotations_claimreview SET status = 'approved' WHERE id = %s",
        review.pk,
        because="nobody but its authors",
    )


@pytest.mark.parametrize("column", ["summary", "how_checked", "rating", "looked_for", "correction_reason", "digest"])
@pytest.mark.parametrize("make", [factories.approved, factories.published])
def test_approved_content_does_not_change(checker: User, editor: User, site_role: None, column: str, make: Any) -> None:
    review = make(checker, editor)
    value = "verified" if column == "rating" else "something else"
    refused(f"UPDATE annotations_claimreview SET {column} = %s WHERE id = %s", value, review.pk)


def test_frozen_json_does_not_change(checker: User, editor: User, site_role: None) -> None:
    review = factories.published(checker, editor)
    refused("UPDATE annotations_claimreview SET content = '{}' WHERE id = %s", review.pk, because="frozen")


def test_citations_of_an_approved_version_do_not_change(checker: User, editor: User, site_role: None) -> None:
    review = factories.approved(checker, editor)
    citation = review.citations.get()
    refused("UPDATE annotations_citation SET quoted_words = 'x' WHERE id = %s", citation.pk)
    refused("UPDATE annotations_citation SET removed_at = now() WHERE id = %s", citation.pk)
    refused("DELETE FROM annotations_citation WHERE id = %s", citation.pk)


def test_the_words_of_a_published_claim_do_not_change(checker: User, editor: User, site_role: None) -> None:
    review = factories.published(checker, editor)
    refused("UPDATE annotations_claim SET wording = 'x' WHERE id = %s", review.claim_id, because="correction only")


def test_no_step_is_skipped(checker: User, editor: User, site_role: None) -> None:
    review = factories.published(checker, editor)
    for status in ("draft", "in_review", "returned", "approved"):
        refused("UPDATE annotations_claimreview SET status = %s WHERE id = %s", status, review.pk)


def test_a_claim_has_one_open_version(checker: User, editor: User, site_role: None) -> None:
    review = factories.draft(checker)
    with pytest.raises(IntegrityError, match="review_one_open"), transaction.atomic():
        ClaimReview.objects.create(claim=review.claim, number=2, author=checker, changed_by=checker)


def test_a_retraction_is_confirmed_by_another(checker: User, editor: User, site_role: None) -> None:
    review = factories.retracted(checker, editor)
    refused(
        "UPDATE annotations_claimreview SET retraction_confirmed_at = now(), retraction_confirmed_by_id = %s WHERE id = %s",
        editor.pk, review.pk, because="review_confirmed_by_another",
    )  # fmt: skip


INSERT_ONLY = [
    "auditevent",
    "annotationrange",
    "approval",
    "articleversion",
    "reviewauthor",
    "snapshot",
    "blob",
]


@pytest.mark.parametrize("table", INSERT_ONLY)
@pytest.mark.parametrize("as_site", [True, False], ids=["site role", "owner"])
def test_insert_only_rows_stay(checker: User, editor: User, request: Any, table: str, as_site: bool) -> None:
    factories.published(checker, editor)
    if as_site:
        request.getfixturevalue("site_role")
    key = "sha256" if table == "blob" else "id"
    refused(f"UPDATE annotations_{table} SET {key} = {key}")
    refused(f"DELETE FROM annotations_{table}")
    refused(f"TRUNCATE annotations_{table} CASCADE")


@pytest.mark.parametrize("table", ["claimreview", "claim", "citation", "source", "annotation", "article"])
def test_rows_of_record_are_never_deleted(checker: User, editor: User, table: str) -> None:
    factories.published(checker, editor)
    refused(f"DELETE FROM annotations_{table}")
    refused(f"TRUNCATE annotations_{table} CASCADE")


def test_no_session_variable_lets_the_site_past(checker: User, editor: User, site_role: None) -> None:
    refused("SET session_replication_role = replica")


def test_a_range_holds_the_words_of_its_place(checker: User, site_role: None) -> None:
    claim = factories.claim(checker)
    annotation = claim.appearances.get().annotation
    refused(
        'INSERT INTO annotations_annotationrange (annotation_id, start, "end", exact, prefix, suffix, created_by_id, created_at)'
        " VALUES (%s, 0, 5, 'other', '', '', %s, now())",
        annotation.pk, checker.pk, because="not the words of the text",
    )  # fmt: skip


def test_an_anchor_is_lost_if_and_only_if_it_has_no_range(checker: User, site_role: None) -> None:
    claim = factories.claim(checker)
    annotation = claim.appearances.get().annotation
    insert = (
        'INSERT INTO annotations_anchor (annotation_id, version_id, status, start, "end", score, method, created_at)'
        " VALUES (%s, %s, %s, %s, %s, 1, 'test', now())"
    )
    refused(insert, annotation.pk, annotation.version_id, "lost", 1, 2, because="anchor_lost_iff_no_range")
    refused(insert, annotation.pk, annotation.version_id, "exact", None, None, because="anchor_lost_iff_no_range")


def test_an_audit_event_continues_its_chain(checker: User, site_role: None) -> None:
    claim = factories.claim(checker)
    tip = AuditEvent.objects.filter(chain_kind="claim", chain_id=claim.pk).last()
    with pytest.raises(REFUSED, match="continues its chain"), transaction.atomic():
        AuditEvent.objects.create(
            chain_kind="claim", chain_id=claim.pk, seq=tip.seq + 2, prev_hash=tip.hash, hash="x", verb="x",
            object_kind="claim", object_id=claim.pk,
        )  # fmt: skip


def test_text_carried_over_makes_nobody_an_author(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    correction = corrections.correct(claim=review.claim, by=editor, reason="A typing error.")
    assert claim_reviews.author_ids(correction) == {editor.pk}  # for the reason alone
    citation = correction.citations.get()
    assert citation.carried_from == review.citations.get()


def test_a_carried_citation_with_other_words_makes_an_author(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    correction = corrections.correct(claim=review.claim, by=editor, reason="A typing error.")
    run(
        "INSERT INTO annotations_source (url, url_key, title, publisher, authors, type, interest, protected, added_by_id, created_at)"
        " VALUES ('', '', 't', '', '', 'primary', '', false, %s, now())",
        editor.pk,
    )
    run(
        "INSERT INTO annotations_citation (review_id, source_id, stance, quoted_words, shows, locator, no_copy_because,"
        " carried_from_id, changed_by_id, created_at)"
        " SELECT %s, max(id), 'supports', 'new', '', '', '', %s, %s, now() FROM annotations_source",
        correction.pk, review.citations.get().pk, editor.pk,
    )  # fmt: skip
    assert claim_reviews.author_ids(correction) == {editor.pk}


@pytest.mark.django_db(transaction=True)
def test_an_edit_cannot_race_past_an_approval(checker: User, editor: User) -> None:
    """Two connections: one approves and waits, the other writes; the write comes too late and is refused."""
    review = factories.submitted(checker)
    outcome: list[str] = []

    def write() -> None:
        with psycopg.connect(**_parameters()) as other:
            try:
                other.execute("UPDATE annotations_claimreview SET summary = 'sneaked in' WHERE id = %s", [review.pk])
                outcome.append("written")
            except psycopg.Error as exc:
                outcome.append(str(exc))

    with transaction.atomic():
        claim_reviews.approve(review=review, by=editor, digest=review.digest)
        thread = threading.Thread(target=write)
        thread.start()
        thread.join(0.5)
        assert not outcome, "the write must wait for the row"
    thread.join(10)
    assert "content changes in draft and returned only" in outcome[0]
    review.refresh_from_db()
    assert review.summary == "It fell by 13%. Not by half."


def _parameters() -> dict[str, Any]:
    settings = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return {name: settings[key] for name, key in names.items()}


def test_a_version_names_the_speaker_of_its_claim(checker: User, editor: User, site_role: None) -> None:
    """As it is made, as the claim gets another one, and whatever is written into it."""
    review = factories.published(checker, editor)
    again = corrections.correct(claim=review.claim, by=editor, reason="The week.", kind="facts")
    speaker, other = (Claimant.objects.create(name=name).pk for name in ("Ministry of Ports", "Tide office"))

    def named() -> set[int | None]:
        return set(ClaimReview.objects.filter(claim=review.claim).values_list("speaker", flat=True))

    assert named() == {review.claim.claimant_id}
    run("UPDATE annotations_claim SET claimant_id = %s WHERE id = %s", speaker, review.claim_id)
    assert named() == {speaker}
    run("UPDATE annotations_claimreview SET speaker_id = %s WHERE id = %s", other, again.pk)
    assert named() == {speaker}
    run("UPDATE annotations_claim SET claimant_id = NULL WHERE id = %s", review.claim_id)
    assert named() == {None}
