"""A capture as a browser would bring it, without one."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from annotations.capture.captured import Captured, CaptureLimits, Resource
from annotations.models import CaptureOrder, Citation, Snapshot, Source, User
from annotations.services.evidence import capture_work, citations, fetch_work
from annotations.services.review import claim_reviews
from annotations.services.store import fetches
from tests import factories
from tests.capture.pages import DOT, TEXT
from tests.documents import mhtml

URL = "https://harbour.example/bulletin"
WORDS = TEXT.split()
QUOTE = "Mean waiting time was 27 hours"


def captured(url: str = URL, text: str = TEXT, **changes: Any) -> Captured:
    """The page at `url` with `text`, a picture of 1280 by 900 with a word in each place of a grid, and two answers."""
    page = mhtml(
        f"<html lang=en><title>Harbour bulletin</title><body><h1>Harbour bulletin</h1><p>{text}</p></body>", url=url
    )
    words = [(word, 10.0 + 120 * (n % 10), 20.0 + 30 * (n // 10), 100.0, 20.0) for n, word in enumerate(text.split())]
    sent = [("User-Agent", "factcheck/1.0")]
    facts: dict[str, Any] = {
        "final_url": url,
        "status": 200,
        "headers": [("Content-Type", "text/html")],
        "browser": "Chromium 140.0",
        "page": page,
        "picture": factories.picture(1280, 900),
        "width": 1280,
        "height": 900,
        "print": b"%PDF-1.4 printed",
        "words": words,
        "resources": [
            Resource(url, "GET", 200, "OK", [("Content-Type", "text/html")], sent, "text/html", b"<div id=app></div>"),
            Resource("https://harbour.example/dot.png", "GET", 200, "", [], sent, "image/png", DOT),
            Resource("https://harbour.example/away", "GET", 302, "Found", [], sent, "", None),
        ],
    }
    return Captured(url=url, started_at=datetime.now(UTC), **(facts | changes))


class FakeBrowser:
    """Stands for the browser: brings `found`, or does `instead`."""

    def __init__(self) -> None:
        self.found = captured()
        self.opened: list[str] = []
        self.instead: BaseException | None = None

    def __call__(self, url: str, _chromium: str, _limits: CaptureLimits) -> Captured:
        self.opened.append(url)
        if self.instead:
            raise self.instead
        return dataclasses.replace(self.found, url=url)


def work() -> CaptureOrder:
    """A worker takes the next order; gives the newest one as it is then."""
    CaptureOrder.objects.update(next_try_at=timezone.now())
    capture_work.work_on_next()
    return CaptureOrder.objects.latest("pk")


def publish(cited: Citation, by: User, editor: User) -> None:
    """The version that cites, submitted by its author and decided by an editor."""
    review = claim_reviews.submit(review=cited.review, by=by)
    claim_reviews.approve(review=review, by=editor, digest=review.digest)
    claim_reviews.publish(review=review, by=editor)


def fetch(source: Source, reason: str = "added") -> Snapshot:
    """A worker fetches the page of `source`; gives its newest attempt."""
    fetches.enqueue(source=source, url=source.url, reason=reason)
    fetch_work.work_on_next()
    return source.snapshots.latest("pk")


def cite(by: User, url: str, quote: str = QUOTE) -> Citation:
    """`url` as a source of a new draft, with the words that decide the matter."""
    made = citations.cite(
        review=factories.draft(by), by=by, url=url, protected=False,
        citation={"quoted_words": quote, "stance": "contradicts"}, source={"type": "primary"},
    )  # fmt: skip
    return made
