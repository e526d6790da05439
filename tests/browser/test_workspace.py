"""The workspace as a place to spend the day: who is here, what is left, what was ruled before, where to look."""

from __future__ import annotations

from playwright.sync_api import APIResponse, Route, expect

from tests.browser.conftest import Visits, axe_problems
from tests.installation import wait_for

TEXT = """The port of {n} handled 1,204 ships in the third quarter, up from 1,131 a year before. The sea was grey.

A. Rowan said that waiting times for tugs had halved since May. Nobody who works there agrees with the minister.

The audit office will report in spring. What will it say?"""

#: Takes note of the answer to a source that was added, once two frames are painted after it.
WATCH = """document.addEventListener('htmx:beforeSwap', (event) => {
    if (!event.detail.pathInfo.requestPath.endsWith('/sources/')) return;
    requestAnimationFrame(() => requestAnimationFrame(() => document.body.dataset.cited = 'yes'));
})"""


def test_who_is_here_and_what_is_left(visits: Visits) -> None:
    # Given an article with four claims of two people
    checker, other = visits.log_in("checker"), visits.log_in("checker", 1)
    page = checker.page
    checker.paste_article(TEXT.format(n="Arlen"))
    first = checker.mark("1,204 ships in the third quarter")
    checker.rate("Verified", Summary="The office's log says so. We counted it.")
    second = checker.mark("waiting times for tugs had halved since May")
    third = checker.mark("Nobody who works there agrees")
    other.page.goto(page.url.split("?")[0])
    # Then each sees that the other is here
    expect(other.page.locator("#here")).to_contain_text("Also here:")
    expect(page.locator("#here")).to_contain_text("Also here:")
    fourth = other.mark("The audit office will report in spring")
    expect(page.locator(f"#row-{fourth}")).to_be_visible()
    # When the list is filtered, the address keeps it, over a reload and without scripts
    page.locator("#row-filter").get_by_label("Verdict").select_option("verified")
    expect(page.locator("#rows > :not([hidden])")).to_have_count(1)
    expect(page.locator("#row-count")).to_have_text("1 / 4")
    page.reload()
    expect(page.locator("#rows > :not([hidden])")).to_have_count(1)
    plain = visits.log_in("checker", java_script_enabled=False).page
    plain.goto(page.url)
    expect(plain.locator("#rows > :not([hidden])")).to_have_count(1)
    page.locator("#row-filter").get_by_label("Verdict").select_option("")
    # Then u goes from one claim without a verdict to the next, and round
    page.locator(f"#row-{first} .row-main").click()
    expect(page.locator(f"[data-card='{first}']")).to_be_visible()
    for expected in (second, third, fourth, second):
        page.locator("#card").focus()
        page.keyboard.press("u")
        expect(page.locator(f"[data-card='{expected}']")).to_be_visible()
    assert axe_problems(page) == []


def test_a_source_more_leaves_what_is_typed_and_open_alone(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n="Corran"))
    claim = checker.mark("1,204 ships in the third quarter")
    # Given a text that the server has not got yet, and a part of the card that somebody opened
    page.locator("#card summary", has_text="More about this claim").click()
    page.route("**/claims/*/save/", lambda route: route.abort())
    page.get_by_label("Summary", exact=True).fill("The log says so.")
    # When a source is cited
    checker.cite("https://ports.example/log")
    # Then both are as they were, the way on is offered, and the text arrives once it can
    expect(page.get_by_label("Summary", exact=True)).to_have_value("The log says so.")
    expect(page.get_by_label("Topic", exact=True)).to_be_visible()
    expect(page.locator("#add-source")).not_to_have_attribute("open", "")
    expect(page.locator("#card-form [name=rating]").first).to_be_focused()
    page.unroute("**/claims/*/save/")
    page.get_by_label("Summary", exact=True).press("End")
    page.keyboard.type(" We counted.")
    expect(page.locator("#card-status")).to_contain_text("saved")
    summary = "SELECT summary FROM annotations_claimreview WHERE claim_id = %s"
    wait_for(lambda: visits.site.query(summary, claim) == [("The log says so. We counted.",)])


def test_a_source_that_arrives_late_stays_out_of_the_next_card(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n="Dunmore"))
    first = checker.mark("1,204 ships in the third quarter")
    second = checker.mark("waiting times for tugs had halved since May")
    page.locator(f"#row-{first} .row-main").click()
    expect(page.locator(f"[data-card='{first}']")).to_be_visible()
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/reviews/*/sources/", lambda route: held.append((route, route.fetch())), times=1)
    # Given a source whose answer takes its time, while somebody goes on to the next claim
    box = checker.open_add_source()
    box.get_by_label("Address", exact=True).fill("https://ports.example/late")
    box.get_by_label("It … the claim").select_option("supports")
    box.get_by_role("button", name="Add source").click()
    page.locator(f"#row-{second} .row-main").click()
    expect(page.locator(f"[data-card='{second}']")).to_be_visible()
    # When the answer arrives
    wait_for(lambda: (page.wait_for_timeout(50), held)[1])
    ((route, answer),) = held
    page.evaluate(WATCH)
    route.fulfill(response=answer)
    expect(page.locator("body[data-cited]")).to_be_attached()
    # Then it belongs to the claim it was given to, and what is added next to the one that is open
    expect(page.locator("#card .citation")).to_have_count(0)
    form = page.locator("#add-source form")
    expect(form).to_have_attribute("action", f"/reviews/{checker.review_of(second)}/sources/")
    page.locator(f"#row-{first} .row-main").click()
    expect(page.locator("#card .citation")).to_have_count(1)


def test_hints_come_when_asked_for(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n="Bexley"))
    expect(page.locator("#hints")).to_have_count(0)
    page.get_by_role("link", name="Show hints").click()
    expect(page.locator("#hints li")).to_have_count(2)
    expect(page.locator("#hints li").first).to_contain_text("It holds a number")
    expect(page.locator("#hints li").nth(1)).to_contain_text("It tells what somebody said")
    assert page.evaluate("CSS.highlights.get('hint')?.size") == 2
    assert page.locator("mark").count() == 0
    assert axe_problems(page) == []
    page.get_by_role("link", name="Hide hints").click()
    expect(page.locator("#hints")).to_have_count(0)


def test_ruled_on_before(visits: Visits) -> None:
    # Given a claim of another article
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n="Corrin"))
    before = checker.mark("waiting times for tugs had halved since May")
    checker.rate("Disputed", Summary="They fell by 13%. Not by half.")
    # When the same is marked in a new one
    article = checker.paste_article("In Dunmore, too, waiting times for tugs have halved since May, the minister said.")
    made = checker.mark("waiting times for tugs have halved since May")
    similar = page.locator("#similar")
    expect(similar).to_contain_text("We may have ruled on this before")
    expect(similar.locator("li").first).to_contain_text("Proposed: disputed")
    # Then one press makes it a further place of the claim there was
    similar.locator("li", has=page.locator(f"a[href='/claims/{before}/']")).get_by_role("button").click()
    expect(page.locator(f"[data-card='{before}']")).to_be_visible()
    expect(page.locator(f"#row-{before}")).to_be_visible()
    expect(page.locator(f"#row-{made}")).to_have_count(0)
    expect(page.locator(f"mark[data-claims='{before}']")).to_have_text("waiting times for tugs have halved since May")
    # And undo takes it back
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"[data-card='{made}']")).to_be_visible()
    expect(page.locator(f"#row-{made}")).to_be_visible()
    expect(page.locator(f"#row-{before}")).to_have_count(0)
    page.goto(f"/articles/{article}/")
    expect(page.locator(f"mark[data-claims='{made}']")).to_have_count(1)
