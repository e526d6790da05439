"""The queue: what waits for me, for others, what is late; assigned, taken and handed back."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from annotations.forms.assignments import AssignForm
from annotations.models import Claim, ClaimReview
from annotations.presenters.cards import STATUS_WORDS
from annotations.presenters.turns import turn_of
from annotations.presenters.verdicts import review_verdict
from annotations.review.permissions import Permission, Refused
from annotations.review.states import OPEN, Status
from annotations.services import assignments as services
from annotations.views.filters import writers
from annotations.views.loading import find, first_error, needs, person, post_only, visible
from annotations.views.numbers import key_of, number_of

TURNS = [
    ("me", gettext_lazy("Me")),
    ("others", gettext_lazy("Others")),
    ("nobody", gettext_lazy("Nobody in particular")),
]
LATE = [("1", gettext_lazy("Overdue"))]
SORTS = {
    "due": ("claim__due_on", "changed_at", "pk"),
    "oldest": ("changed_at", "pk"),
    "newest": ("-changed_at", "-pk"),
}
SHOWN = 30


class QueueFilter(django_filters.FilterSet):
    """Everything that is open, narrowed by the address."""

    turn = django_filters.ChoiceFilter(
        label=gettext_lazy("Waits for"), choices=TURNS, method="by_turn", empty_label=gettext_lazy("Anybody")
    )
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=[(s.value, capfirst(STATUS_WORDS[s])) for s in OPEN],
        empty_label=gettext_lazy("Any"),
    )  # fmt: skip
    late = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"), choices=LATE, method="by_late", empty_label=gettext_lazy("Any")
    )
    holder = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Person"), queryset=writers, method="by_holder", empty_label=gettext_lazy("Anybody")
    )
    topic = django_filters.CharFilter(
        label=gettext_lazy("Topic"), field_name="claim__topic", lookup_expr="icontains", max_length=80
    )

    class Meta:
        model = ClaimReview
        fields: list[str] = []

    def by_turn(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        me = self.request.user
        if value in ("me", "others"):
            mine = list(ClaimReview.objects.waiting_for(me).values_list("pk", flat=True))
            return rows.filter(pk__in=mine) if value == "me" else rows.exclude(pk__in=mine)
        return rows.filter(holder=None)

    def by_late(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        return rows.late()  # type: ignore[attr-defined]

    def by_holder(self, rows: QuerySet, _name: str, value: Any) -> QuerySet:
        return rows.filter(holder=value.pk)


@require_safe
@needs(Permission.READ)
def queue(request: HttpRequest) -> HttpResponse:
    """Every open claim that the address asks for, what is due first on top."""
    return _queue(request, AssignForm())


def _queue(
    request: HttpRequest, form: AssignForm, *, chosen: list[int] | None = None, status: int = 200
) -> HttpResponse:
    related = ("claim__article", "claim__checker", "claim__reviewer", "author", "label")
    rows = visible(ClaimReview, request).with_holder().select_related(*related).defer("content")  # type: ignore[attr-defined]
    found = QueueFilter(request.GET, queryset=rows, request=request)
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "due"
    kept = request.GET.copy()
    kept.pop("sort", None)
    total = found.qs.count()
    number = min(max(number_of(kept.pop("page", [""])[0]) or 1, 1), max(1, -(-total // SHOWN)))
    start = (number - 1) * SHOWN
    pages = kept.copy()
    pages["sort"] = sort
    context = {
        "rows": [
            _row(review, request, chosen or []) for review in found.qs.order_by(*SORTS[sort])[start : start + SHOWN]
        ],
        "total": total,
        "first": start + 1,
        "before": number - 1,
        "after": number + 1 if start + SHOWN < total else 0,
        "pages": pages.urlencode(),
        "filter": found,
        "form": form,
        "sort": sort,
        "kept": kept.urlencode(),
    }
    return render(request, "queue/list.html", context, status=status)


def _row(review: ClaimReview, request: HttpRequest, chosen: list[int]) -> dict[str, object]:
    return {
        "review": review,
        "verdict": review_verdict(review),
        "turn": turn_of(review, person(request)),
        "words": STATUS_WORDS[Status(review.status)],
        "chosen": review.claim_id in chosen,
    }


@post_only("queue")
@needs(Permission.DECIDE)
def queue_assign(request: HttpRequest) -> HttpResponse:
    """Assign the chosen claims; those that can't be are named with the reason, the rest is done."""
    chosen = [key for key in map(key_of, request.POST.getlist("claim")) if key]
    form = AssignForm(request.POST)
    valid = form.is_valid()
    if valid and not chosen:
        form.add_error(None, _("Choose at least one claim."))
    if not valid or not chosen:
        return _queue(request, form, chosen=chosen, status=422)
    done = 0
    for claim in visible(Claim, request).filter(pk__in=chosen).order_by("pk"):
        try:
            services.assign(claim=claim, by=person(request), **form.changes())
            done += 1
        except (Refused, ValidationError) as exc:
            why = {"number": claim.pk, "why": first_error(exc)}
            messages.error(request, _("Claim %(number)s: %(why)s") % why)
    if done:
        said = ngettext("%(count)s claim assigned.", "%(count)s claims assigned.", done)
        messages.success(request, said % {"count": done})
    return redirect(_back(request))


@post_only("claim")
@needs(Permission.WRITE)
def claim_take(request: HttpRequest, pk: int) -> HttpResponse:
    """The next step is mine, or (`hand_back` in the form) not mine after all."""
    act = services.hand_back if request.POST.get("hand_back") else services.take
    try:
        act(claim=find(Claim, request, pk), by=person(request))
    except (Refused, ValidationError) as exc:
        messages.error(request, first_error(exc))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page of ours that the form was on."""
    back = request.POST.get("back", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else reverse("queue")
