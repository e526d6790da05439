from annotations.anchoring.difference import ClaimRow, Piece, compare, difference


def told(old: str, new: str) -> str:
    """The difference with [-removed-] and {+added+} words."""
    shown = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(shown[piece.kind].format(piece.text) for piece in difference(old, new))


def test_numbers_change_as_a_whole() -> None:
    assert told("It cost 1,204 crowns.", "It cost 1,205 crowns.") == "It cost [-1,204-]{+1,205+} crowns."


def test_a_negation_is_seen() -> None:
    assert told("She did sign.", "She did not sign.") == "She did {+not +}sign."


def test_scripts_without_spaces_go_letter_by_letter() -> None:
    assert told("港口今天开放。", "港口今天不开放。") == "港口今天{+不+}开放。"


def test_other_quotation_marks_are_no_change() -> None:
    assert difference("“Never” – he said", '"Never" - he said') == [Piece("same", '"Never" - he said')]


def test_small_words_do_not_hold_unlike_sentences_together() -> None:
    assert [p.kind for p in difference("The rise of the port", "Nobody saw the bakers leave")] == ["removed", "added"]


def test_nothing_and_something() -> None:
    assert difference("", "") == []
    assert difference("", "a b") == [Piece("added", "a b")]
    assert difference("a b", "") == [Piece("removed", "a b")]


OLD = [
    "A lead about ships.",
    "The bulletin lists 1,204 calls.",
    "The union doubts each of the figures.",
    "Rain is due.",
]


def rows(old: list[str], new: list[str]) -> list[tuple[str, str | None, str | None]]:
    texts = "\n".join(old), "\n".join(new)
    return [
        (row.kind, row.old and texts[0][slice(*row.old)], row.new and texts[1][slice(*row.new)])
        for row in compare(*texts)
    ]


def test_two_versions_side_by_side() -> None:
    new = [OLD[0], "A note.", OLD[1].replace("1,204", "1,310"), OLD[2]]
    assert rows(OLD, new) == [
        ("same", OLD[0], OLD[0]),
        ("added", None, "A note."),
        ("changed", OLD[1], new[2]),
        ("same", OLD[2], OLD[2]),
        ("removed", OLD[3], None),
    ]


def test_a_moved_paragraph_stands_where_it_is_now() -> None:
    assert [row[0] for row in rows(OLD, [OLD[2], OLD[0], OLD[1], OLD[3]])] == ["moved", "same", "same", "same"]


def test_a_split_paragraph_is_changed_and_its_rest_added() -> None:
    old, new = ["One long sentence here. Two is short."], ["One long sentence here.", "Two is short."]
    assert rows(old, new) == [("changed", old[0], new[0]), ("added", None, new[1])]


def test_other_typography_is_the_same_paragraph() -> None:
    assert compare("“a”\n\nb", '"a"\nb') == [ClaimRow("same", (0, 3), (0, 3)), ClaimRow("same", (5, 6), (4, 5))]
