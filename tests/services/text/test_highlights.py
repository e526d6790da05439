"""Highlights after they are made: every range stays, and nothing frozen moves."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from annotations.anchoring.selectors import describe
from annotations.models import AnnotationRange, Appearance, Article, Claim, User
from annotations.review.permissions import Refused
from annotations.services.claims import claims
from annotations.services.record.audit_check import check_chains
from annotations.services.text import highlights
from tests import factories

pytestmark = pytest.mark.django_db
QUOTE = "waiting times fell by half"


def selector(article: Article, words: str):
    text = article.versions.get().text
    start = text.index(words)
    return describe(text, start, start + len(words))


@pytest.fixture
def claim(checker: User) -> Claim:
    return factories.claim(checker)


def highlight_of(claim: Claim):
    return claim.appearances.standing().get(annotation__isnull=False).annotation


def words_of(claim: Claim) -> list[str]:
    return [a.annotation.place.exact for a in claim.appearances.standing().order_by("pk")]


def test_other_words_are_one_more_range_and_the_wording_follows(claim: Claim, checker: User) -> None:
    wider = selector(claim.article, "A. Rowan said that waiting times fell by half")
    highlights.change_range(annotation=highlight_of(claim), by=checker, selector=wider)
    claim.refresh_from_db()
    assert claim.wording == "A. Rowan said that waiting times fell by half"
    assert list(AnnotationRange.objects.order_by("pk").values_list("exact", flat=True)) == [QUOTE, wider.exact]
    assert list(check_chains("claim", claim.pk)) == []


def test_a_wording_of_ones_own_stays(claim: Claim, checker: User) -> None:
    claims.save_claim(claim=claim, by=checker, changes={"wording": "Waiting times halved"})
    highlights.change_range(
        annotation=highlight_of(claim), by=checker, selector=selector(claim.article, "fell by half")
    )
    claim.refresh_from_db()
    assert claim.wording == "Waiting times halved"
    assert words_of(claim) == ["fell by half"]


def test_the_same_range_again_is_no_step(claim: Claim, checker: User) -> None:
    highlights.change_range(annotation=highlight_of(claim), by=checker, selector=selector(claim.article, QUOTE))
    assert AnnotationRange.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "left"),
    [
        ("waiting times", ["fell by half"]),
        ("by half", ["waiting times fell"]),
        ("times fell", ["waiting", "by half"]),
        ("ing tim", ["wait", "es fell by half"]),
    ],
)
def test_a_part_becomes_a_claim_of_its_own(claim: Claim, checker: User, part: str, left: list[str]) -> None:
    chosen = selector(claim.article, part)
    made = highlights.split(annotation=highlight_of(claim), by=checker, start=chosen.start, end=chosen.end)
    assert made.wording == part
    assert words_of(made) == [part]
    assert words_of(claim) == left


@pytest.mark.parametrize("part", [QUOTE, "that waiting", "A second report"])
def test_a_part_is_less_than_the_whole_and_inside(claim: Claim, checker: User, part: str) -> None:
    chosen = selector(claim.article, part)
    with pytest.raises(Refused, match="not_part_of_highlight"):
        highlights.split(annotation=highlight_of(claim), by=checker, start=chosen.start, end=chosen.end)
    assert Claim.objects.count() == 1


def test_one_more_place_of_a_claim(claim: Claim, checker: User, editor: User) -> None:
    more = selector(claim.article, "The union doubts it")
    highlights.add_highlight(claim=claim, by=checker, version=claim.article.versions.get(), selector=more)
    assert words_of(claim) == [QUOTE, "The union doubts it"]
    assert Appearance.objects.filter(is_first=True).count() == 1


def test_a_moved_highlight_takes_its_empty_claim_along(claim: Claim, checker: User) -> None:
    other = factories.claim(checker, claim.article, "1,204 ships")
    highlights.move_to_claim(annotation=highlight_of(claim), by=checker, claim=other)
    claim.refresh_from_db()
    assert words_of(other) == ["1,204 ships", QUOTE] or words_of(other) == [QUOTE, "1,204 ships"]
    assert claim.set_aside_reason == "mistake"
    assert [a.is_first for a in other.appearances.order_by("pk")] == [False, True]


def test_a_claim_with_a_text_stays_without_its_highlight(claim: Claim, checker: User) -> None:
    factories.draft(checker, claim)
    highlights.remove(annotation=highlight_of(claim), by=checker)
    claim.refresh_from_db()
    assert claim.set_aside_at is None
    assert not claim.appearances.standing().exists()


def test_taking_away_is_undone_whole(claim: Claim, checker: User) -> None:
    annotation = highlight_of(claim)
    highlights.remove(annotation=annotation, by=checker)
    claim.refresh_from_db()
    assert claim.set_aside_reason == "mistake"
    with pytest.raises(Refused, match="highlight_gone"):
        highlights.change_range(annotation=annotation, by=checker, selector=selector(claim.article, "fell"))
    highlights.put_back(annotation=annotation, by=checker)
    highlights.put_back(annotation=annotation, by=checker)  # a second press does no harm
    claim.refresh_from_db()
    assert claim.set_aside_at is None
    assert words_of(claim) == [QUOTE]
    assert claim.appearances.get().is_first


def test_the_first_place_is_handed_on(claim: Claim, checker: User) -> None:
    version = claim.article.versions.get()
    first = highlight_of(claim)
    highlights.add_highlight(claim=claim, by=checker, version=version, selector=selector(claim.article, "The union"))
    highlights.remove(annotation=first, by=checker)
    assert [a.is_first for a in claim.appearances.order_by("pk")] == [False, True]
    highlights.put_back(annotation=first, by=checker)
    assert [a.is_first for a in claim.appearances.order_by("pk")] == [False, True]


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_what_is_under_review_or_published_keeps_its_highlight(state: str, checker: User, editor: User) -> None:
    review = {
        "submitted": lambda: factories.submitted(checker),
        "approved": lambda: factories.approved(checker, editor),
        "published": lambda: factories.published(checker, editor),
    }[state]()
    annotation = highlight_of(review.claim)
    other = factories.claim(checker, review.claim.article, "1,204 ships")
    for act in (
        lambda: highlights.remove(annotation=annotation, by=checker),
        lambda: highlights.move_to_claim(annotation=annotation, by=checker, claim=other),
        lambda: highlights.change_range(annotation=annotation, by=checker, selector=selector(other.article, "fell")),
    ):
        with pytest.raises(Refused):
            act()
    assert words_of(review.claim) == [QUOTE]


def test_a_submission_freezes_the_words_as_they_lie_now(claim: Claim, checker: User) -> None:
    version = claim.article.versions.get()
    second = highlights.add_highlight(
        claim=claim, by=checker, version=version, selector=selector(claim.article, "The union")
    )
    highlights.change_range(annotation=highlight_first(claim), by=checker, selector=selector(claim.article, "by half"))
    highlights.remove(annotation=second, by=checker)
    review = factories.submitted(checker, claim)
    assert [place["quote"] for place in review.content["appearances"]] == ["by half"]


def highlight_first(claim: Claim):
    return claim.appearances.standing().order_by("pk").first().annotation


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_may_not_write_changes_no_highlight(claim: Claim, role: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused):
        highlights.remove(annotation=highlight_of(claim), by=request.getfixturevalue(role))


def test_ruled_on_before_makes_a_further_place_and_undo_takes_it_back(checker: User, editor: User) -> None:
    published = factories.published(checker, editor).claim
    again = factories.claim(checker, factories.article(checker, "Once more: waiting times fell by half."))
    moved = highlights.same_as(claim=again, other=published, by=checker)
    again.refresh_from_db()
    assert words_of(published) == [QUOTE, QUOTE]
    assert again.set_aside_reason == "mistake"
    assert published.reviews.get().status == "published"
    highlights.undo_same_as(claim=again, other=published, annotations=moved, by=checker)
    again.refresh_from_db()
    assert (words_of(published), words_of(again), again.set_aside_at) == ([QUOTE], [QUOTE], None)
    assert again.appearances.get().is_first


def test_what_was_written_on_it_is_kept(checker: User, claim: Claim) -> None:
    again = factories.claim(checker, claim.article, "1,204 ships")
    factories.draft(checker, again)
    highlights.same_as(claim=again, other=claim, by=checker)
    again.refresh_from_db()
    assert again.set_aside_reason == "checked"
    assert again.reviews.get().summary


def test_a_place_that_joined_after_submission_is_free(checker: User, editor: User) -> None:
    review = factories.submitted(checker)
    version = review.claim.article.versions.get()
    later = highlights.add_highlight(
        claim=review.claim, by=checker, version=version, selector=selector(review.claim.article, "The union")
    )
    highlights.remove(annotation=later, by=checker)
    assert words_of(review.claim) == [QUOTE]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (10_000, 10_000), (10_000, 10_010)])
def test_a_highlight_lies_over_words_of_its_text(checker: User, start: int, end: int) -> None:
    annotation = factories.claim(checker).appearances.get().annotation
    with pytest.raises(DatabaseError), transaction.atomic():
        AnnotationRange.objects.create(annotation=annotation, start=start, end=end, exact="", created_by=checker)
