"""Two people and one verdict, in browsers: rating blind, words suggested, an expert asked, the claimant asked, the board."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits, axe_problems
from tests.browser.person import Person
from tests.installation import wait_for
from tests.web import LocalWeb

ARRIVED = """
SELECT 1 FROM annotations_claim c JOIN annotations_claimreview r ON r.claim_id = c.id
WHERE c.id = %s AND c.claimant_id IS NOT NULL AND r.how_checked <> '' AND r.rating <> ''
"""
SUMMARY = "They fell by 13%, says the bulletin of the office."


def drafted(visits: Visits, words: str, *, sensitive: str = "") -> tuple[Person, int]:
    """A checker with a rated claim of a new article, its card open; and the claim's number."""
    checker = visits.log_in("checker")
    checker.paste_article(f"{words}, the minister said on Monday.", Publisher="The Quay Gazette")
    claim = checker.mark(words)
    checker.page.get_by_label("Who said it", exact=True).fill("A. Rowan")
    if sensitive:
        checker.page.locator("summary", has_text="More about this claim").click()
        checker.page.get_by_label("Sensitive", exact=True).select_option(label=sensitive)
    checker.rate("Disputed", Summary=SUMMARY, How_we_checked="We read the bulletin.")
    # "saved" may be said of an earlier field: other pages show what has arrived.
    wait_for(lambda: checker.site.query(ARRIVED, claim), seconds=30)
    return checker, claim


def submitted(visits: Visits, web: LocalWeb, words: str, *, sensitive: str = "") -> tuple[Person, int]:
    checker, claim = drafted(visits, words, sensitive=sensitive)
    checker.cite(web.url("/page"), "Mean waiting time was 27 hours", "contradicts")
    expect(checker.page.locator(".citation").first).to_contain_text("Found in our copy", timeout=60_000)
    checker.submit()
    expect(checker.page.locator("#card")).to_contain_text("Submitted for review.")
    return checker, claim


def fits(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")
    assert axe_problems(page) == []


def test_a_second_person_rates_before_they_see_the_verdict(visits: Visits, web: LocalWeb) -> None:
    # Given a claim on an election, for which the newsroom wants a blind second verdict
    _checker, claim = submitted(visits, web, "Queues at the polls fell by half", sensitive="Elections")
    # When an editor opens it, on a phone
    editor = visits.log_in("editor", viewport={"width": 390, "height": 844}, has_touch=True)
    page = editor.page
    editor.goto_review(claim)
    # Then they see the evidence, and nothing of the verdict
    expect(page.get_by_role("heading", name="Blind second verdict")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Mean waiting time was 27 hours")
    expect(page.locator("main")).not_to_contain_text("13%")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    fits(page)
    # And a rating without a choice is asked for again with what was written kept
    page.get_by_label("Why", exact=True).fill("The bulletin gives 27 hours.")
    page.get_by_role("button", name="Keep my rating").click()
    assert page.evaluate("document.querySelector('input[name=rating]').validity.valueMissing")
    # When they rate it otherwise than its author did
    page.locator("section[aria-label='Second opinions'] .choice-unverifiable").click()
    page.get_by_role("button", name="Keep my rating").click()
    # Then they see the verdict, and may return it, not approve it
    expect(page.locator("main")).to_contain_text(SUMMARY)
    expect(page.locator("main")).to_contain_text("The second rating differs, so a third person decides.")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    fits(page)
    # And another editor decides
    third = visits.log_in("editor", 1)
    third.goto_review(claim)
    expect(third.page.locator("main")).to_contain_text("The bulletin gives 27 hours.")
    third.page.get_by_role("button", name="Approve and publish").click()
    expect(third.page.locator("#notices")).to_contain_text("Approved and published.")


def test_words_are_suggested_and_taken_over_with_one_press(visits: Visits, web: LocalWeb) -> None:
    # Given an editor who comments on the summary with better words, and returns it
    checker, claim = submitted(visits, web, "Waiting times at the lock fell by half")
    editor = visits.log_in("editor")
    page = editor.page
    editor.goto_review(claim)
    page.locator("a[href='?about=summary#comment']").click()
    expect(page.locator("#comment-about")).to_have_value("summary")
    page.locator("#comment-text").fill("Say which month.")
    page.locator("#comment-suggestion").fill("They fell by 13% in May, says the bulletin of the office.")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator("#comments ins")).to_contain_text("May")
    page.reload()
    expect(page.locator("#comment-text")).to_have_value("")
    page.locator("summary", has_text="Return with comment").click()
    page.locator("#id_comment").fill("See my words for the summary.")
    page.get_by_role("button", name="Return with comment").click()
    expect(page.locator("#notices")).to_contain_text("Returned with your comment.")
    # When the checker takes them over
    checker.page.reload()
    summary = checker.page.get_by_label("Summary", exact=True)
    expect(summary).to_have_value(SUMMARY)
    checker.page.get_by_role("button", name="Take these words over").click()
    # Then they stand in the draft, once
    expect(summary).to_have_value("They fell by 13% in May, says the bulletin of the office.")
    expect(checker.page.get_by_role("button", name="Take these words over")).to_have_count(0)
    checker.submit()
    expect(checker.page.locator("#card")).to_contain_text("Submitted for review.")
    editor.goto_review(claim)
    expect(page.get_by_role("button", name="Approve and publish")).to_be_visible()


def test_a_comment_to_a_version_that_was_taken_back_is_given_back(visits: Visits, web: LocalWeb) -> None:
    # Given an editor who writes why they return it, while its author takes it back
    checker, claim = submitted(visits, web, "The pilots wait nine hours")
    editor = visits.log_in("editor")
    page = editor.page
    editor.goto_review(claim)
    page.locator("summary", has_text="Return with comment").click()
    page.locator("#id_comment").fill("Nine hours of which day?")
    checker.page.get_by_role("button", name="Take back").click()
    expect(checker.page.get_by_label("Summary", exact=True)).to_be_visible()
    # When they press, then the words are in front of them
    page.get_by_role("button", name="Return with comment").click()
    expect(page.get_by_label("This was not saved.")).to_have_value("Nine hours of which day?")
    fits(page)
    # And in the form, once it is there again
    checker.submit()
    expect(checker.page.locator("#card")).to_contain_text("Submitted for review.")
    editor.goto_review(claim)
    page.locator("summary", has_text="Return with comment").click()
    expect(page.locator("#id_comment")).to_have_value("Nine hours of which day?")


def test_an_expert_answers_by_their_link_until_it_is_closed(visits: Visits, web: LocalWeb) -> None:
    _checker, claim = submitted(visits, web, "The new lock saves ships six hours")
    editor = visits.log_in("editor")
    page = editor.page
    editor.goto_review(claim)
    # Given a link for somebody without an account
    asked = page.locator("#experts")
    asked.locator("summary", has_text="Ask an expert").click()
    asked.get_by_label("Name", exact=True).fill("Professor of shipping")
    asked.get_by_label("What you ask").fill("Is 27 hours a usual time?")
    asked.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Link for the expert").input_value()
    # When they open it and answer
    expert = visits.page(viewport={"width": 390, "height": 844})
    expert.goto(address)
    expect(expert.locator("main")).to_contain_text("Is 27 hours a usual time?")
    fits(expert)
    expert.get_by_role("link", name="our copy").click()
    expect(expert.locator("mark").first).to_contain_text("Mean waiting time was 27 hours")
    fits(expert)
    expert.go_back()
    expert.get_by_role("textbox", name="Comment").fill("It is, in spring.")
    expert.get_by_label("I agree with the verdict").check()
    expert.get_by_role("button", name="Send").click()
    expect(expert.locator("#notices")).to_contain_text("Thank you.")
    # Then it stands beside the review, and nothing else opens for them
    page.reload()
    expect(page.locator("#experts")).to_contain_text("It is, in spring.")
    expert.goto(f"/reviews/{editor.review_of(claim)}/")
    expect(expert).to_have_url(re.compile("/accounts/login/"))
    # And a closed link opens nothing
    page.get_by_role("button", name="Close the link").click()
    expect(page.locator("#notices")).to_contain_text("The link does not open any more.")
    answer = expert.goto(address)
    assert answer is not None
    assert answer.status == 404


def test_asking_the_claimant_and_answering_the_check_list(visits: Visits) -> None:
    checker, _claim = drafted(visits, "Four in ten ships now leave within a day")
    page = checker.page
    here = page.url
    # Given an attempt that is logged
    page.get_by_role("link", name="Right of reply").click()
    expect(page.get_by_label("Who was asked")).to_have_value("A. Rowan")
    page.get_by_label("What they were asked").fill("Where does “four in ten” come from?")
    fits(page)
    page.get_by_role("button", name="Log the attempt").click()
    expect(page.locator("main")).to_contain_text("Where does “four in ten” come from?")
    # When its answer is written down and put into the draft
    page.get_by_label("What came of it").select_option(label="Answered")
    page.get_by_label("Their answer").fill("From our own count.")
    page.get_by_role("button", name="Write it down").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Put the answer into the draft").click()
    fits(page)
    # Then the card has it
    page.goto(here)
    page.locator("summary", has_text="More about this claim").click()
    expect(page.get_by_label("Their answer, or why nobody asked")).to_have_value("From our own count.")
    # And the check-list says how far it is
    page.get_by_role("link", name="Check-list").click()
    page.get_by_label("Answer", exact=True).first.select_option(index=1)
    fits(page)
    page.get_by_role("button", name="Save the check-list").click()
    expect(page.locator(".checklist-line").first).to_contain_text(re.compile(r"1 of \d+ answered"))


def test_the_board_is_walked_by_keys_and_kept_as_a_view(visits: Visits) -> None:
    editor = visits.log_in("editor")
    page = editor.page
    page.goto("/queue/?as=board")
    expect(page.get_by_role("region", name="In review")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".board .row-main").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(".board .row-main").nth(1)).to_be_focused()
    page.locator("summary", has_text="Keep this view").click()
    page.get_by_label("Name", exact=True).fill("Morning board")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.goto("/queue/?status=returned")
    page.get_by_role("link", name="Morning board").click()
    expect(page).to_have_url(re.compile("as=board"))
    page.locator("summary", has_text="Keep this view").click()
    page.get_by_role("button", name="Remove “Morning board”").click()
    expect(page.get_by_role("link", name="Morning board")).to_have_count(0)


@pytest.mark.parametrize("way", ["", "?as=board"])
def test_an_open_queue_tells_what_others_do_and_moves_nothing(visits: Visits, web: LocalWeb, way: str) -> None:
    # Given an editor with the queue open, one claim ticked and their keyboard on another
    checker, claim = drafted(visits, f"A third of the quay is closed {way}")
    checker.cite(web.url("/page"), "Mean waiting time was 27 hours", "contradicts")
    expect(checker.page.locator(".citation").first).to_contain_text("Found in our copy", timeout=60_000)
    editor = visits.log_in("editor")
    page = editor.page
    page.goto(f"/queue/{way}{'&' if way else '?'}sort=newest")
    line = page.locator(f"#q-{claim}")
    if not way:
        page.locator(f"#qb-{claim}").check()
    page.locator(f"#ql-{claim}").focus()
    before = [link.get_attribute("id") for link in page.locator("[data-list] .row-main").all()]
    # When the checker submits it
    checker.submit()
    expect(checker.page.locator("#card")).to_contain_text("Submitted for review.")
    # Then its line says so in its place, with the tick and the focus it had
    expect(line).to_contain_text("in review", timeout=20_000)
    expect(page.locator(f"#ql-{claim}")).to_be_focused()
    assert [link.get_attribute("id") for link in page.locator("[data-list] .row-main").all()] == before
    if not way:
        expect(page.locator(f"#qb-{claim}")).to_be_checked()
    fits(page)
    page.locator("#queue-news a").click()
    expect(page.locator(f"#q-{claim}")).to_have_count(1)
