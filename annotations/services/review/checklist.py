"""The check-list: what the newsroom asks, and how a version answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import ChecklistAnswer, ChecklistQuestion, ClaimReview, Newsroom, User
from annotations.review.permissions import Permission, Refused, check_can, check_can_edit
from annotations.services.claims.claims import stamp
from annotations.services.record import audit


@dataclass(frozen=True)
class Tally:
    """How far a version has answered what is asked now."""

    answered: int
    total: int
    #: Words of the questions that have to be answered first.
    lacking: list[str]


def questions() -> list[ChecklistQuestion]:
    """What is asked now, in its order."""
    return list(ChecklistQuestion.objects.asked())


def tally(review: ClaimReview) -> Tally:
    """In two queries, however many questions there are."""
    answered = set(review.checklist_answers.exclude(answer="").values_list("question_id", flat=True))
    asked = questions()
    lacking = [q.words for q in asked if q.required and q.pk not in answered]
    return Tally(sum(1 for q in asked if q.pk in answered), len(asked), lacking)


@atomic
def answer(*, review: ClaimReview, by: User, answers: dict[int, tuple[str, str]]) -> None:
    """Write {question: (answer, note)}; what is as it was is left alone. Whoever writes is an author."""
    row = ClaimReview.objects.locked(review)
    check_can_edit(by, row.status)
    held = {a.question_id: a for a in row.checklist_answers.all()}
    changed = False
    for question in ChecklistQuestion.objects.filter(pk__in=answers):
        chosen, note = answers[question.pk]
        values = {"answer": chosen, "note": note.strip(), "words": question.words}
        found = held.get(question.pk)
        if found is None and chosen == "" and not values["note"]:
            continue
        if found and (found.answer, found.note) == (chosen, values["note"]):
            continue
        changed = True
        ChecklistAnswer.objects.update_or_create(review=row, question=question, defaults={**values, "changed_by": by})
    if changed:
        before = {str(pk): [was.answer, was.note] for pk, was in held.items()}
        audit.record_sitting(by=by, verb="checklist.answered", chain=row.claim, about=row, before=before)
        stamp(row.claim)


def carry(review: ClaimReview, before: ClaimReview, by: User) -> None:
    """The answers of the version before into the next one, as its texts are carried over."""
    for row in before.checklist_answers.all():
        ChecklistAnswer.objects.create(
            review=review, question_id=row.question_id, words=row.words, answer=row.answer, note=row.note, changed_by=by
        )


def frozen(review: ClaimReview) -> list[dict[str, str]]:
    """What a submission keeps of the answers."""
    rows = review.checklist_answers.select_related("question")
    return [{"question": r.words, "answer": r.answer, "note": r.note} for r in rows if r.answer or r.note]


@atomic
def save_question(*, by: User, question: ChecklistQuestion | None, **values: Any) -> ChecklistQuestion:
    """A new question at the end of the list, or other words, hint, duty for one that is asked."""
    check_can(by, Permission.MANAGE_NEWSROOM)
    Newsroom.objects.locked()
    if question is None:
        last = ChecklistQuestion.objects.asked().aggregate(last=Max("position"))["last"]
        question = ChecklistQuestion(position=0 if last is None else last + 1)
    else:
        question.refresh_from_db()
        _check_asked(question)
    if ChecklistQuestion.objects.asked().filter(words=values["words"]).exclude(pk=question.pk).exists():
        raise ValidationError({"words": _("This question is asked already.")})
    before = {name: getattr(question, name) for name in values}
    if question.pk and before == values:
        return question
    for name, value in values.items():
        setattr(question, name, value)
    question.save()
    data = {"before": before, "after": values}
    audit.record(by=by, verb="checklist.changed", chain=Newsroom.objects.current(), about=question, data=data)
    return question


def _check_asked(question: ChecklistQuestion) -> None:
    if question.retired_at:
        raise Refused("question_retired")


@atomic
def retire_question(*, by: User, question: ChecklistQuestion) -> None:
    """Ask it no longer; what was answered stays with its versions."""
    check_can(by, Permission.MANAGE_NEWSROOM)
    Newsroom.objects.locked()
    question.refresh_from_db()
    _check_asked(question)
    question.retired_at = timezone.now()
    question.save(update_fields=["retired_at"])
    audit.record(
        by=by,
        verb="checklist.retired",
        chain=Newsroom.objects.current(),
        about=question,
        data={"words": question.words},
    )
