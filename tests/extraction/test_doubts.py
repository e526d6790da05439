"""Walls that come with status 200 are doubted; documents are not, whatever they tell of."""

from __future__ import annotations

import pytest

from annotations.demo import texts
from annotations.extraction.document import Document
from annotations.extraction.doubts import MESSAGES, SHORT, doubt_of

URL = "https://news.example/2026/harbour"


def document(title: str, text: str) -> Document:
    return Document(text=text, blocks=[], title=title)


def doubt(title: str, text: str, final_url: str = URL) -> str:
    return doubt_of(document(title, text), b"<p>", "text/html", URL, final_url)


WALLS = [
    ("consent", "Before you continue", "Choose what you allow."),
    ("consent", "The Quay Gazette", "We and 231 partners store information on your device. Accept all Reject all"),
    (
        "consent",
        "Diario del puerto",
        "Nosotros y nuestros socios utilizamos tecnologías como las cookies. Aceptar todas.",
    ),
    ("consent", "Journal du port", "Nous et nos partenaires utilisons des traceurs et cookies. Tout accepter"),
    ("consent", "Hafenbote", "Wir und unsere Partner verwenden Technologien wie Cookies. Alle akzeptieren"),
    ("consent", "صحيفة المرفأ", "نستخدم ملفات تعريف الارتباط لتحسين الموقع."),
    ("login", "Log in", "Username Password Forgot your password?"),
    ("login", "Members", "Please sign in to see this page."),
    ("login", "Acceso", "Iniciar sesión para seguir"),
    ("login", "البوابة", "تسجيل الدخول إلى حسابك"),
    ("paywall", "New cranes", "The minister said on Monday that … Subscribe to continue reading."),
    ("paywall", "Grúas nuevas", "El ministro dijo el lunes … Contenido solo para suscriptores."),
    ("paywall", "Neue Kräne", "Der Minister sagte am Montag … Nur für Abonnenten."),
    ("not_found", "404", "Sorry."),
    ("not_found", "Oops", "Error 404"),
    ("not_found", "404 - Not found", "Sorry."),
    ("not_found", "Page not found", "Try the search."),
    ("not_found", "The Quay Gazette", "The page you are looking for has moved or does not exist."),
    ("not_found", "Error", "Página no encontrada"),
    ("not_found", "خطأ", "الصفحة غير موجودة"),
    ("blocked", "Just a moment", "Checking your browser before accessing the site."),
    ("blocked", "Access denied", "You don't have permission to view this page. We use cookies."),
    ("blocked", "Security check", "Verify you are human by completing the captcha."),
]


@pytest.mark.parametrize(("expected", "title", "text"), WALLS, ids=[f"{n}-{w[0]}" for n, w in enumerate(WALLS)])
def test_walls(expected: str, title: str, text: str) -> None:
    assert doubt(title, text) == expected
    assert expected in MESSAGES


DOCUMENTS = [
    ("Port minister says new cranes halved waiting times", texts.PORT),
    ("Lindow votes to replace every lead pipe", texts.WATER),
    ("الرافعات الجديدة", texts.ARABIC),
    ("Strike diary", texts.DIARY),
    ("Ships counted", "The office counted 1,404 ships, and 404 of them were ferries. Pier 404 is closed."),
    ("Short notice", "The ferry leaves at nine. No boats on Sunday."),
    ("Bakery opens at pier 4", "Its cookies are baked on board, says A. Rowan. The harbour office accepted the plan."),
    ("Minister denies access", "The ministry said that access to the log was never asked for."),
    ("Statement", "Members log in the evening book when the tide turns; 4,040 entries were counted."),
    (
        "On cookie walls",
        "Before you continue: we use cookies. Accept all. " + "The authority fined the harbour site. " * 80,
    ),
    ("Error rates", "The page not found error was seen often. " + "The audit office counted them for a year. " * 80),
]


@pytest.mark.parametrize(("title", "text"), DOCUMENTS, ids=[title for title, _ in DOCUMENTS])
def test_documents(title: str, text: str) -> None:
    assert doubt(title, text) == ""


def test_a_teaser_may_be_longer_than_other_walls() -> None:
    teaser = "The minister spoke of cranes. " * (SHORT // 25)
    assert doubt("Cranes", teaser + "Already a subscriber?") == "paywall"
    assert doubt("Cranes", teaser + "Page not found.") == ""


@pytest.mark.parametrize(
    ("url", "final", "expected"),
    [
        (URL, "https://news.example/", "front_page"),
        (URL, "https://www.news.example", "front_page"),
        (URL, "https://news.example/2026/harbour/", ""),
        ("https://news.example/", "https://news.example/", ""),
        ("https://news.example/?id=4", "https://news.example/", ""),
        (URL, "https://news.example/?p=4", ""),
    ],
)
def test_a_way_that_ends_at_the_front_page(url: str, final: str, expected: str) -> None:
    assert doubt_of(document("News", "All of today. " * 400), b"", "text/html", url, final) == expected


def test_a_page_of_scripts_only() -> None:
    assert doubt_of(None, b"<div id=app></div><SCRIPT src=a.js></SCRIPT>", "text/html", URL, URL) == "scripts"
    assert doubt_of(None, b"<img src=a.png>", "text/html", URL, URL) == ""


@pytest.mark.parametrize("media_type", ["application/pdf", "text/plain", "image/png", ""])
def test_only_pages_are_doubted(media_type: str) -> None:
    assert doubt_of(document("404", "Log in"), b"<script>", media_type, URL, "https://news.example/") == ""
