"""`manage.py up`: PostgreSQL, Valkey, migrations, workers, beat and the web server, as one command."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from annotations.capture import chromium, ocr
from annotations.capture.recording import is_installed
from factcheck.embedded.installation import OWNER_NAMES, Installation, write_private
from factcheck.embedded.ports import choose, is_free
from factcheck.embedded.postgres import OWNER, SITE, Postgres
from factcheck.embedded.processes import Part, Parts, Record
from factcheck.embedded.valkey import Valkey
from factcheck.environment import BASE_DIR, given_environment
from factcheck.staticfiles import are_collected

USUAL_PORT = 8000
# Celery warns against root, which a container often is; nothing here unpickles what others sent.
QUIET = "ignore:You're running the worker"


class Stop(Exception):
    """Somebody asked us to stop."""


class Up:
    """One run of the whole product for one installation."""

    def __init__(self, *, port: int | None, state_file: Path | None, demo: bool) -> None:
        self.installation = Installation()
        self.wanted_port = port
        self.state_file = state_file
        self.demo = demo
        self.parts = Parts(Record(self.installation.var / "processes.json"))
        self.env: dict[str, str] = {}

    def run(self) -> None:
        os.chdir(BASE_DIR)
        other = self.installation.lock()
        if other:
            raise SystemExit(f"It already runs here: {other}. Stop that one first (Ctrl-C in its window).")
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self._ask_to_stop)
        if self.state_file:
            self.state_file.unlink(missing_ok=True)
        leftovers = self.parts.record.stop_leftovers()
        if leftovers:
            self.parts.say("up", f"stopped what an earlier run left: {', '.join(leftovers)}")
        try:
            self._start()
            while True:
                time.sleep(0.5)
                self.parts.revive()
        except Stop:
            self.parts.say("up", "stopping")
        finally:
            for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(signum, signal.SIG_IGN)
            self.parts.stop()
            if self.state_file:
                self.state_file.unlink(missing_ok=True)
            self.parts.say("up", "stopped")

    def _ask_to_stop(self, _signum: int, _frame: FrameType | None) -> None:
        raise Stop

    def _start(self) -> None:
        port = self._web_port()
        self.env = self._environment(port)
        url = f"http://127.0.0.1:{port}"
        prepare = ("prepare", *(["--demo"] if self.demo else []))
        # The web server reads the list of static files as it starts. When they are there already it can import
        # while migrations run: /readyz says 503 until those are done.
        warm = are_collected()
        if not warm:
            self._manage(*prepare)
        self._add_web(port)
        if warm:
            self._manage(*prepare)
        self._wait_until_ready(url)
        worker = (
            "-m",
            "celery",
            "-A",
            "factcheck",
            "worker",
            "--without-gossip",
            "--without-mingle",
            "-l",
            "WARNING",
        )
        # Each worker is one more process that holds the whole site: beat is the default worker's child, and what opens
        # pages, one at a time and in children with limits of their own, has no pool.
        schedule = str(self.installation.var / "beat-schedule")
        queues = {"fetch": ("-c", "2"), "default": ("-c", "1", "-B", "-s", schedule)}
        if self._has_slow_work():
            queues["capture"] = ("-P", "solo")
        for queue, ways in queues.items():
            self._add(queue, *worker, "-Q", queue, *ways, "-n", f"{queue}@%h", "--without-heartbeat")
        self._announce(url)

    def _has_slow_work(self) -> bool:
        """Whether something is here that the third worker needs: a browser, yt-dlp or tesseract."""
        return (
            chromium.is_expected(self.env.get("CAPTURE", ""), chromium.find())
            or chromium.is_expected(self.env.get("RECORD", ""), "yt_dlp" if is_installed() else None)
            or chromium.is_expected(self.env.get("OCR", ""), ocr.find())
        )

    def _add_web(self, port: int) -> None:
        serve = (str(BASE_DIR / "manage.py"), "serve", "--port", str(port))
        # Threads of their own heaps keep what a large request took for a moment: half a gigabyte with ten of them.
        self._add("web", *serve, extra={"DATABASE_POOL": "1", "MALLOC_ARENA_MAX": "2"})

    def _web_port(self) -> int:
        if self.wanted_port and not is_free(self.wanted_port):
            raise SystemExit(f"Port {self.wanted_port} is taken. Choose another with --port, or leave it out.")
        return self.wanted_port or choose(0 if self.wanted_port == 0 else USUAL_PORT)

    def _environment(self, port: int) -> dict[str, str]:
        """Start the servers and give the environment under which every other part runs."""
        known = self.installation.read_env()
        values = {name: self.installation.secret(name, known) for name in
                  ("SECRET_KEY", "OWNER_PASSWORD", "SITE_PASSWORD", "VALKEY_PASSWORD")}  # fmt: skip
        given = given_environment()
        outside = {name: given[name] for name in ("DATABASE_URL", "CELERY_BROKER_URL") if given.get(name)}
        own_postgres = own_valkey = None
        if "CELERY_BROKER_URL" not in outside:
            own_valkey = Valkey(values["VALKEY_PASSWORD"])
            self.parts.add_server(own_valkey.part, own_valkey.answers)
            values["CELERY_BROKER_URL"] = own_valkey.url(0)
            values["CACHE_URL"] = own_valkey.url(1, "rediscache")
        if "DATABASE_URL" not in outside:
            own_postgres = Postgres(self.installation.var, durable=not given.get("FACTCHECK_TEST_SPEED"))
            own_postgres.init()
            self.parts.add_server(own_postgres.part, own_postgres.answers)
            own_postgres.ensure_database(values["OWNER_PASSWORD"], values["SITE_PASSWORD"])
            values["DATABASE_URL"] = own_postgres.url(SITE, values["SITE_PASSWORD"])
            values["MIGRATE_DATABASE_URL"] = own_postgres.url(OWNER, values["OWNER_PASSWORD"])
            # The demo newsroom goes by itself only into a database that is our own.
            self.demo = True
        values["SITE_URL"] = given.get("SITE_URL") or f"http://127.0.0.1:{port}"
        self.installation.write_env(values | {"DATABASE_ROLE": SITE})
        return {**values, "DATABASE_ROLE": SITE, **given, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": QUIET}

    def _manage(self, *words: str) -> None:
        done = subprocess.run([sys.executable, str(BASE_DIR / "manage.py"), *words], env=self.env, check=False)
        if done.returncode != 0:
            raise SystemExit(f"`manage.py {words[0]}` failed; its message is above.")

    def _add(self, name: str, *words: str, extra: dict[str, str] | None = None) -> None:
        # The site and its workers never see what opens the database as its owner.
        env = {key: value for key, value in self.env.items() if key not in OWNER_NAMES}
        self.parts.add(Part(name, [sys.executable, *words], {**env, **(extra or {})}))

    def _wait_until_ready(self, url: str) -> None:
        deadline = time.monotonic() + 60
        while not self._answers(url):
            self.parts.revive()
            if time.monotonic() > deadline:
                raise SystemExit("The site did not come up within a minute; see the lines above.")
            time.sleep(0.1)

    def _announce(self, url: str) -> None:
        accounts = self.installation.accounts()
        self.installation.note(url)
        lines = [f"the site is at {url}"]
        lines += [f"  {a['role']:<8} {a['username']:<12} {a['password']}" for a in accounts]
        for line in [*lines, "Ctrl-C stops everything"]:
            self.parts.say("up", line)
        if self.state_file:
            write_private(self.state_file, json.dumps({"url": url, "accounts": accounts}, indent=2))

    def _answers(self, url: str) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
