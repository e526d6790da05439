"""Transactions that got in each other's way are tried again; connections that a time limit cut in two go.

The limit strikes in the middle of any line, of a commit, too. What is left is a connection that waits for an answer
for ever, or a transaction that nobody ends, and everything the process does afterwards fails. Such a connection is
thrown away; the next query opens another one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from psycopg import errors
from psycopg.pq import TransactionStatus

#: Two transactions in each other's way: the same work done again meets what the other one left.
IN_THE_WAY = (errors.DeadlockDetected, errors.SerializationFailure)
#: The same, or a wait for somebody else that took too long.
BUSY = (*IN_THE_WAY, errors.LockNotAvailable)
P = ParamSpec("P")
R = TypeVar("R")


def atomic(act: Callable[P, R]) -> Callable[P, R]:
    """`transaction.atomic`, tried once more where two transactions got in each other's way.

    Only the outermost one tries again: what was begun before it is lost with the transaction. What `act` is given must
    not be changed before its rows are read anew.
    """
    whole = transaction.atomic(act)

    @wraps(act)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        if transaction.get_connection().in_atomic_block:
            return whole(*args, **kwargs)
        try:
            return whole(*args, **kwargs)
        except OperationalError as exc:
            if not isinstance(exc.__cause__, IN_THE_WAY):
                raise
            return whole(*args, **kwargs)

    return tried


@contextlib.contextmanager
def one_snapshot() -> Iterator[None]:
    """A transaction all of whose statements see the rows of one moment; within another one, that one goes on.

    Raises OperationalError (IN_THE_WAY) where it writes a row that somebody has changed since.
    """
    begins = not transaction.get_connection().in_atomic_block
    with transaction.atomic():
        if begins:
            with transaction.get_connection().cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


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
