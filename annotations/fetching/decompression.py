"""Content codings with a bound on what comes out, so that a small answer cannot fill the memory."""

from __future__ import annotations

import sys
import zlib
from typing import Protocol

import brotli

from annotations.fetching.errors import FetchError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 1 << 16
#: RFC 9659: content coded with zstd needs a window of at most 8 MB.
ZSTD_WINDOW: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class Decompressor(Protocol):
    """One body's coding, fed piece by piece."""

    @property
    def finished(self) -> bool:
        """Whether the stream came to its end."""

    def feed(self, data: bytes, room: int) -> bytes:
        """Decompress `data`; raises FetchError when more than `room` bytes come out or it is no such stream."""


class Identity:
    """No coding; `feed` gives what it is given."""

    finished = True

    def feed(self, data: bytes, room: int) -> bytes:
        if len(data) > room:
            raise FetchError("too_large")
        return data


class Zlib:
    """gzip (several members, too) or deflate (with or without its zlib header)."""

    def __init__(self, coding: str) -> None:
        self.gzip = coding in ("gzip", "x-gzip")
        self.inner = zlib.decompressobj(31 if self.gzip else 15)
        self.started = False

    @property
    def finished(self) -> bool:
        return self.inner.eof

    def feed(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data:
            try:
                piece = self.inner.decompress(data, PIECE)
            except zlib.error as exc:
                if self.gzip or self.started:
                    raise FetchError("encoding") from exc
                self.inner = zlib.decompressobj(-15)  # "deflate" without a header, as some servers send it
                self.started = True
                continue
            self.started = True
            out += piece
            if len(out) > room:
                raise FetchError("too_large")
            data = self.inner.unconsumed_tail
            if self.inner.eof and self.gzip and self.inner.unused_data.startswith(b"\x1f\x8b"):
                data, self.inner = self.inner.unused_data, zlib.decompressobj(31)
        return bytes(out)


class Brotli:
    def __init__(self) -> None:
        self.inner = brotli.Decompressor()

    @property
    def finished(self) -> bool:
        return bool(self.inner.is_finished())

    def feed(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        try:
            # What follows the end of the stream is none of ours; before it, no more comes when nothing does.
            while not self.inner.is_finished():
                piece = self.inner.process(data, output_buffer_limit=PIECE)
                if not piece and self.inner.can_accept_more_data():
                    break
                out += piece
                data = b""
                if len(out) > room:
                    raise FetchError("too_large")
        except brotli.error as exc:
            raise FetchError("encoding") from exc
        return bytes(out)


class Zstd:
    """One frame or several."""

    def __init__(self) -> None:
        self.inner = zstd.ZstdDecompressor(options=ZSTD_WINDOW)

    @property
    def finished(self) -> bool:
        return self.inner.eof

    def feed(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        try:
            while data or not (self.inner.needs_input or self.inner.eof):
                if self.inner.eof:
                    self.inner = zstd.ZstdDecompressor(options=ZSTD_WINDOW)
                out += self.inner.decompress(data, max_length=PIECE)
                data = self.inner.unused_data if self.inner.eof else b""
                if len(out) > room:
                    raise FetchError("too_large")
        except zstd.ZstdError as exc:
            raise FetchError("encoding") from exc
        return bytes(out)


class Chain:
    """Codings upon each other, in the order in which they come off."""

    def __init__(self, codings: list[Decompressor]) -> None:
        self.codings = codings

    @property
    def finished(self) -> bool:
        return all(coding.finished for coding in self.codings)

    def feed(self, data: bytes, room: int) -> bytes:
        for coding in self.codings:
            data = coding.feed(data, room) if data else b""
        return data


#: As many codings as anybody ever put upon each other.
MOST_CODINGS = 5


def decompressor(codings: str) -> Decompressor:
    """For the value of Content-Encoding (RFC 9110, section 8.4), in which what is no coding counts for none.

    Raises FetchError for more codings than make sense.
    """
    chain = [coding for name in reversed(codings.split(",")) if (coding := _one(name.strip().lower())) is not None]
    if len(chain) > MOST_CODINGS:
        raise FetchError("encoding")
    return chain[0] if len(chain) == 1 else Chain(chain) if chain else Identity()


def _one(name: str) -> Decompressor | None:
    if name in ("gzip", "x-gzip", "deflate"):
        return Zlib(name)
    if name == "br":
        return Brotli()
    return Zstd() if name == "zstd" else None
