"""The article page: the same text with highlights and without, from the request to the painted page.

Server: the whole request over loopback, best of several; what a page shows is remembered until something in it
changes, so the first request after a change is told, too. Painted: from the start of the navigation to the second
frame after the page is parsed and its scripts have run, in headless Chromium, median. New highlight: from the click
to the end of the frame that shows the settled answer, less the time of its own request; in the bare page, too.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from annotations.capture.chromium import find
from tests.browser.person import SELECT, Person
from tests.crowd import mark_many
from tests.installation import Installation

SIZES = ((50_000, 1_000, 1.5), (500_000, 5_000, 2.0))
WORDS = [
    "harbour",
    "ferry",
    "quay",
    "crane",
    "tide",
    "ledger",
    "bulletin",
    "minister",
    "union",
    "audit",
    "cargo",
    "pilot",
    "berth",
    "channel",
    "buoy",
    "tug",
    "wharf",
    "signal",
    "winter",
    "quarter",
    "figure",
    "report",
    "office",
    "council",
    "delegate",
    "carried",
    "counted",
    "published",
    "doubted",
    "measured",
    "said",
]
PAINTED = """() => new Promise((done) => {
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  // Not by readyState: it says "interactive" before the scripts have run, so a page that was parsed when this came
  // would be told without them and another with them.
  const [{ domContentLoadedEventEnd: ready }] = performance.getEntriesByType("navigation");
  if (ready) painted(); else addEventListener("DOMContentLoaded", painted);
})"""
CLICK = """() => new Promise((done) => {
  const at = {};
  const form = document.getElementById("mark-form");
  form.addEventListener("htmx:beforeSend", () => { at.sent = performance.now(); }, { once: true });
  form.addEventListener("htmx:beforeOnLoad", () => { at.answered = performance.now(); }, { once: true });
  // An urgent task of the last callback before a frame comes once that frame is painted. A second frame would add its
  // own 16 ms of waiting, and a task without a priority waits for answers that came meanwhile.
  const painted = () => done([performance.now() - at.clicked, at.answered - at.sent]);
  document.addEventListener("htmx:afterSettle",
    () => requestAnimationFrame(() => scheduler.postTask(painted, { priority: "user-blocking" })), { once: true });
  at.clicked = performance.now();
  document.querySelector("#mark-form button").click();
})"""


def text_of(size: int, seed: int) -> str:
    """About `size` code points in paragraphs of 300 to 900, the same for the same seed."""
    chance, pieces, length = random.Random(seed), [], 0
    while length < size:
        words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(40, 120))).capitalize() + "."
        pieces.append(words)
        length += len(words) + 2
    return "\n\n".join(pieces)[:size]


def run() -> list[str]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Installation(Path(folder) / "var", ARTICLE_MAX_CHARS="1000000").start()
        try:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=find(), args=flags)
            context = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900})
            context.set_default_timeout(60_000)
            checker = Person(context.new_page(), site)
            checker.log_in(site.account("checker"))
            return [line for size, many, asked in SIZES for line in _size(checker, size, many, asked)]
        finally:
            site.stop()


def _size(checker: Person, size: int, many: int, asked: float) -> list[str]:
    bare, marked = (add_text(checker.page, text_of(size, seed=seed)) for seed in (1, 2))
    mark_many(checker.site, marked, many)
    name = f"{size:,} code points, {many:,} highlights"
    page = checker.page
    page.goto("about:blank")  # an open workspace asks for news
    time.sleep(5)  # and workers read in what they need for their first task
    server = {number: _server(checker, number) for number in (bare, marked)}
    changed = min(_after_change(checker, marked) for _ in range(8))
    # By turns: the machine's speed changes while it works.
    without, painted = _median_of((_painted(page, bare), _painted(page, marked)) for _ in range(9))
    new = {number: _median_of(_new_highlight(checker, number) for _ in range(5)) for number in (bare, marked)}
    limit = ", 30 ms asked of the server" if many == 1_000 else ""
    return [
        f"{name}: server {server[marked]:.0f} ms, {server[marked] - server[bare]:.0f} ms more than the bare page{limit}; "
        f"{changed:.0f} ms right after a change",
        f"{name}: painted after {painted:.0f} ms, {painted / without:.2f} times the bare page ({asked} asked)",
        f"{name}: a new highlight is painted {new[marked][0]:.0f} ms beyond its request of {new[marked][1]:.0f} ms "
        f"(60 ms asked); in the bare page {new[bare][0]:.0f} ms beyond {new[bare][1]:.0f} ms",
    ]


def add_text(page: Page, text: str) -> int:
    """An article by the form, its text not typed: half a million key strokes take minutes."""
    page.goto("/articles/add/")
    page.locator("[name=text]").evaluate("(field, text) => { field.value = text; field.form.requestSubmit(); }", text)
    page.locator("#text").wait_for()
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def _server(checker: Person, article: int) -> float:
    """Milliseconds of the quickest of twenty requests."""
    return min(_requests(checker, article, 20))


def _after_change(checker: Person, article: int) -> float:
    """Milliseconds of the first request after a claim of the article changed."""
    checker.site.query(
        "WITH now AS (UPDATE annotations_article SET revision = revision + 1 WHERE id = %s RETURNING id, revision)"
        " UPDATE annotations_claim SET revision = now.revision FROM now"
        " WHERE annotations_claim.id = (SELECT min(id) FROM annotations_claim WHERE article_id = now.id) RETURNING 1",
        article,
    )
    return _requests(checker, article, 1)[0]


def _requests(checker: Person, article: int, times: int) -> list[float]:
    """Milliseconds of each request on one open connection, the answer read whole."""
    address = urlsplit(checker.site.url)
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in checker.page.context.cookies())
    connection = HTTPConnection(address.hostname or "", address.port)

    taken = []
    for _ in range(times):
        start = time.perf_counter()
        connection.request("GET", f"/articles/{article}/", headers={"Cookie": cookies})
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - start) * 1000)
        assert answer.status == 200
    connection.close()
    return taken


def _painted(page: Page, article: int) -> float:
    page.goto("about:blank")
    page.goto(f"/articles/{article}/", wait_until="commit")
    return float(page.evaluate(PAINTED))


def _median_of(measured: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The median of each of the two figures."""
    first, second = zip(*measured, strict=True)
    return statistics.median(first), statistics.median(second)


def _new_highlight(checker: Person, article: int) -> tuple[float, float]:
    """Milliseconds from the click to the painted highlight beyond its request, and of that request."""
    page = checker.page
    page.goto(f"/articles/{article}/")
    words = page.evaluate("[...document.querySelectorAll('#text [data-start]')].at(3).textContent.slice(0, 40).trim()")
    page.evaluate(SELECT, words)
    page.locator("#bar").wait_for(state="visible")
    total, request = page.evaluate(CLICK)
    return total - request, request
