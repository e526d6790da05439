"""The web server: waitress, with a lane of threads for each kind of traffic and a limit on how slow a client may be.

waitress takes in a whole request before a thread works on it, and keeps what a client has not taken yet, so that
nobody's pace holds a thread. What it leaves open, and is closed here: a client that sends or takes a byte now and then
keeps its connection for ever, and one queue for all lets strangers wait before the newsroom.
"""

import logging
import re
import resource
import socket
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error

from factcheck import prefork

#: Seconds that a request may take to arrive, or an answer to be taken, whatever its size; beyond them it has to keep
#: to LEAST_PACE bytes a second.
PATIENCE = 30.0
LEAST_PACE = 8_000
#: Seconds between two looks for connections to be closed.
LOOK_EVERY = 5
#: Bytes of an answer that wait for their reader in memory; what is longer waits on the disk, which may be full.
IN_MEMORY = 16_000_000
#: Connections at the most; each costs a file descriptor.
MOST_CONNECTIONS = 4_000
#: What a program outside asks to know whether the process lives.
HEALTH = "/healthz"
#: Beginnings of addresses behind which lie files, and pages for anybody.
FILES = ("/static/", "/i18n/")
PUBLIC = ("/checks/", "/stories/", "/feeds/", "/corrections/", "/kept/", "/help/", "/readyz")


#: Where recordings are handed in, by people who are logged in: at least they say so.
SESSION = "sessionid="
RECORDINGS = re.compile(r"/sources/\d+/upload/|/reviews/\d+/sources/")


class NoRoom(Error):
    code, reason = 507, "Insufficient Storage"


class Parser(HTTPRequestParser):
    """A request whose body has no room on the disk is answered so, not with a closed connection.

    Only where people hand recordings in may a body be as large as one.
    """

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if not RECORDINGS.fullmatch(self.path) or SESSION not in self.headers.get("COOKIE", ""):
            self.adj: Any = self.adj.elsewhere

    def received(self, data: bytes) -> int:
        try:
            return int(super().received(data))
        except OSError as exc:
            logging.getLogger("factcheck.request").error("no room for a request body: %s", exc)
            self.error, self.completed = NoRoom("Our disk is full. Nothing was written."), True
            return len(data)


class Channel(HTTPChannel):
    """A connection that is closed when its client is too slow."""

    parser_class = Parser

    #: When the request now arriving began, and bytes of it so far.
    begun = 0.0
    taken_in = 0
    #: When the answer now being sent was first found waiting, and bytes of it then.
    sending = 0.0
    to_send = 0

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.begun, self.taken_in = time.monotonic(), 0
        self.taken_in += len(data)
        return bool(super().received(data))

    def is_too_slow(self, now: float) -> bool:
        if self.total_outbufs_len:
            if not self.sending:
                self.sending, self.to_send = now, self.total_outbufs_len
            # An answer may still grow while it is sent: then this counts less than was taken.
            taken = max(0, self.to_send - self.total_outbufs_len)
            return bool(now - self.sending > PATIENCE + taken / LEAST_PACE)
        self.sending = 0.0
        arriving = self.request is not None and not self.requests
        return arriving and now - self.begun > PATIENCE + self.taken_in / LEAST_PACE


class Lanes:
    """Threads of their own for the newsroom's pages, for the public's, for files, and one that tells that we live."""

    def __init__(self, threads: int) -> None:
        sizes = {"health": 1, "files": 2, "public": max(2, threads // 2), "newsroom": threads}
        self.lanes = {name: ThreadedTaskDispatcher() for name in sizes}
        for name, size in sizes.items():
            self.lanes[name].set_thread_count(size)

    def add_task(self, channel: Channel) -> None:
        self.lanes[lane_of(getattr(channel.requests[0], "path", ""))].add_task(channel)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> None:
        for lane in self.lanes.values():
            lane.shutdown(cancel_pending, timeout)


def lane_of(path: str) -> str:
    """Which threads work on a request for `path`."""
    if path == HEALTH:
        return "health"
    if path.startswith(FILES):
        return "files"
    return "public" if path == "/" or path.startswith(PUBLIC) else "newsroom"


class Server(TcpWSGIServer):
    channel_class = Channel

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        moment = time.monotonic()
        for channel in [channel for channel in self.active_channels.values() if channel.is_too_slow(moment)]:
            # Closed here: one whose client takes nothing would never be found ready to be closed.
            channel.will_close = True
            channel.handle_close()


@dataclass(frozen=True)
class Bounds:
    """Bytes of a body beyond which it gets 413: of any, and where recordings are handed in."""

    body: int
    recording: int


def serve(
    application: Callable[..., Any], *, host: str, port: int, processes: int, threads: int, bounds: Bounds
) -> None:
    """Answer requests at `host`:`port` until SIGTERM or SIGINT, with `threads` for the newsroom in each process."""
    # A full queue shows in the answers; a line for each request that waits would hide all others.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    adjustments = Adjustments(
        host=host, port=port, ident=None, asyncore_use_poll=True, backlog=1024,
        connection_limit=_most_connections(), cleanup_interval=LOOK_EVERY, channel_timeout=75,
        max_request_body_size=bounds.body, outbuf_high_watermark=1 << 30,
        outbuf_overflow=IN_MEMORY,
        # Which of them count is ours to say (TRUSTED_PROXIES).
        clear_untrusted_proxy_headers=False,
    )  # fmt: skip
    adjustments.elsewhere = copy(adjustments)
    adjustments.max_request_body_size = bounds.recording
    # Opened before there are several: whichever is free takes the next connection.
    with socket.create_server((host, port), family=adjustments.listen[0][0], backlog=1024) as listening:
        prefork.run(lambda: _answer(application, adjustments, listening, threads), processes)


def _answer(application: Callable[..., Any], adjustments: Adjustments, listening: socket.socket, threads: int) -> None:
    Server(application, _sock=listening, bind_socket=False, adj=adjustments, dispatcher=Lanes(threads)).run()


def _most_connections() -> int:
    """As many as we may have open beside files, database and cache."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + 200
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else max(100, min(MOST_CONNECTIONS, soft - 200))


def usual_threads(processes: int) -> int:
    """Threads of a process for the newsroom's pages: they wait for the database more than they compute."""
    return max(4, 8 // processes)
