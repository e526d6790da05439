"""The words of a text as matching sees them: one form for what reporters write in several."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Words longer than this are cut: "inspection" and "inspected" begin alike, and so do most inflected forms in
#: languages that inflect at the end. A stemmer for each language would need to know the language.
STEM = 6
#: Characters of the longest word, which only a number can be.
LONGEST = 20

#: Words that say nothing of a claim's subject. English, Spanish, Arabic, German, French.
STOP_WORDS = """
a about after all also am an and any are as at be been being but by did do does for from had has have he her his
if in into is it its more most no not of on or our she so some than that the their them there they this to was we
were what when which who will with would you percent per cent year years said says
al como con cuando de del desde el en entre es esta este fue ha han hasta la las le lo los más mas mil muy no o
para pero por que se según si sin sobre son su sus un una y ya ciento año años dijo
ab als am an auf aus bei das dass dem den der des die ein eine einem einen einer er es für hat haben im in ist
mit nach nicht noch oder sich sie sind um und vom von vor war waren werden wird wurde wurden zu zum zur prozent
au aux avec ce ces cette dans de des du elle en est et été il ils je la le les leur mais ne nous on ont ou par pas
plus pour qu que qui sa se ses son sont sur un une vous pourcent
في من على إلى عن مع هذا هذه ذلك التي الذي ان انه انها كان كانت قد لم لا ما هو هي او ثم بعد قبل كل منذ بين عند
خلال المئه المائه بالمئه بالمائه عام قال قالت
"""

#: What multiplies the number before it.
MAGNITUDES = {
    "thousand": 10**3, "mil": 10**3, "tausend": 10**3, "mille": 10**3, "ألف": 10**3, "آلاف": 10**3,
    "million": 10**6, "millions": 10**6, "millón": 10**6, "millones": 10**6, "millionen": 10**6,
    "مليون": 10**6, "ملايين": 10**6,
    "billion": 10**9, "billions": 10**9, "milliarden": 10**9, "milliards": 10**9, "مليار": 10**9,
    "千": 10**3, "万": 10**4, "亿": 10**8,
}  # fmt: skip

# Scripts without spaces between words, and Korean, whose particles are glued to them.
UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# Combining vowels of Indic scripts are no letters to `re`.
INDIC = "\u0900-\u0963\u0966-\u0dff\u0f00-\u109f"
TOKEN = re.compile(rf"(?P<number>\d+(?:[.,]\d+)*)|(?P<glued>[{UNSPACED}]+)|(?:(?![{UNSPACED}\d])[^\W_]|[{INDIC}])+")
ACCENTS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]")
GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}([.,'’ ])\d{3}(?:\1\d{3})*(?![\d])(?![.,]\d{3})")
ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|en|e|as?|os?)$")
ARABIC_START = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل)|و)(?=\w{3})")
ARABIC_END = re.compile(r"(?<=\w{3})(?:ات|ون|ين|ان|ها|ه|ا)$")
SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "٬": ",", "٫": "."})


def words_of(text: str) -> list[str]:
    """The words of `text` in order, folded, stemmed and without stop words; numbers as digits.

    It takes no language: a claim and a question must give the same words whatever each says its language is.
    "4,100", "4.100", "4 100", "٤١٠٠" and "4.1 thousand" are all "4100"; a decimal keeps its point.
    """
    words: list[str] = []
    for match in TOKEN.finditer(_numbers(fold(text))):
        token = match.group()
        if match["number"]:
            words.append(token.replace(",", ".")[:LONGEST])
        elif match["glued"]:
            words += [token[i : i + 2] for i in range(len(token) - 1)]
        elif token not in STOP and len(stemmed := stem(token)) > 1:
            words.append(stemmed)
    return words


def plain_words(text: str) -> list[str]:
    """Every word of `text`, folded and otherwise as it stands; Arabic without article and glued particles."""
    return [_bare(token[0]) for token in TOKEN.finditer(fold(text))]


def is_number(word: str) -> bool:
    return word[0].isdigit()


def fold(text: str) -> str:
    """Case, accents, Arabic marks and the digits of other scripts folded."""
    if text.isascii():
        return text.lower()
    text = ACCENTS.sub("", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()))
    text = unicodedata.normalize("NFC", text).translate(SAME_LETTERS)
    return re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit.group())), text)


def _numbers(text: str) -> str:
    """Thousands without their marks, "4.1 thousand" as 4100.

    A mark before exactly three digits is taken for thousands in every language, as nobody knows whose habit it is;
    a decimal of three places ("1.234") reads like thousands on both sides of a comparison, which does no harm.
    """
    return SCALED.sub(_scale, GROUPS.sub(lambda number: re.sub(r"\D", "", number[0]), text))


def _scale(number: re.Match[str]) -> str:
    value = float(number[1].replace(",", ".")) * SCALES[number[2]]
    return f"{value:.6f}".rstrip("0").rstrip(".") + " "


@lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    return ARABIC_START.sub("", word) if _is_arabic(word) else word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The beginning that most forms of a folded `word` share, whatever its language."""
    ending = ARABIC_END if _is_arabic(word) else ENDING
    return ending.sub("", _bare(word))[:STEM]


def _is_arabic(word: str) -> bool:
    return "\u0620" <= word[0] <= "\u064a"


STOP = frozenset(fold(STOP_WORDS).split())
SCALES = {fold(word): factor for word, factor in MAGNITUDES.items()}
# A number of more digits has no word after it; without a bound each digit would look at all that follow.
SCALED = re.compile(
    r"(?<!\d)(\d{1,20}(?:[.,]\d{1,20})?)\s?"
    rf"({'|'.join(sorted(SCALES, key=len, reverse=True))})(?![a-z\u0620-\u064a])"
)
