"""No test can leave this machine, not by a child process either."""

import os
import socket
import subprocess
import sys

import pytest

from tests.namespace import ENTERED
from tests.servers import OutsideAddress

CONNECT = "import socket; s = socket.socket(); s.settimeout(3); s.connect(('192.0.2.1', 80))"


def test_this_process_cannot() -> None:
    with socket.socket() as outside, pytest.raises(OutsideAddress):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.skipif(not os.environ.get(ENTERED), reason="no network namespace is allowed here")
def test_child_processes_cannot() -> None:
    tried = subprocess.run([sys.executable, "-c", CONNECT], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in tried.stderr
