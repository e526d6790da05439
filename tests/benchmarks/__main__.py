"""`make bench`: every figure of speed, each as a ratio against something run beside it."""

from tests.benchmarks import anchoring

#: Each has a `run()` that gives its lines.
MODULES = [anchoring]


def main() -> None:
    for module in MODULES:
        print((module.__doc__ or "").strip())
        for line in module.run():
            print(f"  {line}")


if __name__ == "__main__":
    main()
