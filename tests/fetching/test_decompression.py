import gzip
import random
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest

from annotations.fetching.decompression import decompressor, zstd
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
        ("br", brotli.compress(WORDS)),
        ("zstd", zstd.compress(WORDS)),
        ("GZIP ", gzip.compress(WORDS, mtime=0)),
    ],
)
def test_codings(coding: str, data: bytes) -> None:
    assert feed(coding, data) == WORDS


def test_deflate_without_header() -> None:
    assert feed("deflate", raw_deflate(WORDS), step=1000) == WORDS


def test_two_gzip_members() -> None:
    assert feed("gzip", gzip.compress(WORDS, mtime=0) + gzip.compress(WORDS), step=10_000) == WORDS * 2


def test_two_zstd_frames() -> None:
    assert feed("zstd", zstd.compress(WORDS) + zstd.compress(WORDS), step=10_000) == WORDS * 2


PACKERS = [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress)]


@pytest.mark.parametrize(("coding", "pack"), PACKERS)
def test_a_bomb_stops_at_the_bound(coding: str, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b"0" * 100_000_000)
    tracemalloc.start()
    with pytest.raises(FetchError) as caught:
        feed(coding, bomb, room=1000, step=len(bomb))
    assert caught.value.code == "too_large"
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(("coding", "pack"), PACKERS)
def test_what_fits_comes_out_whole_in_any_steps(coding: str, pack: Callable[[bytes], bytes]) -> None:
    data = random.Random(coding).randbytes(200_000) + b"0" * 300_000
    for step in (1000, 65_536, 10_000_000):
        assert feed(coding, pack(data), room=len(data), step=step) == data


@pytest.mark.parametrize(("coding", "pack"), PACKERS)
def test_a_stream_that_breaks_off_is_not_finished(coding: str, pack: Callable[[bytes], bytes]) -> None:
    opened = decompressor(coding)
    opened.feed(pack(WORDS)[:-6], 10_000)
    assert not opened.finished


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_bytes_that_are_no_such_stream(coding: str) -> None:
    with pytest.raises(FetchError) as caught:
        feed(coding, b"<p>plain words, whatever the header says</p>" * 50)
    assert caught.value.code == "encoding"


def test_a_zstd_window_larger_than_the_web_allows_is_refused() -> None:
    wide = zstd.compress(random.Random(1).randbytes(20_000_000), options={zstd.CompressionParameter.window_log: 25})
    with pytest.raises(FetchError) as caught:
        feed("zstd", wide, room=30_000_000, step=1 << 20)
    assert caught.value.code == "encoding"


@pytest.mark.parametrize("coding", ["compress", "x", "none", "utf-8", "identity, none", ""])
def test_what_is_no_coding_is_read_as_it_came(coding: str) -> None:
    assert decompressor(coding).feed(b"words", 10) == b"words"


def test_codings_upon_each_other_come_off_in_order() -> None:
    packed = brotli.compress(gzip.compress(b"words"))
    assert decompressor("gzip, br").feed(packed, 100) == b"words"
    with pytest.raises(FetchError):
        decompressor("br, gzip").feed(packed, 100)


def test_a_bomb_inside_a_coding_is_stopped() -> None:
    packed = gzip.compress(gzip.compress(b"0" * 5_000_000))
    with pytest.raises(FetchError, match="too_large"):
        decompressor("gzip, gzip").feed(packed, 1_000_000)
