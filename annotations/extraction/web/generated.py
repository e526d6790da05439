"""Words that stand in a page by its style sheets alone (https://www.w3.org/TR/css-content-3/): "Superseded" in a bar,
the sign of percent behind each number of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from cssselect import SelectorError, parse

from annotations.extraction.web.own_styles import Index

PLACES = ("before", "after")
#: Words, or signs that say something of the number beside them; no bullets, quotes and letters of icons.
SAYS = re.compile(r"[^\W_]{2}|[%‰°€$£¥₹]")
ICON = re.compile(r"^\s*[a-z0-9]+(_[a-z0-9]+)+\s*$")
BOXES = {"block", "flex", "grid", "table", "list-item"}
MOST_RULES, MOST_WORDS = 200, 300
#: Elements that one rule is about; more are a layout's.
MOST_PLACES = 5_000

#: (specificity, order) of a rule, its words, and whether they stand on lines of their own.
Said = tuple[tuple[Any, int], str, bool]


def write_out(tree: Any, sheet: Iterable[Any]) -> None:
    """Put such words where they stand, in `tree` (lxml); `sheet` are rules as own_styles.py gives them."""
    rules = list(_rules(sheet))
    if not rules:
        return
    index = Index(tree)
    told: dict[tuple[Any, str], Said] = {}
    for order, (selector, place, words, is_box) in enumerate(rules):
        weight = (selector.specificity(), order)
        named = index.found(selector)
        for element in named if len(named) <= MOST_PLACES else ():
            if (element, place) not in told or told[element, place][0] <= weight:
                told[element, place] = (weight, words, is_box)
    for (element, place), (_weight, words, is_box) in told.items():
        if words and not any(above.tag in ("head", "script", "style") for above in (element, *element.iterancestors())):
            _put(element, place, words, is_box=is_box)


def _put(element: Any, place: str, words: str, *, is_box: bool) -> None:
    if is_box:
        box = element.makeelement("div")
        box.text = words
        if place == "before":
            box.tail, element.text = element.text, None
            element.insert(0, box)
        else:
            element.append(box)
    elif place == "before":
        element.text = f"{words}{element.text or ''}"
    elif len(element):
        element[-1].tail = f"{element[-1].tail or ''}{words}"
    else:
        element.text = f"{element.text or ''}{words}"


def _rules(sheet: Iterable[Any]) -> Iterator[tuple[Any, str, str, bool]]:
    """(selector, place, words, whether they make a box), in order; without words where a rule takes them away."""
    count = 0
    for rule in sheet:
        if ":" not in (prelude := tinycss2.serialize(rule.prelude)) or not any(place in prelude for place in PLACES):
            continue
        told = {
            one.lower_name: one
            for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            if one.type == "declaration"
        }
        if "content" not in told:
            continue
        display = tinycss2.serialize(told["display"].value).strip().lower() if "display" in told else ""
        words = "" if display == "none" else _words(told["content"].value)
        try:
            selectors = parse(prelude)
        except SelectorError:
            continue
        for selector in selectors:
            if selector.pseudo_element in PLACES and (count := count + 1) <= MOST_RULES:
                yield selector, selector.pseudo_element, words, display in BOXES


def _words(value: list[Any]) -> str:
    """The words of `content`; "" where they are no words, or come from elsewhere (`attr()`, counters, pictures)."""
    parts = [token for token in value if token.type not in ("whitespace", "comment")]
    if not all(token.type == "string" for token in parts):
        return ""
    words = "".join(token.value for token in parts)
    return words[:MOST_WORDS] if SAYS.search(words) and not ICON.match(words) else ""
