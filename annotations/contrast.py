"""Whether words can be read on a colour (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""

from __future__ import annotations

#: What WCAG asks of words at their usual size.
ENOUGH = 4.5
#: The pages for readers by day, and the lightest that stands on them by night (static/css/base.css).
PAPER, NIGHT = "#fbfaf8", "#1d2024"
Colour = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Between two colours as #rrggbb: from 1 to 21."""
    lighter, darker = sorted((_luminance(_parts(one)), _luminance(_parts(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def by_night(colour: str) -> str:
    """`colour`, lightened until it can be read on the page by night."""
    red, green, blue = _parts(colour)
    for step in range(21):
        share = step / 20
        mixed = "#" + "".join(f"{round(255 * (part + (1 - part) * share)):02x}" for part in (red, green, blue))
        if contrast(mixed, NIGHT) >= ENOUGH:
            return mixed
    return "#ffffff"


def _parts(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
