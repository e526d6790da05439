"""An article whose text changes: compared, its highlights settled, and pages that were open meanwhile."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visits, axe_problems
from tests.web import LocalWeb

TEXT = """The ferry carried 4,100 people on Sunday {n}. A. Rowan said that it was full of tourists from the islands.

The office counted fewer passengers than the minister did. It will publish its log in spring.

Nobody else was asked."""


def test_a_mended_text_keeps_what_was_marked(visits: Visits) -> None:
    # Given two highlights, one of which the new text rewords, and a colleague with the page open
    checker, other = visits.log_in("checker"), visits.log_in("checker", 1)
    page = checker.page
    article = checker.paste_article(TEXT.format(n="one"))
    kept = checker.mark("It will publish its log in spring")
    reworded = checker.mark("carried 4,100 people on Sunday")
    other.page.goto(f"/articles/{article}/")
    # When the text is changed
    page.goto(f"/articles/{article}/versions/")
    page.get_by_role("link", name="Change the text").click()
    text = page.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace("4,100", "4,900"))
    page.get_by_label("The outlet shows this now").check()
    page.get_by_role("button", name="Make the new version").click()
    # Then both versions are compared and the changed one asks for a person
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 2 beside version 1")
    change = page.locator(".change-changed")
    expect(change).to_contain_text("Wording changed")
    expect(change.locator("del")).to_have_text("4,100")
    expect(change.locator("ins")).to_have_text("4,900")
    assert axe_problems(page) == []
    change.get_by_label("The outlet").select_option(label="corrected this")
    change.get_by_role("button", name="Record").click()
    expect(page.locator(".change-changed")).to_contain_text("the outlet corrected this")
    page.locator(".change-changed").get_by_role("button", name="This is the place").click()
    expect(page.locator("main")).to_contain_text("All 2 are settled.")
    # And the workspace shows the new text with both
    page.goto(f"/articles/{article}/")
    expect(page.locator(f"mark[data-claims~='{kept}']")).to_have_text("It will publish its log in spring")
    expect(page.locator(f"mark[data-claims~='{reworded}']")).to_have_text("carried 4,900 people on Sunday")
    # And the colleague's page says so, and is not mixed with the new text
    expect(other.page.locator("#other-version")).to_contain_text("This article has a newer text")
    expect(other.page.locator("#text")).to_contain_text("4,100")
    other.select("Nobody else was asked")
    other.page.get_by_role("button", name="Claim", exact=True).click()
    expect(other.page.locator("#notices")).to_contain_text("This article has a newer version.")
    other.page.get_by_role("link", name="Show it").click()
    expect(other.page.locator("#text")).to_contain_text("4,900")


def test_a_colleague_sees_a_highlight_move_in_a_later_version(visits: Visits) -> None:
    # Given a highlight found again in a second version, and a colleague who has that one open
    checker, other = visits.log_in("checker"), visits.log_in("checker", 1)
    page = checker.page
    article = checker.paste_article(TEXT.format(n="three"))
    claim = checker.mark("carried 4,100 people on Sunday")
    page.goto(f"/articles/{article}/versions/write/")
    text = page.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace("Nobody else was asked", "Nobody was asked"))
    page.get_by_label("The outlet shows this now").check()
    page.get_by_role("button", name="Make the new version").click()
    other.page.goto(f"/articles/{article}/")
    mark = other.page.locator(f"mark[data-claims~='{claim}']")
    expect(mark).to_have_text("carried 4,100 people on Sunday")
    # When it is put on words of another paragraph
    (highlight,) = checker.site.query("SELECT annotation_id FROM annotations_appearance WHERE claim_id = %s", claim)
    page.goto(f"/highlights/{highlight[0]}/")
    page.locator("[name=words]").fill("Nobody was asked")
    page.get_by_role("button", name="Save").first.click()
    # Then the colleague sees it there, and no longer where it was
    expect(mark.filter(has_text="Nobody was asked")).to_be_visible()
    expect(mark).to_have_count(1)


def test_the_same_words_are_said_in_the_form(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    article = checker.paste_article(TEXT.format(n="two"))
    page.goto(f"/articles/{article}/versions/write/")
    page.get_by_role("button", name="Make the new version").click()
    expect(page.locator(".error").first).to_contain_text("These are the same words as before.")


def test_a_worker_looks_for_a_new_version(visits: Visits, web: LocalWeb) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.fetch_article(web.url("/edited?versions"))
    claim = checker.mark("1,204 ships called at the port")
    # The same words again make no version; others do.
    page.get_by_role("button", name="Look for a new version").click()
    expect(page.locator("#notices")).to_contain_text("A worker fetches the page.")
    for _ in range(40):
        page.goto(page.url)
        if page.get_by_role("link", name="Compare with version 1").count():
            break
        page.get_by_role("button", name="Look for a new version").click()
        page.wait_for_timeout(500)
    page.get_by_role("link", name="Compare with version 1").click()
    expect(page.locator(".change-changed")).to_contain_text("1,304")
    page.get_by_role("link", name="Claim 1:").click()
    expect(page.locator(f"mark[data-claims~='{claim}']")).to_contain_text("1,304 ships called at the port")
