"""Notes on claims and passages, between two people."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visits, axe_problems

TEXT = """The ferry carried 4,100 people on Sunday {n}. A. Rowan said that it was full.

The office counted fewer. It will publish its log in spring."""


def test_a_thread_between_two(visits: Visits) -> None:
    # Given a checker who notes something on words that are no claim, and something on a claim
    checker, editor = visits.log_in("checker"), visits.log_in("editor")
    page = checker.page
    checker.paste_article(TEXT.format(n="one"))
    claim = checker.mark("it was full")
    checker.select("It will publish its log")
    page.get_by_role("button", name="Note", exact=False).first.click()
    expect(page.locator("#new-note textarea")).to_be_focused()
    page.locator("#new-note textarea").fill("Ask when. @juhl knows them.")
    page.locator("#new-note").get_by_role("button", name="Add note").click()
    expect(page.locator("#passage-notes")).to_contain_text("“It will publish its log”")
    expect(page.locator("#new-note")).to_be_hidden()
    page.locator("#card").focus()
    page.keyboard.press("n")
    page.keyboard.type("Which ferry?")
    page.locator("#notes-box").get_by_role("button", name="Add note").click()
    expect(page.locator("#card-notes")).to_contain_text("Which ferry?")
    assert axe_problems(page) == []
    # When the person named follows the note
    editor.page.goto("/notes/")
    editor.page.get_by_role("link", name="Ask when. @juhl knows them.").click()
    expect(editor.page.locator(".thread:target")).to_contain_text("Ask when.")
    # And answers while the checker is writing an answer, too
    page.locator("#passage-notes summary", has_text="Answer").click()
    page.locator("#passage-notes textarea").fill("Half an answer")
    editor.page.locator("#passage-notes summary", has_text="Answer").click()
    editor.page.locator("#passage-notes textarea").fill("On the third of March.")
    editor.page.locator("#passage-notes").get_by_role("button", name="Answer", exact=True).click()
    expect(editor.page.locator("#passage-notes")).to_contain_text("On the third of March.")
    editor.page.locator("#passage-notes").get_by_role("button", name="Resolve").click()
    expect(editor.page.locator("#passage-notes")).to_contain_text("Resolved by")
    # Then nothing typed is taken away, and sending it brings the rest
    page.wait_for_timeout(2500)
    expect(page.locator("#passage-notes textarea")).to_have_value("Half an answer")
    page.locator("#passage-notes").get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#passage-notes")).to_contain_text("On the third of March.")
    expect(page.locator("#passage-notes")).to_contain_text("Half an answer")
    expect(page.locator("#passage-notes").get_by_role("button", name="Resolve")).to_be_visible()
    # And the quote leads to its place
    page.evaluate("scrollTo(0, 0)")
    page.locator("#passage-notes .quoted a").click()
    assert claim


def test_an_empty_note_without_scripts_keeps_its_place(visits: Visits) -> None:
    checker = visits.log_in("checker")
    checker.paste_article(TEXT.format(n="two"))
    checker.mark("it was full")
    plain = visits.log_in("checker", java_script_enabled=False).page
    plain.goto(checker.page.url)
    plain.locator("#notes-box summary").first.click()
    plain.locator("#notes-box > form textarea").fill("   ")
    plain.locator("#notes-box > form").get_by_role("button", name="Add note").click()
    expect(plain.locator(".error")).to_contain_text("Write the note first.")
    plain.get_by_label("Note").fill("Which ferry?")
    plain.get_by_role("button", name="Add note").click()
    expect(plain.locator("#card-notes")).to_contain_text("Which ferry?")


def test_a_refused_note_is_said_and_kept(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n="three"))
    checker.mark("it was full")
    field = page.locator("#notes-box > form textarea")
    page.locator("#notes-box summary").first.click()
    field.fill("x" * 5001)
    page.locator("#notes-box > form").get_by_role("button", name="Add note").click()
    expect(page.locator("#notices")).to_contain_text("at most 5,000")
    expect(field).to_have_value("x" * 5001)
    # Nor is it lost with the connection.
    page.route("**/notes/", lambda route: route.abort())
    field.fill("Which ferry?")
    page.locator("#notes-box > form").get_by_role("button", name="Add note").click()
    expect(page.locator("#notices")).to_contain_text("The connection is gone.")
    expect(field).to_have_value("Which ferry?")
    visits.complaints.clear()  # Chromium's own words on the request that was cut off
