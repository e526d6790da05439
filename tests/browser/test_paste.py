"""What comes from the clipboard when an article is pasted."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visits

COPIED = """<meta charset="utf-8"><h1>Harbour&nbsp;figures</h1>
<p>The office <b>counted</b> 1,204 ships, and says so
<a href="https://ports.example/log">in its log</a>.<br>It said no more.</p>
<ul><li><p>Boats</p></li><li>Ships <ul><li>Tugs</li></ul></li></ul><ol><li>One</li><li>Two</li></ol>
<blockquote><p>Nobody asked us.</p></blockquote><script>document.title = "taken over"</script>
<div>Ends <a href="javascript:alert(1)">here</a> and <a href="https://ports.example/b">here</a></div>"""
READ = """# Harbour figures

The office counted 1,204 ships, and says so in its log.
It said no more.

- Boats
- Ships
- Tugs

1. One
2. Two

> Nobody asked us.

Ends here and here"""
PASTE = """([html, plain]) => {
  const carried = new DataTransfer();
  if (html) carried.setData("text/html", html);
  carried.setData("text/plain", plain);
  const field = document.querySelector("[name=text]");
  field.focus();
  return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


def test_headings_lists_quotations_and_links_come_along(visits: Visits) -> None:
    # Given an article copied from a page
    checker = visits.log_in("checker")
    page = checker.page
    page.goto("/articles/add/")
    # When it is pasted
    page.evaluate(PASTE, [COPIED, "anything"])
    # Then its structure stands in the text, to be seen and changed, and undo takes it back
    text = page.get_by_label("Text", exact=True)
    expect(text).to_have_value(READ)
    expect(page.locator("#notices")).to_contain_text("Pasted with its headings")
    assert "taken over" not in page.title()
    page.keyboard.press("Control+z")
    expect(text).to_have_value("")
    page.keyboard.press("Control+Shift+z")
    expect(text).to_have_value(READ)
    # When a line is cut off and the rest saved
    text.fill(READ.replace("- Tugs\n", ""))
    page.get_by_role("button", name="Add article").click()
    # Then the page is built of those blocks, and the links lead where they led
    expect(page.locator("#text [data-start]").first).to_have_text("Harbour figures")
    expect(page.locator("#text blockquote")).to_contain_text("Nobody asked us.")
    expect(page.locator("#text")).not_to_contain_text("Tugs")
    assert page.locator("#text a[rel]").evaluate_all("all => all.map(a => [a.textContent, a.href])") == [
        ["in its log", "https://ports.example/log"],
        ["here", "https://ports.example/b"],
    ]


def test_bare_words_are_pasted_by_the_browser(visits: Visits) -> None:
    page = visits.log_in("checker").page
    page.goto("/articles/add/")
    assert page.evaluate(PASTE, ["", "Bare words"]), "left alone"
    assert page.evaluate(PASTE, ["<p>Styled, <b>but</b> only words</p>", "Styled, but only words"]), "left alone"


AS_READ = """<h2>Report</h2><table><tr><th>Year</th><th>Boats</th></tr><tr><td>2019</td><td>4100</td></tr></table>
<p>The port counted <del>9,000</del><ins>4,100</ins> ships<a class=msocomanchor href="#c">[A1]</a> on 10<sup>2</sup> km,
as noted<sup>[3]</sup><span style="display:none"> NOT SEEN</span>.</p><ol start=5><li>Fifth</li><li>Sixth</li></ol>
<pre>line one
  line two</pre><div style="mso-element:comment-list"><p>Please check.</p></div>"""


def test_pasting_invents_no_numbers_and_takes_no_hidden_words(visits: Visits) -> None:
    page = visits.log_in("checker").page
    page.goto("/articles/add/")
    page.evaluate(PASTE, [AS_READ, "anything"])
    text = page.get_by_label("Text", exact=True).input_value()
    assert "Year\tBoats" in text
    assert "2019\t4100" in text
    assert "counted 4,100 ships on 10² km, as noted [3]." in text
    assert "5. Fifth\n6. Sixth" in text
    assert "line one\n  line two" in text
    for never in ("20194100", "9,000", "[A1]", "102", "NOT SEEN", "Please check"):
        assert never not in text
    visits.complaints.clear()  # Chromium's own words on the styles of what was pasted, which it does not apply
