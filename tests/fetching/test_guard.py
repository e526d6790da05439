"""The proxy for programs that open addresses by themselves."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.fetching.addresses import networks
from annotations.fetching.guard import Guard
from tests.web import LocalWeb

OPENED = networks(["127.0.0.1/32"])


@pytest.fixture
def guard(tmp_path: Path) -> Iterator[Guard]:
    with Guard(tmp_path / "guard", opened=OPENED, shut={"update.example"}, max_bytes=1_000_000) as made:
        yield made


def ask(guard: Guard, *sent: bytes, wait: float = 5) -> bytes:
    """All that comes back until the connection is closed."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(wait)
        client.connect(str(guard.path))
        answer = b""
        for part in sent:
            client.sendall(part)
            if part.startswith(b"CONNECT"):
                answer += client.recv(65_536)
        while piece := client.recv(65_536):
            answer += piece
    return answer


def get(url: str, *headers: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {url} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


def port_of(web: LocalWeb) -> int:
    return int(web.url("/").rsplit(":", 1)[1].strip("/"))


def test_a_page_in_the_clear(guard: Guard, web: LocalWeb) -> None:
    answer = ask(guard, get(web.url("/page"), "Proxy-Connection: keep-alive", "Proxy-Authorization: Basic eA=="))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"1,204 ships" in answer
    assert b"\r\nConnection: close\r\n" in answer  # the next request may be for another host
    told = {name.lower() for name in web.seen[-1][1]}
    assert not told & {"proxy-connection", "proxy-authorization"}


def test_a_tunnel(guard: Guard, web: LocalWeb) -> None:
    sent = b"GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = ask(guard, f"CONNECT 127.0.0.1:{port_of(web)} HTTP/1.1\r\n\r\n".encode(), sent)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n\r\n")
    assert b"1,204 ships" in answer


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2", "localhost2.invalid", "127.2", "0x7f000002", "2130706434", "[::1]", "[::ffff:127.0.0.2]", "0.0.0.0",
        "169.254.169.254", "10.0.0.1", "[fe80::1]", "192.168.1.1", "224.0.0.1", "[64:ff9b::7f00:2]", "100.64.0.1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["tunnel", "clear"])
def test_nothing_inside_is_opened(guard: Guard, host: str, way: str) -> None:
    sent = f"CONNECT {host}:80 HTTP/1.1\r\n\r\n".encode() if way == "tunnel" else get(f"http://{host}/")
    answer = ask(guard, sent)
    assert answer.startswith((b"HTTP/1.1 403", b"HTTP/1.1 502", b"")), answer
    assert b" 200 " not in answer
    assert f"Proxy-Status: {guard.name};".encode() in answer


def test_ports_are_the_webs_own(guard: Guard) -> None:
    assert b" 403 " in ask(guard, b"CONNECT 93.184.215.14:22 HTTP/1.1\r\n\r\n")


def test_hosts_that_are_shut(guard: Guard) -> None:
    assert b" 403 " in ask(guard, b"CONNECT update.example:443 HTTP/1.1\r\n\r\n")
    assert guard.failures == {}  # nobody has to know


def test_what_could_not_be_reached_has_a_name(guard: Guard) -> None:
    ask(guard, b"CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n")
    ask(guard, b"CONNECT no.such.name.invalid:80 HTTP/1.1\r\n\r\n")
    ask(guard, b"CONNECT 10.0.0.1:80 HTTP/1.1\r\n\r\n")
    assert guard.failures == {
        "127.0.0.1": "refused", "no.such.name.invalid": "name_not_found", "10.0.0.1": "forbidden_address",
    }  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /page HTTP/1.1\r\n\r\n", b"GET file:///etc/passwd HTTP/1.1\r\n\r\n", b"GET ftp://127.0.0.1/ HTTP/1.1\r\n\r\n",
        b"nonsense\r\n\r\n", b"\x16\x03\x01\x00\r\n\r\n", b"CONNECT 127.0.0.1 HTTP/1.1\r\n\r\n",
        b"CONNECT a b:80 HTTP/1.1\r\n\r\n", b"GET http://u:p@127.0.0.1/ HTTP/1.1\r\n\r\n", b"x" * 70_000,
        b"POST http://127.0.0.1/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_request_is_ended(guard: Guard, sent: bytes) -> None:
    assert b" 200 " not in ask(guard, sent)


def test_no_more_than_was_allowed(tmp_path: Path, web: LocalWeb) -> None:
    with Guard(tmp_path / "g", opened=OPENED, max_bytes=300) as guard:
        assert b"Imprint" not in ask(guard, get(web.url("/page")))
        assert guard.exhausted


def test_it_stops_while_something_is_on_its_way(tmp_path: Path, web: LocalWeb) -> None:
    with Guard(tmp_path / "g", opened=OPENED) as guard:
        client = socket.socket(socket.AF_UNIX)
        client.connect(str(guard.path))
        client.sendall(get(web.url("/silent")))
        time.sleep(0.2)
    assert not guard._thread.is_alive()
    assert client.recv(10) == b""
    client.close()
