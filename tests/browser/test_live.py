"""Pages that stay open while things change, here and elsewhere."""

from __future__ import annotations

from playwright.sync_api import APIResponse, Route, expect

from tests.browser.conftest import Visits

TEXT = """The ferry carried 4,100 people on Sunday. A. Rowan said that it was full.

The office counted fewer. It will publish its log."""


def test_what_live_brings_while_one_writes_comes_once(visits: Visits) -> None:
    # Given a checker whose answer is still on its way
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT)
    checker.mark("The ferry carried 4,100 people")
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/articles/*/claims/", lambda route: held.append((route, route.fetch())), times=1)
    # When they mark another claim, and the page's own look at what changed comes before it
    checker.select("it was full")
    page.get_by_role("button", name="Claim", exact=True).click()
    page.wait_for_timeout(4000)
    ((route, answer),) = held
    before = checker.open_claim()
    route.fulfill(response=answer)
    expect(page.locator(f"[data-card]:not([data-card='{before}'])")).to_be_visible()
    made = checker.open_claim()
    # Then it has one row and one link, and the list goes on by itself
    expect(page.locator("#rows > *")).to_have_count(2)
    expect(page.locator(f"#row-{made}")).to_have_count(1)
    expect(page.locator(f"a.ref[data-claim='{made}']")).to_have_count(1)
    other = visits.log_in("checker", 1)
    other.page.goto(page.url)
    theirs = other.mark("The office counted fewer")
    expect(page.locator(f"#row-{theirs}")).to_be_visible()
    expect(page.locator("#rows > *")).to_have_count(3)


def test_the_next_claim_takes_over_what_was_typed_a_moment_ago(visits: Visits) -> None:
    checker = visits.log_in("checker")
    checker.paste_article(TEXT + "\n\nNothing more was said.")
    first = checker.mark("it was full")
    checker.page.get_by_label("Who said it", exact=True).fill("A. Rowan")
    # Before the draft has saved itself.
    checker.select("It will publish its log")
    checker.page.get_by_role("button", name="Claim", exact=True).click()
    expect(checker.page.locator(f"[data-card]:not([data-card='{first}'])")).to_be_visible()
    expect(checker.page.get_by_label("Who said it", exact=True)).to_have_value("A. Rowan")
