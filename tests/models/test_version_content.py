"""The database takes a submission of what stands in the rows, and of nothing else, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.models import ChecklistAnswer, ChecklistQuestion, Claimant, ClaimReview, User
from annotations.review import content
from annotations.services.claims import claims
from annotations.services.record import audit
from annotations.services.review.frozen_content import freeze
from tests import factories

pytestmark = pytest.mark.django_db

#: What is no field of one row: the number, and lists of other rows.
BESIDE = {"number", "appearances", "checklist", "citations", "authors"}


@pytest.fixture
def draft(checker: User) -> ClaimReview:
    """A draft in which every field says something."""
    claim = factories.claim(
        checker, claimant="A. Rowan", context="a speech", topic="ports", said_on="2026-03-01", media_kind="image",
        reworked_from=factories.claim(checker),
    )  # fmt: skip
    claims.add_appearance(claim=claim, by=checker, url="https://video.example/1", description="Evening news")
    Claimant.objects.update(group="Harbour party", office="minister", same_as="https://wiki.example/rowan")
    review = factories.draft(
        checker, claim, rating="unverifiable", how_checked="By phone.", looked_for="The log.", not_established="Why.",
        asked="yes", asked_on="2026-03-02", answer="No answer.", media_rating="edited",
    )  # fmt: skip
    factories.cite(checker, review)
    factories.cite(checker, review, url="https://others.example/1", type="fact_check", ruled="Half true")
    factories.cite(checker, review, quote="", protected=True, title="Somebody")
    ChecklistQuestion.objects.ensure_defaults()
    question = ChecklistQuestion.objects.all()[0]
    ChecklistAnswer.objects.create(
        review=review, question=question, words=question.words, answer="yes", changed_by=checker
    )
    return ClaimReview.objects.select_related("claim__claimant", "label").get(pk=review.pk)


def submit(review: ClaimReview, frozen: dict[str, Any]) -> None:
    """By the database alone, as a program with other ideas would."""
    ClaimReview.objects.filter(pk=review.pk).update(
        status="in_review", submitted_at=timezone.now(), content=frozen, digest=audit.digest(frozen)
    )


def altered(value: Any) -> list[Any]:
    """Other values that it could have been given out as."""
    if isinstance(value, dict):
        names = [name for name in value if name != "quote" or "article" not in value]  # cut from a text by Python
        return [{**value, name: other} for name in names for other in altered(value[name])] + [None]
    if isinstance(value, list):
        changed = [[*value[:n], other, *value[n + 1 :]] for n, one in enumerate(value) for other in altered(one)]
        return [other for other in changed if None not in other] + [[], value[::-1], [*value, *value]]
    if isinstance(value, bool):
        return [not value]
    return [value + 1, None] if isinstance(value, int) else [f"{value or ''}!", None]


def test_what_stands_in_the_rows_is_taken(draft: ClaimReview) -> None:
    frozen, _digest = freeze(draft)
    assert set(frozen) == {field.name for field in content.FIELDS} | BESIDE
    empty = [name for name, value in frozen.items() if not value and not name.startswith("correction")]
    assert not empty, "every field is tried with something in it"
    submit(draft, frozen)


def test_every_field_that_differs_is_refused(draft: ClaimReview) -> None:
    frozen, _digest = freeze(draft)
    tried = 0
    for name, value in frozen.items():
        for other in altered(value):
            if other == value:
                continue
            with pytest.raises(IntegrityError, match=f"the submitted {name} is not"), transaction.atomic():
                submit(draft, {**frozen, name: other})
            tried += 1
    for missing in frozen:
        with pytest.raises(IntegrityError), transaction.atomic():
            submit(draft, {name: value for name, value in frozen.items() if name != missing})
    with pytest.raises(IntegrityError, match="the submitted verdict is not"), transaction.atomic():
        submit(draft, {**frozen, "verdict": "true"})
    assert tried > 100
    assert ClaimReview.objects.get(pk=draft.pk).status == "draft"


def test_what_is_searched_for_counts_in_an_unverifiable_verdict_only(checker: User, draft: ClaimReview) -> None:
    ClaimReview.objects.filter(pk=draft.pk).update(rating="disputed", label=None)
    draft.refresh_from_db()
    frozen, _digest = freeze(draft)
    assert frozen["looked_for"] == ""
    with pytest.raises(IntegrityError, match="looked_for"), transaction.atomic():
        submit(draft, {**frozen, "looked_for": draft.looked_for})


@pytest.mark.parametrize("field", [f for f in content.FIELDS if f.row is content.Row.VERSION], ids=lambda f: f.name)
def test_what_is_submitted_stays(field: content.Field, checker: User) -> None:
    review = factories.submitted(checker)
    other = {"asked_on": "2026-01-01", "label_id": None, "rating": "verified", "asked": "yes", "media_rating": "edited"}
    value = other.get(field.stands_in, "other words" if field.name != "correction_kind" else "typo")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimReview.objects.filter(pk=review.pk).update(**{field.stands_in: value})


def test_a_frozen_content_is_json_as_it_stands(draft: ClaimReview) -> None:
    frozen, _digest = freeze(draft)
    assert json.loads(json.dumps(frozen)) == frozen
