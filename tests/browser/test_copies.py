"""Kept copies in the browser: words pinned by mouse and keyboard, and a page that can do nothing."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.person import SELECT, Person
from tests.documents import png
from tests.web import LocalWeb, pdf

HOSTILE = b"""<!doctype html><html><head><title>Bulletin</title><meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=/dashboard/"><link rel="stylesheet" href="WEB/style.css">
<style>p { color: rgb(1, 2, 3); background: url(WEB/spy.png); }</style></head><body onload="parent.document.title = 'taken'">
<script>top.location = "/dashboard/"; fetch("WEB/script");</script>
<article><p>Mean waiting time was 27 hours, after 31 hours a year before. The log of the roads has every arrival in it.</p>
<p>The harbour office publishes the next bulletin in spring, with the figures of the ferries and of the oil pier.</p></article>
<img src="WEB/image.png" onerror="parent.document.title = 'taken'"><iframe src="WEB/frame"></iframe>
<form action="WEB/form" method="post"><button id="send">Send</button></form></body></html>"""


def upload_source(checker: Person, name: str, data: bytes, kind: str = "text/html") -> None:
    page = checker.page
    page.locator("[data-opens=add-source]").click()
    box = page.locator("#add-source")
    box.locator("[name=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    box.locator("[name=stance]").select_option("supports")
    box.get_by_role("button", name="Add source").click()
    expect(page.locator("#card-sources .citation")).to_have_count(1)


def with_source(visits: Visits, words: str, name: str, data: bytes, kind: str = "text/html") -> Person:
    checker = visits.log_in("checker")
    checker.paste_article(f"The minister spoke of {words} on Monday, and of the new cranes.")
    checker.mark(words)
    upload_source(checker, name, data, kind)
    return checker


def test_words_are_pinned_with_the_mouse(visits: Visits) -> None:
    text = b"Mean waiting time was 27 hours, after 31 hours a year before.\n\nThe log has every arrival."
    page = with_source(visits, "long waits", "bulletin.txt", text, "text/plain").page
    page.locator(".citation").get_by_role("link", name="our copy").click()
    expect(page.locator("html")).not_to_have_class("no-js")
    page.evaluate(SELECT, "was 27 hours")
    page.get_by_role("button", name="Pin as quoted words").click()
    expect(page.locator(".citation blockquote")).to_contain_text("was 27 hours")
    page.locator(".citation").get_by_role("link", name="our copy").click()
    expect(page.locator("#quote")).to_have_text("was 27 hours")


def test_words_are_pinned_with_the_keyboard_alone(visits: Visits) -> None:
    text = b"The port is old. Mean waiting time was 27 hours. The log has every arrival."
    page = with_source(visits, "short waits", "bulletin.txt", text, "text/plain").page
    page.locator(".citation").get_by_role("link", name="our copy").click()
    expect(page.locator("html")).not_to_have_class("no-js")
    page.keyboard.press("s")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".citation blockquote")).to_contain_text("Mean waiting time was 27 hours.")


def reached(web: LocalWeb) -> list[str]:
    """What the hostile page got hold of."""
    names = ("/style.css", "/spy.png", "/script", "/image.png", "/frame", "/form")
    return [path for path, _ in web.seen if path in names]


def test_a_kept_page_can_do_nothing(visits: Visits, web: LocalWeb) -> None:
    data = HOSTILE.replace(b"WEB", web.url("").rstrip("/").encode())
    checker = with_source(visits, "hostile pages", "bulletin.html", data)
    page = checker.page
    page.locator(".citation").get_by_role("link", name="our copy").click()
    page.get_by_role("navigation", name="Ways to see this copy").get_by_role("link", name="Page").click()
    frame = page.frame_locator(".kept-page")
    expect(frame.get_by_text("Mean waiting time was 27 hours")).to_be_visible()
    expect(frame.locator("p").first).to_have_css("color", "rgb(1, 2, 3)")
    frame.locator("#send").click()
    page.wait_for_timeout(500)
    assert "/copies/" in page.url
    assert page.title() != "taken"
    assert reached(web) == []
    # Opened by itself it is as powerless.
    alone = page.context.new_page()
    alone.goto(page.locator(".kept-page").get_attribute("src") or "")
    alone.wait_for_timeout(500)
    assert alone.url.endswith("/page/")
    assert reached(web) == []
    visits.complaints.clear()  # what the policy blocked stands in the console


def test_a_picture_and_a_pdf_are_seen(visits: Visits) -> None:
    page = with_source(visits, "a chart", "chart.png", png(), "image/png").page
    page.locator(".citation").get_by_role("link", name="our copy").click()
    assert page.locator(".kept-picture").evaluate("(i) => i.decode().then(() => i.naturalWidth)") == 40
    page = with_source(visits, "a report", "report.pdf", pdf("Mean waiting time was 27 hours."), "application/pdf").page
    page.locator(".citation").get_by_role("link", name="our copy").click()
    page.get_by_role("link", name="Pages as pictures").click()
    assert page.locator(".kept-picture").evaluate("(i) => i.decode().then(() => i.naturalWidth)") > 500
    assert json.loads(page.evaluate("JSON.stringify([document.documentElement.scrollWidth <= innerWidth])")) == [True]
