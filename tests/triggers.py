"""The one way past the triggers: as the owner of the tables, in the role of a replica."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def past_triggers(connection: Any) -> Iterator[Any]:
    """A cursor whose statements no trigger of ours sees."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
        cursor.execute("SET session_replication_role = DEFAULT")
