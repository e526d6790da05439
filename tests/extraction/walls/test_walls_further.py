"""Walls in further languages, and short articles about what walls speak of, which are none."""

from __future__ import annotations

import pytest

from annotations.extraction.document import Document
from annotations.extraction.walls.doubts import doubt_of
from annotations.extraction.walls.further_words import FURTHER

URL = "https://news.example/2026/harbour"


def doubt(title: str, text: str, markup: str = "<p>") -> str:
    page = Document(text=text, blocks=[], title=title)
    return doubt_of(page, markup.encode(), "text/html", URL, URL)


WALLS = [
    ("not_found", "Sidan hittades inte", "Kontrollera adressen."),
    ("not_found", "Oj", "Vi finner dessverre ikke siden."),
    ("not_found", "Fejl", "Siden findes ikke."),
    ("not_found", "Virhe", "Etsimääsi sivua ei löytynyt."),
    ("not_found", "Chyba", "Stránka nebyla nalezena."),
    ("not_found", "Chyba", "Stránka sa nenašla."),
    ("not_found", "Hiba", "A keresett oldal nem található."),
    ("not_found", "Eroare", "Pagina nu există."),
    ("not_found", "שגיאה", "הדף המבוקש לא נמצא"),
    ("not_found", "خطا", "صفحه مورد نظر شما پیدا نشد"),
    ("not_found", "Lỗi", "Không tìm thấy bài viết."),
    ("not_found", "ขออภัย", "ไม่พบหน้าที่คุณต้องการ"),
    ("paywall", "Avgifter", "Bare for abonnenter."),
    ("paywall", "Avgifter", "Endast för våra prenumeranter."),
    ("paywall", "Satama", "Vain tilaajille."),
    ("paywall", "Přístav", "Jen pro předplatitele."),
    ("paywall", "Kikötő", "Csak előfizetőknek."),
    ("paywall", "Port", "Exclusiv pentru abonați."),
    ("consent", "Hamnposten", "Vi använder cookies. Godkänn alla"),
    ("consent", "Havneavisen", "Vi bruker informasjonskapsler. Godta alle"),
    ("consent", "Satamalehti", "Käytämme evästeitä. Hyväksy kaikki"),
    ("consent", "Přístav", "Používáme soubory cookie. Přijmout vše"),
    ("consent", "Kikötő", "A sütiket arra használjuk. Összes elfogadása"),
    ("blocked", "Kontroll", "Bekreft at du ikke er en robot."),
    ("blocked", "Kontrola", "Ověřte, že nejste robot."),
    ("login", "Konto", "Du måste logga in för att se sidan."),
    ("login", "Účet", "Pro zobrazení se musíte přihlásit."),
]


@pytest.mark.parametrize(("code", "title", "text"), WALLS)
def test_walls(code: str, title: str, text: str) -> None:
    assert doubt(title, text) == code


def test_each_kind_is_known_in_each_language() -> None:
    languages = set(FURTHER["blocked"])
    assert [code for code, by_language in FURTHER.items() if set(by_language) != languages] == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Pier closed", "The pier is closed for scheduled maintenance until May, the council said. Boats leave from the old "
         "quay instead, and the fare stays the same until the works are done."),
        ("Page of the board vanished", "A page on which the board praised its accounts could not be found on Friday, a day "
         "after questions were asked. A spokeswoman said the page had been moved when the site was made anew."),
        ("Firm fined", "A court fined a firm because it stored cookies on the devices of people who had refused them. The "
         "judges said that to refuse must be as easy as to accept all. The firm, with its 80 partners, is to appeal."),
        ("Mehr Kinder angemeldet", "Immer mehr Eltern wollen ihr Kind für die Hafenschule anmelden, wie die Stadt am Montag "
         "mitteilte. Wer es noch anmelden will, hat bis Ende Mai Zeit; es sind noch zwölf Plätze frei."),
        ("Acordo assinado", "O porto assinou na segunda-feira o acordo que dá acesso ao novo cais, segundo o Boletim do Porto. "
         "O conteúdo completo do acordo não foi divulgado."),
    ],
)  # fmt: skip
def test_a_report_about_what_walls_speak_of_is_none(title: str, text: str) -> None:
    assert doubt(title, text) == ""


def test_a_wall_above_other_news_is_one_all_the_same() -> None:
    news = "The council said on Monday that dues rise in May. " * 4
    assert doubt("Page not found", f"Sorry.\n{news}") == "not_found"
