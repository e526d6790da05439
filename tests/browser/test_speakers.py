"""Who said it: suggested while one types, and asked about once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits, axe_problems

TEXT = """The ferry carried {n} people on Sunday, Málaga Port Authority said. It was full.

The office counted fewer. It will publish its log."""


def name_speaker(page: Page, name: str) -> None:
    page.get_by_label("Who said it", exact=True).fill(name)
    expect(page.locator("#card-speaker")).to_contain_text(name)


def test_a_known_speaker_is_taken_with_arrows_or_a_press_and_escape_keeps_what_was_typed(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n=51))
    checker.mark("The ferry carried 51 people")
    name_speaker(page, "Málaga Port Authority")
    page.get_by_label("Organisation").check()
    checker.mark("The office counted fewer")
    who = page.get_by_label("Who said it", exact=True)
    who.fill("")
    who.press_sequentially("malaga p")
    option = page.get_by_role("option", name="Málaga Port Authority")
    expect(option).to_be_visible()
    expect(who).to_have_attribute("aria-expanded", "true")
    assert axe_problems(page) == []
    who.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    who.press("Enter")
    expect(who).to_have_value("Málaga Port Authority")
    expect(option).to_be_hidden()
    expect(page.locator("#card-speaker")).to_contain_text("Organisation")
    expect(page.get_by_label("A person or an organisation?")).to_have_count(0)
    who.fill("")
    who.press_sequentially("mála")
    expect(option).to_be_visible()
    who.press("Escape")
    expect(option).to_be_hidden()
    expect(who).to_have_value("mála")
    who.press_sequentially("g")
    option.click()
    expect(who).to_have_value("Málaga Port Authority")
    expect(who).to_be_focused()
    expect(page.locator("#card-speaker")).to_contain_text("Málaga Port Authority")


def test_a_new_speaker_is_asked_about_on_the_card(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(TEXT.format(n=52))
    checker.mark("The ferry carried 52 people")
    name_speaker(page, "C. Pilot")
    kinds = page.get_by_role("radiogroup", name="A person or an organisation?").or_(
        page.get_by_role("group", name="A person or an organisation?")
    )
    expect(kinds).to_be_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/save/") and answer.ok):
        kinds.get_by_label("Person").check()
    page.reload()
    expect(page.locator("#card-speaker")).to_contain_text("Person")
    expect(kinds).to_have_count(0)
