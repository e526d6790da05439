"""Parsing happens in a child with limits; a hostile document kills only that."""

import pytest

from annotations.extraction.document import Unreadable
from annotations.parsing import Parser
from tests.web import PAGE


@pytest.fixture
def parser():
    made = Parser()
    yield made
    made.close()


def test_a_page_comes_back_as_a_document(parser: Parser) -> None:
    document = parser.extract(PAGE.encode(), media_type="text/html")
    assert "27 hours" in document.text
    assert document.blocks[0].kind


def test_one_child_serves_many_documents(parser: Parser) -> None:
    parser.extract(b"one", media_type="text/plain")
    first = parser._child.pid
    parser.extract(b"two", media_type="text/plain")
    assert parser._child.pid == first


def test_what_takes_too_long_is_stopped_and_the_next_one_works(parser: Parser, settings) -> None:
    parser.extract(b"warm", media_type="text/plain")
    settings.PARSE_MAX_SECONDS = 0.2
    attributes = " ".join(f"a{n}=1" for n in range(200_000))
    hostile = f"<html><body><p {attributes}>x</p></body></html>".encode()
    with pytest.raises(Unreadable, match="took_too_long"):
        parser.extract(hostile, media_type="text/html")
    settings.PARSE_MAX_SECONDS = 20
    assert parser.extract(b"after", media_type="text/plain").text == "after"


def test_a_killed_child_is_replaced(parser: Parser) -> None:
    parser.extract(b"one", media_type="text/plain")
    parser._child.kill()
    parser._child.wait()
    assert parser.extract(b"two", media_type="text/plain").text == "two"
