"""Charsets as browsers tell them."""

import pytest

from annotations.extraction.charset import decode
from annotations.extraction.web.html import extract_html

WORD = "Überprüfung"
LATER = '<meta charset="utf-8">'
NO_DECLARATION = [
    '<!-- old: <meta charset="windows-1251"> -->',
    '<script>var t = "<meta charset=iso-8859-5>";</script>',
    "<style>/* <meta charset=iso-8859-5> */</style>",
    "<title><meta charset=iso-8859-5></title>",
    "<textarea><meta charset=iso-8859-5></textarea>",
    '<meta name="description" content="text/html; charset=windows-1251">',
    '<meta name="description" content="how to write &lt;meta charset=koi8-r&gt;">',
    '<meta data-charset="koi8-r">',
    '<meta charset="rot13">',
    "<meta charset>",
]


@pytest.mark.parametrize("before", NO_DECLARATION)
def test_what_only_looks_like_a_declaration_is_none(before: str) -> None:
    page = f"<html><head>{before}{LATER}</head><body><p>{WORD}</p></body></html>"
    assert decode(page.encode(), markup=True)[1] == "utf-8"


@pytest.mark.parametrize(
    ("declaration", "name"),
    [
        ("<meta charset=windows-1251>", "windows-1251"),
        ("<META CHARSET = 'koi8-r' >", "koi8-r"),
        ('<meta content="text/html; charset=koi8-r" http-equiv=Content-Type>', "koi8-r"),
        ("<meta http-equiv='content-type' content='text/html;charset=\"big5\"'>", "big5"),
        ("<?xml version='1.0' encoding='iso-8859-2'?>", "iso-8859-2"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=x-user-defined>", "windows-1252"),
        ("<meta charset=iso-8859-1>", "windows-1252"),
        ("<!doctype html><html><head>" + "<meta name=a content=b>" * 200 + "<meta charset=koi8-r>", "koi8-r"),
    ],
)
def test_a_declaration_counts(declaration: str, name: str) -> None:
    assert decode(declaration.encode() + b"<p>words</p>", markup=True)[1] == name


def test_the_header_comes_first_and_a_mark_before_it() -> None:
    page = b"<meta charset=koi8-r><p>words</p>"
    assert decode(page, "windows-1251", markup=True)[1] == "windows-1251"
    assert decode(b"\xef\xbb\xbf" + page, "windows-1251", markup=True)[1] == "utf-8"
    assert decode("Fähren".encode("utf-16"))[0] == "Fähren"


UNDECLARED = {
    "windows-1252": "El año pasado la inflación fue del 8,4 %, y la economía española creció más, señaló la ministra.",
    "windows-1252 pt": "A inflação não subiu em março, e as eleições serão em outubro, afirmou o senador João Conceição.",
    "shift_jis": "港湾局は火曜日、港湾使用料が前年に比べて十四パーセント上がったと発表した。",
    "euc-jp": "港湾局は火曜日、港湾使用料が前年に比べて十四パーセント上がったと発表した。",
    "iso-2022-jp": "港湾局は火曜日、港湾使用料が前年に比べて上がったと発表した。",
    "windows-1251": "Сборы порта выросли на четырнадцать процентов, сообщило управление во вторник.",
    "koi8-u": "Збори порту зросли на чотирнадцять відсотків, повідомило управління у вівторок.",
    "gb18030": "港口费用在去年上涨了百分之十四，委员会星期二说。",
    "big5": "港口費用在去年上漲了百分之十四，委員會星期二說。",
    "euc-kr": "항만 요금이 지난해 십사 퍼센트 올랐다고 위원회가 화요일에 말했다.",
    "windows-1250": "Opłaty portowe wzrosły o czternaście procent, powiedział zarząd. Źródło: urząd żeglugi.",
    "windows-1256": "ارتفعت رسوم الميناء بنسبة أربعة عشر في المئة، كما قال المجلس يوم الثلاثاء.",
    "windows-1254": "Liman ücretleri yüzde on dört arttı, dedi yönetim; geçen yıl hiç değişmemişti.",
    "windows-1253": "Τα τέλη του λιμανιού αυξήθηκαν κατά δεκατέσσερα τοις εκατό, είπε το συμβούλιο.",
    "windows-874": "ค่าธรรมเนียมท่าเรือเพิ่มขึ้นสิบสี่เปอร์เซ็นต์ คณะกรรมการกล่าวเมื่อวันอังคาร",
    "utf-8": WORD,
}


@pytest.mark.parametrize(("name", "words"), UNDECLARED.items(), ids=UNDECLARED)
def test_an_undeclared_charset_is_guessed(name: str, words: str) -> None:
    codec = {"windows-874": "cp874"}.get(name, name.split()[0])
    assert decode(f"<p>{words}</p>".encode(codec), markup=True)[0] == f"<p>{words}</p>"


def test_gbk_is_decoded_as_gb18030() -> None:
    assert "€" in decode(b"<meta charset=gbk>" + "价格 12 €".encode("gb18030"), markup=True)[0]


def test_a_few_broken_letters_leave_it_utf_8() -> None:
    data = ("Überprüfung der Gebühren für Fähren. " * 5).encode() + b"\x94"
    assert decode(data)[1] == "utf-8"


@pytest.mark.parametrize(("broken", "doubt"), [(0, False), (1, True), (3, True)])
def test_letters_that_could_not_be_read_are_doubted(broken: int, doubt: bool) -> None:
    from annotations.extraction.walls.doubts import doubt_of

    words = b"The minister said that the dues rose" + b"\x93" * broken + b", and the board agreed with her in May."
    page = b"<meta charset=utf-8><title>t</title><p>" + words + b"</p>"
    assert doubt_of(extract_html(page), page, "text/html", "", "") == ("letters" if doubt else "")
