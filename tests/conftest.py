"""Fixtures are roles, and one client for each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import lxml.html
import pytest
from django.core.cache import cache, caches
from django.db import IntegrityError, ProgrammingError, connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from annotations.models import Label, User
from annotations.parsing import parser
from annotations.services.record import public_pages
from annotations.workspace.shown import forget
from tests import factories
from tests.triggers import past_triggers
from tests.web import LocalWeb

DRILL = bool(os.environ.get("DRILL"))
hypothesis.settings.register_profile("usual", max_examples=100, deadline=None)
hypothesis.settings.register_profile("drill", max_examples=5000, deadline=None)
hypothesis.settings.load_profile("drill" if DRILL else "usual")


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_promises() -> Iterator[None]:
    """TRUNCATE is refused by our tables; the flush between tests alone gets round it, as a replica."""

    def flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        with past_triggers(self.connection) as cursor:
            for statement in sql_list:
                cursor.execute(statement)

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _end_the_reader() -> Iterator[None]:
    """The process that reads and compares texts ends with the tests that asked it."""
    yield
    parser.close()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "blobs")  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    settings.CAPTURE = settings.RECORD = settings.OCR = "no"  # type: ignore[attr-defined]
    # Pages for readers are drawn anew when a transaction ends; those of tests never do.
    monkeypatch.setattr(public_pages, "KEPT", 0)
    cache.clear()
    caches["pages"].clear()
    forget()


@pytest.fixture(autouse=True)
def rings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of tasks that were rung for; nothing is sent."""
    from annotations import queue

    rung: list[str] = []
    monkeypatch.setattr(queue.bell, "ring", rung.append)
    return rung


@pytest.fixture
def labels(db: None) -> None:
    Label.objects.ensure_defaults()


@pytest.fixture
def checker(labels: None) -> User:
    return factories.UserFactory(role="checker", username="checker", display_name="C. Checker")


@pytest.fixture
def other_checker(labels: None) -> User:
    return factories.UserFactory(role="checker", username="other", display_name="O. Other")


@pytest.fixture
def editor(labels: None) -> User:
    return factories.UserFactory(role="editor", username="editor", display_name="E. Editor")


@pytest.fixture
def other_editor(labels: None) -> User:
    return factories.UserFactory(role="editor", username="editor2", display_name="F. Editor")


@pytest.fixture
def admin(labels: None) -> User:
    return factories.UserFactory(role="admin", username="boss", display_name="A. Admin")


@pytest.fixture
def auditor(labels: None) -> User:
    return factories.UserFactory(role="auditor", username="audit", display_name="Q. Auditor")


def words_of(html: str) -> str:
    """What a page or a part of one says, with single blanks, as a browser shows it."""
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").text_content().split())


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def checker_client(checker: User) -> Client:
    return client_of(checker)


@pytest.fixture
def editor_client(editor: User) -> Client:
    return client_of(editor)


@pytest.fixture
def admin_client(admin: User) -> Client:
    return client_of(admin)


@pytest.fixture(scope="session")
def web() -> Iterator[LocalWeb]:
    """A web on loopback to fetch from."""
    with LocalWeb() as served:
        yield served


@pytest.fixture(scope="session")
def _cluster_role(django_db_setup: None, django_db_blocker: Any) -> None:
    """The role that all databases of the cluster share, made once: within a test it would keep the others waiting."""
    with django_db_blocker.unblock():
        own = connection.copy()
        try:
            with own.cursor() as cursor, suppress(ProgrammingError, IntegrityError):  # another process was quicker
                cursor.execute("CREATE ROLE factcheck_test_site")
        finally:
            own.close()


@pytest.fixture
def site_role(_cluster_role: None, db: None) -> Iterator[None]:
    """The rest of the test runs as the site's own database role."""
    from annotations.management.commands.grant import grant

    with connection.cursor() as cursor:
        grant("factcheck_test_site")
        cursor.execute("SET ROLE factcheck_test_site")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
