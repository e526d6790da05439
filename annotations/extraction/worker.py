"""The child that parses: `python -m annotations.extraction.worker MEGABYTES`.

Reads frames from standard input (4 bytes length of a JSON header, the header, then `size` bytes), writes one
frame (4 bytes length, JSON) for each. `do` in the header says what is asked: extract, page or picture. A hostile
document can kill only this process.
"""

from __future__ import annotations

import base64
import json
import resource
import struct
import sys
from typing import Any

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.page import page
from annotations.extraction.picture import picture


def answer(header: dict[str, Any], data: bytes) -> dict[str, Any]:
    asked = header["asked"]
    try:
        if header["do"] == "page":
            return {"ok": True, "page": page(data, **asked)}
        if header["do"] == "picture":
            drawn, pages = picture(data, **asked)
            return {"ok": True, "png": base64.b64encode(drawn).decode(), "pages": pages}
        return {"ok": True, **extract(data, **asked).as_json()}
    except Unreadable as exc:
        return {"ok": False, "message": str(exc)}
    except (MemoryError, RecursionError):
        return {"ok": False, "message": "This document needs more memory to be read than we allow."}
    except Exception as exc:
        return {"ok": False, "message": f"This document could not be read ({type(exc).__name__})."}


def main() -> None:
    megabytes = int(sys.argv[1])
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the frames
    while length := source.read(4):
        header = json.loads(source.read(struct.unpack(">I", length)[0]))
        reply = json.dumps(answer(header, source.read(header["size"]))).encode()
        sink.write(struct.pack(">I", len(reply)) + reply)
        sink.flush()


if __name__ == "__main__":
    main()
