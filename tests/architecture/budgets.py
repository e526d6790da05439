"""`python -m tests.architecture.budgets`: the medians, and the ratio of tests to code."""

from __future__ import annotations

from statistics import median

from tests.architecture.source import ROOT, files, functions


def main() -> None:
    own, tests = files("annotations", "factcheck"), files("tests")
    count = {path: path.read_text().count("\n") for path in [*own, *tests]}
    sizes = [size for path in own for _, size in functions(path)]
    templates = [p.read_text().count("\n") for p in (ROOT / "templates").rglob("*.html")]
    code = sum(count[p] for p in own)
    print(
        f"{len(own)} files, median {median(count[p] for p in own if count[p]):.0f} lines; functions: median "
        f"{median(sizes):.0f}; templates: median {median(templates):.0f}; tests to code "
        f"{sum(count[p] for p in tests) / code:.2f} ({code} lines of code)"
    )


if __name__ == "__main__":
    main()
