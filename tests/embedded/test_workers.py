"""Real workers under fire: killed, cut off from the broker, sent twice. Each document is kept, once."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest

from tests.installation import ROOT, Installation, children_of, wait_for
from tests.web import LocalWeb

pytestmark = pytest.mark.xdist_group("workers")
TASK_SECONDS = 12


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    short = {"FETCH_MAX_SECONDS": "6", "PARSE_MAX_SECONDS": "5", "WORKER_TASK_SECONDS": str(TASK_SECONDS)}
    installation = Installation(tmp_path_factory.mktemp("workers") / "var", **short).start()
    yield installation
    assert installation.stop() == 0


def cite(site: Installation, url: str) -> tuple[int, float]:
    """Cite `url` as the web process would, through the service; (source id, seconds it took)."""
    code = (
        "import django, time; django.setup()\n"
        "from annotations.models import *; from annotations.services.evidence import sources\n"
        "by = User.objects.get(username='okafor')\n"
        "started = time.monotonic()\n"
        f"made, _ = sources.find_or_add(by=by, url={url!r}, protected=False)\n"
        "sources.start_fetching(made)\n"
        "print(made.pk, time.monotonic() - started)\n"
        "time.sleep(0.5)"
    )
    env = site.env | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    number, seconds = done.stdout.split()
    return int(number), float(seconds)


def cite_many(site: Installation, urls: list[str]) -> list[int]:
    """Cite each of `urls`; the source ids."""
    code = (
        "import django, sys; django.setup()\n"
        "from annotations.models import *; from annotations.services.evidence import sources\n"
        "by = User.objects.get(username='okafor')\n"
        "for url in sys.stdin.read().split():\n"
        "    made, _ = sources.find_or_add(by=by, url=url, protected=False)\n"
        "    sources.start_fetching(made)\n"
        "    print(made.pk)\n"
    )
    env = site.env | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="\n".join(urls),
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()]


def kept(site: Installation, source: int) -> int:
    return site.query("SELECT count(*) FROM annotations_snapshot WHERE source_id = %s AND blob_id IS NOT NULL", source)[
        0
    ][0]


def state(site: Installation, source: int) -> str:
    return site.query("SELECT state FROM annotations_fetch WHERE source_id = %s ORDER BY id DESC", source)[0][0]


def test_documents_are_fetched_by_workers(site: Installation, web: LocalWeb) -> None:
    source, _ = cite(site, web.url("/page?plain"))
    wait_for(lambda: kept(site, source) == 1)


#: `make drill` kills more often.
ROUNDS = 10 if os.environ.get("DRILL") else 1


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.parametrize("victim", ["worker", "pool child"])
def test_killed_while_fetching(site: Installation, web: LocalWeb, victim: str, turn: int) -> None:
    """The lease runs out, another takes it up; the document is kept once."""
    source, _ = cite(site, web.url(f"/slow?{victim.replace(' ', '-')}-{turn}"))
    wait_for(lambda: state(site, source) == "fetching", every=0.02)
    worker = site.pids()["fetch"]
    victims = children_of(worker) if victim == "pool child" else [worker, *children_of(worker)]
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    # On a slow machine the time limit may end the second attempt, too.
    wait_for(lambda: kept(site, source) == 1, seconds=3 * (TASK_SECONDS + 15 + 30))
    time.sleep(1)
    assert kept(site, source) == 1
    assert state(site, source) == "done"


DOCUMENTS = 500 if os.environ.get("DRILL") else 20
#: One kill for so many documents that were kept.
EVERY = 25 if os.environ.get("DRILL") else 5


def test_a_loop_of_documents_under_fire(site: Installation, web: LocalWeb) -> None:
    """Worker, pool child, broker and database are killed in turn; no document is lost and none is kept twice."""
    sources = cite_many(site, [web.url(f"/{'slow' if n % 4 == 0 else 'page'}?loop-{n}") for n in range(DOCUMENTS)])
    assert len(set(sources)) == DOCUMENTS
    victims = itertools.cycle(["worker", "valkey", "pool child", "postgres"])
    killed, deadline = 0, time.monotonic() + 180 + DOCUMENTS * 2
    while (done := _count(site, sources)) < DOCUMENTS:
        assert time.monotonic() < deadline, f"{done} of {DOCUMENTS} are kept"
        if done >= (killed + 1) * EVERY - 2:
            _kill(site, next(victims))
            killed += 1
        time.sleep(0.2)
    assert killed >= 4
    time.sleep(2)
    rows = site.query(
        "SELECT s.id, count(c.id) FILTER (WHERE c.blob_id IS NOT NULL OR c.same_as_id IS NOT NULL),"
        " (SELECT string_agg(f.state, ',') FROM annotations_fetch f WHERE f.source_id = s.id)"
        " FROM annotations_source s JOIN annotations_snapshot c ON c.source_id = s.id"
        " WHERE s.id = ANY(%s) GROUP BY s.id",
        sources,
    )
    assert {row[1:] for row in rows} == {(1, "done")}
    assert len(rows) == DOCUMENTS


def _count(site: Installation, sources: list[int]) -> int:
    """Documents kept so far; the database may be coming back."""
    try:
        return site.query(
            "SELECT count(DISTINCT source_id) FROM annotations_snapshot"
            " WHERE source_id = ANY(%s) AND blob_id IS NOT NULL",
            sources,
        )[0][0]
    except psycopg.OperationalError:
        return 0


def _kill(site: Installation, victim: str) -> None:
    pids = site.pids()
    chosen = {
        "worker": lambda: [pids["fetch"], *children_of(pids["fetch"])],
        "pool child": lambda: children_of(pids["fetch"])[:1],
        "valkey": lambda: [pids["valkey"]],
        "postgres": lambda: [pids["postgres"]],
    }[victim]()
    for pid in chosen:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_a_frozen_broker_delays_nobody(site: Installation, web: LocalWeb) -> None:
    broker = site.pids()["valkey"]
    os.kill(broker, signal.SIGSTOP)
    try:
        source, seconds = cite(site, web.url("/page?frozen"))
        assert seconds < 2, "the answer waits for the broker"
        assert state(site, source) == "waiting"
    finally:
        os.kill(broker, signal.SIGCONT)
    wait_for(lambda: kept(site, source) == 1, seconds=60)


def test_a_broker_that_is_gone_comes_back(site: Installation, web: LocalWeb) -> None:
    os.kill(site.pids()["valkey"], signal.SIGKILL)
    source, seconds = cite(site, web.url("/page?gone"))
    assert seconds < 2
    wait_for(lambda: kept(site, source) == 1, seconds=90)


def test_two_beats_do_no_harm(site: Installation, web: LocalWeb) -> None:
    env = site.env | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "factcheck",
        "beat",
        "--pidfile=",
        "-s",
        str(site.var / "second-beat"),
    ]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as second:
        try:
            sources = [cite(site, web.url(f"/slow?beats{n}"))[0] for n in range(3)]
            for source in sources:
                wait_for(lambda source=source: kept(site, source) == 1, seconds=60)
            time.sleep(2)
            assert [kept(site, source) for source in sources] == [1, 1, 1]
        finally:
            second.kill()
