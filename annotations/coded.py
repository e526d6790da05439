"""Errors that are known by a code: pure packages raise it, rows keep it, `wording/` says it to people.

A code is stable, so programs may rely on it; the sentence is translated and may be worded anew.
"""

from __future__ import annotations

from typing import Any


class Coded(Exception):
    """Something can't be done. `code` is one of wording/'s, `params` are what its sentence names."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code, *params.values())

    def __reduce__(self) -> tuple[Any, ...]:
        """Across processes as it is, whatever its class takes to be made."""
        return _again, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        """For logs and programmers; never shown on a page."""
        return self.code + "".join(f" {name}={value}" for name, value in self.params.items())


def _again(kind: type[Coded], args: tuple[Any, ...], values: dict[str, Any]) -> Coded:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(values)
    return error
