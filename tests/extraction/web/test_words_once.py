"""Whatever a page is made of, each word that is read stands in the text once, in its place and apart from the next."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotations.extraction.web.html import extract_html

#: Parts of a page; a digit stands for so many words that are nowhere else.
PARTS = (
    "<p>{9}. {8}.</p>",
    "<div>{9}.</div>",
    "{7}.<br>{6}.",
    "<p>{5}.<br>{4}.<br><br>{9}. {6}.</p>",
    "<figure><table><tr><td>{1}</td><td>{2}</td></tr></table><figcaption>{5}.</figcaption></figure>",
    "<figure><iframe src=x></iframe><figcaption>{5}.</figcaption></figure>",
    "<table><tr><td>{2}<br>{2}</td><td>{1}</td></tr><tr><td>{2}</td><td>{1}</td></tr></table>",
    "<dl><dt>{1}</dt><dd>{5}.</dd><dt>{1}</dt><dd>{6}.</dd></dl>",
    "<ul><li>{4}.</li><li><p>{5}.</p></li><li>{2}</li></ul>",
    "<blockquote>{8}.</blockquote>",
    "<div><span>{1}</span><div>{1}</div>{2}<div>{1}</div></div>",
    "<div><div>{1}</div>{2}<p>{9}.</p></div>",
    "<h2>{3}</h2>",
    "<details><summary>{3}</summary><p>{9}.</p></details>",
    " <b>{2}:</b> {6}. ",
    "<p><a href=/x>{6}.</a></p>",
)
WRAPS = (
    "<article><h1>The title</h1>%s</article>",
    "<h1>The title</h1>%s",
    "<div><div class=content><h1>The title</h1>%s</div></div>",
    "<main><h1>The title</h1><div>%s</div></main>",
)
WORD = re.compile(r"w\d+")


def filled(parts: list[str]) -> str:
    """The parts with words in them, each another one."""
    count = 0

    def words(found: re.Match[str]) -> str:
        nonlocal count
        count += int(found.group(1))
        return " ".join(f"w{number}" for number in range(count - int(found.group(1)) + 100, count + 100))

    return re.sub(r"\{(\d)\}", words, "".join(parts))


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=9), st.sampled_from(WRAPS))
def test_each_word_is_read_once(parts: list[str], wrap: str) -> None:
    page = wrap % filled(["<p>{9}. {9}.</p>", *parts])
    document = extract_html(page.encode(), charset="utf-8")
    read = WORD.findall(document.text)
    assert [word for word, times in Counter(read).items() if times > 1] == []
    assert read == [word for word in WORD.findall(page) if word in set(read)], "in their order"
    assert {*read, *WORD.findall(document.other_text)} == {*WORD.findall(page)}, "none is lost"
    assert not re.search(r"w\d+w", f"{document.text}\n{document.other_text}")
