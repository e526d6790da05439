"""Adding articles, and pages that must not break."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from annotations.models import Article, User
from tests import factories
from tests.conftest import client_of
from tests.web import PAGE

pytestmark = pytest.mark.django_db
TEXT = "Nicols spoke.\nLogin"


def add(client: Client, tab: str = "paste", **data: object):
    return client.post("/articles/add/", {"tab": tab, **data})


def test_pasted_text_is_kept_to_the_letter(checker_client: Client) -> None:
    answer = add(checker_client, text="  Nicols\u00a0spoke. \r\n\r\n\tLogin ", title="T")
    assert answer.status_code == 302
    assert Article.objects.get().versions.get().text == "  Nicols\u00a0spoke. \n\n\tLogin "


def test_links_of_the_clipboard_are_kept(checker_client: Client) -> None:
    links = json.dumps([["see ", "the log", "https://ports.example/log"]])
    add(checker_client, text="Please\r\nsee the log.", links=links)
    (span,) = Article.objects.get().versions.get().spans
    assert (span["start"], span["end"], span["href"]) == (11, 18, "https://ports.example/log")


@pytest.mark.parametrize(
    "links", ["[[1, 2, 3]]", '{"a": 1}', "7", '[["a", "b"]]', '[["", "x", "javascript:alert(1)"]]']
)
def test_what_only_looks_like_links_is_left_out(checker_client: Client, links: str) -> None:
    assert add(checker_client, text="ab x y", links=links).status_code == 302
    assert Article.objects.get().versions.get().spans == []


def test_only_the_text_is_needed(checker_client: Client) -> None:
    add(checker_client, text="El puerto está lleno. Los barcos esperan en la bahía desde hace tres días.")
    article = Article.objects.get()
    assert article.language == "es"
    assert article.title.startswith("El puerto")


def test_arabic_is_right_to_left(checker_client: Client) -> None:
    add(checker_client, text="قالت الوزارة إن الرافعات الجديدة دخلت الخدمة في شهر مايو الماضي.")
    article = Article.objects.get()
    assert (article.language, article.direction) == ("ar", "rtl")
    assert 'dir="rtl"' in checker_client.get(f"/articles/{article.pk}/").content.decode()


@pytest.mark.parametrize(
    "repeat", [{"text": TEXT}, {"text": "Other words.", "url": "https://a.example/x?utm_source=1"}]
)
def test_the_same_again_is_shown_with_a_choice(checker_client: Client, repeat: dict[str, str]) -> None:
    add(checker_client, text=TEXT, url="https://a.example/x")
    answer = add(checker_client, **repeat)
    assert answer.status_code == 422
    assert "here already" in answer.content.decode()
    assert Article.objects.count() == 1
    assert add(checker_client, anyway="1", **repeat).status_code == 302
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("tab", "data", "said"),
    [
        ("paste", {"text": ""}, "Paste the text"),
        ("paste", {"text": " \n "}, "Paste the text"),
        ("paste", {"text": "Words", "published_on": "soon", "title": "typed"}, "Enter a day"),
        ("paste", {"text": "Words", "url": "not an address"}, "whole web address"),
        ("paste", {"text": "a\x00b"}, "Null characters"),
        ("address", {"url": ""}, "Enter the address"),
        ("address", {"url": "ftp://a.example/"}, "whole web address"),
        ("upload", {}, "Choose a file"),
    ],
)
def test_bad_input_is_said_beside_its_field(checker_client: Client, tab: str, data: dict, said: str) -> None:
    answer = add(checker_client, tab, **data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert data.get("title", "") in text
    assert not Article.objects.exists()


def test_a_text_over_the_limit_is_said(checker_client: Client, settings) -> None:
    settings.ARTICLE_MAX_CHARS = 100
    assert "the limit is 100" in add(checker_client, text="word " * 50).content.decode()


def test_uploads(checker_client: Client) -> None:
    page = SimpleUploadedFile("page.html", PAGE.encode(), content_type="text/html")
    assert add(checker_client, "upload", file=page).status_code == 302
    article = Article.objects.get()
    assert article.title == "Harbour bulletin"
    assert article.snapshots.get().captured_by.username == "checker"
    broken = SimpleUploadedFile("x.pdf", b"%PDF-1.4 broken", content_type="application/pdf")
    assert "damaged" in add(checker_client, "upload", file=broken).content.decode()
    long = (
        PAGE.replace("1,204", "1,205")
        .replace("<title>Harbour bulletin", f"<title>{'Very long title ' * 50}")
        .replace('lang="en"', 'lang="sr-Cyrl-RS-ekavskay"')
    )
    assert (
        add(
            checker_client, "upload", file=SimpleUploadedFile("l.html", long.encode(), content_type="text/html")
        ).status_code
        == 302
    )


def test_a_large_article_with_everything_in_it(checker: User) -> None:
    words = "سفينة 👩‍🚀 ship — “quoted” ١٢٣ e\u0301. " * 6000
    article = factories.article(checker, f"{words}\n\nThe end.")
    assert client_of(checker).get(f"/articles/{article.pk}/").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?claim=x",
        "?claim=99999999999999999999",
        "?claim=" + "9" * 5000,
        "?after=x",
        "?after=2026-01-01T00:00:00~1",
        "?q=%F0%9F%9A%A2&after=~~",
        "?claim=²",
    ],
)
def test_odd_addresses_break_nothing(checker: User, query: str) -> None:
    article = factories.article(checker)
    client = client_of(checker)
    for path in (f"/articles/{article.pk}/", "/articles/", "/claims/", "/sources/", "/reviews/", "/dashboard/", "/"):
        assert client.get(path + query).status_code == 200, path


def test_a_nul_byte_or_an_odd_charset_is_a_bad_request(checker_client: Client) -> None:
    assert checker_client.get("/articles/?q=%00").status_code == 400
    checker_client.cookies["sessionid"] = "\\000aaaa"
    assert checker_client.get("/articles/").status_code in (302, 400)
    answer = Client().post(
        "/accounts/login/", b"login=a", content_type="application/x-www-form-urlencoded; charset=utf-7"
    )
    assert answer.status_code == 400


def test_a_body_that_is_too_large_is_said(checker_client: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = add(checker_client, text="word " * 1000)
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()


def test_huge_numbers_are_not_found(checker_client: Client) -> None:
    for path in ("/articles/99999999999999999999/", "/claims/99999999999999999999/", "/checks/99999999999999999999-x/"):
        assert checker_client.get(path).status_code == 404


def test_every_page_carries_a_strict_policy(checker_client: Client) -> None:
    policy = checker_client.get("/articles/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_form_without_its_token_is_refused_with_words(checker: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(checker, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/articles/add/", {"tab": "paste", "text": "x"})
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_htmx_is_told_that_the_session_ended() -> None:
    assert Client().post("/claims/1/save/", HTTP_HX_REQUEST="true").status_code == 401


def test_a_server_error_page_stands_alone() -> None:
    from django.test import RequestFactory

    from annotations.views.errors import server_error

    request = RequestFactory().get("/")
    request.request_id = "abc12345"
    page = server_error(request)
    assert page.status_code == 500
    assert b"abc12345" in page.content
