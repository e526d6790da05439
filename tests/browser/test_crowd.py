"""A long article with many claims: the list follows, grows and filters; only what changed is drawn anew."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits, axe_problems
from tests.browser.person import Person
from tests.crowd import mark_many

MANY = 150


@pytest.fixture
def checker(visits: Visits) -> Person:
    """Somebody with an article of 150 claims open, none of which has its card open."""
    person = visits.log_in("checker")
    text = "\n\n".join(
        f"Paragraph {n} tells of the harbour, of its {n} cranes and of the ferry that came late." for n in range(200)
    )
    article = person.paste_article(f"{text}\n\n{time.time_ns()}")  # a text of its own for each test
    mark_many(person.site, article, MANY)
    person.page.goto(f"/articles/{article}/")
    return person


def rows(person: Person) -> list[tuple[int, int]]:
    """(place in the text, number) of the claims in the list, in its order."""
    read = "rows => rows.map((row) => [Number(row.dataset.at), Number(row.dataset.number)])"
    return [(at, number) for at, number in person.page.eval_on_selector_all("#rows > .claim-row", read)]


def in_order(person: Person, count: int) -> bool:
    found = rows(person)
    return found == sorted(set(found)) and len(found) == count


def test_the_list_grows_as_one_scrolls(checker: Person) -> None:
    page = checker.page
    assert in_order(checker, 40)
    assert axe_problems(page) == []
    page.locator("[data-edge=after]").scroll_into_view_if_needed()
    expect(page.locator("#rows > .claim-row")).to_have_count(80)
    assert in_order(checker, 80)


def test_keys_walk_through_all_of_it(checker: Person) -> None:
    page = checker.page
    page.locator("#rows > .claim-row a").nth(38).click()
    walked = []
    for _ in range(4):
        expect(page.locator("#rows > .is-open")).to_have_count(1)
        walked.append(page.locator("[data-card]").get_attribute("data-card"))
        page.locator("#card").focus()
        page.keyboard.press("j")
        expect(page.locator(f"[data-card]:not([data-card='{walked[-1]}'])")).to_be_visible()
    assert in_order(checker, 80)
    assert (
        walked == page.eval_on_selector_all("#rows > .claim-row", "rows => rows.map((row) => row.id.slice(4))")[38:42]
    )


def test_a_mark_deep_in_the_text_brings_the_list_there(checker: Person) -> None:
    page = checker.page
    link = page.locator("a.ref[data-number='120']")
    link.scroll_into_view_if_needed()
    link.click()
    expect(page.locator("#rows > .is-open")).to_have_attribute("data-number", "120")
    assert in_order(checker, 40)
    # Over a reload, too; and the way back is there.
    page.reload()
    expect(page.locator("#rows > .is-open")).to_have_attribute("data-number", "120")
    page.locator("[data-edge=before]").click()
    expect(page.locator("#rows > .claim-row")).to_have_count(80)
    assert in_order(checker, 80)


def test_what_is_new_takes_its_place(checker: Person, visits: Visits) -> None:
    page = checker.page
    # Given a colleague who marks one claim where the list is and one far below
    other = visits.log_in("checker", 1)
    other.page.goto(page.url)
    held = page.evaluate("(window.kept = document.getElementById('b-100'), document.getElementById('b-100').id)")
    near, far = other.mark("Paragraph 3 tells"), other.mark("Paragraph 190 tells")
    # Then the first stands among the others in the order of the text, the second waits for the list to come to it
    expect(page.locator(f"#row-{near}")).to_be_attached()
    expect(page.locator("#progress")).to_contain_text("152 claims")
    assert in_order(checker, 41)
    assert page.locator(f"#row-{far}").count() == 0
    # And blocks without news are the very same elements
    assert page.evaluate(f"window.kept === document.getElementById('{held}')")
    expect(page.locator(f"a.ref[data-claim='{far}']")).to_have_count(1)


def test_the_filter_asks_the_server(checker: Person) -> None:
    page = checker.page
    page.locator("#row-filter").get_by_label("Verdict").select_option("disputed")
    expect(page.locator("#row-count")).to_have_text("38 / 150")
    expect(page.locator("#rows > .claim-row")).to_have_count(38)
    assert "verdict=disputed" in page.url
    # A claim that no longer fits leaves the list.
    page.locator("#rows > .claim-row a").first.click()
    page.locator(".choice-verified").click()
    expect(page.locator("#row-count")).to_have_text("37 / 150")
    expect(page.locator("#rows > .claim-row")).to_have_count(37)


def test_a_claim_taken_away_leaves_the_list_alone(checker: Person) -> None:
    page = checker.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/rows/" in request.url else None)
    claim = checker.mark("Paragraph 5 tells")
    page.locator("summary", has_text="Where it was said").click()
    page.get_by_role("button", name="Take away").click()
    expect(page.locator("#card")).to_contain_text("The highlight was taken away.")
    expect(page.locator(f"#row-{claim}")).to_have_count(0)
    page.wait_for_timeout(1500)
    assert len(asked) <= 1
    assert in_order(checker, 40)
