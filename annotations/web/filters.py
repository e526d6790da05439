"""Filters that live in the address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters.fields import ModelChoiceIterator

from annotations.days import begins, ends, within
from annotations.matching.asked import MOST_ASKED
from annotations.models import Article, Claim, ClaimReview, Rating, User
from annotations.models.review.claim_review_queryset import ClaimReviewQuerySet
from annotations.presenters.newsroom.figures import NONE
from annotations.presenters.review.claim_rows import STATUS_WORDS
from annotations.review.states import Status
from annotations.services.newsroom.figures import COLUMNS
from annotations.services.review.agreement import double_ratings
from annotations.web.numbers import key_of, number_of

STATES = [
    *[(status.value, capfirst(words)) for status, words in STATUS_WORDS.items()],
    ("aside", pgettext_lazy("state of a claim", "Set aside")),
]


class FilterSet(django_filters.FilterSet):
    """Filters that find nothing where the address asks for something they don't know: never more than was asked for."""

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.none() if self.errors else super().filter_queryset(queryset)


def everybody(_request: Any) -> QuerySet[User]:
    """People by name, with no more than that."""
    return User.objects.order_by("display_name", "username").only("display_name", "username")


def writers(request: Any) -> QuerySet[User]:
    """Who may write, and whoever the address names: they may have another role by now."""
    named = [number_of(request.GET.get(name)) for name in ("checker", "by", "holder")] if request is not None else []
    found = Q(role__in=["checker", "editor"]) | Q(pk__in=[number for number in named if number])
    return everybody(request).filter(found)


def recent_articles(request: Any) -> QuerySet[Article]:
    """The newest articles, and the one that the address names: a list of all would be too long to choose from."""
    newest: Any = Article.objects.order_by("-pk").values("pk")[:50]
    if named := number_of(request.GET.get("article")) if request is not None else None:
        newest = [named, *(row["pk"] for row in newest)]
    return Article.objects.filter(pk__in=newest).order_by("-pk").only("title", "url")


class Choices(ModelChoiceIterator):
    """The rows to choose from, read at once: they are few, and Django's cursor takes a second round for them."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for row in self.queryset.all():
            yield self.choice(row)


class RowField(django_filters.fields.ModelChoiceField):
    iterator = Choices


class OneOfFilter(django_filters.ModelChoiceFilter):
    """One of the rows of a short list."""

    field_class = RowField


class ClaimFilter(FilterSet):
    """The claims list: words, rating, state, who made it."""

    #: Found by the view, which shows the best hit first.
    q = django_filters.CharFilter(label=_("Words"), method="by_words", max_length=MOST_ASKED)
    rating = django_filters.ChoiceFilter(
        label=_("Verdict"), choices=Rating.choices, method="by_rating", empty_label=_("Any")
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="by_state", empty_label=_("Any"))
    by = OneOfFilter(label=_("Checker"), field_name="created_by", queryset=writers, empty_label=_("Anybody"))

    class Meta:
        model = Claim
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return rows

    def by_rating(self, rows: ClaimReviewQuerySet, _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=ClaimReview.objects.rated_as(value).exclude(status="superseded").values("claim"))

    def by_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == "aside":
            return rows.filter(set_aside_at__isnull=False)
        return rows.filter(set_aside_at=None, pk__in=ClaimReview.objects.filter(status=value).values("claim"))


class ReviewFilter(FilterSet):
    """The reviews queue and the lists behind the dashboard's numbers."""

    status = django_filters.ChoiceFilter(
        label=_("State"), choices=[(s.value, capfirst(STATUS_WORDS[s])) for s in Status], empty_label=_("Any")
    )
    checker = OneOfFilter(label=_("Checker"), field_name="author", queryset=writers, empty_label=_("Anybody"))
    rating = django_filters.ChoiceFilter(
        label=_("Verdict"), choices=Rating.choices, method="by_rating", empty_label=_("Any")
    )
    article = OneOfFilter(
        label=_("Article"), field_name="claim__article", queryset=recent_articles, empty_label=_("Any")
    )
    since = django_filters.DateFilter(label=_("Since"), method="by_day", widget=forms.DateInput(attrs={"type": "date"}))
    published_from = django_filters.DateFilter(method="by_day", widget=forms.HiddenInput)
    published_to = django_filters.DateFilter(method="by_day", widget=forms.HiddenInput)
    published_week = django_filters.DateFilter(method="by_week", widget=forms.HiddenInput)
    published_month = django_filters.DateFilter(method="by_month", widget=forms.HiddenInput)
    #: With a time of publication, which is the claim's: its first version, so that each claim is listed once.
    version = django_filters.NumberFilter(field_name="number", widget=forms.HiddenInput, min_value=1, max_value=9999)
    first = django_filters.ChoiceFilter(choices=Rating.choices, method="by_pair", widget=forms.HiddenInput)
    second = django_filters.ChoiceFilter(choices=Rating.choices, method="by_pair", widget=forms.HiddenInput)
    speaker = django_filters.CharFilter(method="by_group", widget=forms.HiddenInput, max_length=200)
    group = django_filters.CharFilter(method="by_group", widget=forms.HiddenInput, max_length=200)
    outlet = django_filters.CharFilter(method="by_group", widget=forms.HiddenInput, max_length=200)
    topic = django_filters.CharFilter(method="by_group", widget=forms.HiddenInput, max_length=200)
    reason = django_filters.CharFilter(method="by_group", widget=forms.HiddenInput, max_length=500)
    language = django_filters.CharFilter(method="by_group", widget=forms.HiddenInput, max_length=200)
    label = django_filters.CharFilter(method="by_group", widget=forms.HiddenInput, max_length=200)
    unconfirmed = django_filters.BooleanFilter(method="by_unconfirmed", widget=forms.HiddenInput)

    class Meta:
        model = ClaimReview
        fields: list[str] = []

    def by_rating(self, rows: ClaimReviewQuerySet, _name: str, value: str) -> QuerySet[Any]:
        return rows.rated_as(value)

    def by_week(self, rows: QuerySet[Any], _name: str, value: datetime.date) -> QuerySet[Any]:
        """The week that begins on this day."""
        last = within(value) + datetime.timedelta(days=6)
        return rows.filter(first_published_at__gte=begins(value), first_published_at__lt=ends(last))

    def by_month(self, rows: QuerySet[Any], _name: str, value: datetime.date) -> QuerySet[Any]:
        """The month that begins on this day."""
        following = (within(value).replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
        return rows.filter(first_published_at__gte=begins(value), first_published_at__lt=begins(following))

    def by_pair(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        """Those rated blind, with the rating proposed first and the one given second; both at once."""
        asked = {"proposed": self.data.get("first"), "rating": self.data.get("second")}
        pairs = double_ratings().filter(**{name: value for name, value in asked.items() if value})
        return rows.filter(pk__in=pairs.values("review"))

    def by_day(self, rows: QuerySet[Any], name: str, value: datetime.date) -> QuerySet[Any]:
        """From a day on, or up to it; the day itself included."""
        if name == "published_to":
            return rows.filter(first_published_at__lt=ends(value))
        column = "changed_at" if name == "since" else "first_published_at"
        return rows.filter(**{f"{column}__gte": begins(value)})

    def by_group(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What one line of the figures counts: a number of a row, words, or what has none."""
        column = COLUMNS[name][0]
        is_row = name in ("speaker", "label")
        if value == NONE:
            nothing = Q(**{f"{column}__isnull": True})
            return rows.filter(nothing if is_row else nothing | Q(**{column: ""}))
        rows = rows.filter(sealed=False) if name == "label" else rows
        return rows.filter(**{column: key_of(value) if is_row else value})

    def by_unconfirmed(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(status=Status.RETRACTED, retraction_confirmed_at=None) if value else rows
