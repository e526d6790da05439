"""Figures as CSV (RFC 4180), for spreadsheets."""

from __future__ import annotations

import csv
import io

from annotations.presenters.figures import Figure

COLUMNS = ("verified", "disputed", "unverifiable", "all", "median_days", "returned", "disputed_from", "disputed_to")
#: A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures_csv(figures: list[Figure], by: str) -> str:
    """A line a group; names of columns are the same in every language.

    `disputed_from` and `disputed_to` are the ends of the interval of the share of disputed verdicts, in per cent; empty
    for too few.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([by, *COLUMNS])
    for figure in figures:
        name = figure.key if by == "week" else plain(figure.name)
        days = "" if figure.days is None else figure.days
        _share, *ends = figure.disputed or ("", "", "")
        writer.writerow([name, *figure.counts.values(), figure.total, days, figure.returned, *ends])
    return out.getvalue()


def plain(words: str) -> str:
    """`words` so that no spreadsheet runs them."""
    return f"'{words}" if words.startswith(FORMULA) else words
