from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from annotations.fetching.addresses import networks
from annotations.fetching.client import Limits, Validators, fetch
from annotations.fetching.failures import retry_after
from tests.web import PAGE, LocalWeb

OPEN = Limits(seconds=1.5, max_bytes=1_000_000, opened=networks(["127.0.0.1/32"]))


def code(web: LocalWeb, path: str, limits: Limits = OPEN) -> str | None:
    result = fetch(web.url(path), limits)
    return result.error.code if result.error else None


def test_a_page(web: LocalWeb) -> None:
    result = fetch(web.url("/page"), OPEN)
    assert result.error is None
    assert (result.status, result.media_type, result.charset) == (200, "text/html", "utf-8")
    assert result.body == PAGE.encode()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/missing", "not_found"), ("/forbidden", "login"), ("/busy", "busy"), ("/broken", "server_error"),
        ("/silent", "timeout"), ("/trickle", "timeout"), ("/bomb", "too_large"), ("/brotli-bomb", "too_large"),
        ("/zstd-bomb", "too_large"), ("/half-brotli", "connection"),
        ("/many-headers", "bad_answer"), ("/long-header", "bad_answer"),
        ("/short", "connection"), ("/empty", "empty"), ("/loop", "too_many_redirects"),
    ],
)  # fmt: skip
def test_what_goes_wrong_has_a_name(web: LocalWeb, path: str, expected: str) -> None:
    assert code(web, path) == expected


def test_loopback_is_refused_by_default(web: LocalWeb) -> None:
    asked = len(web.seen)
    assert code(web, "/page", Limits()) == "forbidden_address"
    assert len(web.seen) == asked


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest",
        "http://127.0.0.2:80/",
    ],
)
def test_each_redirect_is_checked(web: LocalWeb, target: str) -> None:
    assert code(web, f"/to?{target}") == "forbidden_address"


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://u:p@127.0.0.1/"]
)
def test_a_redirect_to_something_else_than_the_web(web: LocalWeb, target: str) -> None:
    assert code(web, f"/to?{target}") in ("bad_address", "credentials")


def test_a_name_is_checked_where_the_socket_is_made(web: LocalWeb) -> None:
    result = fetch(web.url("/page").replace("127.0.0.1", "localhost"), Limits())
    assert result.error is not None
    assert result.error.code == "forbidden_address"


def test_proxies_of_the_environment_are_not_used(web: LocalWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    assert code(web, "/page") is None


def test_gzip_is_opened(web: LocalWeb) -> None:
    assert fetch(web.url("/gzip"), OPEN).body == PAGE.encode()


def test_retry_after_is_read(web: LocalWeb) -> None:
    result = fetch(web.url("/busy"), OPEN)
    assert result.error is not None
    assert result.error.retry_after == 7
    assert not result.error.permanent


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("0", 0, 0),
        (" 120 ", 120, 120),
        ("999999999", 86_400, 86_400),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400, 86_400),
    ],
    ids=["now", "spaces", "too long", "a date gone by", "the end of time"],
)
def test_the_wait_asked_for_is_a_number_or_a_date(value: str, least: float, most: float) -> None:
    wait = retry_after(value)
    assert wait is not None
    assert least <= wait <= most


def test_the_wait_until_a_date_to_come() -> None:
    wait = retry_after(format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True))
    assert wait is not None
    assert 100 <= wait <= 600


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "٣", "1e9", "Wed, 99 Oct 2015 07:28:00 GMT", "2015-10-21"])
def test_an_odd_wait_is_none(value: str | None) -> None:
    assert retry_after(value) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "//host/",
        "http://",
        "http:// a/",
        "http://a\nb/",
        "http://[::1",
        "mailto:a@b",
        "http://h:99999/",
        "http://\x00/",
    ],
)
def test_what_is_no_address(url: str) -> None:
    result = fetch(url, OPEN)
    assert result.error is not None
    assert result.error.code == "bad_address"


def test_nobody_listens() -> None:
    result = fetch("http://127.0.0.1:1/", OPEN)
    assert result.error is not None
    assert result.error.code == "refused"


@pytest.mark.parametrize("path", ["/gzip", "/brotli", "/zstd"])
def test_each_coding_that_we_ask_for(web: LocalWeb, path: str) -> None:
    assert fetch(web.url(path), OPEN).body == PAGE.encode()
    coding = path.strip("/").replace("brotli", "br")
    assert coding in web.seen[-1][1]["Accept-Encoding"]


def test_the_first_byte_has_its_own_patience(web: LocalWeb) -> None:
    result = fetch(web.url("/late"), replace(OPEN, seconds=20, first_byte=0.3))
    assert result.error is not None
    assert result.error.code == "timeout"
    assert result.seconds < 2


def test_who_answered_is_noted(web: LocalWeb) -> None:
    result = fetch(web.url("/cookie"), OPEN)
    assert result.peer == {"address": "127.0.0.1", "port": web.server.server_address[1]}
    assert result.reason == "1.1 OK"
    (hop,) = result.redirects
    assert (hop["url"], hop["status"], hop["peer"]) == (web.url("/cookie"), 302, result.peer)
    assert ["Location", "/page"] in [list(pair) for pair in hop["headers"]]


def test_a_page_that_did_not_change_is_not_sent_again(web: LocalWeb) -> None:
    first = fetch(web.url("/validated"), OPEN)
    told = {name.lower(): value for name, value in first.headers}
    held = Validators(first.final_url, told["etag"], told["last-modified"])
    again = fetch(web.url("/validated"), OPEN, held)
    assert (again.not_modified, again.error, again.body, again.status) == (True, None, b"", 304)
    assert web.seen[-1][1]["If-Modified-Since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_conditions_go_to_their_own_address_alone(web: LocalWeb) -> None:
    held = Validators(web.url("/page"), '"7"')
    assert fetch(web.url("/validated"), OPEN, held).body == PAGE.encode()
    assert "If-None-Match" not in web.seen[-1][1]
    fetch(web.url("/cookie"), OPEN, held)
    assert ["If-None-Match" in headers for _, headers in web.seen[-2:]] == [False, True]


def test_304_to_those_who_did_not_ask_is_an_error(web: LocalWeb) -> None:
    assert code(web, "/unasked") == "http_status"
