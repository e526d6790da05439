"""Documents a second: fetched, read and stored by the workers, beside the bare cost of downloading and reading them.

Sixteen hosts on loopback, pages of about 60 kB. The servers make their pages on the same cores, in all three runs alike.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

from annotations.extraction.extract import extract
from tests.benchmarks.pages import page
from tests.installation import ROOT, Installation, children_of

DOCUMENTS = 5_000
#: Of these the bare cost is measured.
SAMPLE = 400
CITE = """
import django, json, sys; django.setup()
from annotations.models import Fetch, Source, User
ports = json.loads(sys.argv[1]); many = int(sys.argv[2])
by = User.objects.get(username="okafor")
urls = [f"http://127.0.0.1:{ports[n % len(ports)]}/{n}" for n in range(many)]
made = Source.objects.bulk_create([Source(url=u, url_key=u, added_by=by) for u in urls], batch_size=500)
Fetch.objects.bulk_create([Fetch(source=s, url=s.url) for s in made], batch_size=500)
"""


def run() -> list[str]:
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.pages"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as web,
    ):  # fmt: skip
        assert web.stdin
        assert web.stdout
        ports = json.loads(web.stdout.readline())
        downloaded = _downloaded(ports)
        read = _read()
        site = Installation(Path(folder) / "var").start()
        try:
            whole, memory = _by_workers(site, ports)
        finally:
            site.stop()
            web.stdin.close()
    bare = 1 / (1 / downloaded + 1 / read)
    return [
        f"bare: {downloaded:.0f} documents a second downloaded, {read:.0f} read, {bare:.1f} when one follows the other",
        f"workers: {whole:.1f} documents a second fetched, read and stored, {whole / bare:.2f} times the bare cost's "
        f"({DOCUMENTS:,} documents)",
        f"memory after {DOCUMENTS:,} documents: {', '.join(f'{name} {size} MB' for name, size in memory.items())}",
    ]


def _downloaded(ports: list[int]) -> float:
    """Pages a second that two threads download."""

    def get(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", ports[number % len(ports)])
        connection.request("GET", f"/{number}")
        connection.getresponse().read()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        started = time.perf_counter()
        list(pool.map(get, range(SAMPLE)))
        return SAMPLE / (time.perf_counter() - started)


def _extract(number: int) -> int:
    return len(extract(page(number), media_type="text/html", url=f"http://127.0.0.1/{number}").text)


def _read() -> float:
    """Pages a second whose text two processes find."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(_extract, range(8))
        started = time.perf_counter()
        pool.map(_extract, range(SAMPLE), chunksize=10)
        return SAMPLE / (time.perf_counter() - started)


def _by_workers(site: Installation, ports: list[int]) -> tuple[float, dict[str, int]]:
    """Documents a second, and megabytes of each process of the fetching worker at the end."""
    env = site.env | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    command = [sys.executable, "-c", CITE, json.dumps(ports), str(DOCUMENTS)]
    subprocess.run(command, env=env, cwd=ROOT, check=True)
    count = "SELECT count(*) FROM annotations_fetch WHERE state = 'done'"
    before = started = 0.0
    while True:
        done = site.query(count)[0][0]
        if done and not started:
            before, started = done, time.perf_counter()
        if done >= DOCUMENTS:
            break
        time.sleep(0.2)
    speed = (DOCUMENTS - before) / (time.perf_counter() - started)
    assert site.query("SELECT count(*) FROM annotations_snapshot WHERE blob_id IS NOT NULL AND source_id IN"
                      " (SELECT source_id FROM annotations_fetch)")[0][0] >= DOCUMENTS  # fmt: skip
    worker = site.pids()["fetch"]
    pool = children_of(worker)
    memory = {"worker": _megabytes(worker)}
    for number, child in enumerate(pool, 1):
        memory[f"pool child {number}"] = _megabytes(child)
        for reader in children_of(child):
            memory[f"its reader {number}"] = _megabytes(reader)
    return speed, memory


def _megabytes(pid: int) -> int:
    """Resident memory (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
