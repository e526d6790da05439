"""100 highlights found again in an edited article: seconds, and as a multiple of folding both texts once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from annotations.anchoring.anchor import reanchor
from annotations.anchoring.fold import fold

HIGHLIGHTS = 100
#: (code points, milliseconds asked)
SIZES = [(50_000, 400), (500_000, 3_000)]
REPEATS = 3


def article(chance: random.Random, size: int) -> list[str]:
    """Paragraphs of four invented sentences, `size` code points in all."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(3_000)]
    found: list[str] = []
    while size > 0:
        found.append(" ".join(" ".join(chance.choices(words, k=14)).capitalize() + "." for _ in range(4)))
        size -= len(found[-1]) + 1
    return found


def edited(chance: random.Random, paragraphs: list[str], share: float) -> str:
    """A word changed in a `share` of the paragraphs, a tenth of them moved to the end, one in twenty deleted."""
    kept = [p for p in paragraphs if chance.random() > 0.05]
    for index, paragraph in enumerate(kept):
        if chance.random() < share:
            words = paragraph.split(" ")
            words[chance.randrange(len(words))] = "amended"
            kept[index] = " ".join(words)
    moved = len(kept) // 10
    return "\n".join(kept[moved:] + kept[:moved])


def fastest(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few runs: the one least disturbed."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def run() -> list[str]:
    lines = []
    for size, asked in SIZES:
        chance = random.Random(size)
        paragraphs = article(chance, size)
        old = "\n".join(paragraphs)
        starts = [chance.randrange(len(old) - 200) for _ in range(HIGHLIGHTS)]
        ranges = [(start, start + chance.randint(20, 200)) for start in starts]
        for name, share in (("a tenth of the paragraphs edited", 0.1), ("every paragraph edited", 1.0)):
            lines.append(figure(f"{size:,} code points, {name}", old, edited(chance, paragraphs, share), ranges, asked))
    return lines


def figure(name: str, old: str, new: str, ranges: list[tuple[int, int]], asked: int) -> str:
    beside = fastest(lambda: (fold(old), fold(new)))
    taken = fastest(lambda: reanchor(old, new, ranges))
    return (
        f"{HIGHLIGHTS} highlights, {name}: {taken * 1000:.0f} ms ({asked:,} ms asked), "
        f"{taken / beside:.1f} times folding both texts"
    )
