import gzip
import zlib

import pytest

from annotations.fetching.decompression import decompressor
from annotations.fetching.errors import FetchError


def feed(coding: str, data: bytes, room: int = 10_000, step: int = 7) -> bytes:
    opened, out = decompressor(coding), b""
    for start in range(0, len(data), step):
        out += opened.feed(data[start : start + step], room - len(out))
    return out


WORDS = b"harbour " * 100


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(WORDS, mtime=0)),
        ("deflate", zlib.compress(WORDS)),
        ("identity", WORDS),
        ("GZIP ", gzip.compress(WORDS, mtime=0)),
    ],
)
def test_codings(coding: str, data: bytes) -> None:
    assert feed(coding, data) == WORDS


def test_deflate_without_header() -> None:
    assert feed("deflate", raw_deflate(WORDS), step=1000) == WORDS


def test_two_gzip_members() -> None:
    assert feed("gzip", gzip.compress(WORDS, mtime=0) + gzip.compress(WORDS), step=10_000) == WORDS * 2


def test_a_bomb_stops_at_the_bound() -> None:
    with pytest.raises(FetchError) as caught:
        feed("gzip", gzip.compress(b"0" * 10_000_000), room=1000, step=10_000)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("coding", ["br", "zstd", "x"])
def test_other_codings_are_refused(coding: str) -> None:
    with pytest.raises(FetchError):
        decompressor(coding)
