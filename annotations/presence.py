"""Who else has an article open: a few seconds old, kept in the cache, worth nothing beyond that."""

from __future__ import annotations

import time

from django.core.cache import cache

from annotations.models import User

#: Seconds without a sign after which somebody is gone; open pages give one every few seconds.
GONE = 20
#: A sign younger than this is not written again.
FRESH = 5


def others_here(article: int, me: User) -> list[str]:
    """The names of the other people here, by name; tells them that `me` is here."""
    key, now = f"here:{article}", time.time()
    here: dict[int, tuple[str, float]] = cache.get(key) or {}
    here = {pk: sign for pk, sign in here.items() if sign[1] > now - GONE}
    if me.pk not in here or here[me.pk][1] < now - FRESH:
        here[me.pk] = (str(me), now)
        cache.set(key, here, GONE)
    return sorted(name for pk, (name, _) in here.items() if pk != me.pk)
