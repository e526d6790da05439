"""Pages in a real browser: as their readers see them, and nothing that they do reaches further."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
import pytest
from PIL import Image

from annotations.capture import capture as parent
from annotations.capture import child
from annotations.capture.capture import capture
from annotations.capture.captured import Captured, CaptureLimits
from annotations.capture.chromium import find
from annotations.fetching.addresses import networks
from tests.capture.pages import TEXT, Web
from tests.capture.sandbox import is_usable

OPENED = networks(["127.0.0.1/32"])


def limits(**changes: Any) -> CaptureLimits:
    return CaptureLimits(**{"opened": OPENED, "seconds": 40, "sandbox": is_usable(), **changes})


@pytest.fixture
def pages() -> Iterator[Web]:
    with Web() as web:
        yield web


def seen(web: Web, path: str, **changes: Any) -> Captured:
    return capture(web.url(path), find() or "", limits(**changes))


def code(web: Web, path: str, **changes: Any) -> str:
    found = seen(web, path, **changes)
    return found.error.code if found.error else ""


def test_a_page_as_its_reader_sees_it(pages: Web) -> None:
    found = seen(pages, "/plain")
    assert found.error is None
    assert (found.status, found.final_url) == (200, pages.url("/plain"))
    assert found.browser.startswith("Chromium ")
    assert b"1,204 ships" in found.page
    assert b"multipart/related" in found.page[:800]
    assert Image.open(BytesIO(found.picture)).size == (found.width, found.height) == (1280, 900)
    assert found.print.startswith(b"%PDF-")
    assert [word for word, *_box in found.words] == ["Harbour", "bulletin", *TEXT.split()]
    assert {(r.url, r.status, r.media_type) for r in found.resources} >= {
        (pages.url("/plain"), 200, "text/html"), (pages.url("/dot.png"), 200, "image/png"),
    }  # fmt: skip
    assert all(r.body for r in found.resources if r.status == 200)
    assert "user-agent" in {name.lower() for r in found.resources for name, _value in r.request_headers}


def test_words_have_their_places_in_the_picture(pages: Web) -> None:
    found = seen(pages, "/plain")
    picture = Image.open(BytesIO(found.picture)).convert("L")
    for word, x, y, width, height in found.words:
        part = picture.crop((int(x), int(y), int(x + width) + 1, int(y + height) + 1))
        assert min(part.get_flattened_data()) < 100, word  # letters are dark
    assert max(picture.crop((0, 300, 1280, 900)).get_flattened_data()) == 255


def test_what_scripts_write_is_there(pages: Web) -> None:
    assert b"Mean waiting time was 27 hours" in seen(pages, "/scripts").page


def test_a_page_that_says_nothing_yet_is_waited_for(pages: Web) -> None:
    assert [word for word, *_box in seen(pages, "/late").words] == TEXT.split()


def test_what_appears_only_when_scrolled_to_is_there(pages: Web) -> None:
    found = seen(pages, "/lazy")
    assert b"Ferries: 81." in found.page
    assert found.height > 3000
    assert not found.cut


def test_a_banner_is_refused_and_both_pictures_are_kept(pages: Web) -> None:
    found = seen(pages, "/banner")
    assert found.pressed == "Reject all"
    assert found.unpressed.startswith(b"\x89PNG")
    assert found.unpressed != found.picture
    assert b"We use cookies" not in found.page
    assert "cookies." not in [word for word, *_box in found.words]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/missing", "not_found"), ("/file", "not_a_page"), ("/to?http://10.0.0.1/", "forbidden_address"),
        ("/to?http://127.0.0.2:4000/secret", "forbidden_address"), ("/to?file:///etc/passwd", "connection"),
    ],
)  # fmt: skip
def test_what_is_no_page_has_a_name(pages: Web, path: str, expected: str) -> None:
    assert code(pages, path) == expected


def test_an_address_of_ours_is_not_opened(pages: Web) -> None:
    assert code(pages, "/plain", opened=()) == "forbidden_address"
    assert pages.seen == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "chrome://version", "data:text/html,x", "javascript:1", "ftp://x/"]
)
def test_only_the_web(url: str) -> None:
    found = capture(url, find() or "", limits())
    assert found.error is not None
    assert found.error.code == "bad_address"


def test_nothing_inside_is_reached_by_any_way_that_a_page_has(pages: Web) -> None:
    with Web("127.0.0.2", pages.port) as inside:
        found = seen(pages, "/probe")
        assert inside.seen == []
    assert found.error is None
    assert {"127.0.0.2", "169.254.169.254", "10.0.0.1", "::1"} <= set(found.refused)
    assert all("127.0.0.2" not in r.url for r in found.resources)  # what the guard answered, no site did


def test_a_button_that_leads_away_is_not_pressed(pages: Web) -> None:
    found = seen(pages, "/led-away")
    assert (found.error, found.final_url, found.pressed, found.unpressed) == (None, pages.url("/led-away"), "", b"")
    assert "Reject" in [word for word, *_box in found.words]


@pytest.mark.parametrize("path", ["/gone-inside", "/blob"])
def test_a_page_that_goes_on_to_nowhere_is_none(pages: Web, path: str) -> None:
    assert code(pages, path) in ("connection", "forbidden_address")


def test_no_site_can_keep_its_answers_out_of_the_record(pages: Web) -> None:
    assert pages.url("/hidden") in [r.url for r in seen(pages, "/hidden").resources]


def test_addresses_too_long_to_write_down_are_counted(pages: Web) -> None:
    found = seen(pages, "/long")
    assert found.error is None
    assert found.left_out == 120
    assert max(len(r.url) for r in found.resources) < 4_000


@pytest.mark.parametrize("path", ["/windows", "/device", "/tall", "/endless"])
def test_what_pages_do_to_readers(pages: Web, path: str) -> None:
    found = seen(pages, path)
    assert found.error is None
    assert TEXT[:40].encode() in found.page.replace(b"=\r\n", b"")
    assert found.height <= 16_000
    assert found.cut == (path == "/tall")


@pytest.mark.parametrize(
    ("path", "changes", "expected"),
    [
        ("/loop", {"seconds": 6}, "timeout"), ("/silent", {"seconds": 4}, "timeout"),
        ("/hungry", {"megabytes": 500}, "too_heavy"), ("/canvas", {"megabytes": 900}, "too_heavy"), ("/plain", {"max_bytes": 600}, "too_large"),
    ],
)  # fmt: skip
def test_what_has_no_end_is_ended(pages: Web, path: str, changes: dict, expected: str) -> None:
    assert code(pages, path, **changes) == expected


def test_nothing_outlives_a_worker_that_was_stopped(pages: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    held, calls = child._held, []

    def stop(pid: int, family: set[psutil.Process]) -> int:
        found = held(pid, family)
        calls.append(found)
        if len(calls) > 5:
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(child, "_held", stop)
    with pytest.raises(KeyboardInterrupt):
        seen(pages, "/plain")


def test_nothing_outlives_a_worker_that_was_killed(pages: Web) -> None:
    """Killed at once, it can end nothing itself: its child sees that it is alone."""
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        asked = f"capture({pages.url('/silent')!r}, {find()!r}, CaptureLimits(opened=networks(['127.0.0.1/32']), sandbox={is_usable()}))"
        names = (
            "from annotations.capture.capture import capture; from annotations.capture.captured import CaptureLimits;"
            "from annotations.fetching.addresses import networks;"
        )
        worker = psutil.Popen([sys.executable, "-c", names + asked], env={**os.environ, "TMPDIR": folder})
        until = time.monotonic() + 20
        while "/silent" not in pages.seen and time.monotonic() < until:
            time.sleep(0.1)
        family = worker.children(recursive=True)
        assert any("chrom" in process.name() for process in family)
        worker.kill()
        worker.wait()
        _gone, alive = psutil.wait_procs(family, timeout=10)
        assert [process for process in alive if process.is_running()] == []


def test_without_namespaces_the_proxy_keeps_it_in(pages: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "prefix", tuple)
    monkeypatch.setattr(child.os, "geteuid", lambda: 1000)
    with Web("127.0.0.2", pages.port) as inside:
        # As root Chromium refuses its own sandbox, which this test does without.
        found = seen(pages, "/probe", sandbox=False)
        assert inside.seen == []
    assert found.error is None


def test_root_without_namespaces_opens_nothing(pages: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "prefix", tuple)
    monkeypatch.setattr(child.os, "geteuid", lambda: 0)
    assert code(pages, "/plain", sandbox=True) == "no_sandbox"
    assert pages.seen == []


def test_a_browser_that_is_none(pages: Web, tmp_path: Path) -> None:
    assert capture(pages.url("/plain"), str(tmp_path / "nothing"), limits()).error is not None


def test_files_in_the_folder_are_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "folder").mkdir()
    child.os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * 100)
    assert [child.kept_file(tmp_path, name, 50) for name in ("link", "folder", "pipe", "large", "none")] == [b""] * 5
    assert child.kept_file(tmp_path, "secret", 50) == b"secret"


def test_files_have_one_budget_and_are_taken_once(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"resource-{number}").write_bytes(b"x" * 40)
    (tmp_path / "resource-3").write_bytes(b"")
    rows = [{"number": n, "url": "u", "status": 200} for n in (0, 0, 1, 2, 3, 4)]
    bodies = [resource.body for resource in parent._resources(rows, tmp_path, 90, "guard")]
    assert [body if body is None else len(body) for body in bodies] == [40, None, 40, None, 0, None]


def test_what_killed_workers_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child.tempfile, "tempdir", str(tmp_path))
    for name in ("capture-old", "capture-new", "another"):
        (tmp_path / name).mkdir()
    for name in ("capture-old", "another"):
        os.utime(tmp_path / name, (0, 0))
    child.sweep()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["another", "capture-new"]


@pytest.mark.parametrize(
    "facts", [b"", b"[]", b"{", b"[" * 200_000, b'{"resources": 3, "words": [[]], "status": "x", "headers": [3]}']
)
def test_facts_that_make_no_sense(tmp_path: Path, facts: bytes) -> None:
    (tmp_path / "facts.json").write_bytes(facts)
    told = child.told_by(tmp_path)
    assert parent._resources(told.get("resources"), tmp_path, 10, "guard") == []
    assert parent._pairs(told.get("headers")) == []
    assert parent._places(b'[["a", 1, 2, 3], ["b", 1, 2, 3, 4], 5]') == [("b", 1.0, 2.0, 3.0, 4.0)]
