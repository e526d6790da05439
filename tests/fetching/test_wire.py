"""Answers to the byte as servers send them, odd ones too: what browsers show is kept."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator

import pytest

from annotations.fetching.addresses import networks
from annotations.fetching.client import Fetched, Limits, fetch
from annotations.fetching.head import MAX_HEAD

PAGE = b"<!doctype html><title>Dues</title><p>Port dues rose by 14 per cent, the board said.</p>"
OPEN = Limits(seconds=5, max_bytes=1_000_000, opened=networks(["127.0.0.1/32"]))


def answer(*lines: str, body: bytes = PAGE, status: str = "200 OK", end: str = "\r\n") -> bytes:
    head = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *lines, "", ""]
    return end.join(head).encode("latin-1") + body


LENGTH = f"Content-Length: {len(PAGE)}"
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)


class RawWeb:
    """Sends the bytes it was given for a path, and the page for any other."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.seen: list[tuple[str, str]] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return
            with connection:
                asked = b""
                while b"\r\n\r\n" not in asked and (piece := connection.recv(65_536)):
                    asked += piece
                first, *headers = asked.decode("latin-1").split("\r\n")
                path = first.split(" ")[1] if " " in first else ""
                cookie = next((line for line in headers if line.lower().startswith("cookie:")), "")
                self.seen.append((path, cookie))
                connection.sendall(self._answer(path, cookie))

    def _answer(self, path: str, cookie: str) -> bytes:
        if path.startswith("/hop/") and (left := int(path.rpartition("/")[2])):
            return answer(f"Location: /hop/{left - 1}", "Content-Length: 0", status="302 Found", body=b"")
        if path == "/cookie" and not cookie:
            lines = ("Location: /cookie", "Set-Cookie: seen=1; path=/", "Content-Length: 0")
            return answer(*lines, status="302 Found", body=b"")
        return self.answers.get(path, answer(LENGTH))


@pytest.fixture
def raw() -> Iterator[RawWeb]:
    web = RawWeb()
    yield web
    web.listener.close()


def get(raw: RawWeb, path: str, sent: bytes | None = None) -> Fetched:
    if sent is not None:
        raw.answers[path] = sent
    return fetch(raw.base + path, OPEN)


ODD = {
    "a line without a colon": answer("garbage line", LENGTH),
    "a name with a space after it": answer("X-Kind : odd", LENGTH),
    "a name that is none": answer("X(odd)name: 1", ": nothing", LENGTH),
    "a line that goes on": answer("X-Long: one", "  two", LENGTH),
    "line feeds alone": answer(LENGTH, end="\n"),
    "no words after the status": answer(LENGTH, status="200"),
    "one length twice": answer(LENGTH, LENGTH),
    "one length as a list": answer(f"Content-Length: {len(PAGE)}, {len(PAGE)}"),
    "a length beside chunks": answer("Content-Length: 99", "Transfer-Encoding: chunked", body=CHUNKED),
    "a transfer coding that is none": answer("Transfer-Encoding: identity", LENGTH),
    "hints before the answer": b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" + answer(LENGTH),
    "a header of 60 kB": answer("Link: " + "</a>; rel=preload, " * 3_000, LENGTH),
    "three hundred headers": answer(*(f"X-{n}: 1" for n in range(300)), LENGTH),
    "a control character": answer("X-Odd: a\x01b", LENGTH),
    "status 203": answer(LENGTH, status="203 Non-Authoritative Information"),
    "status 206 of the whole": answer(
        f"Content-Range: bytes 0-{len(PAGE) - 1}/{len(PAGE)}", LENGTH, status="206 Partial Content"
    ),
    "an unknown coding": answer("Content-Encoding: none", LENGTH),
    "a charset for a coding": answer("Content-Encoding: utf-8", LENGTH),
    "a coding of no name": answer("Content-Encoding: ", LENGTH),
    "an empty line before": b"\r\n" + answer(LENGTH),
    "small letters": answer(LENGTH).replace(b"HTTP/1.1", b"http/1.1", 1),
    "no space after the status": answer(LENGTH, status="200OK"),
    "a length that is none": answer("Content-Length:"),
    "a length below nothing": answer("Content-Length: -1"),
    "a length with a sign": answer(f"Content-Length: +{len(PAGE)}"),
    "no line after the last chunk": answer("Transfer-Encoding: chunked", body=CHUNKED[:-2]),
    "gzip upon gzip": answer("Content-Encoding: gzip, gzip", body=gzip.compress(gzip.compress(PAGE))),
}


@pytest.mark.parametrize("sent", ODD.values(), ids=ODD)
def test_odd_answers_are_read(raw: RawWeb, sent: bytes) -> None:
    found = get(raw, "/odd", sent)
    assert found.error is None
    assert found.body == PAGE
    assert found.media_type == "text/html"


BAD = {
    "two lengths": (answer(LENGTH, "Content-Length: 7"), "bad_answer"),
    "headers without end": (answer("X-Long: " + "w" * (MAX_HEAD + 1), LENGTH), "bad_answer"),
    "no answer of HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "bad_answer"),
    "status 206 of a part": (
        answer("Content-Range: bytes 0-9/4000", LENGTH, status="206 Partial Content"),
        "http_status",
    ),
    "a body cut off": (answer("Content-Length: 4000"), "connection"),
    "chunks cut off": (answer("Transfer-Encoding: chunked", body=CHUNKED[:-20]), "connection"),
    "a last chunk within another": (answer("Transfer-Encoding: chunked", body=b"ff\r\nwords\r\n0\r\n"), "connection"),
    "gzip cut off": (answer("Content-Encoding: gzip", body=gzip.compress(PAGE)[:-20]), "connection"),
    "no gzip": (answer("Content-Encoding: gzip", LENGTH), "encoding"),
    "six codings": (answer("Content-Encoding: " + "gzip," * 6, LENGTH), "encoding"),
}


@pytest.mark.parametrize(("sent", "code"), BAD.values(), ids=BAD)
def test_what_no_browser_shows_is_an_error(raw: RawWeb, sent: bytes, code: str) -> None:
    found = get(raw, "/bad", sent)
    assert found.error is not None
    assert found.error.code == code


@pytest.mark.parametrize(
    "path",
    [
        "/raw/doc%27s%3Bx.html?sig=a%2Fb%3D%3A%40",
        "/a%zz?x=%C3%A9&y=a+b%20c",
        "/%E3%81%82?q=%E3%81%84&empty=&flag",
        "/a//b/;c=d,e?f=[g]&h={i}|j",
    ],
)
def test_an_address_is_asked_for_as_it_was_typed(raw: RawWeb, path: str) -> None:
    found = get(raw, path)
    assert raw.seen[-1][0] == path
    assert found.final_url == raw.base + path


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/synspr\xf8ve", "/synspr%F8ve"),
        ("/caf\xc3\xa9?q=\xc3\xbc", "/caf%C3%A9?q=%C3%BC"),
        ("/files/Annual report 2023.pdf", "/files/Annual%20report%202023.pdf"),
        ("\\files\\report", "/files/report"),
        ("next?sig=a%2Fb#part", "/way/next?sig=a%2Fb"),
        ("/one/../two", "/two"),
        ("?page=2", "/way/start?page=2"),
    ],
)
def test_a_redirect_goes_where_browsers_go(raw: RawWeb, location: str, path: str) -> None:
    sent = answer(f"Location: {location}", "Content-Length: 0", status="302 Found", body=b"")
    found = get(raw, "/way/start", sent)
    assert found.error is None
    assert raw.seen[-1][0] == path


@pytest.mark.parametrize("status", ["302 Found", "300 Multiple Choices"])
def test_a_redirect_that_leads_nowhere_is_the_page(raw: RawWeb, status: str) -> None:
    found = get(raw, "/way/start", answer("Content-Length: 18", status=status, body=b"<p>Choose one.</p>"))
    assert (found.error, found.body) == (None, b"<p>Choose one.</p>")
    assert get(raw, "/way/start", answer("Content-Length: 0", status=status, body=b"")).error is not None


def test_twenty_hops_are_followed_and_no_more(raw: RawWeb) -> None:
    assert get(raw, "/hop/20").error is None
    error = get(raw, "/hop/21").error
    assert error is not None
    assert error.code == "too_many_redirects"


def test_cookies_live_as_long_as_the_way_to_one_document(raw: RawWeb) -> None:
    assert get(raw, "/cookie").error is None
    assert raw.seen == [("/cookie", ""), ("/cookie", "Cookie: seen=1")]
    get(raw, "/page")
    assert raw.seen[-1] == ("/page", "")


def refreshing(value: str, around: str = "{}") -> bytes:
    page = b"<title>Redirecting</title>" + around.format(f'<meta http-equiv="Refresh" content="{value}">').encode()
    return answer(f"Content-Length: {len(page)}", body=page)


@pytest.mark.parametrize("value", ["0; url=/art", "0;URL='/art'", "3, /art", "1 url = /art", "0;/art"])
def test_a_page_that_sends_on_is_followed(raw: RawWeb, value: str) -> None:
    found = get(raw, "/from", refreshing(value))
    assert (found.body, found.final_url) == (PAGE, f"{raw.base}/art")
    (hop,) = found.redirects
    assert (hop["url"], hop["status"]) == (f"{raw.base}/from", 200)
    assert hop["body"]


def test_a_header_that_sends_on_is_followed(raw: RawWeb) -> None:
    assert get(raw, "/from", answer("Refresh: 0; url=/art", LENGTH)).final_url == f"{raw.base}/art"


@pytest.mark.parametrize(
    ("value", "around"),
    [
        ("300", "{}"),
        ("300; url=/art", "{}"),
        ("0; url=/from", "{}"),
        ("0; url=javascript:alert(1)", "{}"),
        ("0; url=", "{}"),
        ("0; url=/art", "<noscript>{}</noscript>"),
        ("0; url=/art", "<!-- {} -->"),
        ("0; url=/art", "<script>var t = '{}'</script>"),
        ("0; url=/art", "{}" + "<p>words</p>" * 4_000),
    ],
    ids=["later", "much later", "itself", "a script", "nowhere", "without scripts", "a comment", "in a script", "long"],
)
def test_a_page_that_only_seems_to_send_on_is_the_document(raw: RawWeb, value: str, around: str) -> None:
    found = get(raw, "/from", refreshing(value, around))
    assert found.final_url == f"{raw.base}/from"
    assert found.redirects == []


def test_a_large_page_is_the_document_whatever_its_header_says(raw: RawWeb) -> None:
    body = PAGE * 1_000
    sent = answer("Refresh: 0; url=/art", f"Content-Length: {len(body)}", body=body)
    found = get(raw, "/large", sent)
    assert (found.body, found.redirects) == (body, [])


def test_where_a_page_sends_on_is_checked_like_any_address(raw: RawWeb) -> None:
    error = get(raw, "/from", refreshing("0; url=http://10.0.0.1/")).error
    assert error is not None
    assert error.code == "forbidden_address"


def test_the_name_that_a_site_gives_a_file(raw: RawWeb) -> None:
    sent = answer("Content-Disposition: attachment; filename*=UTF-8''Bericht%20%C3%BC.docx", LENGTH)
    assert get(raw, "/file", sent).name == "Bericht ü.docx"
    assert get(raw, "/none", answer(LENGTH)).name == ""
