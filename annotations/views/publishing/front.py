"""Lists of fact-checks for readers: the front page, what one person said, what there is on one topic."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from annotations.days import begins
from annotations.forms.fields import LANGUAGES
from annotations.models import ClaimReview, Rating
from annotations.models.review.claim_review_queryset import ClaimReviewQuerySet
from annotations.presenters.publishing.published import ListedCheck
from annotations.review.states import Status
from annotations.services.newsroom import search
from annotations.services.publishing.public_addresses import speaker_path, topic_path, topic_slug
from annotations.services.publishing.published_lists import pinned, topics
from annotations.views.publishing.pages import for_everybody, public_page
from annotations.web.filters import FilterSet
from annotations.web.paging import Page, page_of, page_of_found

SIZE = 20
#: Topics named on the front page, and to choose from.
MOST_LINKS, MOST_TOPICS = 20, 200


def years(_request: Any = None) -> list[tuple[str, str]]:
    """From the newest year on, back to the first fact-check."""
    first = ClaimReview.objects.public().aggregate(first=Min("first_published_at"))["first"]
    newest = timezone.localdate().year
    oldest = timezone.localtime(first).year if first else newest
    return [(str(year), str(year)) for year in range(newest, oldest - 1, -1)]


def topic_choices(_request: Any = None) -> list[tuple[str, str]]:
    return [(topic, topic) for topic in topics()][:MOST_TOPICS]


def topic_links() -> list[tuple[str, str]]:
    """(topic, path of its page), one of each page."""
    by_path = {topic_path(topic): topic for topic in topics()}
    return [(topic, path) for path, topic in by_path.items() if path][:MOST_LINKS]


#: What makes an address a question; what links of other sites add to it is none.
ASKED = ("q", "verdict", "topic", "year", "language", "after", "from")


class CheckFilter(FilterSet):
    """What readers can ask of a list; each question lives in the address."""

    verdict = django_filters.ChoiceFilter(
        label=_("Verdict"), choices=Rating.choices, method="by_verdict", empty_label=_("Any")
    )
    topic = django_filters.ChoiceFilter(
        label=_("Topic"), choices=topic_choices, method="by_topic", empty_label=_("Any")
    )
    year = django_filters.ChoiceFilter(label=_("Year"), choices=years, method="by_year", empty_label=_("Any"))
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=LANGUAGES[1:], method="by_language", empty_label=_("Any")
    )

    class Meta:
        model = ClaimReview
        fields: list[str] = []

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    def by_verdict(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(rating=value, status=Status.PUBLISHED)

    def by_topic(self, rows: ClaimReviewQuerySet, _name: str, value: str) -> QuerySet[Any]:
        return rows.public_topics([value])

    def by_language(self, rows: ClaimReviewQuerySet, _name: str, value: str) -> QuerySet[Any]:
        return rows.public_language(value)

    def by_year(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """By the newsroom's clock."""
        first, last = (datetime.date(int(value) + n, 1, 1) for n in (0, 1))
        return rows.filter(first_published_at__gte=begins(first), first_published_at__lt=begins(last))


@require_safe
@for_everybody
def front(request: HttpRequest) -> HttpResponse:
    """What editors pinned, then the newest fact-checks; with words, those that hold them, the best hit first."""
    context = _listed(request, ClaimReview.objects.public())
    if not context["is_asked"]:
        context["topics"] = topic_links()
        context["pinned"] = [ListedCheck(review) for review in pinned()]
        on_top = {check.review.pk for check in context["pinned"]}
        context["page"].rows = [check for check in context["page"].rows if check.review.pk not in on_top]
    return public_page("public/front.html", {**context, "here": "front"})


@require_safe
@for_everybody
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Fact-checks on one topic, however it is spelled: Health and health are one."""
    names = [name for name in topics() if topic_slug(name) == slug]
    if not names:
        raise Http404
    rows = ClaimReview.objects.public_topics(names)
    context = {"heading": names[0], "canonical": f"{settings.SITE_URL}{request.path}", **_listed(request, rows)}
    return public_page("public/topic.html", context)


@require_safe
@for_everybody
def speaker(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """What one person or body said that was checked: facts and fact-checks, and no score."""
    rows = ClaimReview.objects.public_speaker(pk)
    newest = rows.order_by("-first_published_at", "-pk").first()
    told = (newest.content or {}).get("claimant") if newest else None
    if not told:
        raise Http404
    path = speaker_path(pk, told["name"])
    if request.path != path:
        return HttpResponsePermanentRedirect(path)
    context = {"speaker": told, "canonical": f"{settings.SITE_URL}{path}", **_listed(request, rows)}
    return public_page("public/speaker.html", context)


def _listed(request: HttpRequest, rows: QuerySet[ClaimReview]) -> dict[str, Any]:
    """Those of `rows` that the address asks for, as a page of a list."""
    asked = request.GET.get("q", "").strip()
    chosen = CheckFilter(request.GET, rows, request=request)
    wanted = chosen.qs
    shown = ClaimReview.objects.public().select_related("claim", "label")
    hits = search.find(wanted, asked) if asked and not chosen.errors else None
    page: Page
    if hits is None:
        page = page_of(request, wanted.select_related("claim", "label"), column="first_published_at", size=SIZE)
    else:
        page = page_of_found(request, shown, hits.keys, size=SIZE)
    page.rows = [ListedCheck(review) for review in page.rows]
    is_asked = any(request.GET.get(name) for name in ASKED)
    return {"filter": chosen, "page": page, "asked": asked, "hits": hits, "is_asked": is_asked}
