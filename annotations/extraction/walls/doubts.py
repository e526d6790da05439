"""Whether what came is the document that was asked for, and all of it.

A site may answer with its consent wall, its log-in or "no such page" and call it a success. Nobody can tell for sure:
what looks wrong is kept all the same, and a person is asked. Words (words.py) are matched only in pages too short to
be the document itself.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from annotations.extraction.document import Document
from annotations.extraction.walls.pairs import BRIEF_PATTERNS, PRICE
from annotations.extraction.walls.reported import REPORTED
from annotations.extraction.walls.words import NEEDS_SCRIPTS, PARTNERS, PATTERNS

#: Code points; a document that somebody cites is rarely shorter, a wall rarely longer.
SHORT = 1_500
#: Walls for subscribers show the first paragraphs of the article.
TEASER = 3_000
#: Where a page says what it is.
HEAD = 300
#: A shorter page that looks like a wall is no article.
SURE = 700
#: Of what a page says beside the words of a wall: as much is a story. By `weight`, as are the next ones.
STORY = 300
#: The same where a page reports what somebody said.
REPORT = 60
#: Pages that say no more are known by fewer words.
BRIEF = 500
#: Of a sentence that counts as one; of one that is prose and no link; of prose after which an article has gone on.
WORDED, PROSE, GOES_ON = 20, 40, 160
#: Letters of a title beside the words of a wall.
OF_TITLE = 12
#: Consent pages list their partners at length.
LONGEST_WALL = 20_000
#: A page with less text than this is an empty shell, if scripts were to fill it.
SHELL = 400

#: What may be wrong with what came; annotations/wording/documents.py says it.
DOUBTS = (
    "consent", "login", "paywall", "not_found", "blocked", "region", "no_site", "sent_on", "front_page", "scripts",
    "letters", "beyond",
)  # fmt: skip
#: Doubts that what came is the document at all; the others are about a part of it.
NOT_THE_DOCUMENT = frozenset(DOUBTS) - {"letters", "beyond"}
#: In rows a doubt stands where the code of a failure may stand, too.
MARK = "doubt_"
#: So many letters in one that is broken are too few to overlook it; three always are.
OVERLOOKED = 2_000
#: Where scripts put a page together.
MOUNT = re.compile(
    r"""<(?:div|main|section)[^>]*\bid\s*=\s*["']?(?:app|root|__next|__nuxt|react-root|main-app|application|mount\w*|"""
    r"""svelte|gatsby\w*|___gatsby|ember\d*|q-app)["']?[^>]*>\s*(?:<!--.*?-->\s*)?</""",
    re.IGNORECASE | re.DOTALL,
)
#: What parts a title from its site's name, and what parts what is told from who tells it.
PARTED = re.compile(r"\s*[|–—]\s*|\s-\s")
TOLD = re.compile(r"[:：?？]\s*\w")
SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WHOLE = re.compile(r"[^.!?。！？؟।\n]+(?:[.!?…。！？؟।]+|$)", re.MULTILINE)
#: What a page's own data say of its price (https://schema.org/isAccessibleForFree).
NOT_FREE = re.compile(r""""isAccessibleForFree"\s*:\s*"?(?:false|no)\b""", re.IGNORECASE)
#: What stands in the markup of walls.
SIGNS_OF = {
    "blocked": re.compile(
        r"challenges\.cloudflare\.com|hcaptcha\.com|google\.com/recaptcha|captcha-delivery\.com|px-captcha|cf-chl-"
        r"|awswaf|geo\.captcha",
        re.IGNORECASE,
    ),
    "login": re.compile(r"""<input[^>]{0,300}\btype\s*=\s*["']?password""", re.IGNORECASE),
    "sent_on": re.compile(
        r"""<meta[^>]{0,100}http-equiv\s*=\s*["']?refresh["']?[^>]{0,100}content\s*=\s*["']?\s*[0-5]\s*[;,]\s*url""",
        re.IGNORECASE,
    ),
}
#: Where a script sends its reader on from a page that says less than this.
SENT_ON_BY_SCRIPT = re.compile(r"""\blocation(?:\.href)?\s*=\s*["'`]|\blocation\.(?:replace|assign)\(\s*["'`]""")
NEXT_TO_NOTHING = 120
SENTENCE = re.compile(r"[.!?…。！？؟।](?:\s|$)|[。！？]")


def noted(doubt: str) -> str:
    """A doubt as rows keep it; "" for none."""
    return MARK + doubt if doubt else ""


def doubt_in(noted: str) -> str:
    """The doubt that a row keeps, "" where it keeps none or something else."""
    return noted.removeprefix(MARK) if noted.startswith(MARK) else ""


def doubt_of(document: Document | None, body: bytes, media_type: str, url: str, final_url: str) -> str:
    """The code of what looks wrong with what came (of DOUBTS), "" when nothing does.

    Broken letters and unread pages are doubted in every kind of document, the rest only in pages.
    """
    if "html" in media_type:
        if document is None:
            return "scripts" if b"<script" in body.lower() else ""
        if _sent_to_front_page(url, final_url):
            return "front_page"
        if wall := document.doubt or wall_of(document.title, document.text):
            return wall
    if document is None:
        return ""
    broken = document.text.count("\ufffd")
    if broken >= 3 or broken * OVERLOOKED > len(document.text):
        return "letters"
    return document.doubt


def is_no_article(doubt: str, document: Document | None) -> bool:
    """Whether what came must not become the text of an article: too short to be one, and it looks like a wall.

    Of a longer one a person is told, as the words of a wall may be those of a story.
    """
    if doubt not in NOT_THE_DOCUMENT:
        return False
    return document is None or doubt in ("front_page", "scripts", "consent") or len(document.text) < SURE


def wall_of(title: str, text: str) -> str:
    """The code of the wall that a page with these words is, "" where it may be the document.

    A page that tells a story beside the words of a wall is a story about one, unless its title is nothing but them.
    """
    said = f"{title}\n{text}"
    if len(said) <= LONGEST_WALL and PARTNERS.search(said[:HEAD]) and _is_about_cookies(text):
        return "consent"
    if len(said) > TEASER:
        return ""
    sentences = _sentences(text)
    size = sum(map(weight, sentences))
    is_report = any(map(REPORTED.search, sentences))
    for code in PATTERNS:
        if code == "paywall":
            found = _has_price(title, sentences, size)
        elif (told := _story(code, sentences, size)) >= STORY or (told >= REPORT and is_report):
            beside = 0 if is_report else OF_TITLE
            found = any(_is_nothing_but(code, part, beside) for part in PARTED.split(title))
        else:
            found = _says(code, said if code == "consent" else said[:HEAD], size)
        if found:
            return code
    return ""


def weight(words: str) -> float:
    """Letters; a sign of Chinese, Japanese or Korean says as much as some letters."""
    return len(words) + 1.5 * len(SIGNS.findall(words))


def _sentences(text: str) -> list[str]:
    return [found.strip() for found in WHOLE.findall(text) if found.strip()]


def _says(code: str, words: str, size: float) -> bool:
    """Whether `words`, of a page of this weight, hold those of a wall: the shorter the page, the fewer are enough."""
    if PATTERNS[code].search(words):
        return True
    if size <= (STORY if code == "paywall" else BRIEF):  # a teaser is a story, too
        return code in BRIEF_PATTERNS and BRIEF_PATTERNS[code].search(words) is not None
    return code == "paywall" and size <= SHORT and PRICE.search(words) is not None


def _story(code: str, sentences: list[str], size: float) -> float:
    """Weight of the sentences without the words of this wall, or in which somebody reports them."""
    others = (
        one for one in sentences if weight(one) >= WORDED and (REPORTED.search(one) or not _says(code, one, size))
    )
    return sum(map(weight, others))


def _is_nothing_but(code: str, title: str, beside: int = OF_TITLE) -> bool:
    """Whether a title, or what a sign parts of it, is the words of a wall and fewer than `beside` letters more."""
    found = PATTERNS[code].search(title)
    return (
        found is not None and len(title.strip()) - len(found.group()) <= max(0, beside - 1) and not TOLD.search(title)
    )


def _has_price(title: str, sentences: list[str], size: float) -> bool:
    """Whether a page breaks off where it asks for a subscription: no prose goes on after that."""
    asked = [n for n, one in enumerate(sentences) if _asks_for_money(one, size)]
    if not asked:
        return _is_nothing_but("paywall", title)
    after = (one for one in sentences[asked[-1] + 1 :] if weight(one) >= PROSE)
    told = sum(weight(one) for one in after if not any(pattern.search(one) for pattern in PATTERNS.values()))
    return told < GOES_ON


def _asks_for_money(sentence: str, size: float) -> bool:
    """By words that only a site says of itself, or by fewer that nobody is reported to have said."""
    is_sure = PATTERNS["paywall"].search(sentence) is not None
    return is_sure or (_says("paywall", sentence, size) and not REPORTED.search(sentence))


def wall_in_markup(text: str, markup: str) -> str:
    """The code of a wall that a page's markup tells of, whatever its language; "" where it tells of none.

    Only of a page with next to no text, but for a teaser whose own data say that the rest has a price.
    """
    size = weight(text)
    if size < TEASER and NOT_FREE.search(markup):
        return "paywall"
    if size >= STORY:
        return ""
    if size < NEXT_TO_NOTHING and SENT_ON_BY_SCRIPT.search(markup):
        return "sent_on"
    return next((code for code, sign in SIGNS_OF.items() if sign.search(markup)), "")


def is_shell(text: str, markup: str) -> bool:
    """Whether scripts were to bring the words of a page of which only `text` is there."""
    if len(text) >= SHELL * 2 or "<script" not in markup.lower():
        return False
    asks = [one for one in _sentences(text) if NEEDS_SCRIPTS.search(one) or BRIEF_PATTERNS["scripts"].search(one)]
    if asks:
        return weight(text) - sum(map(weight, asks)) < STORY
    if len(text) >= SHELL:
        return False
    # Links of a menu have no sentence; nor has a table, but that is no small part of its page.
    return MOUNT.search(markup) is not None or (not SENTENCE.search(text) and len(markup) > 12 * len(text))


def _is_about_cookies(text: str) -> bool:
    """Whether more than one of its first paragraphs speaks of what a consent page speaks of."""
    return len(PATTERNS["consent"].findall(text[:TEASER])) > 1 or len(text) <= SHORT


def _sent_to_front_page(url: str, final_url: str) -> bool:
    asked, came = urlsplit(url), urlsplit(final_url)
    return bool(asked.path.strip("/")) and not came.path.strip("/") and not came.query and not asked.query
