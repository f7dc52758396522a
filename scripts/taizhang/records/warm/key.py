"""Where the file of the warm check lies, and the key it must have: all besides the records that problems depend on."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from taizhang.records.warm.git_state import State

PACKAGE = Path(__file__).resolve().parent.parent.parent
FOLDER = "taizhang"


def place(state: State) -> Path | None:
    """The file for a company's record root, in the folder Git keeps its own in; None where there is no repository.

    Every installation has its own: a hook may run in another environment than people do, and each would drop the
    other's.
    """
    base = state.base.resolve()
    for top in (base, *base.parents):
        git = top / ".git"
        if git.is_file():
            git = top / git.read_text("utf-8").removeprefix("gitdir:").strip()
        if git.is_dir():
            inside = "\n".join((base.relative_to(top).as_posix(), state.root, str(PACKAGE), sys.prefix))
            name = hashlib.blake2b(inside.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
            return git / FOLDER / f"check-{name}.sqlite"
    return None


def key_of(state: State, conversions: bytes) -> str:
    """A digest over this programme, what it runs on, the schemas, and what Git does to files."""
    digest = hashlib.blake2b(digest_size=20)
    parts = (sys.version.encode(), state.root.encode(), conversions, *_libraries(), *_programme(PACKAGE))
    for part in (*parts, *_schemas(state.base / "schemas")):
        digest.update(b"%d\0" % len(part) + part)
    return digest.hexdigest()


def _libraries() -> Iterator[bytes]:
    """When anything was last installed."""
    for folder in sys.path:
        if folder.endswith("-packages") and Path(folder).is_dir():
            yield f"{folder} {Path(folder).stat().st_mtime_ns}".encode("utf-8", "surrogateescape")


def _programme(folder: Path) -> Iterator[bytes]:
    """Size and time of every module: this programme's, which nobody edits but us."""
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda one: one.name):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _programme(Path(entry.path))
            elif entry.name.endswith(".py"):
                seen = entry.stat()
                yield f"{entry.path} {seen.st_size} {seen.st_mtime_ns}".encode("utf-8", "surrogateescape")


def _schemas(folder: Path) -> Iterator[bytes]:
    """Names and contents of the schemas."""
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda one: one.name):
            if entry.is_dir():
                yield from (entry.name.encode("utf-8", "surrogateescape"), *_schemas(Path(entry.path)))
            elif entry.name.endswith(".json"):
                yield entry.name.encode("utf-8", "surrogateescape")
                yield Path(entry.path).read_bytes()
