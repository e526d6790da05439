"""A cache that does not answer closes no page."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.urls import reverse

from annotations.models import User
from factcheck.cache import GuardedRedisCache
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["frozen", "refused"])
def broken(request: pytest.FixtureRequest, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site's cache lies behind a socket that takes connections and says nothing, or takes none."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if request.param == "frozen":
            silent.listen()
        place = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        options = {"socket_timeout": 0.1, "socket_connect_timeout": 0.1}
        own = {"BACKEND": "factcheck.cache.GuardedRedisCache", "LOCATION": place, "OPTIONS": options}
        settings.CACHES = {**settings.CACHES, "default": own}
        monkeypatch.setattr(GuardedRedisCache, "_broken_until", 0.0)
        yield
    caches.close_all()


@pytest.mark.usefixtures("broken")
def test_pages_that_use_the_cache_are_there(checker: User, checker_client, client) -> None:
    article = factories.article(checker)
    assert checker_client.get(reverse("article", args=[article.pk])).status_code == 200
    assert checker_client.get(reverse("verdict_figures")).status_code == 200
    page = client.post(reverse("account_login"), {"login": "checker", "password": "wrong"})
    assert page.status_code == 200
    assert "password" in page.content.decode()


@pytest.mark.usefixtures("broken")
def test_every_call_is_as_if_nothing_were_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = caches["default"]
    for again in (False, True):
        monkeypatch.setattr(GuardedRedisCache, "_broken_until", GuardedRedisCache._broken_until if again else 0.0)
        assert cache.add("a", 1) is True
        assert cache.get("a", 7) == 7
        assert cache.set("a", 1) is None
        assert cache.touch("a") is False
        assert cache.delete("a") is False
        assert cache.get_many(["a"]) == {}
        assert cache.has_key("a") is False
        assert cache.set_many({"a": 1}) == []
        cache.delete_many(["a"])
        with pytest.raises(ValueError, match="not found"):
            cache.incr("a")


def test_a_cache_that_failed_is_asked_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = caches["default"]
    monkeypatch.setattr(GuardedRedisCache, "_broken_until", float("inf"))
    cache.set("kept", 1)
    monkeypatch.setattr(GuardedRedisCache, "_broken_until", 0.0)
    assert cache.get("kept") is None
    cache.set("kept", 1)
    assert cache.get("kept") == 1
