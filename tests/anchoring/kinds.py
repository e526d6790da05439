"""The kinds of edits. Each takes an article and a seeded chance and gives a Case, or raises Unfit."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.anchoring.articles import ALL, Article
from tests.anchoring.edits import CLOSE, NUMBER, OPEN, Case, Desk, Unfit, finish, typography

Edit = Callable[[Desk], None]
EXACT, MOVED, CHANGED, LOST = ("exact",), ("moved",), ("changed",), ("lost",)
KINDS: dict[str, Callable[[Article, random.Random], Case]] = {}


def kind(
    statuses: tuple[str, ...], *, least: int = 0, wanted: str = "", set_up: Edit | None = None
) -> Callable[[Edit], Edit]:
    """Register an edit. `set_up` prepares the old text; the quote's sentence has `least` letters and `wanted`."""

    def register(edit: Edit) -> Edit:
        name = edit.__name__

        def make(article: Article, chance: random.Random) -> Case:
            pattern = "|".join(map(re.escape, article.names)) if wanted == "name" else wanted
            desk = Desk(article, chance, least=least, wanted=pattern)
            if set_up:
                set_up(desk)
            before = desk.text()
            edit(desk)
            return finish(name, before, desk.text(), statuses)

        KINDS[name] = make
        return edit

    return register


def unmarked(words: str) -> str:
    return words.replace(OPEN, "").replace(CLOSE, "")


def other_number(words: str, chance: random.Random) -> str:
    found = chance.choice(list(NUMBER.finditer(words)))
    digits = list(found.group())
    at = chance.randrange(len(digits))
    digits[at] = str((int(digits[at]) + chance.randint(1, 8)) % 9 + (at == 0)) if digits[at].isdigit() else "7"
    return words[: found.start()] + "".join(digits) + words[found.end() :]


def twin(desk: Desk) -> None:
    """The quote's sentence stands in another paragraph, too."""
    p = desk.chance.choice(desk.other_paragraphs())
    desk.paragraphs[p].insert(desk.chance.randint(0, len(desk.paragraphs[p])), unmarked(desk.sentence))


def near_twin(desk: Desk) -> None:
    """A sentence in another paragraph differs from the quote's by a number or a word."""
    words = unmarked(desk.sentence)
    words = other_number(words, desk.chance) if NUMBER.search(words) else desk.replace_words(words, 1)
    if words == unmarked(desk.sentence):
        raise Unfit
    p = desk.chance.choice(desk.other_paragraphs())
    desk.paragraphs[p].insert(desk.chance.randint(0, len(desk.paragraphs[p])), words)


def delete(desk: Desk) -> None:
    del desk.paragraphs[desk.at[0]][desk.at[1]]


@kind(EXACT)
def edited_elsewhere(desk: Desk) -> None:
    for p in desk.chance.sample(desk.other_paragraphs(), 2):
        s = desk.chance.randrange(len(desk.paragraphs[p]))
        desk.paragraphs[p][s] = desk.replace_words(desk.paragraphs[p][s], 2)


@kind(EXACT)
def text_before_and_after(desk: Desk) -> None:
    desk.paragraphs.insert(desk.at[0], [desk.filler()])
    desk.paragraphs.append([desk.filler(), desk.filler()])


@kind(EXACT)
def sentence_inserted_before(desk: Desk) -> None:
    p, s = desk.at
    desk.paragraphs[p].insert(desk.chance.choice([s, 0]), desk.filler())


@kind(EXACT, least=30)
def words_edited_around(desk: Desk) -> None:
    words = desk.sentence
    if words.startswith(OPEN) and words.endswith(CLOSE):
        raise Unfit
    before, rest = words.split(OPEN)
    quote, after = rest.split(CLOSE)
    if len(before) >= 16:
        before = desk.replace_words(before, 1)
    elif len(after) >= 16:
        after = desk.replace_words(after, 1)
    else:
        raise Unfit
    desk.sentence = before + OPEN + quote + CLOSE + after


@kind(MOVED, least=24)
def paragraph_moved(desk: Desk) -> None:
    p = desk.at[0]
    places = [q for q in range(len(desk.paragraphs)) if abs(q - p) >= 3]
    if not places:
        raise Unfit
    paragraph = desk.paragraphs.pop(p)
    desk.paragraphs.insert(desk.chance.choice(places), paragraph)


@kind(MOVED, least=24)
def sentence_moved(desk: Desk) -> None:
    p, s = desk.at
    places = [q for q in range(len(desk.paragraphs)) if abs(q - p) >= 2]
    if len(desk.paragraphs[p]) == 1 or not places:
        raise Unfit
    sentence = desk.paragraphs[p].pop(s)
    q = desk.chance.choice(places)
    desk.paragraphs[q].insert(desk.chance.randint(0, len(desk.paragraphs[q])), sentence)


@kind(EXACT)
def paragraph_split(desk: Desk) -> None:
    p = desk.at[0]
    if len(desk.paragraphs[p]) < 2:
        raise Unfit
    cut = desk.chance.randrange(1, len(desk.paragraphs[p]))
    desk.paragraphs[p : p + 1] = [desk.paragraphs[p][:cut], desk.paragraphs[p][cut:]]


@kind(EXACT)
def paragraphs_joined(desk: Desk) -> None:
    if not desk.article.joint:
        raise Unfit
    p = min(desk.at[0], len(desk.paragraphs) - 2)
    desk.paragraphs[p : p + 2] = [desk.paragraphs[p] + desk.paragraphs[p + 1]]


@kind(CHANGED, least=24, wanted=r"\d")
def number_changed(desk: Desk) -> None:
    desk.inside(lambda words: other_number(words, desk.chance))


@kind(CHANGED, least=24)
def negation_put_in(desk: Desk) -> None:
    desk.inside(lambda words: desk.insert_word(words, desk.article.denial))


@kind(CHANGED, least=24, wanted=r"\b(?:not|no|No|never|don't|لم|Nunca|nunca)\s|没有")
def negation_taken_out(desk: Desk) -> None:
    desk.inside(lambda words: re.sub(r"\b(?:not|no|No|never|لم|Nunca|nunca)\s|n't|没有", "", words, count=1))


@kind(CHANGED, least=30, wanted="name")
def name_replaced(desk: Desk) -> None:
    def replaced(words: str) -> str:
        for name, other in desk.article.names.items():
            words = words.replace(name, other)
        if len(words) < 24 and desk.article.joint:
            raise Unfit
        return words

    desk.inside(replaced)


@kind(CHANGED, least=30)
def word_replaced(desk: Desk) -> None:
    desk.inside(lambda words: desk.replace_words(words, 1))


@kind(CHANGED, least=60)
def reworded(desk: Desk) -> None:
    desk.inside(lambda words: desk.replace_words(words, 2) if len(words) >= 50 else desk.replace_words(words, 1))


@kind(LOST)
def deleted(desk: Desk) -> None:
    delete(desk)


@kind(LOST, least=24, set_up=near_twin)
def deleted_beside_near_twin(desk: Desk) -> None:
    delete(desk)


@kind(LOST, least=24, set_up=twin)
def deleted_beside_twin(desk: Desk) -> None:
    delete(desk)


@kind(CHANGED, least=30, set_up=twin)
def corrected_beside_twin(desk: Desk) -> None:
    desk.inside(lambda w: other_number(w, desk.chance) if NUMBER.search(w) else desk.replace_words(w, 1))


@kind(EXACT, set_up=twin)
def repeated_quote(desk: Desk) -> None:
    desk.paragraphs.insert(0, [desk.filler()])
    p = desk.chance.choice(range(1, len(desk.paragraphs)))
    s = desk.chance.randrange(len(desk.paragraphs[p]))
    if OPEN not in desk.paragraphs[p][s]:
        desk.paragraphs[p][s] = desk.replace_words(desk.paragraphs[p][s], 1)


@kind(LOST, least=24)
def replaced_by_another_sentence(desk: Desk) -> None:
    desk.sentence = desk.filler()


@kind(LOST, least=40)
def deleted_within_its_sentence(desk: Desk) -> None:
    before, rest = desk.sentence.split(OPEN)
    after = rest.split(CLOSE)[1]
    if len(before) + len(after) < 20:
        raise Unfit
    desk.sentence = before + after


def deleted_beside_edited_neighbour(article: Article, chance: random.Random) -> Case:
    """The next sentence was nearly or wholly the same, and is edited while the quote's is deleted."""
    desk = Desk(article, chance, least=24)
    p, s = desk.at
    like = unmarked(desk.sentence)
    like = chance.choice([like, desk.replace_words(like, 1)])
    desk.paragraphs[p].insert(s + 1, like)
    before = desk.text()
    desk.paragraphs[p][s + 1] = desk.replace_words(like, 1)
    delete(desk)
    return finish("deleted_beside_edited_neighbour", before, desk.text(), LOST)


def near_twins_swapped(article: Article, chance: random.Random) -> Case:
    """The quote and a sentence that differs by a word take each other's place."""
    desk = Desk(article, chance, least=24)
    p, s = desk.at
    like, q = desk.replace_words(unmarked(desk.sentence), 1), chance.choice(desk.other_paragraphs())
    desk.paragraphs[q].append(like)
    before = desk.text()
    desk.paragraphs[q][-1], desk.paragraphs[p][s] = desk.sentence, like
    return finish("near_twins_swapped", before, desk.text(), MOVED + EXACT)


@kind(LOST)
def paragraph_rewritten(desk: Desk) -> None:
    desk.paragraphs[desk.at[0]] = desk.chance.sample(desk.article.filler, 3)


def typographic(article: Article, chance: random.Random) -> Case:
    desk = Desk(article, chance)
    return finish("typographic", desk.text(), typography(desk.text(), chance), EXACT)


def article_replaced(article: Article, chance: random.Random) -> Case:
    other = chance.choice([a for a in ALL.values() if a is not article])
    return finish("article_replaced", Desk(article, chance).text(), unmarked(Desk(other, chance).text()), LOST)


for made in (typographic, article_replaced, deleted_beside_edited_neighbour, near_twins_swapped):
    KINDS[made.__name__] = made
