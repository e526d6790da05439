"""The commands with exact shapes, as scripts call them: without any database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web import PAGE, LocalWeb, pdf

ROOT = Path(__file__).resolve().parents[2]
FETCH_NAMES = ["ok", "error", "message", "permanent", "final_url", "status", "media_type", "charset", "bytes", "sha256",
               "redirects", "title", "text_chars", "doubt", "seconds"]  # fmt: skip


def manage(*words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "FACTCHECK_VAR": "/nonexistent", **extra}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words], env=env, capture_output=True, text=True, check=False, cwd="/"
    )


def fetch(url: str, **extra: str) -> dict:
    done = manage("fetch", url, **extra)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert list(answer) == FETCH_NAMES
    return answer


def test_fetch_refuses_loopback_by_default(web: LocalWeb) -> None:
    answer = fetch(web.url("/page"))
    assert (answer["ok"], answer["error"], answer["permanent"]) == (False, "forbidden_address", True)


def test_fetch_where_the_network_was_opened(web: LocalWeb) -> None:
    answer = fetch(web.url("/to?/page"), FETCH_ALLOWED_NETWORKS="127.0.0.0/8")
    assert answer["ok"] is True
    assert (answer["status"], answer["media_type"], answer["charset"]) == (200, "text/html", "utf-8")
    assert (answer["title"], answer["bytes"]) == ("Harbour bulletin", len(PAGE.encode()))
    assert answer["text_chars"] > 100
    assert answer["final_url"] == web.url("/page")
    assert answer["redirects"] == [{"url": web.url("/to?/page"), "status": 302}]
    assert answer["error"] is answer["message"] is answer["permanent"] is None


def test_fetch_of_nonsense_is_an_answer(web: LocalWeb) -> None:
    assert fetch("not an address")["error"] == "bad_address"
    assert fetch(web.url("/forbidden"), FETCH_ALLOWED_NETWORKS="127.0.0.0/8")["status"] == 403


def test_extract_prints_a_line_a_file(tmp_path: Path) -> None:
    page, paper, text, empty = (tmp_path / name for name in ("page.html", "paper.pdf", "text.txt", "empty.html"))
    page.write_text(PAGE)
    paper.write_bytes(pdf("Mean waiting time was 27 hours."))
    text.write_text("# Title\n\nWords with https://a.example/x here.")
    empty.write_text("<html></html>")
    done = manage("extract", *map(str, (page, paper, text, empty)))
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(page), str(paper), str(text), str(empty)]
    for line in lines:
        assert {"file", "title", "author", "date", "language", "text", "blocks"} <= set(line)
        for block in line["blocks"]:
            assert {"kind", "start", "end"} <= set(block)
            assert 0 <= block["start"] < block["end"] <= len(line["text"])
    assert lines[0]["title"] == "Harbour bulletin"
    assert next(b for b in lines[2]["blocks"] if b["kind"] == "heading")["level"] == 1
    assert next(b for b in lines[2]["blocks"] if "href" in b)["href"] == "https://a.example/x"
    assert lines[3]["text"] == ""


def test_extract_of_a_missing_file_says_so(tmp_path: Path) -> None:
    done = manage("extract", str(tmp_path / "none.html"))
    assert done.returncode != 0
    assert "No such file" in done.stderr


def test_reanchor(tmp_path: Path) -> None:
    old, new, selectors = (tmp_path / name for name in ("old.txt", "new.txt", "selectors.json"))
    old.write_text("First paragraph here.\nThe count was 1,204 ships 👩‍🚀 in May.")
    new.write_text("A new lead.\nFirst paragraph here.\nThe count was 1,205 ships 👩‍🚀 in May.")
    selectors.write_text(json.dumps([{"id": "a", "start": 0, "end": 5}, {"id": "b", "start": 36, "end": 41}]))
    done = manage("reanchor", "--old", str(old), "--new", str(new), "--selectors", str(selectors))
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)
    assert first == {"id": "a", "status": "exact", "start": 12, "end": 17, "score": 1.0}
    assert second == {"id": "b", "status": "lost", "start": None, "end": None, "score": 0.0}


@pytest.mark.parametrize("content", ["{}", "[1]", '[{"id": 1}]', "not json"])
def test_reanchor_with_odd_selectors_says_what_it_wants(tmp_path: Path, content: str) -> None:
    for name, words in (("old", "a"), ("new", "a"), ("selectors", content)):
        (tmp_path / name).write_text(words)
    words = [w for name in ("old", "new", "selectors") for w in (f"--{name}", str(tmp_path / name))]
    done = manage("reanchor", *words)
    assert done.returncode != 0
    assert "JSON list" in done.stderr


def test_a_missing_variable_is_named() -> None:
    done = subprocess.run([sys.executable, "-c", "import factcheck.wsgi"], env={"PATH": os.environ["PATH"], "FACTCHECK_VAR": "/nonexistent"},
                          capture_output=True, text=True, check=False, cwd=ROOT)  # fmt: skip
    assert done.returncode != 0
    assert "SECRET_KEY, DATABASE_URL" in done.stderr
