"""Namespaces of Linux for the browser: no network but loopback, and no process that outlives it.

Where they are not allowed, the proxy that the browser is given and its own flags are what keeps it in.
"""

from __future__ import annotations

import ctypes
import fcntl
import functools
import os
import shutil
import socket
import struct
import subprocess
import sys

#: Root appears as an ordinary user inside, since Chromium's own sandbox refuses root.
COMMAND = (
    *("unshare", "--user", "--map-user=1000", "--map-group=1000", "--keep-caps"),
    *("--net", "--pid", "--fork", "--kill-child"),
)
INSIDE = "FACTCHECK_CAPTURE_NAMESPACE"
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4


@functools.cache
def prefix() -> tuple[str, ...]:
    """What to put before a command so that it runs in namespaces of its own; nothing where that is not allowed."""
    if os.environ.get("FACTCHECK_NO_NAMESPACES") or not sys.platform.startswith("linux") or not shutil.which("unshare"):
        return ()
    tried = subprocess.run([*COMMAND, "true"], capture_output=True, check=False)
    return COMMAND if tried.returncode == 0 else ()


def settle() -> None:
    """Inside: bring loopback up, then give away the right to do so."""
    if not os.environ.get(INSIDE):
        return
    loopback_up()
    ctypes.CDLL(None).prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)


def loopback_up() -> None:
    """Switch on the one interface that a new network namespace has."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh", b"lo", 0) + bytes(22)
        flags = struct.unpack("16sh", fcntl.ioctl(any_socket, SIOCGIFFLAGS, request)[:18])[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | IFF_UP) + bytes(22))
