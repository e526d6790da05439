"""Who wrote a page, by a line near its title that nothing but its words tells apart."""

from __future__ import annotations

import pytest

from annotations.extraction.extract import extract

STORY = (
    "<p>In the third quarter 1,204 ships called at the port, which is 73 more than a year before, as the office says in"
    " its bulletin, and waiting times fell by half over the year.</p>"
) * 2


def author(line: str) -> str:
    page = f"<html><body><article><h1>Port figures rise</h1>{line}{STORY}</article></body></html>"
    return extract(page.encode(), media_type="text/html").author


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>By Tom Askew, 2 April 2026</p>", "Tom Askew"),
        ("<div><span>By Tom Askew and Ana de la Mar | April 2, 2026</span></div>", "Tom Askew; Ana de la Mar"),
        ("<p>Ports and shipping</p><p>Von Änne Müller, 02.04.2026</p>", "Änne Müller"),
        ("<p>Por Ana Reyes | 3 de abril</p>", ""),
        ("<p>By Tom Askew in Alder Bay, 2026-04-02</p>", "Tom Askew"),
    ],
)
def test_a_line_of_names_near_the_title(line: str, expected: str) -> None:
    assert author(line) == expected


@pytest.mark.parametrize(
    "line",
    ["<div>By Date Added</div>", "<p>By Publication Date</p>", "<div>By Land and Sea</div>", "<p>By Tom Askew</p>",
     "<figure><figcaption>The pier <span>By Getty Images</span></figcaption></figure>", "<p>By Popular Demand</p>",
     "<p>By the end of the year nobody knew.</p>", "<p>By Monday</p>", "<p>By Popular Demand.</p>", "<p>Tom Askew</p>",
     "<p>Por fin</p>", "<aside><p>By Tom Askew</p></aside>", f"{STORY}<p>By Tom Askew</p>", "<p>Di 4 April</p>"],
)  # fmt: skip
def test_other_lines_name_nobody(line: str) -> None:
    assert author(line) == ""


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Text: Tom Askew Foto: Ana Reyes", "Tom Askew"), ("記者 山田太郎、鈴木花子", "山田太郎; 鈴木花子"),
        ("文・山田太郎　写真・鈴木花子", "山田太郎"), ("本报记者 王小明 李华", "王小明; 李华"),
        ("김민수 기자 kim@news.example", "김민수"), ("By TOM ASKEW<br>Associated Press", "TOM ASKEW"),
        ("Reporting by Ana Reyes in Oslo and Bo Okafor in Lagos; Editing by Cy Tan", "Ana Reyes; Bo Okafor"),
        ("Haber: Ayşe Yılmaz / İstanbul", "Ayşe Yılmaz"), ("Ana Reyes / Tom Askew", "Ana Reyes; Tom Askew"),
        ("מאת דנה לוי ויוסי כהן", "דנה לוי; יוסי כהן"), ("Autoři: Jan Novák a Petr Svoboda", "Jan Novák; Petr Svoboda"),
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"), ("Του Γιώργου Παπά", "Γιώργου Παπά"), ("Susan A Smith", "Susan A Smith"),
        ("Text und Fotos: Tom Askew", "Tom Askew"), ("Reyes, Ana", "Ana Reyes"),
    ],
)  # fmt: skip
def test_bylines_of_many_languages(byline: str, expected: str) -> None:
    page = f"<html><body><h1>Port figures rise</h1><div class='byline'>{byline}</div>{STORY}</body></html>"
    assert extract(page.encode(), media_type="text/html", charset="utf-8").author == expected
