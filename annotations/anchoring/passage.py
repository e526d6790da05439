"""The passage of the new text that corresponds to a quote: from its surviving words to their own edges."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from annotations.anchoring.comparison import Comparison, Run
from annotations.anchoring.units import Unit, tokens, touching

Range = tuple[int, int]
#: Words further apart than before by this factor and this many code points are no longer one passage.
STRETCH, SLACK = 3, 40


@dataclass(frozen=True)
class Passage:
    """New `start`..`end` (folded). `kept`: the share of the quote's characters that stand there, `kept_size` of them.

    `firm`: all of it in whole sentences that stand unchanged. `moved`: out of the old order.
    """

    start: int
    end: int
    kept_size: int
    kept: float
    firm: bool
    moved: bool


def passage(texts: Comparison, quote: Range, runs: list[Run] | None = None) -> Passage | None:
    """The passage that old folded `quote` became by the runs of the comparison (or by `runs`)."""
    known = texts.runs if runs is None else runs
    touched = known if runs else [known[i] for i in texts.runs_within(*quote)]
    pieces = [piece for run in touched if (piece := _part(run, quote)).size > 0]
    if not pieces:
        return None
    group = max(_groups(pieces), key=lambda group: sum(piece.size for piece in group))
    size = sum(_letters(texts.old.words[p.old : p.old + p.size]) for p in group)
    return Passage(
        _start(texts, quote, group, known),
        _end(texts, quote, group, known),
        size,
        size / _letters(texts.old.words[slice(*quote)]),
        all(piece.firm for piece in group),
        group[0].moved,
    )


def _letters(words: str) -> int:
    return len(words) - words.count(" ")


def _part(run: Run, quote: Range) -> Run:
    """What of `run` lies in the quote."""
    start, end = max(run.old, quote[0]), min(run.old + run.size, quote[1])
    return Run(start, run.new + start - run.old, end - start, run.firm, run.moved)


def _groups(pieces: list[Run]) -> list[list[Run]]:
    """Pieces that still follow each other closely."""
    groups = [[pieces[0]]]
    for piece in pieces[1:]:
        last = groups[-1][-1]
        was, now = piece.old - last.old - last.size, piece.new - last.new - last.size
        if piece.moved == last.moved and 0 <= now <= STRETCH * was + SLACK:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _start(texts: Comparison, quote: Range, group: list[Run], known: list[Run]) -> int:
    """Where the passage begins; words put in place of the quote's first words belong to it."""
    first = group[0]
    if first.old == quote[0]:
        return first.new
    old, new = _sentence(texts.old.sentences, first.old), _sentence(texts.new.sentences, first.new)
    index = bisect_left(known, first.old, key=lambda run: run.old)
    last = known[index - 1] if index else Run(0, 0, 0)
    old_edge, new_edge = old.start, new.start
    if last.old + last.size > old_edge and new_edge <= last.new + last.size <= first.new:
        old_edge, new_edge = last.old + last.size, last.new + last.size
    olds, news = tokens(texts.old.words, old_edge, first.old), tokens(texts.new.words, new_edge, first.new)
    inside = [k for k, token in enumerate(olds) if token.end > quote[0]]
    if not news or not inside:
        return first.new
    if inside[0] == 0:
        return news[0].start
    return news[inside[0]].start if len(olds) == len(news) else first.new


def _end(texts: Comparison, quote: Range, group: list[Run], known: list[Run]) -> int:
    """Where the passage ends; words put in place of the quote's last words belong to it."""
    last = group[-1]
    old_from, new_from = last.old + last.size, last.new + last.size
    if old_from == quote[1]:
        return new_from
    old, new = _sentence(texts.old.sentences, old_from - 1), _sentence(texts.new.sentences, new_from - 1)
    index = bisect_left(known, old_from, key=lambda run: run.old)
    following = known[index] if index < len(known) else Run(old.end, new.end, 0)
    old_edge, new_edge = old.end, new.end
    if following.old < old_edge and new_from <= following.new <= new_edge:
        old_edge, new_edge = following.old, following.new
    olds, news = tokens(texts.old.words, old_from, old_edge), tokens(texts.new.words, new_from, new_edge)
    inside = [k for k, token in enumerate(olds) if token.start < quote[1]]
    if not news or not inside:
        return new_from
    if inside[-1] == len(olds) - 1:
        return news[-1].end
    return news[inside[-1]].end if len(olds) == len(news) else new_from


def _sentence(sentences: list[Unit], at: int) -> Unit:
    return sentences[touching(sentences, at, at + 1)[0]]
