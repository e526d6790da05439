"""Words in drawings stand apart where a reader sees them apart."""

from __future__ import annotations

import pytest

from annotations.extraction.extract import extract

SVG = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<text><tspan x='1'>2021</tspan><tspan x='50'>1,842</tspan></text>", "2021 1,842"),
        ("<text y='9'><tspan x='1' y='9'>Dues</tspan><tspan x='1' y='20'>in euros</tspan></text>", "Dues in euros"),
        ("<text><tspan x='1' dy='12'>Dues</tspan><tspan x='1' dy='12'>rose</tspan></text>", "Dues rose"),
        ("<text><tspan x='1' y='9'>Du</tspan><tspan x='8' y='9'>es</tspan></text>", "Dues"),
        ("<text>14<tspan> per cent</tspan></text>", "14 per cent"),
    ],
)
def test_parts_of_a_text(markup: str, words: str) -> None:
    assert extract(SVG.format(markup).encode(), media_type="image/svg+xml").text == words
