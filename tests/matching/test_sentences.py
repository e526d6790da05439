import pytest

from annotations.matching.sentences import sentence_starts


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("One came. Two left.", "en", 2),
        ("Mr. Rowan came. He left.", "en", 2),
        ("قالت الوزارة ذلك. ونفت النقابة.", "ar", 2),
        ("", "en", 0),
        ("No end", "xx", 1),
    ],
)
def test_sentences(text: str, language: str, count: int) -> None:
    starts = sentence_starts(text, language)
    assert len(starts) == count
    assert starts == sorted(set(starts))
    assert all(not text[start].isspace() for start in starts)
