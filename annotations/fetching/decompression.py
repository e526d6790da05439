"""Content codings with a bound on what comes out, so that a small answer cannot fill the memory."""

from __future__ import annotations

import zlib

from annotations.fetching.errors import FetchError

PIECE = 1 << 16


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
        """Decompress `data`; raises FetchError when more than `room` bytes come out or it is no such stream."""
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


def decompressor(coding: str) -> Identity | Zlib:
    """For the value of Content-Encoding; raises FetchError for one we did not ask for."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return Identity()
    if coding in ("gzip", "x-gzip", "deflate"):
        return Zlib(coding)
    raise FetchError("encoding")
