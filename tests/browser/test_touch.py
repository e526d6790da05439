"""A phone with touch: words chosen by the system's own selection, the button in its bar, handles by finger."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.person import SELECT, point_at

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2,
}  # fmt: skip
TEXT = """Number {n}: the ferry carried 4,100 people on Sunday. A. Rowan said that it was full.

The office counted fewer of them, and it will publish its log in spring."""


def finger(page: Page, *points: tuple[float, float]) -> None:
    """One finger down at the first point, over the others, and up."""
    touch = page.context.new_cdp_session(page)
    kinds = ["touchStart", *["touchMove"] * (len(points) - 1)]
    for kind, (x, y) in zip(kinds, points, strict=True):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        page.wait_for_timeout(60)  # quicker is a fling, and the tap that follows only stops it
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_mark_widen_and_rate_by_finger(visits: Visits) -> None:
    checker = visits.log_in("checker", **PHONE)
    page = checker.page
    checker.paste_article(TEXT.format(n=1))
    # A long press leaves a selection, and nothing but its change tells of it: no pointer or mouse event comes first.
    page.evaluate(SELECT, "it was full")
    bar = page.locator("#bar")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844
    bar.get_by_role("button", name="Claim", exact=True).tap()
    card = page.locator("[data-card]")
    expect(card).to_be_visible()
    claim = card.get_attribute("data-card")
    expect(page.locator(f"mark[data-claims='{claim}']")).to_have_text("it was full")
    # Then its end is drawn to a later word
    page.locator("summary", has_text="Where it was said").tap()
    page.get_by_role("link", name="Change the words").tap()
    expect(page.locator("#adjust")).to_be_visible()
    page.locator(".handle-end").scroll_into_view_if_needed()
    x, y = point_at(page, "The office counted fewer", after=True)
    # A finger is held below the words it means, so that it doesn't hide them.
    start, target = middle(page, ".handle-end"), (x, y + 18)
    between = [
        (start[0] + (target[0] - start[0]) * n / 5, start[1] + (target[1] - start[1]) * n / 5) for n in range(1, 5)
    ]
    finger(page, start, *between, target)
    expect(page.locator("#adjust .bar-quote")).to_contain_text("The office counted fewer")
    page.wait_for_timeout(300)
    page.locator("#adjust [data-act=save]").tap()
    expect(page.get_by_label("Claim in neutral words")).to_have_value("it was full. The office counted fewer")
    # And a verdict takes one touch
    page.locator(".choice-disputed").tap()
    expect(page.locator("#card-status")).to_contain_text("Proposed: disputed")


def test_a_tap_on_a_mark_opens_its_card_as_a_sheet(visits: Visits) -> None:
    checker = visits.log_in("checker", **PHONE)
    page = checker.page
    checker.paste_article(TEXT.format(n=2))
    page.evaluate(SELECT, "4,100 people")
    page.locator("#bar").get_by_role("button", name="Claim", exact=True).tap()
    expect(page.locator("[data-card]")).to_be_visible()
    page.locator(".sheet-close").tap()
    expect(page.locator("[data-card]")).to_have_count(0)
    page.locator("mark").tap()
    sheet = page.locator("#card")
    expect(page.locator("[data-card]")).to_be_visible()
    box = sheet.bounding_box()
    assert box
    assert round(box["y"] + box["height"]) == 844
    assert box["width"] == 390
