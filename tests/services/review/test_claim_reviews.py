"""The way of a verdict, through the services."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from annotations.models import Approval, AuditEvent, ClaimReview, Label, User
from annotations.review.permissions import Refused
from annotations.services.claims import claims
from annotations.services.evidence import citations, sources
from annotations.services.publishing import retractions
from annotations.services.record.audit_check import check_chains
from annotations.services.review import claim_reviews, corrections
from annotations.services.review.claim_reviews import NotReady
from annotations.services.review.frozen_content import freeze
from annotations.services.store.uploads import Upload
from tests import factories

pytestmark = pytest.mark.django_db


def verbs(claim) -> list[str]:
    return list(AuditEvent.objects.filter(chain_kind="claim", chain_id=claim.pk).values_list("verb", flat=True))


def test_from_draft_to_published(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    review = claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    assert review.status == "published"
    assert verbs(review.claim)[-2:] == ["review.approved", "review.published"]
    assert review.claim.slug == "waiting-times-fell-by-half"
    assert list(check_chains("claim", review.claim_id)) == []


def test_submitting_names_what_is_missing(checker: User) -> None:
    review = factories.claim(checker).reviews.get()
    with pytest.raises(claim_reviews.NotReady) as caught:
        claim_reviews.submit(review=review, by=checker)
    assert [m.field for m in caught.value.missing] == ["rating", "summary", "sources"]


def test_a_rating_takes_its_default_label(checker: User) -> None:
    review = factories.draft(checker, rating="disputed")
    assert review.label.words == "Disputed"
    finer = Label.objects.get(words="Misleading")
    review = claim_reviews.save_draft(review=review, by=checker, changes={"label": finer})
    assert review.label == finer
    review = claim_reviews.save_draft(review=review, by=checker, changes={"rating": "verified"})
    assert review.label.words == "Verified"


def test_an_author_is_refused_by_the_service_alone(editor: User) -> None:
    review = factories.submitted(editor)
    with pytest.raises(Refused, match="not_its_author"):
        claim_reviews.approve(review=review, by=editor, digest=review.digest)
    assert not Approval.objects.exists()


def test_another_digest_is_refused(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    shown = review.digest
    claim_reviews.take_back(review=review, by=checker)
    claim_reviews.save_draft(review=review, by=checker, changes={"summary": "Changed."})
    claim_reviews.submit(review=review, by=checker)
    with pytest.raises(claim_reviews.OtherContent):
        claim_reviews.approve(review=review, by=editor, digest=shown)


def test_a_return_needs_a_comment(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    with pytest.raises(ValidationError, match="Write a comment"):
        claim_reviews.return_(review=review, by=editor, comment=" ")
    review = claim_reviews.return_(review=review, by=editor, comment="Which week?")
    assert (review.status, review.return_comment) == ("returned", "Which week?")


def test_only_an_author_takes_back(checker: User, other_checker: User) -> None:
    review = factories.submitted(checker)
    with pytest.raises(Refused, match="only_its_authors"):
        claim_reviews.take_back(review=review, by=other_checker)
    assert claim_reviews.take_back(review=review, by=checker).status == "draft"


def test_publishing_waits_for_copies_or_a_reason(checker: User, editor: User) -> None:
    review = factories.draft(checker)
    said = {"stance": "contradicts", "quoted_words": "", "shows": "", "locator": ""}
    made = citations.cite(
        review=review, by=checker, url="https://ports.example/q3", protected=False, citation=said, source={}
    )
    review = claim_reviews.submit(review=review, by=checker)
    review = claim_reviews.approve(review=review, by=editor, digest=review.digest)
    with pytest.raises(claim_reviews.NotReady, match="no copy"):
        claim_reviews.publish(review=review, by=editor)
    sources.take_upload(source=made.source, by=editor, upload=Upload("a.txt", b"words", "text/plain"))
    assert claim_reviews.publish(review=review, by=editor).status == "published"


def test_a_correction_replaces_the_old_version_in_one_step(checker: User, editor: User, other_editor: User) -> None:
    first = factories.published(checker, editor)
    second = corrections.correct(claim=first.claim, by=editor, reason="The quarter was wrong.")
    claim_reviews.save_draft(review=second, by=checker, changes={"summary": "It fell by 12%."})
    second = claim_reviews.submit(review=second, by=checker)
    first.refresh_from_db()
    assert first.status == "published"
    claim_reviews.approve_and_publish(review=second, by=other_editor, digest=second.digest)
    first.refresh_from_db()
    assert first.status == "superseded"
    assert first.content["summary"] == "It fell by 13%. Not by half."


def test_one_correction_at_a_time(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    corrections.correct(claim=first.claim, by=editor, reason="a")
    with pytest.raises(Refused, match="correction_on_its_way"):
        corrections.correct(claim=first.claim, by=editor, reason="b")


def test_who_opens_a_correction_unchanged_may_not_be_its_author_but_who_edits_is(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    second = corrections.correct(claim=first.claim, by=editor, reason="a")
    claim_reviews.save_draft(review=second, by=editor, changes={"summary": "Mine."})
    second = claim_reviews.submit(review=second, by=editor)
    with pytest.raises(Refused):
        claim_reviews.approve(review=second, by=editor, digest=second.digest)


def test_a_retraction_is_at_once_and_confirmed_later(checker: User, editor: User, other_editor: User) -> None:
    review = factories.retracted(checker, editor)
    assert (review.status, review.retraction_confirmed_at) == ("retracted", None)
    with pytest.raises(Refused, match="confirms_own_retraction"):
        retractions.confirm_retraction(review=review, by=editor)
    assert retractions.confirm_retraction(review=review, by=other_editor).retraction_confirmed_by == other_editor


def test_a_retracted_check_can_be_corrected(checker: User, editor: User, other_editor: User) -> None:
    review = factories.retracted(checker, editor)
    second = corrections.correct(claim=review.claim, by=other_editor, reason="Tenants counted.", kind="reinstated")
    second = claim_reviews.submit(review=second, by=checker)
    third = factories.UserFactory(role="editor")
    assert claim_reviews.approve_and_publish(review=second, by=third, digest=second.digest).status == "published"


def test_nobody_lifts_a_retraction_alone_or_by_the_way(checker: User, editor: User, other_editor: User) -> None:
    review = factories.published(checker, editor)
    typo = corrections.correct(claim=review.claim, by=other_editor, reason="A letter.", kind="typo")
    claim_reviews.save_draft(review=typo, by=checker, changes={"summary": "It fell by 13%. Not by half!"})
    typo = claim_reviews.submit(review=typo, by=checker)
    third = factories.UserFactory(role="editor")
    typo = claim_reviews.approve(review=typo, by=third, digest=typo.digest)
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    with pytest.raises(Refused, match="retracted_since"):
        claim_reviews.publish(review=typo, by=third)
    typo = claim_reviews.return_(review=typo, by=third, comment="It is retracted.")
    with pytest.raises(NotReady) as caught:
        claim_reviews.submit(review=typo, by=checker)
    assert [m.field for m in caught.value.missing] == ["correction_kind"]
    claim_reviews.save_draft(review=typo, by=checker, changes={"correction_kind": "reinstated"})
    again = claim_reviews.submit(review=typo, by=checker)
    with pytest.raises(Refused, match="retracted_alone"):
        claim_reviews.approve(review=again, by=editor, digest=again.digest)
    again = claim_reviews.approve(review=again, by=third, digest=again.digest)
    with pytest.raises(Refused, match="retracted_alone"):
        claim_reviews.publish(review=again, by=editor)
    assert claim_reviews.publish(review=again, by=third).status == "published"
    review.refresh_from_db()
    assert review.status == "superseded"


def test_who_retracted_alone_does_not_write_what_brings_it_back(
    checker: User, editor: User, other_editor: User
) -> None:
    review = factories.retracted(checker, editor)
    with pytest.raises(Refused, match="retracted_alone"):
        corrections.correct(claim=review.claim, by=editor, reason="I was wrong.", kind="reinstated")
    second = corrections.correct(claim=review.claim, by=other_editor, reason="It was right.", kind="reinstated")
    claim_reviews.save_draft(review=second, by=editor, changes={"summary": "It fell by 12%. Not by half."})
    with pytest.raises(Refused, match="retracted_alone"):
        claim_reviews.submit(review=second, by=checker)
    retractions.confirm_retraction(review=review, by=other_editor)
    assert claim_reviews.submit(review=second, by=checker).status == "in_review"


def test_the_database_lifts_no_retraction_by_the_way(checker: User, editor: User, other_editor: User) -> None:
    review = factories.retracted(checker, editor)
    with pytest.raises(DatabaseError, match="a retraction gives way"), transaction.atomic():
        ClaimReview.objects.filter(pk=review.pk).update(status="superseded", superseded_at=timezone.now())


def test_a_correction_makes_no_fact_check_new(checker: User, editor: User) -> None:
    first = factories.published(checker, editor)
    at = first.first_published_at
    assert at == first.published_at
    second = corrections.correct(
        claim=first.claim, by=factories.UserFactory(role="editor"), reason="A number.", kind="facts"
    )
    claim_reviews.save_draft(review=second, by=checker, changes={"summary": "It fell by 12%. Not by half."})
    second = claim_reviews.submit(review=second, by=checker)
    second = claim_reviews.approve_and_publish(review=second, by=editor, digest=second.digest)
    assert second.first_published_at == at != second.published_at
    with pytest.raises(DatabaseError), transaction.atomic():
        ClaimReview.objects.filter(pk=second.pk).update(published_at=timezone.now())
    ClaimReview.objects.filter(pk=second.pk).update(first_published_at=timezone.now())
    second.refresh_from_db()
    assert second.first_published_at == at, "the database keeps it"


def test_a_source_says_nothing_until_somebody_says_it(checker: User) -> None:
    review = factories.draft(checker)
    made = citations.cite(
        review=review, by=checker, url="https://port.example/log", protected=False, citation={"quoted_words": ""},
        source={"type": "primary"},
    )  # fmt: skip
    assert made.stance == ""
    with pytest.raises(NotReady) as caught:
        claim_reviews.submit(review=review, by=checker)
    assert caught.value.missing[0].code == "no_stance"


def test_submission_asks_whether_the_person_was_asked(checker: User) -> None:
    claim = factories.claim(checker, claimant="A. Rowan")
    review = factories.draft(checker, claim, asked="")
    factories.cite(checker, review)
    with pytest.raises(NotReady) as caught:
        claim_reviews.submit(review=review, by=checker)
    assert [m.field for m in caught.value.missing] == ["asked"]
    claim_reviews.save_draft(review=review, by=checker, changes={"asked": "no", "answer": "She is on leave."})
    assert claim_reviews.submit(review=review, by=checker).content["asked"] == "no"


OTHERWISE = {
    "rating": "verified", "summary": "x", "how_checked": "x", "not_established": "x", "looked_for": "x", "asked": "yes",
    "asked_on": "2026-01-01", "answer": "x", "correction_reason": "x", "correction_kind": "facts", "wording": "x",
    "said_on": "2026-01-01", "said_precision": "year", "context": "x", "topic": "x",
    "label": {"words": "True", "number": 2}, "claimant": {"name": "Somebody else"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(OTHERWISE))
def test_the_database_refuses_a_submission_that_differs_from_the_draft(checker: User, name: str) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    content, digest = freeze(review)
    sent = {"status": "in_review", "submitted_at": timezone.now(), "digest": digest}
    with pytest.raises(DatabaseError, match="not what stands in the draft"), transaction.atomic():
        ClaimReview.objects.filter(pk=review.pk).update(content={**content, name: OTHERWISE[name]}, **sent)
    ClaimReview.objects.filter(pk=review.pk).update(content=content, **sent)


def test_words_freeze_while_in_review(checker: User) -> None:
    review = factories.submitted(checker)
    with pytest.raises(Refused, match="no_draft"):
        claims.save_claim(claim=review.claim, by=checker, changes={"wording": "Other."})
    with pytest.raises(Refused, match="no_draft"):
        claim_reviews.save_draft(review=review, by=checker, changes={"summary": "Other."})


def test_autosaves_of_one_sitting_are_one_event(checker: User) -> None:
    review = factories.draft(checker)
    for words in ("a", "b", "c"):
        claim_reviews.save_draft(review=review, by=checker, changes={"summary": words})
    assert verbs(review.claim).count("review.edited") == 1


def test_approved_checks_of_an_article_are_published_together(checker: User, editor: User) -> None:
    on = factories.article(checker)
    for quote in ("1,204 ships", "Nobody showed us the log"):
        factories.approved(checker, editor, factories.claim(checker, on, quote))
    done, refused = claim_reviews.publish_approved(article=on, by=editor)
    assert (len(done), refused) == (2, [])


def test_a_claim_that_is_set_aside_is_not_submitted(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    claims.set_aside(claim=review.claim, by=checker, reason="opinion")
    with pytest.raises(Refused, match="claim_set_aside"):
        claim_reviews.submit(review=review, by=checker)
    claims.reopen(claim=review.claim, by=checker)
    assert claim_reviews.submit(review=review, by=checker).status == "in_review"
