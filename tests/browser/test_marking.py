"""Marking and typing as people do: over signs, within marks, on other keyboards, leaving in the middle of a word."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.person import Person
from tests.installation import wait_for

SIGNS = """The plan has two points for the year {n}.

- Boats leave at nine on weekdays.
- Boats rest on Sunday, says the log.

> Nobody asked the crew about it.

# Numbers of the year

The ferry carried 9,000 people."""
MIXED = """The minister said in English that the port was full of ships and that the quay is long.

قال الوزير: الميناء ممتلئ بنسبة 98% (حسب السجل).

See https://ports.example/log for the list of 12 wrecks."""
#: Selects from the first words to the last ones, across blocks.
ACROSS = """([from, to]) => {
  const nodes = [...document.querySelectorAll("#text [data-start]")].map((block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }).flat();
  const first = nodes.find((node) => node.data.includes(from));
  const last = nodes.findLast((node) => node.data.includes(to));
  getSelection().setBaseAndExtent(first, first.data.indexOf(from), last, last.data.indexOf(to) + to.length);
  document.dispatchEvent(new Event("pointerup", { bubbles: true }));
}"""
PRESS = """(options) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...options }))"""


def wording(person: Person, claim: int) -> str:
    return str(person.site.query("SELECT wording FROM annotations_claim WHERE id = %s", claim)[0][0])


def written(person: Person, claim: int, column: str) -> str:
    rows = person.site.query(f"SELECT {column} FROM annotations_claimreview WHERE claim_id = %s", claim)
    return str(rows[0][0])


def press(page: Page, **options: object) -> None:
    page.evaluate(PRESS, options)


def mark_across(person: Person, first: str, last: str) -> int:
    before = person.open_claim()
    person.page.evaluate(ACROSS, [first, last])
    expect(person.page.locator("#bar")).to_be_visible()
    person.page.keyboard.press("c")
    expect(person.page.locator(f"[data-card]:not([data-card='{before}'])")).to_be_visible()
    return int(person.open_claim() or 0)


def test_words_over_any_two_neighbouring_blocks_are_one_claim(visits: Visits) -> None:
    checker = visits.log_in("checker")
    checker.paste_article(SIGNS.format(n="one"))
    for first, last, wanted in (
        ("for the year one", "Boats leave", "for the year one. Boats leave"),
        ("on weekdays", "Boats rest", "on weekdays. Boats rest"),
        ("says the log", "Nobody asked", "says the log. Nobody asked"),
        ("about it", "Numbers", "about it. Numbers"),
        ("of the year", "The ferry", "of the year The ferry"),
    ):
        assert wording(checker, mark_across(checker, first, last)) == wanted
    assert visits.complaints == []


def test_a_click_opens_the_innermost_of_marks_within_each_other(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article("Alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu.")
    outer = checker.mark("beta gamma delta epsilon zeta")
    middle = checker.mark("gamma delta epsilon")
    inner = checker.mark("delta")
    same = [checker.mark("lambda") for _ in range(12)]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    for words, claim in (("delta", inner), (" epsilon", middle), ("beta ", outer)):
        page.locator("mark", has_text=words).first.click()
        expect(page.locator(f"[data-card='{claim}']")).to_be_visible()
    opened = set()
    for _ in same:
        before = checker.open_claim()
        page.locator("mark", has_text="lambda").first.click()
        expect(page.locator(f"[data-card]:not([data-card='{before}'])")).to_be_visible()
        opened.add(int(checker.open_claim() or 0))
    assert opened == set(same), "each of them can be opened"


def test_a_marked_link_opens_the_card_and_a_paragraph_runs_its_own_way(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    article = checker.paste_article(MIXED)
    claim = checker.mark("https://ports.example/log for the list")
    page.goto(f"/articles/{article}/")
    page.locator("#text mark", has_text="https://ports.example/log").click()
    expect(page.locator(f"[data-card='{claim}']")).to_be_visible()
    assert f"/articles/{article}/" in page.url
    directions = page.eval_on_selector_all("#text [data-start]", "all => all.map((e) => getComputedStyle(e).direction)")
    assert directions == ["ltr", "rtl", "ltr"]


def test_keys_go_by_their_place_on_other_keyboards_and_with_caps_lock(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(SIGNS.format(n="keys"))
    checker.select("9,000 people")
    press(page, key="ؤ", code="KeyC")
    expect(page.get_by_label("Claim in neutral words")).to_have_value("9,000 people")
    page.locator("#card").focus()
    press(page, key="V", code="KeyV")  # Caps Lock: no Shift
    press(page, key="٢", code="Digit2")
    expect(page.locator("#card-form [name=rating][value=disputed]")).to_be_checked()
    page.locator("#card").focus()
    press(page, key="ф", code="KeyA")
    expect(page.locator("#add-source")).to_have_attribute("open", "")
    # Submitting has a key of its own, and says what is missing
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("#card-todo")).to_contain_text("Add a summary")
    # What is missed stands beside its field, until it is there
    beside = page.locator("#card-form .lacks", has_text="Add a summary")
    expect(beside).to_have_count(1)
    page.get_by_label("Summary", exact=True).fill("They were fewer.")
    expect(beside).to_have_count(0)


def test_what_was_typed_arrives_however_one_leaves(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    article = checker.paste_article(SIGNS.format(n="leaving"))
    first, second = checker.mark("two points"), checker.mark("9,000 people")
    ways = {
        "another claim": lambda: page.locator(f"#row-{first} .row-main").click(),
        "the back of the card": lambda: (page.keyboard.press("Escape"), page.keyboard.press("Escape")),
        "a link": lambda: page.get_by_role("navigation", name="Main").get_by_role("link", name="Claims").click(),
        "the address bar": lambda: page.goto("/help/"),
    }
    for way, leave in ways.items():
        page.goto(f"/articles/{article}/?claim={second}")
        box = page.get_by_label("Summary", exact=True)
        box.fill("")
        box.press_sequentially(f"Left by {way}.")
        leave()
        wait_for(lambda: written(checker, second, "summary") == f"Left by {way}.", seconds=10)  # noqa: B023
    assert visits.complaints == []


def test_coming_back_is_no_conflict_with_oneself(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    article = checker.paste_article(SIGNS.format(n="back"))
    claim = checker.mark("two points")
    box = page.get_by_label("Summary", exact=True)
    box.press_sequentially("First words")
    page.wait_for_timeout(600)
    page.goto("/help/")
    page.goto(f"/articles/{article}/?claim={claim}")
    box.press("End")
    box.press_sequentially(" and more")
    wait_for(lambda: written(checker, claim, "summary") == "First words and more", seconds=10)
    expect(page.locator("#card-conflict")).to_be_empty()


def test_going_through_the_source_form_moves_no_text(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    paragraphs = "\n\n".join(f"Paragraph {n} tells of {n}00 ships and of who counted them." for n in range(60))
    checker.paste_article(paragraphs)
    checker.mark("3000 ships")
    at = page.evaluate("scrollY")
    checker.open_add_source()
    for _ in range(5):  # to its last button
        page.keyboard.press("Tab")
        assert page.evaluate("scrollY") == at
    assert page.evaluate("document.activeElement.textContent.trim()") == "Cancel"
    for _ in range(14):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("scrollY") == at


def test_an_address_pasted_on_an_open_card_is_a_source(visits: Visits) -> None:
    checker = visits.log_in("checker")
    page = checker.page
    checker.paste_article(SIGNS.format(n="source"))
    checker.mark("9,000 people")
    page.locator("#card").focus()
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.setData("text/plain", " https://ports.example/log ");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
        }"""
    )
    box = page.locator("#add-source")
    expect(box.get_by_label("Address", exact=True)).to_have_value("https://ports.example/log")
    expect(box.get_by_label("It … the claim")).to_be_focused()
    box.get_by_label("It … the claim").select_option("contradicts")
    box.get_by_label("Address", exact=True).press("Enter")
    expect(page.locator(".citation")).to_have_count(1)


def test_words_that_never_arrived_do_not_write_over_anothers(visits: Visits) -> None:
    checker, other = visits.log_in("checker"), visits.log_in("checker", 1)
    page = checker.page
    article = checker.paste_article(SIGNS.format(n="lost"))
    claim = checker.mark("two points")
    page.route("**/save/", lambda route: route.abort())
    page.get_by_label("Summary", exact=True).press_sequentially("Mine")
    expect(page.locator("#notices")).to_contain_text("The connection is gone")
    other.page.goto(f"/articles/{article}/?claim={claim}")
    other.page.get_by_label("Summary", exact=True).fill("Theirs")
    wait_for(lambda: written(other, claim, "summary") == "Theirs", seconds=10)
    page.unroute("**/save/")
    page.goto(f"/articles/{article}/?claim={claim}")
    expect(page.locator("#card-conflict")).to_contain_text("Theirs")
    assert written(checker, claim, "summary") == "Theirs"
    visits.complaints.clear()  # Chromium's own words on the request that was cut off
