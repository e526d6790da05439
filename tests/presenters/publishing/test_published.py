import datetime

import pytest

from annotations.presenters.publishing.published import said_date
from annotations.presenters.words.rich_text import rich_text
from annotations.services.publishing.public_addresses import check_path


def test_a_check_without_a_slug_has_a_path_to_preview() -> None:
    assert check_path(7, "") == "/checks/7-check/"
    assert check_path(7, "words") == "/checks/7-words/"


@pytest.mark.parametrize(
    ("precision", "words"), [("day", "2 November 2026"), ("month", "November 2026"), ("year", "2026")]
)
def test_a_date_is_as_exact_as_it_is_known(precision: str, words: str) -> None:
    assert said_date(datetime.date(2026, 11, 2).isoformat(), precision) == words
    assert said_date(None, precision) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold**", "<strong>bold</strong>"),
        ("- a\n- b", "<li>a</li>"),
        ("[a](https://a.example)", 'href="https://a.example"'),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_light_markup(typed: str, shown: str) -> None:
    assert shown in rich_text(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>x</script>",
        "[a](javascript:alert(1))",
        "<img src=x onerror=y>",
        "![a](http://a/b.png)",
        '<a href="data:x">',
    ],
)
def test_nothing_that_runs_gets_through(typed: str) -> None:
    html = rich_text(typed)
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html.split("href=")[-1] or "href=" not in html
    assert '<a href="data' not in html
