"""A page's own title and authors: never its site, a logo, a role or a time of day."""

from __future__ import annotations

import json

import pytest

from annotations.extraction.web.authors import people_in
from annotations.extraction.web.html import extract_html

TEXT = "<p>The harbour board said on Monday that port dues rose by 14 per cent in 2023, after three years.</p>" * 4
URL = "https://www.harbourpost.example/2024/dues"


def page(head: str = "", before: str = "", inside: str = "<h1>Port dues up</h1>", url: str = URL) -> tuple[str, str]:
    data = (
        f"<!doctype html><html lang=en><head>{head}</head><body>{before}<article>{inside}{TEXT}</article></body></html>"
    )
    document = extract_html(data.encode(), charset="utf-8", url=url)
    return document.title, document.author


def ld(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


TITLES = {
    "a logo is a heading": ("<title>Port dues up | The Harbour Post</title>", '<h1 class="logo">The Harbour Post</h1>', "<h2>Port dues up</h2>", "Port dues up"),
    "a link to the front page": ("<title>Port dues up - Harbour Post</title>", '<h1><a href="/">Harbour Post</a></h1>', "<h2>Port dues up</h2>", "Port dues up"),
    "a dash in the title": ("<title>Trade - war: who pays?</title>", "", "", "Trade - war: who pays?"),
    "a site behind a dash": ('<meta property="og:site_name" content="Harbour Post"><title>Dues - war - Harbour Post</title>', "", "", "Dues - war"),
    "a site before a bar": ('<meta property="og:site_name" content="Harbour Post"><title>Harbour Post | Dues up</title>', "", "", "Dues up"),
    "a site by its host": ("<title>Dues up | harbourpost.example</title>", "", "", "Dues up"),
    "of social media": ('<meta property="og:title" content="Dues &amp;amp; tolls up"><title>x</title>', "", "<h1>Y</h1>", "Dues & tolls up"),
    "with its site": ('<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Dues up - Harbour Post">', "", "", "Dues up"),
    "a site alone": ('<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Harbour Post">', "", "<h1>Dues up</h1>", "Dues up"),
    "JSON-LD": (ld(**{"@type": "NewsArticle", "headline": "Dues up again"}) + "<title>x</title>", "", "<h1>Y</h1>", "Dues up again"),
    "many of JSON-LD": (ld(**{"@graph": [{"@type": "Article", "headline": "One"}, {"@type": "Article", "headline": "Two"}]}), "", "<h1>Three</h1>", "Three"),
    "a picture's title": ("<title>Dues up</title>", "<svg><title>Menu</title></svg>", "", "Dues up"),
    "words in bold": ("", "", "<h1>Port <em>dues</em>, <b>up</b></h1>", "Port dues, up"),
    "for screen readers": ("<title>Dues up</title>", '<h1 class="sr-only">Menu</h1>', "<h1>Dues up</h1>", "Dues up"),
    "a box's": ("<title>x</title>", "<aside><h1>Newsletter</h1></aside>", "<h1>Dues up</h1>", "Dues up"),
    "a note's mark": ("", "", "<h1>Dues up<sup>1</sup></h1>", "Dues up"),
    "what programs say": ('<meta property="og:title" content="Home">', "", "<h1>Dues up</h1>", "Dues up"),
    "cut short": (ld(**{"@type": "NewsArticle", "headline": "Dues up in ..."}), "", "<h1>Dues up in spring</h1>", "Dues up in spring"),
    "a site before a colon": ("<title>Harbour Post: Dues up</title>", "", "", "Dues up"),
    "a line break inside": ("", "", "<h1>Port dues<br>up</h1>", "Port dues up"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "before", "inside", "title"), TITLES.values(), ids=TITLES)
def test_titles(head: str, before: str, inside: str, title: str) -> None:
    assert page(head, before, inside)[0] == title


AUTHORS = {
    "words around the name": ('<meta name="author" content="By Ana Reyes, Staff Writer | Updated 3 May">', "", "Ana Reyes"),
    "an address": ('<meta property="article:author" content="https://social.example/harbourpost">', "", ""),
    "two with and": ('<meta name="author" content="Ana Reyes and B. Lind">', "", "Ana Reyes; B. Lind"),
    "an element each": ('<meta name="author" content="Ana Reyes"><meta name="author" content="B. Lind">', "", "Ana Reyes; B. Lind"),
    "of a catalogue": ('<meta name="citation_author" content="Reyes, Ana"><meta name="citation_author" content="Lind, B.">', "", "Ana Reyes; B. Lind"),
    "JSON-LD": (ld(**{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Ana Reyes"}, {"name": "B. Lind"}]}), "", "Ana Reyes; B. Lind"),
    "JSON-LD as words": (ld(**{"@type": "NewsArticle", "author": "Por Ana Reyes"}), "", "Ana Reyes"),
    "the site itself": ('<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Harbour Post">', "", ""),
    "staff": ('<meta name="author" content="Staff">', "", ""),
    "a byline": ("", '<p class="byline">By <a href="/a">Ana Reyes</a> · 3 May 2024</p>', "Ana Reyes"),
    "rel": ("", '<a rel="author" href="/a">Ana Reyes</a>, <a rel="author" href="/b">B. Lind</a>', "Ana Reyes; B. Lind"),
    "a comment's": ("", "<div class=comments><span class=author>Bob of the town</span><a rel=author href=/b>Bob</a></div>", ""),
    "microdata": ("", '<span itemprop="author"><span itemprop="name">Ana Reyes</span>, editor</span>', "Ana Reyes"),
    "Arabic": ('<meta name="author" content="بقلم: ليلى حداد">', "", "ليلى حداد"),
    "a day behind": ("", '<p class="byline">By Ana Reyes on March 4, 2024</p>', "Ana Reyes"),
    "a handle behind": ("", '<p class="byline">Ana Reyes @anareyes</p>', "Ana Reyes"),
    "what she did": ('<meta name="author" content="Analysis by Ana Reyes">', "", "Ana Reyes"),
    "a degree": ('<meta name="author" content="Ana Reyes, PhD, and B. Lind, MD">', "", "Ana Reyes; B. Lind"),
    "where she is": ('<meta name="author" content="Por Ana Reyes, enviada especial">', "", "Ana Reyes"),
    "others' work": ('<meta name="author" content="Ana Reyes. Edited by B. Lind">', "", "Ana Reyes"),
    "an agency beside": ('<meta name="author" content="Ana Reyes, dpa">', "", "Ana Reyes"),
    "an agency alone": (ld(**{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Reuters"}}), "", "Reuters"),
    "a word for it": ('<meta name="author" content="Penulis: Ana Reyes">', "", "Ana Reyes"),
    "a name of parts": ('<meta name="author" content="Ludwig von Reyes">', "", "Ludwig von Reyes"),
    "an address of mail": ('<meta name="author" content="ana@p.example (Ana Reyes)">', "", "Ana Reyes"),
    "named elsewhere": (ld(**{"@graph": [{"@type": "Article", "author": {"@id": "#a"}}, {"@id": "#a", "name": "Ana Reyes"}]}), "", "Ana Reyes"),
    "a creator": (ld(**{"@type": "Article", "creator": {"name": "Ana Reyes"}}), "", "Ana Reyes"),
    "side by side": ("", "<p><span class=author>Ana Reyes</span> <span class=author>B. Lind</span></p>", "Ana Reyes; B. Lind"),
    "wrapped": ('<script type="application/ld+json">//<![CDATA[\n{"@type": "Article", "author": "Ana Reyes"}\n//]]></script>', "", "Ana Reyes"),
    "newsroom": ('<meta name="author" content="Web Desk">', "", ""),
    "German": ('<meta name="author" content="Von Ana Reyes und B. Lind">', "", "Ana Reyes; B. Lind"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "inside", "author"), AUTHORS.values(), ids=AUTHORS)
def test_authors(head: str, inside: str, author: str) -> None:
    assert page(head, inside=f"<h1>Dues</h1>{inside}")[1] == author


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Reyes", ["Ana Reyes"]),
        ("Reyes, Ana", ["Ana Reyes"]),
        ("Ana Reyes, B. Lind & C. Oduya", ["Ana Reyes", "B. Lind", "C. Oduya"]),
        ("Ana Reyes (Harbour Post)", ["Ana Reyes"]),
        ("Ana Reyes, Political Correspondent", ["Ana Reyes"]),
        ("Ana Reyes • 4 min read", ["Ana Reyes"]),
        ("ana@post.example", []),
        ("@anareyes", []),
        ("", []),
    ],
)
def test_people_in_a_line(line: str, names: list[str]) -> None:
    assert people_in(line) == names


def shell(head: str, body: str = '<div id="app"></div>') -> bytes:
    return f"<html><head>{head}<script src=/a.js></script></head><body>{body}</body></html>".encode()


def test_a_video_page_is_what_its_head_says() -> None:
    head = (
        '<title>Chair speaks - Tube</title><meta property="og:type" content="video.other">'
        '<meta property="og:title" content="Chair speaks"><meta property="og:description" content="The chair speaks of dues.">'
        + ld(
            **{
                "@type": "VideoObject",
                "name": "Chair speaks",
                "uploadDate": "2024-03-04",
                "author": {"name": "Ana Reyes"},
            }
        )
    )
    document = extract_html(shell(head), charset="utf-8")
    assert (document.title, document.author, document.date) == ("Chair speaks", "Ana Reyes", "2024-03-04")
    assert (document.text, document.doubt) == ("The chair speaks of dues.", "scripts")


@pytest.mark.parametrize(
    "body",
    [
        "<noscript><p>JavaScript is not available. Please enable JavaScript to continue.</p></noscript><div id=root></div>",
        "<nav><a href=/>Home</a> <a href=/n>News</a></nav><div class=spinner>Loading, please wait…</div>",
        "<div id=root></div><footer>About Press Copyright Contact</footer>",
        "<div id=__next></div><p>Bitte aktivieren Sie JavaScript.</p>",
        "<div id=app><p>Cargando...</p></div>",
        "<p>読み込み中</p>",
    ],
)
def test_a_page_that_only_scripts_fill_is_doubted(body: str) -> None:
    assert extract_html(shell("<title>Dues</title>", body), charset="utf-8").doubt == "scripts"


def test_a_short_page_with_a_script_is_none_of_these() -> None:
    document = extract_html(shell("<title>Notice</title>", "<p>The ferry leaves at nine. No boats on Sunday.</p>"))
    assert document.doubt == ""


RATING = {"@type": "Rating", "alternateName": "Half &amp; half", "ratingValue": 2}
RULINGS = {
    "of one": (ld(**{"@type": "ClaimReview", "reviewRating": RATING}), "Half & half"),
    "in a graph": (
        ld(**{"@graph": [{"@type": "WebPage"}, {"@type": ["ClaimReview"], "reviewRating": RATING}]}),
        "Half & half",
    ),
    "by its name": (ld(**{"@type": "ClaimReview", "reviewRating": [{"@type": "Rating", "name": "False"}]}), "False"),
    "of a number alone": (ld(**{"@type": "ClaimReview", "reviewRating": {"ratingValue": 1}}), ""),
    "of two": (
        ld(**{"@graph": [{"@type": "ClaimReview", "reviewRating": {"name": n}} for n in ("True", "False")]}),
        "",
    ),
    "told twice": (ld(**{"@type": "ClaimReview", "reviewRating": RATING}) * 2, "Half & half"),
    "of two kinds": (ld(**{"@type": ["ClaimReview", "Review"], "reviewRating": RATING}), "Half & half"),
    "as a value": (ld(**{"@type": "ClaimReview", "reviewRating": {"alternateName": [{"@value": "False"}]}}), "False"),
    "without a rating": (ld(**{"@type": "ClaimReview", "reviewRating": "False"}), ""),
    "of an article": (ld(**{"@type": "Article", "reviewRating": RATING}), ""),
}


@pytest.mark.parametrize("kind", RULINGS)
def test_what_a_fact_check_ruled(kind: str) -> None:
    head, ruled = RULINGS[kind]
    document = extract_html(f"<head>{head}</head><article>{TEXT}</article>".encode(), charset="utf-8", url=URL)
    assert document.ruled == ruled


CITIES = {
    "By A. Rowan in Oslo": "A. Rowan",
    "Von Anna Juhl aus Berlin": "Anna Juhl",
    "Par Anne Marsh à Paris": "Anne Marsh",
    "Por Ana Reyes en Madrid": "Ana Reyes",
    "By A. Rowan and B. Okafor in New York": "A. Rowan; B. Okafor",
    "By A. Rowan in Oslo and B. Okafor in New York": "A. Rowan; B. Okafor",
    "By Anna Rowan, Oslo": "Anna Rowan",
    "Von Anna Rowan und Ben Holm, Hamburg": "Anna Rowan; Ben Holm",
    "By Anna Rowan, Ben Holm": "Anna Rowan; Ben Holm",
    "Rowan, Anna": "Anna Rowan",
    "By Ann From": "Ann From",
    "By In Young Park": "In Young Park",
}


@pytest.mark.parametrize("line", CITIES)
def test_a_city_is_no_part_of_a_name(line: str) -> None:
    assert page(inside=f"<h1>Dues</h1><p class=byline>{line}</p>")[1] == CITIES[line]
