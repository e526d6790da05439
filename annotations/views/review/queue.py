"""The queue: what waits for me, for others, what is overdue; assigned, taken and handed back."""

from __future__ import annotations

import hashlib
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from annotations.forms.review.assignments import AssignForm
from annotations.models import Claim, ClaimReview, CorrectionRequest, EvidenceChange, SavedView
from annotations.models.review.claim_review_queryset import ClaimReviewQuerySet
from annotations.models.review.waiting import waits_for
from annotations.presenters.review.claim_rows import STATUS_WORDS
from annotations.presenters.review.lines import Queued
from annotations.presenters.words.apart import apart
from annotations.review.permissions import Permission, Refused
from annotations.review.states import OPEN, Status
from annotations.services.newsroom import saved_views
from annotations.services.review import assignments as services
from annotations.web.filters import FilterSet, OneOfFilter, writers
from annotations.web.loading import find, first_error, needs, person, post_only, visible
from annotations.web.numbers import key_of

TURNS = [
    ("me", gettext_lazy("Me")),
    ("others", gettext_lazy("Others")),
    ("nobody", gettext_lazy("Nobody in particular")),
]
OVERDUE = [("1", gettext_lazy("Overdue"))]
SORTS = {
    "due": ("claim__due_on", "changed_at", "pk"),
    "oldest": ("changed_at", "pk"),
    "newest": ("-changed_at", "-pk"),
}
SHOWN = 30
#: Rows that an open list is told changes of.
FIRST = 4 * SHOWN


class QueueFilter(FilterSet):
    """Everything that is open, narrowed by the address."""

    turn = django_filters.ChoiceFilter(
        label=gettext_lazy("Waits for"), choices=TURNS, method="by_turn", empty_label=gettext_lazy("Anybody")
    )
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=[(s.value, capfirst(STATUS_WORDS[s])) for s in OPEN],
        empty_label=gettext_lazy("Any"),
    )  # fmt: skip
    overdue = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"), choices=OVERDUE, method="by_overdue", empty_label=gettext_lazy("Any")
    )
    holder = OneOfFilter(
        label=gettext_lazy("Person"), queryset=writers, method="by_holder", empty_label=gettext_lazy("Anybody")
    )
    topic = django_filters.CharFilter(
        label=gettext_lazy("Topic"), field_name="claim__topic", lookup_expr="icontains", max_length=80
    )

    class Meta:
        model = ClaimReview
        fields: list[str] = []

    @cached_property
    def waits(self) -> Q:
        """What waits for the person who looks; the tabs count by it, too."""
        return waits_for(self.request.user)

    def by_turn(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == "me":
            return rows.filter(self.waits)
        if value == "others":
            return rows.exclude(pk__in=rows.filter(self.waits).values("pk"))
        return rows.filter(holder=None)

    def by_overdue(self, rows: ClaimReviewQuerySet, _name: str, _value: str) -> QuerySet[Any]:
        return rows.overdue()

    def by_holder(self, rows: QuerySet[Any], _name: str, value: Any) -> QuerySet[Any]:
        return rows.filter(holder=value.pk)


@require_safe
@needs(Permission.READ)
def queue(request: HttpRequest) -> HttpResponse:
    """Every open claim that the address asks for, what is due first on top; as a list or (`?as=board`) in columns."""
    return _queue(request, AssignForm())


def _found(request: HttpRequest) -> tuple[QueueFilter, Any, str]:
    """The filter, its rows in their order, and which order that is."""
    rows = visible(ClaimReview, request).with_holder()
    found = QueueFilter(request.GET, queryset=rows, request=request)
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "due"
    return found, found.qs.order_by(*SORTS[sort]), sort


def _queue(
    request: HttpRequest, form: AssignForm, *, chosen: list[int] | None = None, status: int = 200
) -> HttpResponse:
    found, rows, sort = _found(request)
    first = _first(rows)
    total = len(first) if len(first) < FIRST else rows.count()
    board = request.GET.get("as") == "board"
    context = {
        "total": total,
        "filter": found,
        "form": form,
        "sort": sort,
        "board": board,
        "tabs": _tabs(request, found, request.get_full_path()),
        "views": list(visible(SavedView, request)),
        "mark": _mark(first),
        "query": request.GET.urlencode(),
        **_addresses(request, sort, total),
    }
    if board:
        context["columns"] = [_column(request, rows, state) for state in OPEN]
        here = [line for column in context["columns"] for line in column["rows"]]
    else:
        start = (context["number"] - 1) * SHOWN
        end = start + SHOWN
        keys = [fact[0] for fact in first[start:end]] if end <= FIRST else _keys(rows[start:end])
        me, picked = person(request), set(chosen or [])
        here = context["rows"] = [Queued(review, me, review.claim_id in picked) for review in _shown(request, keys)]
    context["shown"] = ",".join(str(line.review.claim_id) for line in here)
    return render(request, "queue/list.html", context, status=status)


def _addresses(request: HttpRequest, sort: str, total: int) -> dict[str, Any]:
    """The parts of addresses that lead on from here: the same filters in another order, on another page, as a board."""
    kept = request.GET.copy()
    for name in ("sort", "page", "as"):
        kept.pop(name, None)
    number = min(key_of(request.GET.get("page")) or 1, max(1, -(-total // SHOWN)))
    sorted_ = kept.copy()
    sorted_["sort"] = sort
    return {
        "number": number,
        "before": number - 1,
        "after": number + 1 if number * SHOWN < total else 0,
        "kept": kept.urlencode(),
        "pages": sorted_.urlencode(),
    }


def _tabs(request: HttpRequest, found: QueueFilter, page: str) -> list[dict[str, Any]]:
    """What an editor goes through in the morning, each with its address; `page` is that of the page they look at."""
    here = f"{reverse('queue')}?"
    open_ = visible(ClaimReview, request).tally(found.waits)
    changed = visible(EvidenceChange, request).filter(outcome="").count()
    asked = visible(CorrectionRequest, request).filter(closed_at=None).count()
    tabs = [
        (_("Waits for me"), open_["mine"], f"{here}turn=me"),
        (_("Waits for others"), open_["all"] - open_["mine"], f"{here}turn=others"),
        (_("Overdue"), open_["overdue"], f"{here}overdue=1"),
        (_("Returned"), open_["returned"], f"{here}status=returned"),
        (_("Evidence changed"), changed, reverse("evidence_list")),
        (_("Corrections asked"), asked, reverse("report_list")),
    ]
    return [{"words": words, "count": count, "link": link, "here": link == page} for words, count, link in tabs]


def _keys(rows: Any) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _shown(request: HttpRequest, keys: list[int]) -> list[ClaimReview]:
    """These versions with what a line shows; their order is found by less than that."""
    found = visible(ClaimReview, request).with_turns().in_bulk(keys)
    return [found[key] for key in keys]


def _column(request: HttpRequest, rows: Any, state: Status) -> dict[str, Any]:
    here = rows.filter(status=state)
    shown = [Queued(review, person(request)) for review in _shown(request, _keys(here[:SHOWN]))]
    return {"words": capfirst(STATUS_WORDS[state]), "state": state.value, "count": here.count(), "rows": shown}


def _first(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    """The first rows, in their order: the id, and what changes when a line does."""
    facts = ("pk", "status", "holder", "claim__due_on", "changed_at", "sealed")
    return list(rows.values_list(*facts)[:FIRST])


def _mark(first: list[tuple[Any, ...]]) -> str:
    """Changes when anything that the list shows of its first rows does."""
    return hashlib.sha256(repr(first).encode()).hexdigest()[:16]


@require_safe
@needs(Permission.READ)
def queue_news(request: HttpRequest) -> HttpResponse:
    """204 while the list in the address is as it was (`mark`), else what is on the page (`shown`) as it is now.

    Each line stays in its place, whatever became of it, and keeps its tick: nothing moves under anybody's hands. A
    notice leads to the list in its new order.
    """
    found, rows, _sort = _found(request)
    mark = _mark(_first(rows))
    if mark == request.GET.get("mark"):
        return HttpResponse(status=204)
    kept = request.GET.copy()
    for name in ("mark", "shown", "claim"):
        kept.pop(name, None)
    shown = [key for key in map(key_of, request.GET.get("shown", "").split(",")) if key][: SHOWN * len(OPEN)]
    ticked = {key_of(key) for key in request.GET.getlist("claim")}
    query = kept.urlencode()
    context = {
        "lines": [Queued(review, person(request), review.claim_id in ticked) for review in _newest(request, shown)],
        "board": request.GET.get("as") == "board",
        "tabs": _tabs(request, found, f"{reverse('queue')}?{query}"),
        "mark": mark,
        "query": query,
        "shown": ",".join(map(str, shown)),
    }
    return render(request, "queue/list.html#news", context)


def _newest(request: HttpRequest, claims: list[int]) -> list[ClaimReview]:
    """The newest version of each of these claims."""
    rows = visible(ClaimReview, request).with_turns().filter(claim__in=claims).order_by("number")
    return list({review.claim_id: review for review in rows}.values())


@post_only("queue")
@needs(Permission.READ)
def queue_save(request: HttpRequest) -> HttpResponse:
    """Keep the filters under a name, or (`remove` in the form) let go of a view."""
    query = request.POST.get("query", "")
    if pk := key_of(request.POST.get("remove")):
        visible(SavedView, request).filter(pk=pk).delete()
        messages.success(request, _("The view is removed."))
        return redirect(f"{reverse('queue')}?{query}")
    try:
        view = saved_views.save(person=person(request), name=request.POST.get("name", ""), query=query)
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": apart(view.name)})
    except ValidationError as exc:
        messages.error(request, first_error(exc))
    return redirect(f"{reverse('queue')}?{query}")


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
