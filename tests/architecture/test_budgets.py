"""No file, function, view, task or template grows past its maximum."""

from tests.architecture.source import ROOT, files, functions, name_of

OWN = ("annotations", "factcheck")


def lines(path) -> int:
    return path.read_text().count("\n")


def test_files() -> None:
    assert [name_of(p) for p in files(*OWN, "tests") if lines(p) > 300] == []


def test_functions() -> None:
    assert [f"{name_of(p)} {name}" for p in files(*OWN) for name, size in functions(p) if size > 50] == []


def test_views() -> None:
    assert [
        f"{name_of(p)} {name}"
        for p in files("annotations/views", "annotations/workspace", "annotations/web")
        for name, size in functions(p)
        if size > 40
    ] == []


def test_models() -> None:
    assert [name_of(p) for p in files("annotations/models") if lines(p) > 210] == []


def test_tasks() -> None:
    tasks = ROOT / "annotations/tasks.py"
    assert [name for name, size in functions(tasks) if size > 15] == []


def test_templates() -> None:
    """In characters and in what can be read without scrolling aside; many short lines are no fault."""
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert [name_of(p) for p in templates if len(p.read_text()) > 8_000] == []
    wide = [
        (name_of(p), n) for p in templates for n, line in enumerate(p.read_text().split("\n"), 1) if len(line) > 120
    ]
    assert wide == []


def test_styles() -> None:
    styles = sorted((ROOT / "static/css").glob("*.css"))
    assert [(name_of(p), line) for p in styles for line in p.read_text().split("\n") if len(line) > 120] == []


def test_no_code_in_package_files_but_re_exports() -> None:
    import ast

    allowed = (ast.ImportFrom, ast.Import, ast.Expr, ast.Assign)
    for path in files(*OWN):
        if path.name == "__init__.py":
            assert all(isinstance(node, allowed) for node in ast.parse(path.read_text()).body), name_of(path)
