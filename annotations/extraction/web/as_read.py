"""A page's tree as its reader sees it, where a library that takes words out of markup would say something else.

What is struck out, hidden or a remark of an editor is no part of the text; a raised digit is a power or the mark of a
note, and never a digit of the number before it. Text that is pasted goes by the same rules (static/js/paste.js).
"""

from __future__ import annotations

import re
from typing import Any

from annotations.extraction.web.archived import without_additions
from annotations.extraction.web.generated import write_out
from annotations.extraction.web.own_styles import hidden_by_styles, sheet_rules

#: Elements in a sentence that libraries take for none of it.
INLINE = {"time", "label", "output", "data", "meter", "ruby", "rb"}
#: How markup tells of a part of the page with its own tree, which browsers show; saved pages have the second.
SHADOW = {"shadowrootmode", "shadowmode"}
#: Elements in a sentence that hold no others than such.
PARTS_OF_WORDS = {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "small", "span", "strong", "u"}
BOXES = ("div", "p", "ul", "ol", "table", "section", "article", "figure", "h1", "h2", "h3", "h4")
#: Elements whose words do not stand, or stand above others for how these are spoken.
GONE = {"del", "s", "strike", "template", "annotation", "annotation-xml", "rt", "rp", "rtc"}
#: Raised and lowered parts of a formula (https://www.w3.org/TR/mathml-core/): the second of two, or of three.
OF_FORMULAS = {"msup": "sup", "msub": "sub"}
#: Elements that hold a page's words, which pages hide while they load.
WHOLE = ("html", "body", "main", "article")
#: How word processors mark what they keep beside the text.
REMARKS = {"msocomanchor", "msocomtext", "msocomoff"}
#: Classes by which designers keep words for those who don't see the page.
UNSEEN = {
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "u-visually-hidden",
    "mw-editsection",
    "katex-html",
}
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment"
    r"|text-decoration(-line)?\s*:[^;]*line-through|font-size\s*:\s*0(?![.\d])|text-indent\s*:\s*-\d{3}"
    r"|(?:left|top)\s*:\s*-\d{3,}px|opacity\s*:\s*0(?![.\d])(?!.*(?:transition|animation|transform))",
    re.IGNORECASE,
)
#: Raised and lowered words that are so by their style alone.
MOVED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
#: Between a whole number and its fraction, where blanks are not kept (https://www.unicode.org/reports/tr25/).
INVISIBLE_PLUS = "\u2064"
RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def as_read(tree: Any) -> Any:
    """`tree` (lxml), changed in place."""
    without_additions(tree)
    opened = {button.get("aria-controls") for button in tree.iter("button", "a") if button.get("aria-controls")}
    sheet = list(sheet_rules(tree))
    hidden = hidden_by_styles(tree, sheet)
    write_out(tree, sheet)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        gone = is_gone(element) or (element in hidden and not _holds_the_whole(element))
        if gone and element.get("id") not in opened:  # a press shows it
            _take_out(element)
        elif element.tag == "math":
            _tell_formula(element)
        elif element.tag == "button" and element.getparent().tag in ("p", "li", "td") and _stands_in_words(element):
            element.tag = "span"
        elif element.tag in ("sup", "sub") or MOVED.search(element.get("style") or ""):
            _set_apart(element)
        elif element.tag in INLINE or (element.tag == "code" and next(element.iterancestors("pre"), None) is None):
            element.tag = "span"
        elif element.tag == "q":
            _quote(element)
        elif element.tag == "template":
            element.tag = "div"  # a part of the page with its own tree, which browsers show
        elif element.tag == "pre" and len(element) == 0:
            _keep_lines(element)
    for element in list(tree.iter("div", "section", "article", "main")):
        _make_paragraphs(element)
    return tree


def _make_paragraphs(box: Any) -> None:
    """Words that stand loose in a box and begin with an element, "<b>Note:</b> the…": libraries break them apart."""
    run: list[Any] = []
    for child in [*box, None]:
        if child is not None and child.tag in PARTS_OF_WORDS and next(child.iter(*BOXES), None) is None:
            run.append(child)
            continue
        before = run[0].getprevious() if run else None
        said_before = box.text if before is None else before.tail
        if any((part.tail or "").strip() for part in run) and not (said_before or "").strip():
            paragraph = box.makeelement("p")
            run[0].addprevious(paragraph)
            paragraph.extend(run)
        run = []


def _tell_formula(math: Any) -> None:
    """A formula as words in the sentence, which libraries leave out."""
    for remark in list(math.iter("annotation", "annotation-xml")):
        _take_out(remark)
    for moved in reversed(list(math.iter(*OF_FORMULAS))):
        if len(moved) == 2:
            moved[1].text = set_apart("".join(moved[1].itertext()), OF_FORMULAS[moved.tag])
            moved[1][:] = []
    for fraction in reversed(list(math.iter("mfrac"))):
        if len(fraction) == 2:
            above, below = map(_unspaced, fraction)
            before = fraction.getprevious()
            whole = before is not None and _unspaced(before).isdecimal() and above.isdecimal()
            fraction.text = f"{INVISIBLE_PLUS if whole else ''}{in_brackets(above)}/{in_brackets(below)}"
            fraction[:] = []
    for root in reversed(list(math.iter("msqrt"))):
        root.text, root[:] = f"√{in_brackets(_unspaced(root))}", []
    words = _unspaced(math)
    math[:] = []
    math.tag, math.text = "span", words.replace(INVISIBLE_PLUS, " ")


def _unspaced(element: Any) -> str:
    """The words of a part of a formula, in which blanks have no meaning."""
    return "".join("".join(element.itertext()).split())


def in_brackets(words: str) -> str:
    """A part of a fraction so that in a line, too, it is read as one: "(a+b)/2"."""
    return f"({words})" if any(not (c.isalnum() or c in ".,") for c in words) else words


def _stands_in_words(element: Any) -> bool:
    before = element.getprevious()
    said = element.getparent().text if before is None else before.tail
    return bool((said or "").strip())


def is_gone(element: Any) -> bool:
    """Whether no reader sees the words of `element`, or sees that they do not count."""
    if element.tag in GONE:
        return not (SHADOW & set(element.keys()))
    if _holds_the_whole(element):
        return False
    if element.get("hidden") is not None:
        return True
    kinds = set((element.get("class") or "").lower().split())
    return bool(kinds & (REMARKS | UNSEEN)) or HIDDEN.search(element.get("style") or "") is not None


def _holds_the_whole(element: Any) -> bool:
    """Whether the page would go with it: such is hidden until a script or a style sheet shows it."""
    return element.tag in WHOLE or next(element.iter("h1", *WHOLE), None) is not None


def set_apart(words: str, tag: str) -> str:
    """Raised or lowered words so that they join no number: in letters of that kind, else after a sign.

    "10²", "CO₂", "noted [3]", "1st"; "10^a" where there is no such letter.
    """
    words = words.strip()
    if not any(c.isdecimal() for c in words):
        return words  # 1st, Mme
    if words[:1] in "[(*":
        return f" {words}"
    signs = words.translate(RAISED if tag == "sup" else LOWERED)
    if not any(c.isascii() and c.isalnum() for c in signs):
        return signs
    return f"^{words}" if tag == "sup" else f"_{words}"


def _set_apart(element: Any) -> None:
    """A link to the note stands in its place where it holds all of the words; other elements inside add nothing."""
    moved = MOVED.search(element.get("style") or "")
    tag = (
        element.tag
        if element.tag in ("sup", "sub") or moved is None
        else moved.group(1).replace("super", "sup").lower()
    )
    words = set_apart("".join(element.itertext()), tag)
    inner = element[0] if len(element) == 1 and element[0].tag == "a" and not (element.text or "").strip() else None
    for child in list(element):
        element.remove(child)
    element.text = words
    if inner is not None and words.strip():
        # Of a link in a raised element the library loses what follows it.
        element.tag, element.text = "a", words.lstrip()
        element.set("href", inner.get("href") or "")
        _say_before(element, words[: len(words) - len(words.lstrip())])


def _quote(element: Any) -> None:
    """A quotation in a sentence with the marks that browsers put around it."""
    element.tag, element.text = "span", f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def _keep_lines(element: Any) -> None:
    """Line breaks of preformatted words as elements: libraries take them for spaces."""
    first, *rest = (element.text or "").strip("\n").split("\n")
    element.text = first
    for line in rest:
        breaking = element.makeelement("br")
        breaking.tail = line
        element.append(breaking)


def _take_out(element: Any) -> None:
    """Without what follows it: an lxml element carries that as its tail."""
    _say_before(element, element.tail or "")
    element.getparent().remove(element)


def _say_before(element: Any, words: str) -> None:
    """Put `words` where `element` begins."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + words
