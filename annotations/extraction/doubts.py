"""Whether a page that came with status 200 is the page that was asked for.

A site may answer with its consent wall, its log-in or "no such page" and call it a success. Nobody can tell for sure:
what looks wrong is kept all the same, and a person is asked. Words are matched in English, Spanish, French, German
and Arabic, and only in pages too short to be the document itself.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from annotations.extraction.document import Document

#: Code points; a document that somebody cites is rarely shorter, a wall rarely longer.
SHORT = 1_500
#: Walls for subscribers show the first paragraphs of the article.
TEASER = 3_000
#: Where a page says what it is.
HEAD = 300

MESSAGES = {
    "consent": "This looks like a page that asks about cookies, not like the document.",
    "login": "This looks like a log-in page, not like the document.",
    "paywall": "This looks like the beginning of an article that only subscribers can read.",
    "not_found": "This looks like a page that says there is no such page.",
    "blocked": "This looks like a page that keeps out robots, not like the document.",
    "front_page": "The site sent us to its front page instead of this address.",
    "scripts": "This page shows its text only by scripts, so we kept a page without text.",
}
#: Tried in this order: a wall against robots often asks for cookies, too.
WORDS = {
    "blocked": r"unusual traffic|verify(ing)? (that )?you are (a )?human|are you (a robot|human)|checking your browser"
    r"|enable javascript and cookies to continue|access denied|access to this page has been denied|captcha"
    r"|no soy un robot|accès refusé|zugriff verweigert|لست روبوت",
    "not_found": r"\b(error|http|status)[ :]*404\b|(?<![\d,.])404[ \-–:|.]*(error|not found|page)|\A404\n"
    r"|page not found|page (that )?you (are looking for|requested)|no longer available"
    r"|página no (encontrada|existe)|page introuvable|page (demandée )?n.existe (pas|plus)"
    r"|seite (wurde )?nicht gefunden|الصفحة غير موجودة",
    "paywall": r"subscribe (now )?to (continue|read|keep)|already a subscriber|for subscribers only"
    r"|subscribers can read|(solo|sólo) para suscriptores|suscríbete para"
    r"|réservé aux abonnés|abonnez-vous pour|nur für abonnenten|للمشتركين فقط",
    "consent": r"before you continue|cookie (consent|settings|preferences)"
    r"|(use|store|value)[^.]{0,60}\b(cookies|privacy)\b"
    r"|accept (all|cookies)|manage (consent|cookies)|(utilizamos|usamos)[^.]{0,60}cookies|aceptar (todas|todo|cookies)"
    r"|utilisons[^.]{0,60}cookies|tout accepter|verwenden[^.]{0,60}cookies|alle akzeptieren|ملفات تعريف الارتباط",
    "login": r"(log|sign) in to|please (log|sign) in|^(log|sign)[ -]?in\b|forgot (your )?password|create an account"
    r"|iniciar sesión|inicia sesión|se connecter|connectez-vous|bitte (melden|loggen)|anmelden|تسجيل الدخول",
}
PATTERNS = {code: re.compile(words, re.IGNORECASE) for code, words in WORDS.items()}


CODES = {words: code for code, words in MESSAGES.items()}


def code_of(message: str) -> str:
    """The code of a doubt by its stored words, "" for other words."""
    return CODES.get(message, "")


def doubt_of(document: Document | None, body: bytes, media_type: str, url: str, final_url: str) -> str:
    """The code of what looks wrong with the page (see MESSAGES), "" when nothing does. Only for HTML."""
    if "html" not in media_type:
        return ""
    if document is None:
        return "scripts" if b"<script" in body.lower() else ""
    if _sent_to_front_page(url, final_url):
        return "front_page"
    said = f"{document.title}\n{document.text}"
    if len(said) > TEASER:
        return ""
    if len(said) > SHORT:
        return "paywall" if PATTERNS["paywall"].search(said) else ""
    head = said[:HEAD]
    for code, pattern in PATTERNS.items():
        if pattern.search(said if code in ("paywall", "consent") else head):
            return code
    return ""


def _sent_to_front_page(url: str, final_url: str) -> bool:
    asked, came = urlsplit(url), urlsplit(final_url)
    return bool(asked.path.strip("/")) and not came.path.strip("/") and not came.query and not asked.query
