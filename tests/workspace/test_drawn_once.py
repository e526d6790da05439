"""Many who ask for the same at once cause one drawing."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import User
from annotations.workspace.drawn_once import DrawnOnce
from tests import factories
from tests.conftest import client_of


def test_the_first_draws_and_the_others_wait() -> None:
    kept: DrawnOnce[int] = DrawnOnce(2)
    drawn, start = [], Barrier(20)

    def draw() -> int:
        time.sleep(0.05)
        drawn.append(1)
        return len(drawn)

    def ask() -> int:
        start.wait()
        return kept.get("news", draw)

    with ThreadPoolExecutor(20) as pool:
        assert {future.result() for future in [pool.submit(ask) for _ in range(20)]} == {1}


def test_a_failure_is_nobody_elses() -> None:
    kept: DrawnOnce[int] = DrawnOnce(2)

    def fail() -> int:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        kept.get("news", fail)
    assert kept.get("news", lambda: 7) == 7


def test_the_oldest_go() -> None:
    kept: DrawnOnce[int] = DrawnOnce(2)
    assert [kept.get(n, lambda n=n: n) for n in (1, 2, 3)] == [1, 2, 3]  # type: ignore[misc]
    assert kept.get(3, lambda: 0) == 3
    assert kept.get(1, lambda: 9) == 9


@pytest.mark.django_db
def test_the_second_watcher_of_an_article_asks_less_and_gets_the_same(checker: User, editor: User) -> None:
    article = factories.article(checker)
    path = f"/articles/{article.pk}/changes/?since=0"
    factories.claim(checker, article)

    def ask(client: Client) -> tuple[str, int]:
        with CaptureQueriesContext(connection) as seen:
            page = client.get(path).content.decode()
        return page, len(seen)

    one, many = ask(client_of(checker))
    other, few = ask(client_of(editor))
    assert "waiting times fell by half" in one
    assert other == one
    assert few < many
    factories.claim(checker, article, "1,204 ships")
    assert "1,204 ships" in ask(client_of(editor))[0]


@pytest.mark.django_db
def test_those_who_may_less_are_shown_their_own(checker: User, auditor: User) -> None:
    article = factories.article(checker)
    factories.claim(checker, article)
    path = f"/articles/{article.pk}/changes/?since=0"
    assert "Mark a claim in paragraph" in client_of(checker).get(path).content.decode()
    assert "Mark a claim in paragraph" not in client_of(auditor).get(path).content.decode()
    assert "Marcar" in client_of(checker).get(path, headers={"Accept-Language": "es"}).content.decode()
