"""Contrast as WCAG counts it."""

import pytest

from annotations.contrast import ENOUGH, NIGHT, by_night, contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#16324f", "#16324f", 1),
    ],
)
def test_contrast_is_the_one_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("colour", ["#000000", "#16324f", "#7a0019", "#0000ff", "#ffffff"])
def test_every_colour_can_be_read_by_night(colour: str) -> None:
    assert contrast(by_night(colour), NIGHT) >= ENOUGH
