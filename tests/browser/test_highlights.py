"""Highlights after they are made: by mouse, by touch, by keys, without scripts, and with somebody else looking on."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.person import Person, point_at

TEXT = """# Ferries of the bay {n}

The ferry carried 4,100 people on Sunday. A. Rowan said that it was full, and that the 👩‍👩‍👧 fare fell by half.

- Boats leave at nine and at noon on every weekday.

The office counted fewer. It will publish its log in spring, it said on Tuesday."""
ARABIC = """قالت الوزارة إن الرافعات الجديدة دخلت الخدمة في شهر مايو الماضي {n}.

وأضافت أن مدة انتظار السفن انخفضت إلى النصف منذ ذلك الحين."""


def open_article(person: Person, n: str, text: str = TEXT) -> None:
    person.paste_article(text.format(n=n))


def words_of(page: Page, claim: int) -> str:
    """The marked words of a claim, as the page shows them."""
    return "".join(page.locator(f"mark[data-claims~='{claim}']").all_text_contents())


def drag(page: Page, edge: str, to: str, *, after: bool) -> None:
    """Drag the handle at `edge` to the beginning or end of the words `to`."""
    box = point_at(page, to, after=after)
    handle = page.locator(f".handle-{edge}").bounding_box()
    assert handle
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(*box, steps=6)
    page.mouse.up()


def change_words(page: Page) -> None:
    page.locator("summary", has_text="Where it was said").click()
    page.get_by_role("link", name="Change the words").first.click()
    expect(page.locator("#adjust")).to_be_visible()


def test_by_mouse_and_by_keys(visits: Visits) -> None:
    # Given a claim marked too narrowly
    checker = visits.log_in("checker")
    page = checker.page
    open_article(checker, "one")
    claim = checker.mark("it was full")
    # When its end is dragged to another paragraph and its beginning to the left
    change_words(page)
    drag(page, "end", "fare fell", after=True)
    drag(page, "start", "A. Rowan", after=False)
    expect(page.locator("#adjust .bar-quote")).to_contain_text(
        "A. Rowan said that it was full, and that the 👩‍👩‍👧 fare fell"
    )
    page.keyboard.press("Enter")
    # Then the words, and the wording that was its quote, are those
    expect(page.get_by_label("Claim in neutral words")).to_have_value(
        "A. Rowan said that it was full, and that the 👩‍👩‍👧 fare fell"
    )
    assert words_of(page, claim) == "A. Rowan said that it was full, and that the 👩‍👩‍👧 fare fell"
    # When keys move its ends by words and letters
    page.locator("#card").focus()
    page.keyboard.press("e")
    expect(page.locator(".handle-end")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.locator(".handle-start").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".handle")).to_have_count(0)
    assert words_of(page, claim) == "that it was full, and that the 👩‍👩‍👧 fare fell by half"
    # And Escape changes nothing
    page.locator("#card").focus()
    page.keyboard.press("e")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator("#adjust")).to_be_hidden()
    assert words_of(page, claim).endswith("by half")


def test_more_of_a_claim_split_off_and_undo(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    open_article(checker, "two")
    claim = checker.mark("A. Rowan said that it was full, and that the 👩‍👩‍👧 fare fell by half")
    # One more place of the open claim
    checker.select("The office counted fewer")
    page.get_by_role("button", name=re.compile("More of claim 1")).click()
    expect(page.locator("#card")).to_contain_text("One more place of this claim is marked.")
    expect(page.locator(f"mark[data-claims='{claim}']")).to_have_count(2)
    expect(page.locator("#rows > *")).to_have_count(1)
    # A part becomes a claim of its own
    checker.select("the 👩‍👩‍👧 fare fell by half")
    page.get_by_role("button", name="Split off").click()
    expect(page.locator("#card")).to_contain_text("The words are a claim of their own now.")
    made = int(checker.open_claim() or 0)
    assert words_of(page, made) == "the 👩‍👩‍👧 fare fell by half"
    assert words_of(page, claim) == "A. Rowan said that it was full, and thatThe office counted fewer"
    # Taken away, it goes with its claim, and one press brings both back
    page.locator("summary", has_text="Where it was said").click()
    page.get_by_role("button", name="Take away").click()
    expect(page.locator(f"#row-{made}")).to_have_count(0)
    expect(page.locator(f"mark[data-claims~='{made}']")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#row-{made}")).to_be_visible()
    assert words_of(page, made) == "the 👩‍👩‍👧 fare fell by half"


def test_by_touch_on_a_phone_right_to_left(visits: Visits) -> None:
    checker = visits.log_in("checker", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = checker.page
    open_article(checker, "three", ARABIC)
    claim = checker.mark("مدة انتظار السفن")
    change_words(page)
    drag(page, "end", "إلى النصف", after=False)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".handle")).to_have_count(0)
    assert words_of(page, claim) == "مدة انتظار السفن انخفضت إلى النصف"


def test_somebody_else_sees_it_move_and_go(visits: Visits) -> None:
    checker, other = visits.log_in("checker"), visits.log_in("checker", 1)
    open_article(checker, "four")
    claim = checker.mark("it was full")
    other.page.goto(checker.page.url.split("?")[0])
    expect(other.page.locator(f"#row-{claim}")).to_be_visible()
    change_words(checker.page)
    checker.page.keyboard.press("ArrowRight")
    checker.page.keyboard.press("ArrowRight")
    checker.page.get_by_role("button", name="Save").click()
    expect(other.page.locator(f"mark[data-claims~='{claim}']")).to_have_text(re.compile("it was full, and"))
    checker.page.locator("summary", has_text="Where it was said").click()
    checker.page.get_by_role("button", name="Take away").click()
    expect(other.page.locator(f"mark[data-claims~='{claim}']")).to_have_count(0)
    expect(other.page.locator(f"#row-{claim}")).to_have_count(0)


def test_without_scripts_words_are_typed(visits: Visits) -> None:
    checker = visits.log_in("checker")
    open_article(checker, "five")
    checker.mark("it was full")
    address = checker.page.url
    plain = visits.log_in("checker", java_script_enabled=False).page
    plain.goto(address)
    plain.locator("summary", has_text="Where it was said").click()
    plain.get_by_role("link", name="Change the words").click()
    plain.get_by_label("Words of the highlight").fill("it was fuller")
    plain.get_by_role("button", name="Save the words").click()
    expect(plain.locator(".error").first).to_contain_text("These words are not in the text.")
    expect(plain.get_by_label("Words of the highlight")).to_have_value("it was fuller")
    plain.get_by_label("Words of the highlight").fill("A. Rowan said that it was full, and that")
    plain.get_by_role("button", name="Save the words").click()
    expect(plain.locator("#notices")).to_contain_text("The highlight lies over the new words.")
    plain.locator("summary", has_text="Where it was said").click()
    plain.get_by_role("link", name="Split or move").click()
    plain.get_by_label("Words that are a claim of their own").fill("it was full")
    plain.get_by_role("button", name="Split off").click()
    expect(plain.locator("#rows > *")).to_have_count(2)
