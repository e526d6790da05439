"""A fact-check as readers see it: from frozen content and insert-only rows alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models import (
    Article,
    Citation,
    Claimant,
    ClaimReview,
    Health,
    PublicCopy,
    Snapshot,
    Source,
    SourceType,
    User,
)
from annotations.presenters.review.differences import media_words
from annotations.presenters.review.verdicts import Verdict, frozen_verdict
from annotations.presenters.words.rich_text import rich_text
from annotations.review.states import Status
from annotations.services.publishing.public_addresses import check_path, check_url, speaker_path, story_path, topic_path


@dataclass
class ListedCheck:
    """One fact-check in a list for readers, from its frozen content."""

    review: ClaimReview

    @property
    def content(self) -> dict[str, Any]:
        return self.review.content or {}

    @property
    def verdict(self) -> Verdict:
        return frozen_verdict(self.review)

    @property
    def headline(self) -> str:
        """Verdict and claim in one line."""
        return f"{self.verdict.words}: {self.content['wording']}"

    @property
    def path(self) -> str:
        return check_path(self.review.claim_id, self.review.claim.slug)

    @property
    def said_on(self) -> str:
        return said_date(self.content["said_on"], self.content["said_precision"])

    @property
    def story(self) -> str:
        """Where it was reported first: the outlet, else the title; empty where nobody said."""
        first: dict[str, Any] = next(
            (a for a in self.content["appearances"] if a.get("first") and a.get("article")), {}
        )
        return str(first.get("publisher") or first.get("title") or "")


@dataclass
class Published(ListedCheck):
    """One version for readers, with what is kept beside it."""

    #: {source: when the copy was made that the verdict rests on}: the one with the pinned words, else the newest then.
    kept_on: dict[int, datetime.datetime]
    #: {source: the copy of it that readers may see}.
    #: Copies that readers may see: of sources, and of citations that are pinned to one.
    public_copies: dict[int, int]
    public_pins: dict[int, int]
    #: Sources that the watch no longer finds at their address.
    gone: set[int]
    approved_by: list[str]
    #: {article: the path of its public page}.
    stories: dict[int, str]

    @property
    def earlier(self) -> QuerySet[ClaimReview]:
        """Versions before this one, newest first; asked for only where they are listed."""
        before = ClaimReview.objects.filter(claim=self.review.claim_id, status="superseded")
        return before.filter(number__lt=self.review.number).order_by("-number")

    @property
    def wording(self) -> str:
        return str(self.content["wording"])

    @property
    def url(self) -> str:
        return check_url(self.review.claim_id, self.review.claim.slug)

    @cached_property
    def speaker_path(self) -> str:
        """The page of who said it; empty where nobody knows."""
        who = self.content["claimant"]
        known = Claimant.objects.named(who["name"]) if who else None
        return speaker_path(known.pk, who["name"]) if known else ""

    @property
    def topic_path(self) -> str:
        return topic_path(self.content["topic"] or "")

    @property
    def media_words(self) -> str:
        return media_words(self.content) if self.review.status != Status.RETRACTED else ""

    @property
    def how_checked(self) -> str:
        return rich_text(self.content["how_checked"])

    @property
    def first_appearance(self) -> dict[str, Any] | None:
        return next((a for a in self.content["appearances"] if a.get("first")), None)

    @property
    def passages(self) -> list[dict[str, Any]]:
        """The words as they stand in each article; `story` is the path of its public page, empty where it has none."""
        said = [a for a in self.content["appearances"] if a.get("quote")]
        return [{**a, "story": self.stories.get(a["article"], "")} for a in said]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """What the verdict rests on, but for what others ruled."""
        return [source for source in self._cited if not _is_ruling(source)]

    @property
    def rulings(self) -> list[dict[str, Any]]:
        """Fact-checks by others that are cited."""
        return [source for source in self._cited if _is_ruling(source)]

    @property
    def _cited(self) -> list[dict[str, Any]]:
        return [
            {
                **c,
                "kept_on": self.kept_on.get(c["source"]),
                "public_copy": self.public_pins.get(c["citation"]) or self.public_copies.get(c["source"]),
                "gone": c["source"] in self.gone,
            }
            for c in self.content["citations"]
        ]

    @property
    def direction(self) -> str:
        from annotations.services.text.versions import direction_of

        return direction_of(self.content.get("language") or "en")


def _is_ruling(citation: dict[str, Any]) -> bool:
    return citation["type"] == SourceType.FACT_CHECK and not citation["protected"]


def said_date(iso: str | None, precision: str) -> str:
    """A claim's date as exact as it is known: 2 November 2026, November 2026 or 2026."""
    if not iso:
        return ""
    day = datetime.date.fromisoformat(iso)
    return date_format(day, {"day": _("j F Y"), "month": _("F Y"), "year": "Y"}[precision])


def published_of(review: ClaimReview) -> Published:
    """Everything the public page needs of one version, in seven queries."""
    content = review.content or {}
    sources = [c["source"] for c in content.get("citations", []) if not c.get("protected")]
    kept = Snapshot.objects.kept().filter(source__in=sources, finished_at__lte=review.published_at or timezone.now())
    pinned = Citation.objects.filter(review=review, snapshot__isnull=False, source__protected=False)
    pins = list(pinned.values_list("pk", "source", "snapshot", "snapshot__finished_at"))
    public = PublicCopy.objects.public().filter(snapshot__source__in=sources)
    shown = list(public.documents_last().values_list("snapshot__source", "snapshot"))
    standing = review.approvals.filter(submitted_at=F("review__submitted_at"))
    approvals = User.objects.filter(approvals__in=standing).distinct()
    return Published(
        review=review,
        kept_on={
            # A reading or a transcript that came later is no later copy of the document.
            **dict(kept.order_by(F("part_of").asc(nulls_last=True), "pk").values_list("source", "finished_at")),
            **{source: finished_at for _citation, source, _copy, finished_at in pins},
        },
        public_copies=dict(shown),
        public_pins={citation: copy for citation, source, copy, _at in pins if (source, copy) in shown},
        gone=set(Source.objects.filter(pk__in=sources, health=Health.GONE).values_list("pk", flat=True)),
        approved_by=[str(user) for user in approvals],
        stories=_stories(content),
    )


def _stories(content: dict[str, Any]) -> dict[int, str]:
    ids = {a["article"] for a in content.get("appearances", []) if a.get("article")}
    return {article.pk: story_path(article) for article in Article.objects.published().filter(pk__in=ids)}
