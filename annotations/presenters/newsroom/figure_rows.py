"""The table of figures, a row for each group; drawn by functions, as the lists are."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.presenters.newsroom.figures import Balance, Figure

#: A group, how it differs from the others, (count, address of the list behind it) of each rating, address of all.
FigureRow = tuple[Figure, Balance, list[tuple[int, str]], str]


def figure_rows(rows: Iterable[FigureRow], compared: bool) -> SafeString:
    """Rows of the table; with two columns more where groups are `compared` with each other."""
    few = f'<span class="muted">{escape(_("too few to tell"))}</span>'
    return SafeString("".join(_row(row, few, compared=compared) for row in rows))


def _row(row: FigureRow, few: str, *, compared: bool) -> str:
    figure, balance, cells, whole = row
    said = [_bar(figure)]
    said += [f'<a href="{escape(link)}">{localize(count)}</a>' if count else "0" for count, link in cells]
    said.append(f'<a href="{escape(whole)}">{localize(figure.total)}</a>')
    said.append(_share(figure.disputed) or few)
    if compared:
        said += [_apart(balance) or few, _share(balance.attention)]
    said.append("–" if figure.days is None else localize(figure.days))
    said.append(f"{localize(figure.returned)} ({figure.share_returned} %)")
    drawn = "".join(f"<td>{cell}</td>" for cell in said)
    return f'<tr><th scope="row" dir="auto">{escape(figure.name)}</th>{drawn}</tr>'


def _bar(figure: Figure) -> str:
    parts = (
        f'<rect class="bar-{rating}" x="{start}" y="0" width="{width}" height="10"/>'
        for rating, start, width in figure.parts()
    )
    box = 'viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="share" {box}>{"".join(parts)}</svg>'


def _share(share: tuple[int, int, int] | None) -> str:
    return f'{share[0]} % <span class="muted">({share[1]}–{share[2]} %)</span>' if share else ""


def _apart(balance: Balance) -> str:
    """By how many points; bold where the interval leaves out zero."""
    if not balance.apart:
        return ""
    points, low, high = balance.apart
    words = f"<strong>{points}</strong>" if balance.differs else f"{points}"
    return f'{words} <span class="muted">({low} … {high})</span>'
