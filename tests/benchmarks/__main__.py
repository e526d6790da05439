"""`make bench`: every figure of speed, each as a ratio against something run beside it.

`python -m tests.benchmarks anchoring` runs one of them.
"""

import logging
import sys

from tests.benchmarks import anchoring, captures, dashboards, feeds, fetching, marking, similar_claims, workspace

#: Each has a `run()` that gives its lines.
MODULES = (anchoring, similar_claims, marking, workspace, dashboards, feeds, fetching, captures)


def main() -> None:
    asked = sys.argv[1:]
    logging.disable(logging.INFO)  # a line for each request would be most of what is printed
    for module in MODULES:
        if asked and module.__name__.rpartition(".")[2] not in asked:
            continue
        print((module.__doc__ or "").strip().split("\n")[0])
        for line in module.run():
            print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
