"""What a page hides by the style sheets in its own markup (https://www.w3.org/TR/css-cascade-4/).

Sheets in files of their own are not there to be read; of those in the page the last and most specific word counts, as
in browsers. What a press brings forth is a part of the page, and so is what a script fades in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from cssselect import ExpressionError, HTMLTranslator, SelectorError, parse
from cssselect.parser import Class, CombinedSelector, Element, Hash
from lxml.etree import XPathError

#: Characters of style sheets, and rules in them, that are looked at.
MOST_CHARACTERS, MOST_RULES = 300_000, 1_000
#: Properties that hide words, and those by which a script or a movement shows them later.
HIDDEN_BY = {
    "display": ("none",), "visibility": ("hidden", "collapse"), "opacity": ("0", "0.0", "0%"),
    "text-decoration": ("line-through",), "text-decoration-line": ("line-through",),
}  # fmt: skip
MOVING = re.compile(r"transition|animation|transform")
SCREEN = {"", "all", "screen", "only screen"}
#: What elements are called whose words a press shows.
OPENED = re.compile(r"accordion|collaps|tab|panel|toggle|drop|expand|more|slide|carousel|modal|faq|answer|menu", re.I)
#: A page without scripts is not what its readers see.
WITHOUT_SCRIPTS = re.compile(r"no-?js|noscript", re.IGNORECASE)

#: How much a declaration counts: important, then specific, then late.
Weight = tuple[bool, tuple[int, int, int], int]
Declared = dict[str, tuple[Weight, str]]


@dataclass(frozen=True)
class Rule:
    """A selector with what it declares: (property, value, whether important)."""

    selector: Any
    order: int
    declarations: list[tuple[str, str, bool]]

    @property
    def hides(self) -> bool:
        return any(value in HIDDEN_BY[name] for name, value, _important in self.declarations if name in HIDDEN_BY)


def hidden_by_styles(tree: Any, sheet: list[Any]) -> set[Any]:
    """Elements of `tree` (lxml) that the rules of its `sheet_rules` hide, but for those that something brings forth."""
    rules = list(_rules(sheet))
    if not any(rule.hides for rule in rules):
        return set()
    index = Index(tree)
    found = {rule.order: index.found(rule.selector) for rule in rules if rule.hides}
    touched = set().union(*found.values())
    declared: dict[Any, Declared] = defaultdict(dict)
    for rule in rules:
        # Of the rules that show something, only those that may be about what another one hides.
        for element in found[rule.order] if rule.hides else index.found(rule.selector, among=touched):
            told = declared[element]
            for name, value, important in rule.declarations:
                weight = (important, rule.selector.specificity(), rule.order)
                if name not in told or told[name][0] <= weight:
                    told[name] = (weight, value)
    return {element for element, told in declared.items() if _hides(element, told)}


class Index:
    """Elements by tag, class and id: most rules are about none, and need no look at the whole page."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.by_name: dict[str, set[Any]] = defaultdict(set)
        for element in tree.iter():
            if isinstance(element.tag, str):
                for name in self._names(element):
                    self.by_name[name].add(element)

    @staticmethod
    def _names(element: Any) -> Iterator[str]:
        yield element.tag.lower()
        yield from (f".{name}" for name in (element.get("class") or "").split())
        if element.get("id"):
            yield f"#{element.get('id')}"

    def found(self, selector: Any, among: set[Any] | None = None) -> set[Any]:
        """What `selector` names, of the elements `among`."""
        names, is_plain = _last_names(selector.parsed_tree)
        sets = [self.by_name.get(name, set()) for name in names]
        likely = set.intersection(*sets, *([] if among is None else [among])) if sets else among
        if likely is not None and (is_plain or not likely):
            return likely
        try:
            named = set(self.tree.xpath(HTMLTranslator().selector_to_xpath(selector)))
        except (ExpressionError, XPathError):
            return set()
        return named if likely is None else named & likely


def _last_names(part: Any) -> tuple[list[str], bool]:
    """Tag, classes and id that each element named by a selector has, and whether that is all it says."""
    names, is_plain = [], True
    while part is not None:
        if isinstance(part, CombinedSelector):
            part, is_plain = part.subselector, False
        elif isinstance(part, Element):
            names += [part.element.lower()] if part.element else []
            return names, is_plain
        else:
            if isinstance(part, Class):
                names.append(f".{part.class_name}")
            elif isinstance(part, Hash):
                names.append(f"#{part.id}")
            else:
                is_plain = False
            part = getattr(part, "selector", None)
    return names, is_plain


def _hides(element: Any, told: Declared) -> bool:
    own = element.get("style") or ""
    if OPENED.search(f"{element.get('class')} {element.get('id')} {element.get('role')}"):
        return False
    values = {name: value for name, (_weight, value) in told.items() if not re.search(rf"\b{name}\s*:", own)}
    by = [name for name, hidden in HIDDEN_BY.items() if values.get(name) in hidden]
    return bool(by) and (by != ["opacity"] or not any(MOVING.match(name) for name in told))


def _rules(sheet: list[Any]) -> Iterator[Rule]:
    """All rules that hide something or may show it again, in order."""
    order = 0
    for rule in sheet:
        declarations = list(_declarations(rule))
        if any(name in HIDDEN_BY for name, _value, _important in declarations):
            for selector in _selectors(tinycss2.serialize(rule.prelude)):
                order += 1
                if order > MOST_RULES:
                    return
                yield Rule(selector, order, declarations)


def sheet_rules(tree: Any) -> Iterator[Any]:
    """The rules of the style sheets in the page that hold on a screen, in order, as tinycss2 gives them."""
    return rules_of(style.text or "" for style in tree.iter("style") if _counts(style))


def rules_of(sheets: Iterable[str]) -> Iterator[Any]:
    """The same of the text of style sheets, as far as they are not too long."""
    left = MOST_CHARACTERS
    for words in sheets:
        if len(words) <= left:
            left -= len(words)
            yield from _flat(tinycss2.parse_stylesheet(words, skip_comments=True, skip_whitespace=True))


def _counts(style: Any) -> bool:
    if any(above.tag == "noscript" for above in style.iterancestors()):
        return False
    return (style.get("media") or "").strip().lower() in SCREEN


def _flat(rules: list[Any]) -> Iterator[Any]:
    """Rules for every screen, those within `@media screen` as well."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif _is_media(rule) and tinycss2.serialize(rule.prelude).strip().lower() in SCREEN:
            yield from _flat(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _is_media(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None


def _declarations(rule: Any) -> Iterator[tuple[str, str, bool]]:
    for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and (one.lower_name in HIDDEN_BY or MOVING.match(one.lower_name)):
            yield one.lower_name, tinycss2.serialize(one.value).strip().lower(), one.important


def _selectors(words: str) -> list[Any]:
    """Those that name elements; browsers drop a rule with a selector that nobody understands."""
    if WITHOUT_SCRIPTS.search(words):
        return []
    try:
        return [selector for selector in parse(words) if selector.pseudo_element is None]
    except SelectorError:
        return []
