"""A page that only the checker's own browser can see comes in by one press, over a log-in, too."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from annotations.capture.chromium import find
from tests.browser.conftest import Visits
from tests.installation import Installation
from tests.web import LocalWeb

QUOTE = "only members read that the bridge is closed until May"


@pytest.fixture
def members() -> Iterator[LocalWeb]:
    with LocalWeb() as web:
        yield web


def open_members_page(page: Page, members: LocalWeb) -> None:
    """A page whose words were written by a script, and three of them selected."""
    page.goto(members.url("/"))
    page.evaluate(
        """words => {
            document.title = "Members' board";
            document.body.innerHTML = `<main><h1>Notice</h1><p>Today ${words}.</p></main>`;
            getSelection().selectAllChildren(document.querySelector("p"));
        }""",
        QUOTE,
    )


def press_bookmark(page: Page, code: str) -> Page:
    with page.expect_popup() as popup:
        page.evaluate(unquote(code).removeprefix("javascript:"))
    return popup.value


def code_of(page: Page) -> str:
    page.goto("/sources/from-browser/")
    return str(page.get_by_role("link", name="Cite this page").get_attribute("href"))


def test_a_page_is_kept_as_its_reader_saw_it(visits: Visits, site: Installation, members: LocalWeb) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article("The bridge at Lindow stays closed until May, the mayor said on Friday.")
    checker.mark("The bridge at Lindow stays closed until May")
    code = code_of(page)
    open_members_page(page, members)
    beside = press_bookmark(page, code)
    expect(beside.locator("#received")).to_contain_text("The page is here as you saw it.")
    expect(beside.get_by_label("Quoted words")).to_have_value(f"Today {QUOTE}.")
    expect(beside.get_by_label("Address")).to_have_value(members.url("/"))
    beside.get_by_label("Claim", exact=True).select_option(index=1)
    beside.get_by_label("It … the claim").select_option("supports")
    beside.get_by_role("button", name="Keep and cite").click()
    expect(beside.locator("#card")).to_contain_text("Members' board")
    expect(beside.locator("#card")).to_contain_text("Found in our copy")
    ((text, by),) = site.query(
        "SELECT copy.text, copy.captured_by_id FROM annotations_snapshot copy "
        "JOIN annotations_source source ON source.id = copy.source_id WHERE source.title = 'Members'' board'"
    )
    assert QUOTE in text
    assert by is not None


def test_nothing_is_lost_over_a_log_in(visits: Visits, site: Installation, members: LocalWeb) -> None:
    code = code_of(visits.log_in("checker").page)
    page = visits.page()
    open_members_page(page, members)
    beside = press_bookmark(page, code)
    expect(beside.locator("#received")).to_contain_text("Log in to go on: nothing is lost.")
    beside.get_by_role("link", name="Log in", exact=True).last.click()
    account = site.account("checker")
    beside.get_by_label("Username").fill(account["username"])
    beside.get_by_label("Password").fill(account["password"])
    beside.get_by_role("button", name="Log in").click()
    expect(beside.get_by_label("Quoted words")).to_have_value(f"Today {QUOTE}.")
    expect(beside.locator("#received")).to_contain_text("The page is here as you saw it.")


def test_a_page_speaks_for_itself_alone(visits: Visits, members: LocalWeb) -> None:
    code = code_of(visits.log_in("checker").page).replace("location.href", "'https://elsewhere.example/'")
    code = code.replace("location.href".replace(".", "%2E"), "'https://elsewhere.example/'")
    page = visits.log_in("checker").page
    open_members_page(page, members)
    beside = press_bookmark(page, code)
    page.wait_for_function("() => true")
    expect(beside.get_by_role("button", name="Keep and cite")).to_be_visible()
    # It sends twice a second; after the third time nothing has come of it.
    page.evaluate(
        "() => new Promise(done => { let n = 0; const t = setInterval(() => ++n > 3 && (clearInterval(t), done()), 500) })"
    )
    expect(beside.get_by_label("Address")).to_have_value("")
    expect(beside.locator("#received")).to_be_hidden()


def test_the_extension_does_the_same(visits: Visits, site: Installation, members: LocalWeb, tmp_path: Path) -> None:
    """Its button can't be pressed by a program, so the browser is told that it was."""
    checker = visits.log_in("checker")
    checker.paste_article("The ferry at Lindow carried 4,000 people in May, the mayor said on Friday.")
    checker.mark("The ferry at Lindow carried 4,000 people in May")
    packed = checker.page.request.get(f"{site.url}/sources/from-browser/extension.zip").body()
    zipfile.ZipFile(BytesIO(packed)).extractall(tmp_path / "extension")
    flags = [f"--disable-extensions-except={tmp_path}/extension", f"--load-extension={tmp_path}/extension"]
    chromium = checker.page.context.browser
    assert chromium is not None
    with chromium.browser_type.launch_persistent_context(
        str(tmp_path / "profile"), executable_path=find(), headless=False,
        args=["--headless=new", "--no-sandbox", *flags],
    ) as browser:  # fmt: skip
        browser.add_cookies(checker.page.context.cookies())  # type: ignore[arg-type]
        worker = browser.service_workers[0] if browser.service_workers else browser.wait_for_event("serviceworker")
        page = browser.new_page()
        open_members_page(page, members)
        page.bring_to_front()
        with browser.expect_page() as opened:
            worker.evaluate(
                "() => chrome.tabs.query({active: true}).then(([tab]) => chrome.action.onClicked.dispatch(tab))"
            )
        beside = opened.value
        expect(beside.locator("#received")).to_contain_text("The page is here as you saw it.")
        expect(beside.get_by_label("Quoted words")).to_have_value(f"Today {QUOTE}.")
        expect(beside.get_by_label("Address")).to_have_value(members.url("/"))
