"""A pytest plugin that is loaded first: real PostgreSQL and Valkey for the run, and no way out.

Servers start once, in the process that was called; parallel workers find them in the environment. With
DATABASE_URL or CELERY_BROKER_URL set from outside, those servers are used instead.
"""

import atexit
import os
import secrets
import shutil
import socket
import tempfile
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import psycopg

from tests.namespace import enter

STARTED = "FACTCHECK_TEST_SERVERS"
_connect = socket.socket.connect


class OutsideAddress(RuntimeError):
    """A test tried to leave this machine."""


def _only_loopback(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not ip_address(address[0].partition("%")[0]).is_loopback:
        raise OutsideAddress(f"{address[0]} is not on this machine")
    _connect(self, address)


def _start() -> None:
    from factcheck.embedded.postgres import Postgres
    from factcheck.embedded.processes import Parts, Record
    from factcheck.embedded.valkey import Valkey

    folder = Path(tempfile.mkdtemp(prefix="factcheck-test-"))
    parts = Parts(Record(folder / "processes.json"))
    parts.say = lambda name, line: None  # type: ignore[method-assign]

    def stop() -> None:
        parts.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    (folder / "var" / "static").mkdir(parents=True)
    os.environ[STARTED] = str(folder)
    os.environ["FACTCHECK_VAR"] = str(folder / "var")
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(32)
    if not os.environ.get("CELERY_BROKER_URL"):
        valkey = Valkey(secrets.token_urlsafe(16))
        parts.add_server(valkey.part, valkey.answers)
        os.environ["CELERY_BROKER_URL"] = valkey.url(2)
        os.environ["CACHE_URL"] = valkey.url(3, "rediscache")
    if not os.environ.get("DATABASE_URL"):
        postgres = Postgres(folder, durable=False)
        postgres.init()
        parts.add_server(postgres.part, postgres.answers)
        os.environ["DATABASE_URL"] = postgres.superuser_url("postgres")
        # Tables that are empty between two tests would be taken for empty within the next one, and joined row by row.
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET autovacuum = off")
            connection.execute("SELECT pg_reload_conf()")
    os.environ["FETCH_ALLOWED_NETWORKS"] = "127.0.0.1/32"
    os.environ["FETCH_HOST_PAUSE_SECONDS"] = "0"
    os.environ["FETCH_MAX_SECONDS"] = "3"


if STARTED not in os.environ:
    if not os.environ.get("DATABASE_URL") and not os.environ.get("CELERY_BROKER_URL"):
        enter()  # servers from outside would not be reached from in there
    _start()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
os.environ["CACHE_PREFIX"] = f"test-{WORKER or 'main'}"
if WORKER and os.environ.get("CACHE_URL", "").startswith("rediscache://"):
    # A database of its own: clearing the cache empties all of it.
    os.environ["CACHE_URL"] = f"{os.environ['CACHE_URL'].rpartition('/')[0]}/{4 + int(WORKER.removeprefix('gw'))}"
socket.socket.connect = _only_loopback  # type: ignore[method-assign]
