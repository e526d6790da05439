"""`make bench`: every figure of speed, each as a ratio against something run beside it. No figure yet."""


def main() -> None:
    print(
        "No benchmark has been written yet. The frame is here: add a module to tests/benchmarks and call it from main()."
    )


if __name__ == "__main__":
    main()
