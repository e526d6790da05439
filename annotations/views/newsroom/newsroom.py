"""The newsroom's own pages for its admin: modes and texts, labels, the check-list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.fields import LANGUAGES
from annotations.forms.newsroom.newsroom import LabelForm, NewsroomForm, QuestionForm
from annotations.models import ChecklistQuestion, Label, Newsroom
from annotations.review.permissions import Permission, Refused
from annotations.services.evidence import captures
from annotations.services.newsroom import labels as label_services
from annotations.services.newsroom import newsroom as services
from annotations.services.review import checklist
from annotations.web.loading import first_error, needs, person, post_only, put_errors
from annotations.wording.checklist import question_words


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_NEWSROOM)
def newsroom(request: HttpRequest) -> HttpResponse:
    """Modes, and what readers are told."""
    form = NewsroomForm(request.POST or None, newsroom=Newsroom.objects.current())
    if request.method == "POST" and form.is_valid():
        try:
            services.change(by=person(request), values=form.cleaned_data)
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Saved."))
            return redirect("newsroom")
    context = {
        "form": form,
        "captures": captures.are_possible(),
        "records": captures.recordings_are_possible(),
    }
    return render(request, "newsroom/detail.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_NEWSROOM)
def newsroom_labels(request: HttpRequest) -> HttpResponse:
    """All labels by language; POST adds one."""
    form = LabelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            label_services.save_label(by=person(request), label=None, **form.cleaned_data)
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("The label is added."))
            return redirect("newsroom_labels")
    return _labels(request, form)


def _labels(
    request: HttpRequest, form: LabelForm, *, wrong: LabelForm | None = None, at: int | None = None
) -> HttpResponse:
    rows = [
        (label, wrong if wrong and label.pk == at else LabelForm(label=label, auto_id=f"l{label.pk}-%s"))
        for label in Label.objects.order_by("language", "rating", "position", "pk")
    ]
    status = 422 if form.errors or wrong else 200
    context = {"rows": rows, "form": form, "languages": dict(LANGUAGES)}
    return render(request, "newsroom/labels.html", context, status=status)


@post_only("newsroom_labels")
@needs(Permission.MANAGE_NEWSROOM)
def label_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words or number; with `retire` it is not offered any more, with `offer` it is again."""
    label = _found(Label.objects.filter(pk=pk))
    by = person(request)
    if request.POST.get("retire") or request.POST.get("offer"):
        try:
            label_services.retire_label(by=by, label=label, retired=bool(request.POST.get("retire")))
            messages.success(request, _("Saved."))
        except Refused as exc:
            messages.error(request, first_error(exc))
        return redirect("newsroom_labels")
    form = LabelForm(request.POST, label=label, auto_id=f"l{pk}-%s")
    if form.is_valid():
        try:
            label_services.save_label(by=by, label=label, **form.cleaned_data)
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Saved."))
            return redirect("newsroom_labels")
    return _labels(request, LabelForm(), wrong=form, at=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_NEWSROOM)
def newsroom_checklist(request: HttpRequest) -> HttpResponse:
    """What is asked, in its order; POST adds a question."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            checklist.save_question(by=person(request), question=None, **form.cleaned_data)
        except ValidationError as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("The question is added."))
            return redirect("newsroom_checklist")
    return _questions(request, form)


def _questions(
    request: HttpRequest, form: QuestionForm, *, wrong: QuestionForm | None = None, at: int | None = None
) -> HttpResponse:
    rows = [
        (q, question_words(q.words), wrong if wrong and q.pk == at else QuestionForm(question=q, auto_id=f"q{q.pk}-%s"))
        for q in checklist.questions()
    ]
    status = 422 if form.errors or wrong else 200
    return render(request, "newsroom/checklist.html", {"rows": rows, "form": form}, status=status)


@post_only("newsroom_checklist")
@needs(Permission.MANAGE_NEWSROOM)
def question_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, duty or place; with `retire` it is not asked any more."""
    question = _found(ChecklistQuestion.objects.filter(pk=pk, retired_at=None))
    if request.POST.get("retire"):
        try:
            checklist.retire_question(by=person(request), question=question)
            messages.success(request, _("This question is not asked any more."))
        except Refused as exc:
            messages.error(request, first_error(exc))
        return redirect("newsroom_checklist")
    form = QuestionForm(request.POST, question=question, auto_id=f"q{pk}-%s")
    if form.is_valid():
        place = form.cleaned_data["position"]
        values = {**form.cleaned_data, "position": question.position if place is None else place}
        try:
            checklist.save_question(by=person(request), question=question, **values)
        except ValidationError as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Saved."))
            return redirect("newsroom_checklist")
    return _questions(request, QuestionForm(), wrong=form, at=pk)


def _found(rows: Any) -> Any:
    row = rows.first()
    if row is None:
        raise Http404
    return row
