import pytest

from annotations.anchoring.quotes import find_quote


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("It was “27 hours” — not more.", '"27 hours" - not', "“27 hours” — not"),
        ("the long-term debt", "longterm debt", "long-term debt"),
        ("the nonpartisan body", "non-partisan body", "nonpartisan body"),
        ("the Aix-Marseille port", "AixMarseille port", "Aix-Marseille port"),
        ("a share of 14³ per cent", "14 per cent", "14³ per cent"),
        ("a share of 14 [3] per cent", "14 per cent", "14 [3] per cent"),
        ("as was said¹² before", "said before", "said¹² before"),
        ("year\ndues\n2023\n14.2", "2023,14.2", "2023\n14.2"),
        ("year\ndues\n2023\n14.2", "2023; 14.2", "2023\n14.2"),
        ("Año\nValor\n2023\n14,2", "2023;14,2", "2023\n14,2"),
        ("year\n2023\n1,842,000", '2023,"1,842,000"', "2023\n1,842,000"),
    ],
)
def test_another_reading_is_found(text: str, quote: str, found: str) -> None:
    place = find_quote(text, quote)
    assert place
    assert text[slice(*place)] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("3-4 million euros", "34 million euros"),
        ("10⁶ tonnes", "10 tonnes"),
        ("10⁶ tonnes", "106 tonnes"),
        ("25 m² of it", "25 m of it"),
        ("9 km² of it", "9 km of it"),
        ("14³ per cent", "143 per cent"),
        ("the COVID-19 order", "COVID19 order"),
        ("1,842,000 euros", "1 842 000 euros"),
        ("Chapter 1\n5 people came", "1,5"),
        ("2023\n14.2", "3,14"),
        ("year\n2023\n14.25", "2023,14.2"),
        ("said so", "  "),
        ("said so", "[3]"),
    ],
)
def test_what_counts_is_never_left_out(text: str, quote: str) -> None:
    assert find_quote(text, quote) is None
