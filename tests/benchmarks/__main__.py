"""`make bench`: every figure of speed, each as a ratio against something run beside it."""

from tests.benchmarks import likeness

BENCHMARKS = [likeness]


def main() -> None:
    for benchmark in BENCHMARKS:
        benchmark.run()


if __name__ == "__main__":
    main()
