"""Several processes behind one open port: forked once the site is loaded, so that they share the memory it takes."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

log = logging.getLogger("factcheck.server")
#: Seconds before a process that ended is replaced: one that can't start would otherwise be forked without end.
PAUSE = 1.0
#: Seconds that processes have to finish what they answer.
PATIENCE = 6.0


def run(work: Callable[[], None], processes: int) -> None:
    """Do `work` in so many processes until SIGTERM or SIGINT; one that ends before is replaced.

    They end with their parent, however it ends. `work` is done right here where one is enough.
    """
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, _stop)
    if processes == 1:
        work()
        return
    members: set[int] = set()
    # Nobody writes into it: it can be read from once its other end is closed, which is when the parent is gone.
    parent_lives, held_open = os.pipe()
    try:
        while True:
            while len(members) < processes:
                members.add(_fork(work, parent_lives, held_open))
            pid, status = os.wait()
            members.discard(pid)
            log.warning("web process %d ended (%d), another is started", pid, os.waitstatus_to_exitcode(status))
            time.sleep(PAUSE)
    finally:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, signal.SIG_IGN)
        _stop_all(members)


def usual_processes() -> int:
    """As many as there are cores, four at the most: beyond them the database is what is waited for."""
    return min(4, os.cpu_count() or 1)


def _fork(work: Callable[[], None], parent_lives: int, held_open: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    ended = 1
    try:
        os.close(held_open)
        threading.Thread(target=_end_with_parent, args=(parent_lives,), daemon=True).start()
        work()
        ended = 0
    except SystemExit:
        ended = 0
    except BaseException:
        log.exception("a web process failed")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ended)  # nothing of what the parent still has to do


def _end_with_parent(parent_lives: int) -> None:
    os.read(parent_lives, 1)
    os._exit(1)


def _stop_all(members: set[int]) -> None:
    for pid in members:
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while members and time.monotonic() < deadline:
        for pid in list(members):
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(pid, os.WNOHANG) == (0, 0):
                    continue
            members.discard(pid)
        time.sleep(0.02)
    for pid in members:
        os.kill(pid, signal.SIGKILL)


def _stop(_signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
