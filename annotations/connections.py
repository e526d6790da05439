"""Database connections that a time limit cut in two: it strikes in the middle of any line, of a commit, too.

What is left is a connection that waits for an answer for ever, or a transaction that nobody ends, and everything the
process does afterwards fails. Such a connection is thrown away; the next query opens another one.
"""

from __future__ import annotations

import contextlib

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import TransactionStatus

UNUSABLE = (TransactionStatus.ACTIVE, TransactionStatus.UNKNOWN)


def drop_if_cut() -> None:
    """Throw the connection away where it was left in the middle of a command."""
    raw = connections[DEFAULT_DB_ALIAS].connection
    if raw is not None and raw.info.transaction_status in UNUSABLE:
        drop()


def drop_if_open() -> bool:
    """The same between two tasks, where no transaction may be open either; whether it was."""
    wrapper = connections[DEFAULT_DB_ALIAS]
    if wrapper.in_atomic_block or (
        wrapper.connection is not None and wrapper.connection.info.transaction_status != TransactionStatus.IDLE
    ):
        drop()
        return True
    return False


def drop() -> None:
    """Forget connection and transaction, in whatever state they are."""
    wrapper = connections[DEFAULT_DB_ALIAS]
    if wrapper.connection is not None:
        with contextlib.suppress(Exception):
            wrapper.connection.close()
    # What else belongs to a transaction is begun anew with the next connection.
    wrapper.connection, wrapper.in_atomic_block = None, False
