"""The main job with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.installation import Installation

TEXT = """One thousand boats came in spring. Two hundred stayed over the summer. The harbour was full.

By the keyboard alone: the fees rose by a tenth."""


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is on `selector`."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")


def test_the_job_without_a_mouse(visits: Visits, site: Installation) -> None:
    page = visits.page()
    account = site.account("checker")
    # Log in
    page.goto("/accounts/login/")
    tab_to(page, "[name=login]")
    page.keyboard.type(account["username"])
    page.keyboard.press("Tab")
    page.keyboard.type(account["password"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    # Add an article
    tab_to(page, "a.primary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Add an article")).to_be_visible()
    tab_to(page, "[name=text]")
    page.keyboard.insert_text(TEXT)
    tab_to(page, "button.primary")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_visible(timeout=30_000)  # the first text waits for the process that reads it
    # Walk to the second sentence, take the third with it, make the claim
    page.keyboard.press("s")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#bar-quote")).to_have_text("Two hundred stayed over the summer. The harbour was full.")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Claim in neutral words")).to_have_value(
        "Two hundred stayed over the summer. The harbour was full."
    )
    # Verdict, summary, source by file is a mouse's work; an unverifiable verdict needs none
    page.keyboard.press("v")
    page.keyboard.press("3")
    tab_to(page, "[name=looked_for]")
    page.keyboard.type("The harbour log: nobody counts them.")
    tab_to(page, "[name=summary]")
    page.keyboard.type("Nobody counted the boats.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#card-status")).to_contain_text("saved")
    tab_to(page, "[data-after-save] button")
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_contain_text("Submitted for review.")
    # Escape closes the card, j opens the claim again, ? shows the keys
    page.keyboard.press("Escape")
    expect(page.locator("[data-card]")).to_have_count(0)
    page.keyboard.press("j")
    expect(page.locator("[data-card]")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    # The editor decides, also by keyboard
    claim = int(page.locator("[data-card]").get_attribute("data-card") or 0)
    editor = visits.log_in("editor")
    expect(editor.page.locator("html")).not_to_have_class("no-js")
    editor.page.keyboard.press("g")
    editor.page.keyboard.press("r")
    expect(editor.page.get_by_role("heading", name="Reviews")).to_be_visible()
    editor.goto_review(claim)
    tab_to(editor.page, "[name=publish]")
    editor.page.keyboard.press("Enter")
    expect(editor.page.locator("#notices")).to_contain_text("Approved and published.")


def test_links_in_the_text_are_one_tab_stop(visits: Visits, site: Installation) -> None:
    checker = visits.log_in("checker")
    checker.page.goto("/articles/1/")
    expect(checker.page.locator("#text a.ref[tabindex='0']")).to_have_count(1)
    tab_to(checker.page, "a.ref")
    first = checker.page.evaluate("document.activeElement.dataset.claim")
    assert first
    checker.page.keyboard.press("ArrowDown")
    assert checker.page.evaluate("document.activeElement.dataset.claim") != first
    checker.page.keyboard.press("Enter")
    expect(checker.page.locator("[data-card]")).to_be_visible()


def _save(page: Page) -> None:
    """To the end: a key pressed while the page still goes elsewhere may never be answered by the browser."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save").first.click()
    expect(page.locator("html")).not_to_have_class("no-js")


def test_single_keys_rest_while_typing_and_can_be_turned_off(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    page.bring_to_front()  # a key pressed in a page behind another one may never be answered by the browser
    page.goto("/articles/1/")
    expect(page.locator("html")).not_to_have_class("no-js")
    page.locator("#search").focus()
    page.keyboard.type("jgd?")
    expect(page.locator("#search")).to_have_value("jgd?")
    page.goto("/profile/")
    page.get_by_label("Single-key shortcuts").uncheck()
    _save(page)
    page.goto("/articles/1/")
    expect(page.locator("html")).not_to_have_class("no-js")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    expect(page.locator("[data-card]")).to_have_count(0)
    page.goto("/profile/")
    page.get_by_label("Single-key shortcuts").check()
    _save(page)
