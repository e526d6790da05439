"""Tells in words whether what lies in this package is what was put into it. Python 3 alone, no network.

    python3 verify.py            what lies in the folder of this file
    python3 verify.py FILE.zip   what lies in the package

It ends with 0 where all is as it was, and with 1 where something is not.
"""

import difflib
import hashlib
import json
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: {path: bytes} of everything in the package.
Files = dict[str, bytes]
#: (whether it is right, what is told of it).
Findings = Iterator[tuple[bool, str]]

#: From which share of equal letters on words count as quoted: notes and marks in a page may stand among them.
ALIKE = 0.85


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest(value: object) -> str:
    """SHA-256 of canonical JSON: sorted names, no blanks, UTF-8."""
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


def letters(words: str) -> str:
    """Letters and digits alone, without accents: signs, blanks and hyphens of a page are those of its layout."""
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if c.isalnum())


def read_folder(folder: Path) -> Files:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def read_zip(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def check_files(files: Files, manifest: dict[str, Any]) -> Findings:
    listed = manifest["files"]
    for name, facts in sorted(listed.items()):
        if name not in files:
            yield False, f"{name}: is missing"
        elif sha256(files[name]) != facts["sha256"]:
            yield False, f"{name}: is not the file that was put here"
        else:
            yield True, f"{name}: as it was put here"
    for name in sorted(set(files) - set(listed) - {"manifest.json"}):
        yield False, f"{name}: is not in the list of files, so it was added later"


def check_versions(files: Files) -> Findings:
    for name in sorted(n for n in files if n.startswith("versions/")):
        version = json.loads(files[name])
        same = digest(version["content"]) == version["digest"]
        yield same, f"{name}: its content {'has' if same else 'does not have'} the digest that was approved"
        if not version["approvals"]:
            yield False, f"{name}: nobody approved it"
        for approval in version["approvals"]:
            if approval["digest"] != version["digest"]:
                yield False, f"{name}: {approval['by']} approved another content"


def check_quotes(files: Files) -> Findings:
    for quote in json.loads(files["quotes.json"]):
        where, words = quote["text_file"], quote["words"]
        if not where or not words:
            continue
        if where not in files:
            yield False, f"“{words[:60]}”: its copy {where} is missing"
            continue
        text = files[where].decode("utf-8")
        shown = " ".join(text[quote["start"] : quote["end"]].split())
        alike = difflib.SequenceMatcher(None, letters(words), letters(shown), autojunk=False).ratio()
        yield alike >= ALIKE, f"“{words[:60]}”: stands in {where} as “{shown[:60]}”"


def check_chain(files: Files) -> Findings:
    events = json.loads(files["audit.json"])["events"]
    before, number = "", 0
    for event in events:
        number += 1
        facts = {name: event[name] for name in ("chain", "prev", "verb", "actor", "object", "values", "at")}
        if event["chain"][2] != number:
            yield False, f"audit trail, event {number}: events before it are missing"
            number = event["chain"][2]
        if event["prev"] != before:
            yield False, f"audit trail, event {number}: does not follow the event before it"
        if digest(facts) != event["hash"]:
            yield False, f"audit trail, event {number}: was changed"
        before = event["hash"]
    yield bool(events), f"audit trail: {len(events)} events, each following the one before; the last is {before[:16]}…"


def verify(files: Files) -> Findings:
    """(whether it is right, in words) of everything that can be told."""
    manifest = json.loads(files["manifest.json"])
    yield from check_files(files, manifest)
    yield from check_versions(files)
    yield from check_quotes(files)
    yield from check_chain(files)
    for left in manifest["left_out"]:
        yield True, f"left out: {left['what']}, because {left['why']}"


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def main(words: list[str]) -> int:
    place = Path(words[0]) if words else Path(__file__).resolve().parent
    try:
        files = read_folder(place) if place.is_dir() else read_zip(place)
        found = list(verify(files))
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        say(f"This is no package that can be verified: {type(error).__name__}: {error}")
        return 1
    for right, told in found:
        say(f"{'ok   ' if right else 'WRONG'} {told}")
    say(f"The list of files has SHA-256 {sha256(files['manifest.json'])}: ask whoever made this whether it is theirs.")
    wrong = sum(not right for right, _told in found)
    say(f"{wrong} of {len(found)} are wrong." if wrong else "Everything is as it was put here.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
