"""How often one key may do a thing: counters in the cache, by the table in settings (`LIMITS`)."""

from __future__ import annotations

import time

import structlog
from django.conf import settings
from django.core.cache import cache

log = structlog.get_logger("annotations.limits")
SECONDS = {"m": 60, "h": 3600, "d": 86_400}


def take(name: str, key: str) -> bool:
    """Whether `key` may do `name` once more; counts it. The limit is written as "5/h": five in each hour of the clock.

    While the cache can't be reached everything is allowed: a counter must not close the site.
    """
    most, _, unit = settings.LIMITS[name].partition("/")
    seconds = SECONDS[unit]
    place = f"limit:{name}:{key}:{int(time.time() // seconds)}"
    try:
        cache.add(place, 0, seconds)
        count = cache.incr(place)
        cache.touch(place, seconds)  # counting up gives it the cache's own time to live, where that is no Redis
        return bool(count <= int(most))
    except ValueError:
        return True  # the counter ran out between two lines
    except Exception as exc:
        log.warning("cache_unreachable", error=type(exc).__name__)
        return True
