"""Answers to the check-list: one choice and one note a question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import AnswerChoice, ChecklistAnswer, ChecklistQuestion
from annotations.wording.checklist import question_words


@dataclass(frozen=True)
class QuestionLine:
    """One question with its two fields; `theirs` is what somebody else answered since the page was drawn."""

    question: ChecklistQuestion
    words: str
    hint: str
    answer: forms.BoundField
    note: forms.BoundField
    theirs: str


class ChecklistForm(forms.Form):
    def __init__(
        self, *args: Any, questions: list[ChecklistQuestion], answers: list[ChecklistAnswer], **kwargs: Any
    ) -> None:
        self.questions = questions
        self.held = {a.question_id: (a.answer, a.note) for a in answers}
        said = [*((q.pk, q.words) for q in questions), *sorted(self.held.items())]
        self.stamp = hashlib.sha256(repr(said).encode()).hexdigest()[:12]
        initial: dict[str, str] = {}
        for question in questions:
            chosen, note = self.held.get(question.pk, ("", ""))
            initial |= {f"q{question.pk}": chosen, f"note{question.pk}": note}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for question in questions:
            self.fields[f"q{question.pk}"] = forms.ChoiceField(
                label=question_words(question.words), choices=AnswerChoice.choices, required=False
            )
            self.fields[f"note{question.pk}"] = forms.CharField(
                label=_("Note"), required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
            )  # fmt: skip

    @property
    def is_stale(self) -> bool:
        """Whether answers or questions changed since the page was drawn; it sends the mark of what stood there then."""
        return self.is_bound and self.data.get("base", "") != self.stamp

    def lines(self) -> Iterator[QuestionLine]:
        for question in self.questions:
            answer, note = self[f"q{question.pk}"], self[f"note{question.pk}"]
            chosen, said = self.held.get(question.pk, ("", ""))
            differs = self.is_stale and (chosen, said) != (answer.value() or "", note.value() or "")
            theirs = f"{AnswerChoice(chosen).label}. {said}".strip() if differs else ""
            yield QuestionLine(
                question, question_words(question.words), question_words(question.hint), answer, note, theirs
            )

    def dropped(self) -> str:
        """Notes that were sent to questions which are not asked any more."""
        asked = {f"note{question.pk}" for question in self.questions}
        sent = [(name, value.strip()) for name, value in self.data.items() if name.startswith("note")]
        return "\n\n".join(value for name, value in sent if value and name not in asked)

    def answers(self) -> dict[int, tuple[str, str]]:
        return {q.pk: (self.cleaned_data[f"q{q.pk}"], self.cleaned_data[f"note{q.pk}"]) for q in self.questions}
