"""Nothing in the tree speaks of a machine or carries a secret."""

import re
import subprocess

from tests.architecture.source import ROOT

MACHINE = re.compile(r"(?<![\w.:/])/(?:work|farm|root|home/\w+)/")


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in listed.stdout.splitlines() if not name.endswith((".lock", ".svg", ".png", ".ttf"))]


def test_no_machine_paths() -> None:
    wrong = [n for n in tracked() if (ROOT / n).is_file() and MACHINE.search((ROOT / n).read_text(errors="replace"))]
    assert wrong == []


def test_the_top_level_is_the_owners() -> None:
    known = {
        "manage.py", "pyproject.toml", "factcheck", "annotations", "templates", "static", "tests", "README.md",
        "Makefile", "requirements.lock", "requirements-dev.lock", ".ci", ".gitignore", "LICENSE", "CHANGELOG.md",
    }  # fmt: skip
    assert {name.split("/")[0] for name in tracked()} <= known


def test_locks_name_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "http" not in re.sub(r"aiohttp|httpcore|httpx|httptools", "", text)
        assert "--hash=sha256:" in text


def test_css_stays_small_and_logical() -> None:
    for path in (ROOT / "static/css").iterdir():
        css = path.read_text()
        assert len(css) < 30_000
        assert not re.search(r"(margin|padding|border)-(left|right|top|bottom)\b", css)
        assert not re.search(r"(?<![\w-])(left|right|width|height):", css)
        assert ":empty" not in css, "blanks of a template are no emptiness: `:not(:has(*))`"


def test_templates_hold_no_inline_code() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\sstyle=|\son\w+=|hx-on|js:", text), path.name


def test_icons_beside_marks_have_the_colours_of_the_page() -> None:
    tokens = dict(re.findall(r"--(\w+): light-dark\(([^)]+)\)", (ROOT / "static/css/base.css").read_text()))
    for state, token in {"verified": "", "disputed": "", "unverifiable": "", "none": "", "aside": "none"}.items():
        for end, colour in zip(("", "-dark"), tokens[token or state].split(", "), strict=True):
            assert f'stroke="{colour}"' in (ROOT / f"static/icons/{state}{end}.svg").read_text(), (state, end)
