"""Values of a workbook as their cells show them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from annotations.extraction.office.cell_formats import shown

DAY = date(2024, 3, 5)
MOMENT = datetime(2024, 3, 5, 15, 5, 9)  # noqa: DTZ001 - workbooks know no zone


@pytest.mark.parametrize(
    ("value", "pattern", "words"),
    [
        (3.75, "0.##", "3.75"), (3.75, "#,##0.0#", "3.75"), (14.25, "0.0", "14.3"), (2.5, "0", "3"), (0.285, "0%", "29%"),
        (0.1425, "0.0%", "14.3%"), (1.5e-7, "0.00E+00", "1.50E-07"), (1842000, "0.00E+00", "1.84E+06"), (1842000, "##0.0E+0", "1.8E+6"),
            (0, "0.00E+00", "0.00E+00"), (9.999, "0.0E-0", "1.0E1"), (-1842, "0E+0", "-2E+3"), (1234.5, "General", "1234.5"),
        (1842000, "#,##0 \"euros\"", "1,842,000 euros"), (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"), (0, "0.0", "0.0"),
        (14200000, '#,##0.0,,"M"', "14.2M"), (1234567, '#,##0,"k"', "1,235k"), (True, "0", "TRUE"), ("words", "0", "words"),
        (14.5, "[$€-407]#,##0.00", "€14.50"), (14.5, "#,##0.00 [$€-407]", "14.50 €"), (-1200, "#,##0;(#,##0)", "(1,200)"),
        (7, "000", "007"), (5, ";;;", ""), (0.125, "0.0 %", "12.5 %"), (0.1, '0.0 "%"', "0.1 %"), (1e27, "0.00", "1e+27"),
        (750, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "750"), (45000, '[>=1000000]0.0,,"M";0', "45000"), (1234, "# ##0", "1234"),
        (0.5, "# 00/00", "1/2"), (time(12), "d/m/yyyy h:mm", "12:00:00"), (-5, ";;;", ""), (3, '0;-0;"none"', "3"),
    ],
)  # fmt: skip
def test_numbers(value: Any, pattern: str, words: str) -> None:
    assert shown(value, pattern) == words


@pytest.mark.parametrize(
    ("value", "pattern", "words"),
    [(0.5, "# ?/?", "1/2"), (1.25, "# ?/?", "1 1/4"), (-1.25, "# ?/?", "-1 1/4"), (2, "# ?/?", "2"), (0, "# ?/?", "0"),
     (0.3, "# ?/8", "2/8"), (1.5, "?/?", "3/2"), (0.333, "# ??/??", "1/3")],
)  # fmt: skip
def test_fractions(value: float, pattern: str, words: str) -> None:
    assert shown(value, pattern) == words


@pytest.mark.parametrize(
    ("value", "pattern", "words"),
    [
        (DAY, "dd\\.mm\\.yyyy", "05.03.2024"), (DAY, "DD.MM.YYYY", "05.03.2024"), (DAY, "d-mmm-yy", "5-Mar-24"),
        (DAY, "yyyy-mm-dd", "2024-03-05"), (DAY, "d/m/yyyy;@", "5/3/2024"), (DAY, "[$-409]mmmm d, yyyy", "March 5, 2024"),
        (DAY, "dddd", "Tuesday"), (DAY, "ddd", "Tue"), (DAY, "mmmmm", "M"), (DAY, "yyyy", "2024"), (DAY, "mmmm yyyy", "March 2024"),
        (DAY, '[$-411]yyyy"年"m"月"d"日"', "2024年3月5日"), (DAY, '"Week of" d mmm', "Week of 5 Mar"),
        (MOMENT, "m/d/yyyy h:mm AM/PM", "3/5/2024 3:05 PM"), (MOMENT, "hh:mm:ss", "15:05:09"), (MOMENT, "mm:ss", "05:09"),
        (MOMENT, "yyyy-mm-dd hh:mm", "2024-03-05 15:05"), (time(0, 30), "h:mm AM/PM", "12:30 AM"), (time(15, 30), "h A/P", "3 P"),
    ],
)  # fmt: skip
def test_dates(value: Any, pattern: str, words: str) -> None:
    assert shown(value, pattern) == words


@pytest.mark.parametrize(
    "pattern", ["mm-dd-yy", "General", "[$-407]d. mmmm yyyy", "[$-F800]dddd, mmmm dd, yyyy", "0.00", ""]
)
def test_a_date_whose_look_depends_on_its_reader_is_told_by_the_standard(pattern: str) -> None:
    assert shown(DAY, pattern) == "2024-03-05"
    assert shown(MOMENT, "m/d/yy h:mm") == "2024-03-05 15:05"


@pytest.mark.parametrize(
    ("value", "pattern", "words"),
    [(timedelta(hours=27, minutes=30), "[h]:mm", "27:30"), (timedelta(minutes=5, seconds=7), "[mm]:ss", "05:07")],
)
def test_lengths_of_time(value: timedelta, pattern: str, words: str) -> None:
    assert shown(value, pattern) == words
