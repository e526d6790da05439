"""The check-list of one version, answered by its authors."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.checklist import ChecklistForm
from annotations.review.permissions import Permission, Refused, can_edit
from annotations.services import checklist as services
from annotations.views.card_answers import card_url
from annotations.views.loading import first_error, needs, person
from annotations.views.review_page import find_review


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def review_checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions on one page. Once it is submitted, the answers stand on the page of the review."""
    review = find_review(request, pk)
    if not can_edit(person(request), review.status):
        return redirect("review", pk)
    questions = list(services.questions())
    answers = list(review.checklist_answers.all())
    form = ChecklistForm(request.POST or None, questions=questions, answers=answers)
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.is_stale:
            status = 409
        else:
            try:
                services.answer(review=review, by=person(request), answers=form.answers())
            except Refused as exc:
                messages.error(request, first_error(exc))
                return redirect("review", pk)
            messages.success(request, _("The check-list is saved."))
            return redirect(card_url(review.claim))
    elif form.errors:
        status = 422
    context = {"review": review, "form": form, "lines": list(form.lines()), "stale": status == 409}
    context["card_url"] = card_url(review.claim)
    return render(request, "reviews/checklist.html", context, status=status)
