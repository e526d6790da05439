"""Nobody's pace holds a thread, and no traffic keeps another waiting."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from factcheck.embedded.ports import choose, is_free
from factcheck.embedded.processes import start_time
from factcheck.server import lane_of

#: More than there are threads of any kind.
MANY = 12


class Site:
    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self.process = port, process

    def open(self, sent: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.sendall(sent)
        return connection

    def ask(self, path: str, headers: str = "", body: bytes = b"") -> str:
        """The body of an answer."""
        method = f"POST {path}" if body else f"GET {path}"
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        sent = f"{method} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{length}{headers}\r\n".encode() + body
        with self.open(sent) as connection:
            received = b""
            while piece := connection.recv(65536):
                received += piece
        return received.partition(b"\r\n\r\n")[2].decode()

    def answers(self) -> bool:
        try:
            return self.ask("/healthz") == "ok"
        except OSError:
            return False


@pytest.fixture
def start() -> Iterator[Callable[..., Site]]:
    running = []

    def begin(*words: str) -> Site:
        port = choose(0)
        command = [sys.executable, "-m", "tests.slow_site", str(port), *words]
        running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        site = Site(port, running[-1])
        while not site.answers():
            assert running[-1].poll() is None
            time.sleep(0.05)
        return site

    yield begin
    for process in running:
        process.terminate()
        process.wait()


def test_slow_readers_hold_no_thread(start: Callable[..., Site]) -> None:
    site = start()
    readers = [site.open(b"GET /feeds/big HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(MANY)]
    for reader in readers:
        assert reader.recv(10)
    assert [site.ask(path) for path in ("/healthz", "/queue/", "/checks/1/", "/")] == ["ok"] * 4
    for reader in readers:
        reader.close()


def test_slow_posts_hold_no_thread(start: Callable[..., Site]) -> None:
    site = start()
    begun = b"POST /queue/post HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na"
    posts = [site.open(begun) for _ in range(MANY)]
    posts += [site.open(b"GET /queue/ HTTP/1.1\r\nHos") for _ in range(MANY)]
    assert [site.ask(path) for path in ("/healthz", "/queue/", "/checks/1/")] == ["ok"] * 3
    assert site.ask("/queue/post", body=b"b" * 1000) == "1000"
    for post in posts:
        post.close()


def test_a_kind_of_traffic_that_stands_still_keeps_no_other_waiting(start: Callable[..., Site]) -> None:
    site = start()
    held = [site.open(b"GET /queue/held HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(MANY)]
    assert [site.ask(path) for path in ("/healthz", "/checks/1/", "/static/a.css")] == ["ok"] * 3
    held += [site.open(b"GET /checks/held HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(MANY)]
    assert site.ask("/healthz") == "ok"
    site.ask("/static/release")
    assert all(one.recv(10) for one in held), "those who waited are answered"
    for one in held:
        one.close()


def is_let_go(connection: socket.socket) -> bool:
    """Wait until the server closes: in good order, or at once where it had not read all of what was sent."""
    try:
        return connection.recv(10) == b""
    except ConnectionResetError:
        return True


def test_who_sends_too_slowly_is_let_go(start: Callable[..., Site]) -> None:
    begun = b"POST /queue/post HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na"
    with start("0.2").open(begun) as post:
        assert is_let_go(post), "without an answer"


def test_who_takes_too_slowly_is_let_go(start: Callable[..., Site]) -> None:
    with start("0.2").open(b"GET /feeds/big HTTP/1.1\r\nHost: x\r\n\r\n") as reader:
        assert reader.recv(10)
        # A server that closes with this unread says so at once. In good order, its word would stand behind all that
        # is under way to us; and taking that, we would no longer be slow.
        reader.sendall(b"GET ")
        poll = select.poll()
        poll.register(reader, 0)  # the mistakes alone
        assert poll.poll(60_000), "its end was not told"


def test_a_body_that_the_disk_has_no_room_for_is_answered_so(start: Callable[..., Site]) -> None:
    site = start("full")
    begun = b"POST /queue/post HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n" + b"a" * 600_000
    with site.open(begun) as post:
        assert post.recv(100).startswith(b"HTTP/1.1 507 Insufficient Storage")
    assert site.ask("/queue/") == "ok"


def test_headers_of_proxies_are_left_to_the_site(start: Callable[..., Site]) -> None:
    assert start().ask("/queue/forwarded", "X-Forwarded-For: 192.0.2.7\r\n") == "192.0.2.7"


@pytest.mark.parametrize(
    ("path", "lane"),
    [
        ("/healthz", "health"), ("/", "public"), ("/checks/3-x/", "public"), ("/feeds/claimreview.json", "public"),
        ("/static/css/site.css", "files"), ("/queue/", "newsroom"), ("/accounts/login/", "newsroom"), ("", "newsroom"),
    ],
)  # fmt: skip
def test_lanes(path: str, lane: str) -> None:
    assert lane_of(path) == lane


def processes_of(site: Site) -> set[int]:
    """Process ids of those that answer, once there are three of them."""
    found: set[int] = set()
    while len(found) < 3:
        assert site.process.poll() is None
        with contextlib.suppress(OSError, ValueError):  # one that was killed while it answered
            found.add(int(site.ask("/queue/pid")))
        found = {pid for pid in found if start_time(pid)}
    return found


def wait_until_gone(pids: set[int]) -> None:
    while any(start_time(pid) for pid in pids):
        time.sleep(0.05)


def test_several_processes_answer_behind_one_port(start: Callable[..., Site]) -> None:
    site = start("three")
    before = processes_of(site)
    assert site.process.pid not in before
    held = [site.open(b"GET /queue/held HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(2)]
    assert site.ask("/healthz") == "ok"
    for one in held:
        one.close()


def test_a_process_that_was_killed_is_replaced(start: Callable[..., Site]) -> None:
    site = start("three")
    before = processes_of(site)
    victim = min(before)
    os.kill(victim, signal.SIGKILL)
    after = processes_of(site)
    assert victim not in after
    assert before - {victim} < after


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGKILL, -9)])
def test_processes_end_with_their_parent_and_free_the_port(
    start: Callable[..., Site], signum: signal.Signals, code: int
) -> None:
    site = start("three")
    members = processes_of(site)
    site.process.send_signal(signum)
    assert site.process.wait() == code
    wait_until_gone(members)
    while not is_free(site.port):  # a process is gone a moment before the last of its threads
        time.sleep(0.05)


def test_only_where_recordings_are_handed_in_a_body_may_be_as_large_as_one(start: Callable[..., Site]) -> None:
    site = start()

    def is_refused(path: str, size: int, cookie: str = "sessionid=x") -> bool:
        """Whether a body of `size` bytes is refused by its announcement alone."""
        told = f"Host: x\r\nConnection: close\r\nCookie: {cookie}\r\nContent-Length: {size}"
        sent = f"POST {path} HTTP/1.1\r\n{told}\r\n\r\n".encode()
        with site.open(sent) as connection:
            connection.settimeout(2)
            try:
                return b"413" in connection.recv(100)
            except TimeoutError:
                return False

    for path in ("/", "/sources/7/", "/sources/x/upload/", "/account/login/"):
        assert is_refused(path, 1_500_000)
    for path in ("/sources/7/upload/", "/reviews/7/sources/"):
        assert not is_refused(path, 1_500_000)
        assert is_refused(path, 3_500_000)
        assert is_refused(path, 1_500_000, cookie="csrftoken=x")
