"""Addresses in web archives: what they are copies of, of when, and what the archive added to the page."""

from __future__ import annotations

import datetime

import pytest

from annotations.extraction.web.archived import archived, from_headers
from annotations.extraction.web.html import extract_html

MADE = datetime.datetime(2024, 3, 4, 10, 15, tzinfo=datetime.UTC)
DAY = datetime.datetime(2024, 3, 4, tzinfo=datetime.UTC)
PAGE = "https://news.example/a?b=c"
COPY = "https://perma.cc/ABCD-1234"


@pytest.mark.parametrize(
    ("url", "original", "made_at"),
    [
        ("https://web.archive.org/web/20240304101500/https://news.example/a?b=c", PAGE, MADE),
        ("http://web.archive.org/web/20240304101500id_/https:/news.example/a?b=c#part", PAGE, MADE),
        ("https://web.archive.org/web/20240304/https://news.example/a?b=c", PAGE, DAY),
        ("https://archive.ph/20240304101500/https://news.example/a?b=c", PAGE, MADE),
        ("https://archive.is/2024.03.04-101500/https://news.example/a?b=c", PAGE, MADE),
        ("https://archive.today/AbCd1", "", None),
        ("https://perma.cc/ABCD-1234", "", None),
        ("https://ghostarchive.org/archive/AbCd1", "", None),
        ("https://arquivo.pt/wayback/20240304101500/https://news.example/a?b=c", PAGE, MADE),
        ("https://wayback.archive-it.org/123/20240304101500/www.news.example/a", "http://www.news.example/a", MADE),
        ("https://webarchive.nationalarchives.gov.uk/ukgwa/20240304101500mp_/https://news.example/a?b=c", PAGE, MADE),
        ("https://www.webcitation.org/5abc?url=https%3A%2F%2Fnews.example%2Fa%3Fb%3Dc", PAGE, None),
        ("https://webcache.googleusercontent.com/search?q=cache:Ab-c:https://news.example/a+dues", "https://news.example/a", None),
    ],
)  # fmt: skip
def test_an_archives_address(url: str, original: str, made_at: datetime.datetime | None) -> None:
    found = archived(url)
    assert found
    assert (found.original, found.made_at) == (original, made_at)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2024/03/04/https://other.example/",
        "https://web.archive.org/",
        "https://web.archive.org/web/2024*/news.example",
        "https://archive.news.example/20240304101500/https://other.example/a",
        "http://[broken",
        "",
    ],
)
def test_any_other_address_is_none(url: str) -> None:
    assert archived(url) is None


def test_headers_of_a_memento() -> None:
    link = '<https://news.example/a?b=c>; rel="original", <https://a.example/timemap/link/x>; rel="timemap"'
    found = from_headers(COPY, [("Memento-Datetime", "Mon, 04 Mar 2024 10:15:00 GMT"), ("Link", link)])
    assert found
    assert (found.original, found.made_at) == (PAGE, MADE)
    odd = from_headers(COPY, [("memento-datetime", "soon")])
    assert odd
    assert (odd.original, odd.made_at) == ("", None)
    assert from_headers(COPY, [("Link", link)]) is None
    assert (
        from_headers("https://blog.example/", [("Memento-Datetime", "Mon, 04 Mar 2024 10:15:00 GMT"), ("Link", link)])
        is None
    )


@pytest.mark.parametrize(
    "made",
    ["Fri, 31 Dec 9999 23:59:59 -2300", "Mon, 04 Mar 2024 10:15:00 +" + "9" * 40, "Mon, 04 Mar 1024 10:15:00 GMT"],
)
def test_an_unlikely_moment_is_none(made: str) -> None:
    found = from_headers(COPY, [("Memento-Datetime", made)])
    assert found
    assert found.made_at is None


TEXT = "<p>The harbour board said on Monday that port dues rose by 14 per cent in 2023, after three years.</p>" * 3


@pytest.mark.parametrize(
    "bar",
    [
        '<div id="wm-ipp-base"><p>The Wayback Machine has 214 captures of this page.</p></div>',
        '<div id="donato"><p>Dear patron, please give to the archive today.</p></div>',
        '<div id="HEADER"><p>archive.today webpage capture, saved from the page.</p></div>',
    ],
)
def test_what_an_archive_adds_is_not_the_page(bar: str) -> None:
    document = extract_html(f"<html><body>{bar}<article><h1>Dues</h1>{TEXT}</article></body></html>".encode())
    assert "14 per cent" in document.text
    said = bar.split("<p>")[1].split(".")[0]
    assert said not in document.text + document.other_text


def test_a_short_address_of_archive_today_is_told_by_its_page() -> None:
    long = "https://archive.today/2024.03.04-101500/https://news.example/a?b=c"
    head = f'<link rel="canonical" href="{long}"><link rel="bookmark" href="https://elsewhere.example/">'
    page = f"<html><head>{head}</head><body>{TEXT}</body></html>".encode()
    assert extract_html(page, url="https://archive.ph/AbCd1").canonical == long
    assert extract_html(page, url="https://news.example/a").canonical == ""
