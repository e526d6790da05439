"""The main job with scripts off: every action is a real form or link first."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.installation import Installation

TEXT = "The ferry sailed on Monday. It came back on Tuesday with nine cars.\n\nNo scripts here."


def test_the_job_without_scripts(visits: Visits, site: Installation, files: Path) -> None:
    checker = visits.log_in("checker", java_script_enabled=False)
    page = checker.page
    checker.paste_article(TEXT)
    page.get_by_role("link", name="Mark a claim in paragraph 1").click()
    page.get_by_label("From").select_option(index=1)
    page.get_by_label("To", exact=True).select_option(index=1)
    page.get_by_label("Only these words").fill("with nine cars")
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_label("Claim in neutral words")).to_have_value("with nine cars")
    claim = int(re.search(r"claim=(\d+)", page.url)[1])  # type: ignore[index]
    page.get_by_label("Disputed", exact=True).check(force=True)
    page.get_by_label("Summary", exact=True).fill("It came back with seven cars.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#notices")).to_contain_text("Saved.")
    expect(page.get_by_label("Summary", exact=True)).to_have_value("It came back with seven cars.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("main")).to_contain_text("Add at least one source.")
    copy = files / "log.txt"
    copy.write_text("Ferry log\n\nTuesday: seven cars.")
    box = checker.open_add_source()
    box.locator("summary", has_text="Upload, kind of source").click()
    box.get_by_label("Upload").set_input_files(copy)
    box.get_by_label("It … the claim").select_option("contradicts")
    box.get_by_label("Quoted words").fill("Tuesday: seven cars.")
    box.get_by_role("button", name="Add source").click()
    expect(page.locator(".citation")).to_contain_text("Found in our copy")
    page.get_by_role("link", name="our copy").click()
    expect(page.locator("mark")).to_have_text("Tuesday: seven cars.")
    page.goto(f"/claims/{claim}/")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("#notices")).to_contain_text("Submitted for review.")
    editor = visits.log_in("editor", java_script_enabled=False)
    editor.goto_review(claim)
    editor.page.get_by_role("button", name="Approve and publish").click()
    expect(editor.page.locator("#notices")).to_contain_text("Approved and published.")
