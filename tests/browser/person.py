"""What people do on the pages, in the words of the pages."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import Page, expect

from tests.installation import Installation

SELECT = """words => {
  const text = document.getElementById("text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let whole = "";
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest("[data-skip]")) continue;
    nodes.push([whole.length, walker.currentNode]);
    whole += walker.currentNode.data;
  }
  const at = whole.indexOf(words);
  if (at < 0) throw new Error("not on the page: " + words);
  const point = (offset, end) => {
    for (const [start, node] of nodes)
      if (end ? offset > start && offset <= start + node.data.length : offset >= start && offset < start + node.data.length)
        return [node, offset - start];
  };
  const range = document.createRange();
  range.setStart(...point(at, false));
  range.setEnd(...point(at + words.length, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

#: Where words begin or end on the screen, at the middle of their line.
POINT = """([to, after]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(to);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + to.length);
    const boxes = [...range.getClientRects()];
    const box = after === (getComputedStyle(walker.currentNode.parentElement).direction === "ltr") ? boxes.at(-1) : boxes[0];
    return [after ? box.right : box.left, (box.top + box.bottom) / 2];
  }
}"""


def point_at(page: Page, words: str, *, after: bool) -> tuple[float, float]:
    """The place on the screen right after (or before) words of the article."""
    x, y = page.evaluate(POINT, [words, after])
    return float(x), float(y)


class Person:
    """Somebody in front of a browser."""

    def __init__(self, page: Page, site: Installation) -> None:
        self.page, self.site = page, site

    def log_in(self, account: dict[str, str]) -> None:
        self.page.goto("/accounts/login/")
        self.page.get_by_label("Username").fill(account["username"])
        self.page.get_by_label("Password").fill(account["password"])
        self.page.get_by_role("button", name="Log in", exact=True).click()
        expect(self.page.get_by_role("navigation", name="Main")).to_contain_text("Articles")

    def paste_article(self, text: str, **facts: str) -> int:
        self.page.goto("/articles/add/")
        self.page.get_by_label("Text", exact=True).fill(text)
        for label, value in {"Title": f"Article {time.time_ns()}", **facts}.items():
            self.page.get_by_label(label, exact=True).fill(value)
        # The first text of a site that has just started finds every library still to be loaded, and workers starting.
        self.page.get_by_role("button", name="Add article").click(timeout=60_000)
        expect(self.page.locator("#text")).to_be_visible()
        return int(re.search(r"/articles/(\d+)/", self.page.url)[1])  # type: ignore[index]

    def fetch_article(self, address: str) -> None:
        """Give the address of an article and wait for its text."""
        self.page.goto("/articles/add/?tab=address")
        self.page.get_by_label("Address", exact=True).fill(address)
        self.page.get_by_role("button", name="Add article").click()
        expect(self.page.locator("#text")).to_contain_text("Mean waiting time was 27 hours")

    def select(self, words: str) -> None:
        self.page.evaluate(SELECT, words)
        expect(self.page.locator("#bar")).to_be_visible()

    def mark(self, words: str) -> int:
        """Select words and press Claim; the number of the claim whose card opened."""
        before = self.open_claim()
        self.select(words)
        self.page.get_by_role("button", name="Claim", exact=True).click()
        expect(self.page.locator(f"[data-card]:not([data-card='{before}'])")).to_be_visible()
        return int(self.open_claim() or 0)

    def open_claim(self) -> str | None:
        card = self.page.locator("[data-card]")
        return card.get_attribute("data-card") if card.count() else None

    def rate(self, verdict: str, **texts: str) -> None:
        self.page.locator(f".choice-{verdict.lower()}").click()
        for label, value in texts.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(value)
        expect(self.page.locator("#card-status")).to_contain_text("saved")

    def open_add_source(self) -> Any:
        box = self.page.locator("#add-source")
        if box.get_attribute("open") is None:
            opener = self.page.locator("[data-opens=add-source]")
            (opener if opener.is_visible() else box.locator("summary").first).click()
        return box

    def cite(self, address: str, quote: str = "", stance: str = "contradicts") -> None:
        box = self.open_add_source()
        before = self.page.locator(".citation").count()
        box.get_by_label("Address", exact=True).fill(address)
        box.get_by_label("It … the claim").select_option(stance)
        box.get_by_label("Quoted words").fill(quote)
        box.get_by_role("button", name="Add source").click()
        expect(self.page.locator(".citation")).to_have_count(before + 1)

    def submit(self) -> None:
        asked = self.page.get_by_label("Asked the person who said it?", exact=True)
        if asked.count() and not asked.input_value():
            asked.select_option(label="No")
            expect(self.page.locator("#card-status")).to_contain_text("saved")
        self.page.get_by_role("button", name="Submit for review").click()

    def review_of(self, claim: int) -> int:
        rows = self.site.query("SELECT id FROM annotations_claimreview WHERE claim_id = %s ORDER BY number DESC", claim)
        return int(rows[0][0])

    def goto_review(self, claim: int) -> None:
        self.page.goto(f"/reviews/{self.review_of(claim)}/")
