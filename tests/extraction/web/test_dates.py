"""A page's date is the one it declares; nothing else is told as its date."""

from __future__ import annotations

import pytest

from annotations.extraction.extract import extract
from annotations.extraction.web.dates import read_date

WORDS = "The council sets the dues each year, after a vote of all its members in the hall by the quay. " * 3


def page(head: str = "", before: str = "", after: str = "", foot: str = "") -> bytes:
    body = f"<article>{before}<h1>Port dues</h1>{after}<p>{WORDS}</p><p>{WORDS}</p></article>{foot}"
    return f"<!doctype html><html lang=en><head><title>Dues</title>{head}</head><body>{body}</body></html>".encode()


def ld(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ({"head": ld('{"@type":"NewsArticle","datePublished":"2024-03-05T10:00:00+02:00"}')}, "2024-03-05"),
        (
            {"head": ld('{"@graph":[{"@type":["Article"],"datePublished":"2024-03-05"},{"@type":"Person"}]}')},
            "2024-03-05",
        ),
        ({"head": ld('[{"@type":"BlogPosting","datePublished":"20240305"}]')}, "2024-03-05"),
        ({"head": ld('{"@type":"ClaimReview","datePublished":"2024-03-05"}')}, "2024-03-05"),
        (
            {"head": ld('{"@type":"WebPage","mainEntity":{"@type":"Article","datePublished":"2024-03-05"}}')},
            "2024-03-05",
        ),
        (
            {
                "head": ld(
                    '[{"@type":"WebPage","datePublished":"2019-01-01"},{"@type":"Article","datePublished":"2024-03-05"}]'
                )
            },
            "2024-03-05",
        ),
        ({"head": ld('<!-- {"@type":"Article","datePublished":"2024-03-05"} -->')}, "2024-03-05"),
        (
            {
                "after": '<time class="updated" datetime="2024-05-04">4 May</time><time class="published" datetime="2024-03-05">x</time>'
            },
            "2024-03-05",
        ),
        ({"head": '<meta property="article:published_time" content="2024-03-05T23:30:00-05:00">'}, "2024-03-05"),
        ({"head": '<meta name="DC.date.issued" content="5 March 2024">'}, "2024-03-05"),
        ({"head": '<meta name="citation_date" content="2024/03/05">'}, "2024-03-05"),
        ({"head": '<meta itemprop="datePublished" content="March 5, 2024">'}, "2024-03-05"),
        ({"head": '<meta name="date" content="Tue, 05 Mar 2024 10:00:00 GMT">'}, "2024-03-05"),
        ({"after": '<p>By A. Rowan <time datetime="2024-03-05">Tuesday</time></p>'}, "2024-03-05"),
        ({"before": '<header><time datetime="2024-03-05T10:00">5.3.</time>', "after": "</header>"}, ""),
        ({"foot": '<time itemprop="datePublished" datetime="2024-03-05">x</time>'}, "2024-03-05"),
    ],
)
def test_what_a_page_declares(parts: dict[str, str], date: str) -> None:
    found = extract(page(**parts), media_type="text/html")
    if "before" in parts:  # a header around the title
        html = page().replace(b"<h1>", b'<header><time datetime="2024-03-05T10:00">5.3.</time><h1>')
        found = extract(html.replace(b"</h1>", b"</h1></header>"), media_type="text/html")
        date = "2024-03-05"
    assert (found.date, found.date_guesses) == (date, [])


@pytest.mark.parametrize(
    "url",
    ["https://a.example/2024/03/05/dues.html", "https://a.example/news/2024-03-05-dues", "https://a.example/2024/3/5/"],
)
def test_the_address_tells(url: str) -> None:
    assert extract(page(), media_type="text/html", url=url).date == "2024-03-05"


@pytest.mark.parametrize(
    "parts",
    [
        {"after": "<p>On 4 July 1999 the council set the dues for the first time.</p>"},
        {"foot": "<footer>© 2009–2026 Harbour Post</footer>"},
        {"head": '<script>var cfg={"promoEnds":"2025-01-31","datePublished":"2025-01-31"}</script>'},
        {"head": ld('{"@type":"VideoObject","uploadDate":"2024-03-05","datePublished":"2024-03-05"}')},
        {
            "head": ld(
                '[{"@type":"Article","datePublished":"2024-03-05"},{"@type":"Article","datePublished":"2024-03-06"}]'
            )
        },
        {"head": ld('{"@type":"NewsArticle","comment":{"@type":"Comment","datePublished":"2024-03-05"}}')},
        {"head": ld("{not json")},
        {"head": '<meta property="article:modified_time" content="2024-03-05">'},
        {"head": '<meta name="date" content="2999-01-01">'},
        {"head": '<meta name="date" content="soon">'},
        {"after": '<blockquote><time datetime="2024-03-05">an embedded post</time></blockquote>'},
        {"after": '<aside><ul><li><time datetime="2024-03-05">other news</time></li></ul></aside>'},
        {"after": '<p>The storm of <time datetime="1999-07-04">4 July 1999</time> took the pier of the town.</p>'},
        {"after": '<p>Updated <time datetime="2024-05-06">6 May</time></p>'},
        {"foot": '<nav><time datetime="2024-03-05">newest</time></nav>'},
        {"head": '<meta name="date" content="1970-01-01T00:00:00Z">'},
        {"after": '<time itemprop="dateModified" datetime="2024-03-05">5 March</time>'},
        {"after": '<div>Starts: <time datetime="2024-03-05">5 March</time></div>'},
        {"foot": '<p>Comment of <time datetime="2024-03-05">5 March</time></p>'},
    ],
)
def test_what_only_looks_like_a_date_is_none(parts: dict[str, str]) -> None:
    found = extract(page(**parts), media_type="text/html", url="https://a.example/dues/2024")
    assert (found.date, found.date_guesses) == ("", [])


@pytest.mark.parametrize(
    ("line", "guesses"),
    [
        ("By Tom Askew, 2 April 2024", ["2024-04-02"]), ("Published April 2, 2024", ["2024-04-02"]), ("2. April 2024", ["2024-04-02"]),
        ("2 Apr 2024 | 3 min read", ["2024-04-02"]), ("Updated 2 April 2024", []), ("Deadline: 2 April 2024", []),
        ("The pier was lost on 2 April 2024.", []), ("2 April 2999", []), ("Mayor 12 2024", []), ("Born 3 May 1950", []), ("Copyright 3 May 2011", []),
        ("Readings of the gauge at the north pier from the beginning to the end of 2 April 2024, by hand", []),
    ],
)  # fmt: skip
def test_a_line_with_a_day_near_the_title_is_a_guess(line: str, guesses: list[str]) -> None:
    found = extract(page(after=f"<p>{line}</p>"), media_type="text/html")
    assert (found.date, found.date_guesses) == ("", guesses)


def test_a_date_that_reads_two_ways_asks() -> None:
    found = extract(page(after="<p class=date>Published 03/04/2024</p>"), media_type="text/html")
    assert (found.date, found.date_guesses) == ("", ["2024-03-04", "2024-04-03"])


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("03/04/2024", ""), ("25/04/2024", "2024-04-25"), ("04/25/2024", "2024-04-25"), ("04/04/2024", "2024-04-04"),
        ("2024-02-30", ""), ("2024-13-01", ""), ("1.2.2024", "2024-02-01"), ("1/2/2024", ""), ("31.12.2023", "2023-12-31"), ("", ""), (None, ""),
        (7, ""), ("Sept 5, 2023", "2023-09-05"), ("5. March 2024", "2024-03-05"), ("1399-01-01", ""),
    ],
)  # fmt: skip
def test_words_that_mean_one_day(words: object, date: str) -> None:
    assert read_date(words) == date
