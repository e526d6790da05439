"""Two actions from words to a claim in every script, right to the code point."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits

#: (name, text, the words to mark): among characters that are several bytes, code units or code points.
SCRIPTS = [
    ("Chinese", "港口局說第三季有一千二百艘船。部長不同意，他說有一千三百艘船。", "他說有一千三百艘船"),
    ("Japanese", "港は七月に𠮷田氏の報告を受け取った。ガソリンの価格は半分になった。", "𠮷田氏の報告"),
    ("Korean", "항만청은 3분기에 1,204척이 입항했다고 밝혔다. 장관은 동의하지 않는다.", "1,204척이 입항했다고"),
    ("Hebrew", "משרד הנמלים אמר כי זמן ההמתנה ירד בחצי. שָׁלוֹם לכולם, אמרה האגודה.", "שָׁלוֹם לכולם"),
    ("Arabic", "قالت الوزارة إنّ مدّة الانتظار انخفضت إلى النصف منذ مايو. ولم تُنشر الأرقام.", "مدّة الانتظار انخفضت"),
    ("Hindi", "बंदरगाह कार्यालय ने कहा कि तीसरी तिमाही में १,२०४ जहाज़ आए। मंत्री सहमत नहीं हैं।", "१,२०४ जहाज़ आए"),
    ("Thai", "ท่าเรือกล่าวว่าเวลารอลดลงครึ่งหนึ่ง แต่สำนักงานไม่เห็นด้วย", "เวลารอลดลงครึ่งหนึ่ง"),
    ("emoji", "🚢🚢 The 👩🏽‍🚀 said 🇵🇹 ships fell by half 👩‍👩‍👧‍👦 since May. 🚢 More came.", "🇵🇹 ships fell by half 👩‍👩‍👧‍👦"),
    ("combining marks", "The cafe\u0301 of the harbour, Zu\u0308rich and n\u0303 alike, sold less.", "cafe\u0301 of the harbour, Zu\u0308rich"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), SCRIPTS, ids=[name for name, _, _ in SCRIPTS])
def test_select_and_press(visits: Visits, name: str, text: str, words: str) -> None:
    checker = visits.log_in("checker")
    article = checker.paste_article(f"{text}\n\nA second paragraph in English.")
    claim = checker.mark(words)
    page = checker.page
    expect(page.locator(f"mark[data-claims='{claim}']")).to_have_text(words)
    ((start, end, exact, whole),) = checker.site.query(
        'SELECT r.start, r."end", r.exact, v.text FROM annotations_annotationrange r'
        " JOIN annotations_annotation a ON a.id = r.annotation_id JOIN annotations_articleversion v ON v.id = a.version_id"
        " WHERE v.article_id = %s",
        article,
    )
    assert exact == words
    assert whole[start:end] == words
    direction = page.locator("#text").evaluate("text => getComputedStyle(text).direction")
    assert direction == ("rtl" if name in ("Hebrew", "Arabic") else "ltr")
