"""Marking a claim, by one person over one open connection: in an empty text, among 1,000 and among 5,000 highlights.

By turns with the floor: the same request with words that are not in the text, which passes the session, the person,
CSRF and the reading of the text, writes nothing and is answered in one sentence; and with doccano where `DOCCANO=yes`
asks for it. Each answer and the rows are checked. Then eight people mark at once, each over a connection of their own.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import sync_playwright

from annotations.capture.chromium import find
from tests.benchmarks.doccano import Annotator, Doccano, PeerText, is_wanted
from tests.benchmarks.workspace import add_text, text_of
from tests.browser.person import Person
from tests.crowd import mark_many
from tests.installation import Installation

#: Highlights that are there already.
MANY = (0, 1_000, 5_000)
ROUNDS = 60
#: People who mark at once, and marks of each in a turn.
CROWD, EACH = 8, 20
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
            crowd = [Marker(checker, add_text(checker.page, text_of(50_000, seed=99)))]
            crowd += [Marker(checker, crowd[0].article) for _ in range(CROWD - 1)]
            browser.close()  # an open workspace asks for news
            peer = Doccano(site, Path(folder)) if is_wanted() else None
            try:
                told = peer.text(markers[0].text) if peer else None
                return [*_lines(markers, told), *_together(crowd, peer)]
            finally:
                if peer:
                    peer.stop()
        finally:
            site.stop()


def _lines(markers: dict[int, Marker], peer: PeerText | None) -> list[str]:
    taken: dict[object, list[float]] = {many: [] for many in (*MANY, "floor", "doccano")}
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
        if peer:
            taken["doccano"].append(peer.mark(start))
    if peer:
        assert peer.count() == ROUNDS
    for many, marker in markers.items():
        assert marker.site.query(CLAIMS, marker.article) == [(many + ROUNDS,)]
    floor, empty = taken["floor"], taken[0]
    return [
        f"among {many:,}: {_p50(taken[many]):.1f} ms, p95 {_p95(taken[many]):.1f}; {_p50(taken[many]) / _p50(empty):.2f} "
        f"times an empty text (1.2 asked), {_p50(taken[many]) / _p50(floor):.1f} times the floor; "
        f"{sizes[many][0]:,} bytes, {sizes[many][1]:,} compressed (8,000 asked)"
        for many in MANY
    ] + [f"floor: {_p50(floor):.1f} ms, p95 {_p95(floor):.1f}", *_beside(empty, taken["doccano"])]


def _beside(ours: list[float], theirs: list[float]) -> list[str]:
    if not theirs:
        return []
    p50, p95 = _p50(ours) / _p50(theirs), _p95(ours) / _p95(theirs)
    return [
        f"doccano 1.8.4: {_p50(theirs):.1f} ms, p95 {_p95(theirs):.1f}; ours takes {p50:.2f} times as long, at p95 {p95:.2f} "
        "(half asked)"
    ]


def _together(crowd: list[Marker], peer: Doccano | None) -> list[str]:
    """Marks a second of eight people at once, sides by turns."""
    rates: dict[str, list[float]] = {"ours": [], "doccano": []}
    places = _places(crowd[0].text)
    people = [Annotator(peer.port) for _ in crowd] if peer else []
    told = peer.text(crowd[0].text) if peer else None
    for turn in range(3):
        here = places[turn * EACH : (turn + 1) * EACH]
        rates["ours"].append(_rate([lambda at, one=one: _marked(one, at) for one in crowd], here))
        if told:
            rates["doccano"].append(_rate([lambda at, one=one: told.mark(at, one) for one in people], here))
    made = 3 * EACH * CROWD
    assert crowd[0].site.query(CLAIMS, crowd[0].article) == [(made,)]
    lines = [f"{CROWD} people at once: {statistics.median(rates['ours']):.0f} marks a second"]
    if told:
        assert told.count() == made
        ratio = statistics.median(a / b for a, b in zip(rates["ours"], rates["doccano"], strict=True))
        theirs = statistics.median(rates["doccano"])
        lines.append(f"doccano: {theirs:.0f} marks a second; ours {ratio:.2f} times as many (2 asked)")
    return lines


def _marked(marker: Marker, start: int) -> None:
    status, body, _ms = marker.mark(start)
    assert status == 200, body


def _rate(acts: list[Callable[[int], object]], places: list[int]) -> float:
    """Acts a second: each person does theirs at each of `places`."""
    failed: list[BaseException] = []

    def work(act: Callable[[int], object]) -> None:
        try:
            for start in places:
                act(start)
        except BaseException as exc:
            failed.append(exc)

    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed
    return len(acts) * len(places) / (time.perf_counter() - begun)


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
