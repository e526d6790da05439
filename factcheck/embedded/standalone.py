"""The embedded database for one command (backup, restore), when `up` is not running."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from factcheck.embedded.installation import Installation
from factcheck.embedded.postgres import OWNER, SITE, Postgres
from factcheck.embedded.processes import Parts, Record
from factcheck.environment import given_environment


@contextmanager
def database_urls() -> Iterator[tuple[str, str | None]]:
    """(URL of the tables' owner, the site's role or None), of a database that answers while this lasts.

    DATABASE_URL from outside is used as it is. Our own is used as it runs, or started for the while.
    """
    given = given_environment()
    if given.get("DATABASE_URL"):
        yield given.get("MIGRATE_DATABASE_URL") or given["DATABASE_URL"], given.get("DATABASE_ROLE")
        return
    installation = Installation()
    known = installation.read_env()
    running = known.get("MIGRATE_DATABASE_URL")
    if running and _answers(running):
        yield running, SITE
        return
    if installation.lock():
        raise SystemExit("Another start or restore is at work here. Wait for it to end.")
    values = {name: installation.secret(name, known) for name in
              ("SECRET_KEY", "OWNER_PASSWORD", "SITE_PASSWORD", "VALKEY_PASSWORD")}  # fmt: skip
    parts = Parts(Record(installation.var / "processes.json"))
    parts.record.stop_leftovers()
    postgres = Postgres(installation.var)
    try:
        postgres.init()
        parts.add_server(postgres.part, postgres.answers)
        postgres.ensure_database(values["OWNER_PASSWORD"], values["SITE_PASSWORD"])
        owner = postgres.url(OWNER, values["OWNER_PASSWORD"])
        site = postgres.url(SITE, values["SITE_PASSWORD"])
        installation.write_env(known | values | {"DATABASE_URL": site, "MIGRATE_DATABASE_URL": owner})
        os.environ |= {"SECRET_KEY": values["SECRET_KEY"]}
        yield owner, SITE
    finally:
        parts.stop()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
