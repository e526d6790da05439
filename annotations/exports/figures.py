"""Figures as CSV (RFC 4180), for spreadsheets."""

from __future__ import annotations

import csv
import io

from annotations.presenters.newsroom.figures import Figure, balances
from annotations.services.newsroom.figures import PERIODS

COLUMNS = (
    "verified", "disputed", "unverifiable", "all", "median_days", "returned", "disputed_from", "disputed_to",
    "apart", "apart_from", "apart_to", "checks_from", "checks_to",
)  # fmt: skip
#: Byte order mark: without it spreadsheets take UTF-8 for the encoding of their country.
MARK = "\ufeff"
#: A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures_csv(figures: list[Figure], by: str) -> str:
    """A line a group; names of columns are the same in every language.

    `disputed_from` and `disputed_to` are the ends of the interval of the share of disputed verdicts, in per cent.
    `apart` is by how many points that share lies above the one of all other groups, with its interval; `checks_` are
    the ends of the interval of the group's share of all checks. Empty for too few.
    """
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out)
    writer.writerow([by, *COLUMNS])
    for figure, balance in zip(figures, balances(figures), strict=True):
        name = figure.key if by in PERIODS else plain(figure.name)
        days = "" if figure.days is None else figure.days
        _share, *ends = figure.disputed or ("", "", "")
        apart = balance.apart or ("", "", "")
        _checks, *checks = balance.attention or ("", "", "")
        writer.writerow([name, *figure.counts.values(), figure.total, days, figure.returned, *ends, *apart, *checks])
    return out.getvalue()


def plain(words: str) -> str:
    """`words` so that no spreadsheet runs them."""
    return f"'{words}" if words.startswith(FORMULA) else words


def agreement_csv(counts: dict[tuple[str, str], int]) -> str:
    """A line for each pair of ratings: the first person's, the second's, how often."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out)
    writer.writerow(["first", "second", "count"])
    writer.writerows([first, second, count] for (first, second), count in sorted(counts.items()))
    return out.getvalue()
