"""The thin map of an article: where its highlights are, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.safestring import SafeString

from annotations.presenters.review.verdicts import STATES
from annotations.presenters.text.highlights import Mark

#: Lines of the map. With more, each would be thinner than anybody can tell apart on a screen.
LINES = 100
WIDTH = 10


def ticks_of(marks: Iterable[Mark], length: int) -> Counter[tuple[int, str]]:
    """{(line, state): how many marks begin there} in a text of `length` code points."""
    # A text that had to be removed is empty, and its highlights are where they were.
    return Counter((min(LINES * mark.start // max(length, 1), LINES - 1), mark.state) for mark in marks)


def overview(counts: Mapping[tuple[int, str], int]) -> SafeString:
    """An SVG of `LINES` lines, by `ticks_of`: the marks that begin in a line share its width by state.

    So thousands of highlights are told apart as well as ten, and cost no more to send or draw than the lines there are.
    """
    paths = dict.fromkeys(STATES, "")
    for line in sorted({line for line, _state in counts}):
        here = {state: counts[line, state] for state in STATES if (line, state) in counts}
        left, whole = 0, sum(here.values())
        for state, count in here.items():
            width = f"{round(WIDTH * count / whole, 1):g}"
            paths[state] += f"M{round(WIDTH * left / whole, 1):g} {line}h{width}v1h-{width}"
            left += count
    drawn = "".join(f'<path class="tick-{state}" d="{path}"/>' for state, path in paths.items() if path)
    return SafeString(f'<svg class="tick" viewBox="0 0 {WIDTH} {LINES}" preserveAspectRatio="none">{drawn}</svg>')
