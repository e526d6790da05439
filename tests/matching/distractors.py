"""Claims that look like those of `rewordings` and say something else, any number of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.matching.rewordings import REWORDINGS

NAMES = [a + b + c for a in ("Al", "Bren", "Cor", "Dun", "Fen", "Hal", "Kess", "Lor", "Mar", "Orm", "Tar", "Wex")
         for b in ("a", "e", "i", "o") for c in ("burg", "dale", "ford", "gate", "holm", "lin", "mere", "ton", "vik")]  # fmt: skip
WHO = ["The ministry", "The council", "The mayor", "The harbour office", "The central bank", "The railway company",
       "The university", "The county court", "The health insurers", "The opposition", "The army", "The airline",
       "The police", "The shipyard", "The broadcaster", "The chamber of commerce", "The weather office"]  # fmt: skip
DID = ["closed", "sold", "paid for", "inspected", "cancelled", "promised", "lost", "forgot", "bought", "approved",
       "counted", "moved", "repaired", "forbade", "returned", "supplied"]  # fmt: skip
WHAT = ["ships", "schools", "police stations", "night trains", "hospital beds", "flats", "trees", "rifles", "books",
        "bus lines", "permits", "fishing boats", "households", "seats", "tonnes of timber", "litres of milk"]  # fmt: skip
WHEN = ["last year", "since May", "in the third quarter", "within two years", "on Sunday", "after the treaty",
        "before the election", "last winter", "in August", "for a decade"]  # fmt: skip


def distractors(count: int, seed: int = 1) -> Iterator[str]:
    """`count` claims, no two the same: half made of phrases, half the start of one of ours and the end of another."""
    random = Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        claim = _made(random) if len(seen) % 2 else _spliced(random)
        if claim not in seen:
            seen.add(claim)
            yield claim


def _made(random: Random) -> str:
    amount = f"{random.randint(2, 99_999):,}"
    who, did, what, when = (random.choice(words) for words in (WHO, DID, WHAT, WHEN))
    return f"{who} of {random.choice(NAMES)} {did} {amount} {what} {when}."


def _spliced(random: Random) -> str:
    language, first, _ = random.choice(REWORDINGS)
    second = random.choice([claim for other, claim, _ in REWORDINGS if other == language and claim != first])
    join = "" if language == "zh" else " "
    start, end = (list(claim) if language == "zh" else claim.split() for claim in (first, second))
    spliced = join.join(start[: len(start) // 2] + end[len(end) // 2 :])
    # Half of the numbers and names are others than ours: a newsroom's claims are not all about ten places.
    spliced = re.sub(r"\d+", lambda own: str(random.randint(2, 999)) if random.random() < 0.5 else own[0], spliced)
    other_name = random.choice(NAMES)
    return re.sub(r"(?<=\w )[A-Z][a-z]{3,}", lambda own: other_name if random.random() < 0.5 else own[0], spliced)
