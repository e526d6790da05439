"""Walls that come with status 200 are doubted; documents are not, whatever they tell of."""

from __future__ import annotations

import pytest

from annotations.demo import texts
from annotations.extraction.document import Document
from annotations.extraction.walls.doubts import DOUBTS, SHORT, doubt_in, doubt_of, noted

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
    assert expected in DOUBTS


#: Of each wall one sentence in the languages of most fact-checkers.
IN_OTHER_LANGUAGES = {
    "not_found": [
        "Sorry, this page isn't available.", "This video is private", "This post has been deleted by its author.",
        "We can't find the page you were looking for. It may have moved, or never existed.",
        "A página que você procura não existe ou foi removida.", "La página que buscas no existe.",
        "Cette page est introuvable.", "Die gesuchte Seite existiert leider nicht mehr.", "Pagina non trovata",
        "عذرا، الصفحة التي تبحث عنها غير موجودة", "पेज नहीं मिला", "পৃষ্ঠাটি খুঁজে পাওয়া যায়নি", "Halaman tidak ditemukan",
        "Aradığınız sayfa bulunamadı", "Strona nie istnieje", "Страница не найдена", "Сторінку не знайдено",
        "요청하신 페이지를 찾을 수 없습니다", "お探しのページが見つかりません", "页面不存在", "Η σελίδα δεν βρέθηκε", "Pagina niet gevonden",
    ],
    "paywall": [
        "Conteúdo exclusivo para assinantes. Já é assinante? Entre.", "Suscríbete para seguir leyendo",
        "Cet article est réservé aux abonnés", "Dieser Artikel ist exklusiv für Abonnenten", "Contenuto riservato agli abbonati",
        "هذا المحتوى متاح للمشتركين فقط", "आगे पढ़ने के लिए सब्सक्राइब करें", "Konten ini khusus pelanggan",
        "Bu haber abonelere özel", "Artykuł tylko dla prenumeratorów", "Материал доступен только для подписчиков",
        "Матеріал доступний лише для передплатників", "구독자 전용 기사입니다", "この記事は有料会員限定です", "本文仅限订阅用户阅读",
        "Περιεχόμενο μόνο για συνδρομητές", "Alleen voor abonnees",
        "You’ve reached your limit of free articles", "This story is reserved for subscribers.",
    ],
    "consent": [
        "Noi e i nostri fornitori archiviamo informazioni quali cookie su un dispositivo. Accetta e continua.",
        "Nós e nossos parceiros armazenamos cookies no seu dispositivo. Aceitar todos",
        "Continuer sans accepter. Nous respectons votre vie privée.", "हम आपके अनुभव के लिए कुकीज़ का उपयोग करते हैं। सभी स्वीकार करें",
        "Kami menggunakan cookie. Terima semua", "Çerezleri kabul et", "My i nasi partnerzy używamy plików cookie",
        "Мы используем файлы cookie. Принять все", "Ми використовуємо файли cookie. Прийняти все", "쿠키 사용에 동의",
        "Cookieの使用に同意する", "我们使用 Cookie。全部接受", "Χρησιμοποιούμε cookies. Αποδοχή όλων", "Wij gebruiken cookies. Alles accepteren",
    ],
    "blocked": [
        "Performing security verification. This website uses a security service to protect against malicious bots.",
        "Verifica que eres humano", "Verificando se você é humano", "Vérification de sécurité en cours", "Bestätigen Sie, dass Sie ein Mensch sind",
        "Verifica che sia umano: non sono un robot", "تحقق من أنك إنسان", "मैं रोबोट नहीं हूँ", "Saya bukan robot", "Ben robot değilim",
        "Nie jestem robotem", "Я не робот", "Підтвердьте, що ви людина", "로봇이 아닙니다", "私はロボットではありません", "请验证您是真人",
        "Δεν είμαι ρομπότ", "Ik ben geen robot",
    ],
    "region": [
        "This content is not available in your country.", "Este contenido no está disponible en tu país",
        "Dieser Inhalt ist in Ihrem Land leider nicht verfügbar", "هذا المحتوى غير متاح في بلدك",
    ],
    "no_site": [
        "This domain is for sale.", "We are currently undergoing scheduled maintenance.", "Sitio en mantenimiento",
        "Diese Domain steht zum Verkauf", "الموقع قيد الصيانة", "This account has been suspended.",
    ],
    "login": [
        "Faça login para continuar", "Veuillez vous identifier : connectez-vous", "Accedi al tuo account: password dimenticata?",
        "लॉग इन करें", "Silakan masuk ke akun Anda", "Giriş yapın", "Zaloguj się", "Войдите, чтобы продолжить", "Увійдіть, щоб продовжити",
        "로그인이 필요합니다", "ログインしてください", "请先登录", "Συνδεθείτε στον λογαριασμό σας", "Log je in om verder te gaan",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "words"), [(code, words) for code, said in IN_OTHER_LANGUAGES.items() for words in said]
)
def test_walls_in_other_languages(expected: str, words: str) -> None:
    assert doubt("The Quay Gazette", words) == expected


def test_a_consent_page_may_be_long() -> None:
    words = "Wir und unsere 842 Partner verarbeiten personenbezogene Daten mit Technologien wie Cookies, um Anzeigen zu zeigen. "
    assert doubt("Zustimmung", words * 60) == "consent"
    assert doubt("Zustimmung", "Wir und unsere Partner im Hafen bauen Kräne. " + "Sie sind gelb und hoch. " * 200) == ""


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
    ("Pay for stories", "The Post asks readers to pay. Its subscribers rose by 14 per cent, A. Rowan told the board."),
    (
        "Robots at pier 4",
        "The robots lift crates, and a human checks them. Nobody is blocked, says the harbour office.",
    ),
    ("Deleted mail", "The board deleted the mail of 2013; the article about it was found in the archive."),
    (
        "Bridge under construction collapses",
        "The bridge of the harbour fell on Monday. Nobody was hurt, said the board.",
    ),
    ("Netflix raises prices for subscribers", "The price rises by two euros in May. The company told the board so."),
    ("Police report unusual activity near the plant", "Two boats were seen at night. The board has no word of them."),
    ("Drug no longer available in pharmacies", "The office took it from the list in March. Doctors were told."),
    ("How to sign in to the tax portal", "The portal opens in May. The office has a number to call."),
    (
        "Ministry loses its voice",
        "The minister's account has been suspended, said X. " + "The office has no word of it yet. " * 15,
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


@pytest.mark.parametrize("code", DOUBTS)
def test_a_doubt_is_known_in_rows(code: str) -> None:
    assert doubt_in(noted(code)) == code
    assert doubt_in(code) == "", "a failure of the same name is no doubt"


@pytest.mark.parametrize("media_type", ["application/pdf", "text/plain", "image/png", ""])
def test_only_pages_are_doubted(media_type: str) -> None:
    assert doubt_of(document("404", "Log in"), b"<script>", media_type, URL, "https://news.example/") == ""
