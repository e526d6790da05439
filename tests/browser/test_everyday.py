"""The everyday act, again and again: how many presses it takes, and what takes it back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits

TEXT = """The ferry carried 4,100 people on Sunday. A. Rowan said that it was full.

The office counted fewer. It will publish its log in number {n}."""

#: A press is a key with what is held beside it.
COUNT = """() => {
  window.presses = [];
  addEventListener("keydown", (event) => {
    if (!["Control", "Shift", "Alt", "Meta"].includes(event.key)) window.presses.push(event.key);
  }, true);
}"""


def copy(page: Page, words: str) -> None:
    """As if copied from another window."""
    page.evaluate("words => navigator.clipboard.writeText(words)", words)


def test_a_claim_with_verdict_source_and_quote_takes_eight_presses(visits: Visits) -> None:
    checker = visits.log_in("checker", permissions=["clipboard-read", "clipboard-write"])
    page = checker.page
    checker.paste_article(TEXT.format(n=1))
    page.evaluate(COUNT)
    checker.select("The ferry carried 4,100 people")
    page.keyboard.press("c")
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.press("v")
    page.keyboard.press("2")
    expect(page.locator("#card-status")).to_contain_text("Proposed: disputed")
    copy(page, "https://ferry.example/log")
    page.keyboard.press("Control+V")
    expect(page.get_by_label("It … the claim")).to_be_focused()
    page.keyboard.press("c")  # contradicts
    page.keyboard.press("Tab")
    copy(page, "On Sunday 3,900 people were counted.")
    page.keyboard.press("Control+V")
    page.keyboard.press("Enter")
    expect(page.locator(".citation")).to_have_count(1)
    expect(page.locator(".citation")).to_contain_text("contradicts")
    expect(page.locator(".citation")).to_contain_text("On Sunday 3,900 people were counted.")
    assert page.evaluate("window.presses.length") == 8, page.evaluate("window.presses")
    # And the next thing to do has the focus.
    expect(page.get_by_label("Summary", exact=True)).to_be_focused()


def test_tab_goes_the_same_way_before_and_after_the_verdict(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n=2))
    checker.mark("A. Rowan said that it was full")
    label = page.get_by_label("Label", exact=True)
    expect(label).to_be_visible()
    page.locator("#card-form [name=rating]").first.focus()
    page.keyboard.press("Tab")
    expect(label).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator("#card-label")).to_contain_text("Readers will see:")
    page.keyboard.press("Tab")
    expect(label).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Summary", exact=True)).to_be_focused()


def test_the_mark_just_made_is_taken_back_by_key(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n=3))
    claim = checker.mark("The office counted fewer")
    expect(page.locator(f"mark[data-claims='{claim}']")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(f"mark[data-claims='{claim}']")).to_have_count(0)
    expect(page.locator("#card")).to_contain_text("Set aside: marked by mistake.")
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator(f"mark[data-claims='{claim}']")).to_have_count(1)


def test_claims_alike_stand_below_the_fields_and_are_told_on_top(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n=4))
    checker.mark("The ferry carried 4,100 people on Sunday")
    checker.paste_article(TEXT.format(n=5))
    checker.mark("The ferry carried 4,100 people on Sunday")
    hint = page.locator("#similar-hint a")
    expect(hint).to_contain_text("similar claim")
    # For a blink after it came htmx has the new part without its id, and nobody presses as fast as this test.
    expect(page.locator(".htmx-added, .htmx-settling, .htmx-swapping")).to_have_count(0)
    hint.click()
    expect(page.locator("#similar")).to_be_in_viewport()
    # Those that are folded away have a place as well, below the fold.
    fields = page.locator("#card-form :is(input, textarea, select)").filter(visible=True)
    last = fields.last.evaluate("field => field.getBoundingClientRect().bottom")
    assert page.locator("#similar").evaluate("box => box.getBoundingClientRect().top") > last
