"""The cache, which holds nothing that would be missed: while it can't be reached, pages do without it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache

log = structlog.get_logger("factcheck.cache")
#: Seconds for which a cache that failed is not asked again: a frozen one costs its time limit each time.
BREAK_SECONDS = 5.0


class GuardedRedisCache(RedisCache):
    """Redis or Valkey; every call is as if nothing were kept while the server does not answer."""

    _broken_until = 0.0

    def _guarded(self, name: str, without: Any, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < GuardedRedisCache._broken_until:
            return without
        act: Callable[..., Any] = getattr(super(), name)
        try:
            return act(*args, **kwargs)
        except ValueError:  # the cache's own word for a counter that is not there
            raise
        except Exception as exc:
            GuardedRedisCache._broken_until = time.monotonic() + BREAK_SECONDS
            log.warning("cache_unreachable", error=type(exc).__name__)
            return without

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._guarded("add", True, key, value, *args, **kwargs))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._guarded("get", default, key, default, version=version)

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        self._guarded("set", None, key, value, *args, **kwargs)

    def touch(self, key: str, *args: Any, **kwargs: Any) -> bool:
        return bool(self._guarded("touch", False, key, *args, **kwargs))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._guarded("delete", False, key, version=version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return dict(self._guarded("get_many", {}, keys, version=version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(self._guarded("has_key", False, key, version=version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        found = self._guarded("incr", None, key, delta, version=version)
        if found is None:
            raise ValueError(f"Key '{key}' not found")
        return int(found)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return list(self._guarded("set_many", [], data, *args, **kwargs) or [])

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._guarded("delete_many", None, keys, version=version)
