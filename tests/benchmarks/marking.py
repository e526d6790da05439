"""Marking a claim, by one person over one open connection: in an empty text, among 1,000 and among 5,000 highlights.

By turns with the floor: the same request with words that are not in the text, which passes the session, the person,
CSRF and the reading of the text, writes nothing and is answered in one sentence. Each answer and the rows are checked.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import sync_playwright

from annotations.capture.chromium import find
from tests.benchmarks.workspace import add_text, text_of
from tests.browser.person import Person
from tests.crowd import mark_many
from tests.installation import Installation

#: Highlights that are there already.
MANY = (0, 1_000, 5_000)
ROUNDS = 60
CLAIMS = "SELECT count(*) FROM annotations_claim WHERE article_id = %s"


class Marker:
    """A person's open page of one text, as the server knows it: a session, a token, the blank card."""

    def __init__(self, checker: Person, article: int) -> None:
        self.site, self.article = checker.site, article
        ((self.version, self.text),) = self.site.query(
            "SELECT id, text FROM annotations_articleversion WHERE article_id = %s", article
        )
        cookies = {c["name"]: c["value"] for c in checker.page.context.cookies()}
        page = f"{self.site.url}/articles/{article}/"
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": next(value for name, value in cookies.items() if "csrf" in name),
            "Referer": page,
            "HX-Request": "true",
            "HX-Current-URL": page,
            "X-Version": str(self.version),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        address = urlsplit(self.site.url)
        self.connection = HTTPConnection(address.hostname or "", address.port)
        self.ask("GET", f"/articles/{article}/")
        self.connection.request("GET", f"/articles/{article}/blank-card/", headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        self.headers["X-Blank"] = answer.headers["X-Blank"]

    def ask(self, method: str, path: str, sent: dict[str, object] | None = None) -> tuple[int, bytes, float]:
        """Status, body and milliseconds of one request."""
        start = time.perf_counter()
        self.connection.request(method, path, urlencode(sent or {}), self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        return answer.status, body, (time.perf_counter() - start) * 1000

    def mark(self, start: int, quote: str | None = None) -> tuple[int, bytes, float]:
        sent: dict[str, object] = {"start": start, "end": start + 24, "version": self.version}
        return self.ask(
            "POST", f"/articles/{self.article}/claims/", sent | {"quote": quote or self.text[start : start + 24]}
        )


def run() -> list[str]:
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder, sync_playwright() as playwright:
        site = Installation(Path(folder)).start("--demo")
        try:
            browser = playwright.chromium.launch(executable_path=find())
            checker = Person(browser.new_context(base_url=site.url).new_page(), site)
            checker.log_in(site.account("checker"))
            articles = {}
            for many in MANY:
                articles[many] = add_text(checker.page, text_of(50_000, seed=many))
                if many:
                    mark_many(site, articles[many], many)
            markers = {many: Marker(checker, article) for many, article in articles.items()}
            browser.close()  # an open workspace asks for news
            return _lines(markers)
        finally:
            site.stop()


def _lines(markers: dict[int, Marker]) -> list[str]:
    taken: dict[object, list[float]] = {many: [] for many in (*MANY, "floor")}
    sizes = {}
    places = _places(markers[0].text)
    for start in places[:ROUNDS]:
        for many, marker in markers.items():
            status, body, ms = marker.mark(start)
            assert status == 200, body
            assert b'id="fills"' in body
            taken[many].append(ms)
            sizes[many] = (len(body), len(gzip.compress(body)))
        status, body, ms = markers[0].mark(start, "words that are not there")
        assert status == 422, body
        taken["floor"].append(ms)
    for many, marker in markers.items():
        assert marker.site.query(CLAIMS, marker.article) == [(many + ROUNDS,)]
    floor, empty = taken["floor"], taken[0]
    return [
        f"among {many:,}: {_p50(taken[many]):.1f} ms, p95 {_p95(taken[many]):.1f}; {_p50(taken[many]) / _p50(empty):.2f} "
        f"times an empty text (1.2 asked), {_p50(taken[many]) / _p50(floor):.1f} times the floor; "
        f"{sizes[many][0]:,} bytes, {sizes[many][1]:,} compressed (8,000 asked)"
        for many in MANY
    ] + [f"floor: {_p50(floor):.1f} ms, p95 {_p95(floor):.1f}"]


def _places(text: str) -> list[int]:
    """Where words can be marked: not across two paragraphs, which nobody's selection is."""
    return [
        n
        for n in range(0, len(text) - 40, 200)
        if "\n" not in text[n : n + 24] and text[n : n + 24].strip() == text[n : n + 24]
    ]


def _p50(values: list[float]) -> float:
    return statistics.median(values)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
