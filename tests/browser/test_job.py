"""The main job, end to end: checker, editor, reader, with real workers and a local web."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.installation import Installation, wait_for
from tests.linted import errors_in
from tests.web import LocalWeb

TEXT = """The harbour office counted 1,204 ships in the third quarter, it said on Monday. A. Rowan called it a record year for the port.

Waiting times fell by half since May, the minister said. The union doubts that figure, and asks for the log of the roads.

Nobody knows how many boats were turned away in the storm of last winter."""


def test_from_pasted_text_to_a_published_check(visits: Visits, site: Installation, web: LocalWeb) -> None:
    # Given a checker with an article
    checker = visits.log_in("checker")
    page = checker.page
    article = checker.paste_article(TEXT, Publisher="The Quay Gazette")
    # When they mark claims, two of them overlapping
    first = checker.mark("Waiting times fell by half since May")
    expect(page.get_by_label("Claim in neutral words")).to_have_value("Waiting times fell by half since May")
    page.get_by_label("Who said it", exact=True).fill("A. Rowan")
    page.get_by_label("Where and how it was said").fill("speech at the harbour")
    checker.rate(
        "Disputed", Summary="They fell by 13%. The minister took one week.", How_we_checked="We read the **bulletin**."
    )
    page.get_by_label("Label", exact=True).select_option(label="Misleading")
    expect(page.locator("#card-label")).to_contain_text("Readers will see: Misleading")
    second = checker.mark("by half since May, the minister said")
    # Then speaker and occasion come from the claim before
    expect(page.get_by_label("Who said it", exact=True)).to_have_value("A. Rowan")
    expect(page.get_by_label("Where and how it was said")).to_have_value("speech at the harbour")
    assert page.locator("mark.mark-many").count() == 1
    # When sources are cited, workers fetch them while the page looks on
    page.locator(f"#row-{first} .row-main").click()
    expect(page.locator(f"[data-card='{first}']")).to_be_visible()
    checker.cite(web.url("/page"), "Mean waiting time was 27 hours", "contradicts")
    expect(page.locator(".citation").first).to_contain_text("Found in our copy", timeout=30_000)
    expect(page.locator(".citation").first).to_contain_text(re.compile(r"Kept\s.*\d (kB|bytes)", re.DOTALL))
    checker.cite(web.url("/pdf"), "These words are nowhere")
    expect(page.locator(".citation").nth(1)).to_contain_text("These words are not in our copy")
    checker.cite(web.url("/forbidden"))
    expect(page.locator(".citation").nth(2)).to_contain_text("asks for a log-in (403)")
    page.locator(".citation").nth(2).get_by_role("button", name="Take out").click()
    expect(page.locator(".citation")).to_have_count(2)
    checker.submit()
    expect(page.locator("#card")).to_contain_text("Submitted for review.")
    expect(page.locator("#progress")).to_contain_text("2 claims: 1 in review, 1 open")

    # When an editor returns it with a comment
    editor = visits.log_in("editor")
    editor.goto_review(first)
    expect(editor.page.get_by_role("heading", name="Evidence")).to_be_visible()
    editor.page.locator("summary", has_text="Return with comment").click()
    editor.page.locator("#id_comment").fill("Which week did the minister take?")
    editor.page.get_by_role("button", name="Return with comment").click()
    expect(editor.page.locator("#notices")).to_contain_text("Returned with your comment.")
    # Then the checker sees why, and sends it again
    page.goto(f"/articles/{article}/?claim={first}")
    expect(page.locator("#card")).to_contain_text("Which week did the minister take?")
    checker.submit()
    expect(page.locator("#card")).to_contain_text("Submitted for review.")
    # And the editor approves and publishes in one act
    editor.goto_review(first)
    editor.page.get_by_role("button", name="Approve and publish").click()
    expect(editor.page.locator("#notices")).to_contain_text("Approved and published.")
    approved = site.query(
        "SELECT verb FROM annotations_auditevent WHERE chain_kind = 'claim' AND chain_id = %s ORDER BY seq", first
    )
    assert [verb for (verb,) in approved][-2:] == ["review.approved", "review.published"]

    # Then a reader without log-in finds it, with markup that consumers understand
    reader = visits.page()
    reader.goto("/")
    reader.get_by_role("link", name="Waiting times fell by half since May").click()
    expect(reader.locator("main")).to_contain_text("Misleading")
    expect(reader.locator("main")).to_contain_text("copy kept on")
    blocks = reader.locator("script[type='application/ld+json']").all_text_contents()
    markup = json.loads(blocks[0])
    assert len(blocks) == 1
    assert errors_in(markup) == []
    assert markup["url"] == reader.url == reader.locator("link[rel=canonical]").get_attribute("href")
    assert markup["reviewRating"] == {
        "@type": "Rating", "alternateName": "Misleading", "ratingExplanation": "They fell by 13%. The minister took one week.",
        "ratingValue": 2, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    feed = json.loads(reader.request.get("/feeds/claimreview.json").text())
    urls = [item["url"] for element in feed["dataFeedElement"] for item in element["item"]]
    assert markup["url"] in urls
    assert second


def test_unverifiable_asks_where_one_looked(visits: Visits) -> None:
    checker = visits.log_in("checker")
    checker.paste_article(TEXT + "\n\nOnce more.")
    checker.mark("how many boats were turned away")
    checker.submit()
    expect(checker.page.locator("#card .lacks")).to_have_count(3)
    checker.rate("Unverifiable", Summary="Nobody counts them.")
    checker.submit()
    expect(checker.page.locator("#card")).to_contain_text("Name at least one place you searched")
    checker.page.get_by_label("What we looked for and did not find").fill("The log of the coast guard: no entry.")
    checker.submit()
    expect(checker.page.locator("#card")).to_contain_text("Submitted for review.")
    checker.page.get_by_role("button", name="Take back").click()
    expect(checker.page.locator("#card")).to_contain_text("It is a draft again.")


def test_an_article_from_an_address(visits: Visits, web: LocalWeb) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.fetch_article(web.url("/article"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour news")
    # The same address again: shown the one that exists, with a choice.
    page.goto("/articles/add/?tab=address")
    page.get_by_label("Address", exact=True).fill(web.url("/article") + "?utm_source=x#top")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("alert")).to_contain_text("This article is here already")
    expect(page.get_by_role("button", name="Add it anyway")).to_be_visible()


def test_correct_and_retract(visits: Visits, site: Installation) -> None:
    editor, other, checker = visits.log_in("editor"), visits.log_in("editor", 1), visits.log_in("checker")
    claim = site.query(
        "SELECT claim_id FROM annotations_claimreview WHERE status = 'published' AND number = 1 ORDER BY id"
    )[0][0]
    editor.goto_review(claim)
    editor.page.locator("summary", has_text="More").click()
    editor.page.get_by_label("Kind of correction").select_option(label="Correction of facts")
    editor.page.get_by_label("What is corrected").fill("The date was wrong.")
    editor.page.get_by_role("button", name="Issue a correction").click()
    expect(editor.page.locator("#notices")).to_contain_text("Correction opened")
    expect(editor.page.locator("#card")).to_contain_text(
        "You wrote part of this version, so somebody else must approve it."
    )
    checker.page.goto(f"/claims/{claim}/")
    checker.page.get_by_label("Summary", exact=True).fill("Corrected words. They stand now.")
    checker.submit()
    expect(checker.page.locator("#card")).to_contain_text("Submitted for review.")
    other.goto_review(claim)
    other.page.get_by_role("button", name="Approve and publish").click()
    expect(other.page.locator("#notices")).to_contain_text("Approved and published.")
    slug = site.query("SELECT slug FROM annotations_claim WHERE id = %s", claim)[0][0]
    reader = visits.page()
    reader.goto(f"/checks/{claim}-{slug}/")
    expect(reader.locator("main")).to_contain_text("Corrected words.")
    expect(reader.locator("main")).to_contain_text("The date was wrong.")
    reader.get_by_role("link", name="Version 1").click()
    expect(reader.locator("main")).to_contain_text("kept for the record")
    # Retracted at once by one editor, confirmed by another.
    other.goto_review(claim)
    other.page.locator("summary", has_text="More").click()
    other.page.get_by_label("Why it is retracted").fill("The bulletin was withdrawn.")
    other.page.get_by_role("button", name="Retract this fact-check").click()
    expect(other.page.locator("#notices")).to_contain_text("Another editor has to confirm it.")
    reader.goto(f"/checks/{claim}-{slug}/")
    expect(reader.locator("main")).to_contain_text("We have retracted this fact-check.")
    expect(reader.locator("script[type='application/ld+json']")).to_have_count(0)
    editor.page.goto("/dashboard/")
    expect(editor.page.locator("main")).to_contain_text("Retracted, waits for a second editor")
    editor.goto_review(claim)
    editor.page.get_by_role("button", name="Confirm the retraction").click()
    expect(editor.page.locator("#notices")).to_contain_text("Retraction confirmed.")


def test_two_people_on_one_field(visits: Visits) -> None:
    first, second = visits.log_in("checker"), visits.log_in("checker", 1)
    article = first.paste_article(TEXT + "\n\nTwo people.")
    claim = first.mark("a record year for the port")
    second.page.goto(f"/articles/{article}/?claim={claim}")
    first.rate("Verified", Summary="First words.")
    second.page.get_by_label("Summary", exact=True).fill("Second words.")
    conflict = second.page.locator("#card-conflict")
    expect(conflict).to_contain_text("Somebody else changed this")
    expect(conflict).to_contain_text("First words.")
    expect(conflict).to_contain_text("Second words.")
    second.page.get_by_role("button", name="Keep mine").click()
    expect(conflict).to_be_empty()
    first.page.reload()
    expect(first.page.get_by_label("Summary", exact=True)).to_have_value("Second words.")


def test_what_is_typed_survives_an_expired_session(visits: Visits, site: Installation) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    article = checker.paste_article(TEXT + "\n\nExpired.")
    claim = checker.mark("The union doubts that figure")
    page.context.clear_cookies()
    page.get_by_label("Summary", exact=True).fill("Typed while logged out.")
    expect(page.locator("#notices")).to_contain_text("You are logged out. What you typed is kept here.")
    checker.log_in(site.account("checker"))
    page.goto(f"/articles/{article}/?claim={claim}")
    expect(page.get_by_label("Summary", exact=True)).to_have_value("Typed while logged out.")
    summary = "SELECT summary FROM annotations_claimreview WHERE claim_id = %s"
    wait_for(lambda: site.query(summary, claim)[0][0] == "Typed while logged out.")
    page.reload()
    expect(page.get_by_label("Summary", exact=True)).to_have_value("Typed while logged out.")


def test_a_stale_page_overwrites_nothing_it_did_not_touch(visits: Visits, site: Installation) -> None:
    first, second = visits.log_in("checker"), visits.log_in("checker", 1)
    article = first.paste_article(TEXT + "\n\nStale page.")
    claim = first.mark("a record year for the port")
    second.page.goto(f"/articles/{article}/?claim={claim}")
    first.page.get_by_label("Summary", exact=True).fill("Rewritten by the first.")
    summary = "SELECT summary FROM annotations_claimreview WHERE claim_id = %s"
    wait_for(lambda: site.query(summary, claim)[0][0] == "Rewritten by the first.")
    context = "SELECT context FROM annotations_claim WHERE id = %s"
    for words in ("speech", "speech at the harbour"):
        second.page.get_by_label("Where and how it was said").fill(words)
        wait_for(lambda words=words: site.query(context, claim)[0][0] == words)
    assert site.query(summary, claim)[0][0] == "Rewritten by the first."
    expect(first.page.locator("[name=summary]")).to_have_css("border-top-width", "1px")  # 2px tells of a mistake


def test_theirs_is_taken_when_chosen(visits: Visits, site: Installation) -> None:
    first, second = visits.log_in("checker"), visits.log_in("checker", 1)
    article = first.paste_article(TEXT + "\n\nTheirs.")
    claim = first.mark("a record year for the port")
    second.page.goto(f"/articles/{article}/?claim={claim}")
    first.page.get_by_label("Summary", exact=True).fill("Theirs.")
    summary = "SELECT summary FROM annotations_claimreview WHERE claim_id = %s"
    wait_for(lambda: site.query(summary, claim)[0][0] == "Theirs.")
    second.page.get_by_label("Summary", exact=True).fill("Mine.")
    second.page.get_by_role("link", name="Take theirs").click()
    expect(second.page.get_by_label("Summary", exact=True)).to_have_value("Theirs.")
    second.page.wait_for_timeout(1500)
    assert site.query(summary, claim)[0][0] == "Theirs."


def test_what_others_do_appears_without_taking_the_selection(visits: Visits) -> None:
    first, second = visits.log_in("checker"), visits.log_in("checker", 1)
    article = first.paste_article(TEXT + "\n\nTwo at once.")
    second.page.goto(f"/articles/{article}/")
    second.select("in the third quarter")
    first.mark("counted 1,204 ships")
    expect(second.page.locator("#rows .claim-row")).to_have_count(1)
    assert second.page.evaluate("getSelection().toString()") == "in the third quarter"
    second.page.keyboard.press("c")
    expect(second.page.get_by_label("Claim in neutral words")).to_have_value("in the third quarter")


def test_a_failure_is_said_beside_its_control_and_loses_nothing(visits: Visits) -> None:
    checker = visits.log_in("checker")
    checker.paste_article(TEXT + "\n\nNo connection.")
    checker.mark("counted 1,204 ships")
    box = checker.open_add_source()
    box.get_by_label("Address", exact=True).fill("https://a.example/report")
    checker.page.context.set_offline(True)
    box.get_by_role("button", name="Add source").click()
    expect(box.locator(".failed-here")).to_contain_text("The connection is gone.")
    checker.page.context.set_offline(False)
    expect(box.get_by_label("Address", exact=True)).to_have_value("https://a.example/report")
    box.get_by_role("button", name="Add source").click()
    expect(checker.page.locator(".citation")).to_have_count(1)
    # htmx itself reports a lost connection on the console.
    visits.complaints[:] = [words for words in visits.complaints if not words.startswith("htmx:")]
