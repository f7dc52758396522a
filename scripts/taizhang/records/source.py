"""Where records are read from: a work tree, Git's index or a commit, all listed and read alike."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from taizhang.records.git import Git, blob_id

DEFAULT_ROOT = "records"
FURTHER_ROOTS = "TAIZHANG_ROOTS"
"""The variable that names further record roots, separated like PATH: pay or contacts may lie in repositories apart."""


def record_roots(named: Sequence[str], further: str) -> tuple[str, ...]:
    """The roots named, and those of ``further`` (the variable's value), each once."""
    apart = (part for part in further.split(os.pathsep) if part)
    return tuple(dict.fromkeys(root.rstrip("/") for root in (*named, *apart)))


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One file of a source: its path from the repository's root, what root it lies in, and its Git blob id.

    ``blob`` is empty while nobody has read the file; ``link`` marks a symbolic link, whose content is never read.
    """

    path: str
    root: str
    blob: str = ""
    link: bool = False

    @property
    def below_root(self) -> str:
        """The path below the record root: what x-path speaks of."""
        return self.path.removeprefix(self.root + "/")


class Source(Protocol):
    """A place to load records from."""

    @property
    def name(self) -> str:
        """What to call it: a folder, ``index`` or a revision."""

    def entries(self) -> Iterator[Entry]:
        """Every file below the record roots, in no particular order."""

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """The files' bytes, in the order asked for; None for what can't be read."""


@dataclass(frozen=True, slots=True)
class WorkTree:
    """The files as they lie on disk, untracked ones too. ``roots`` are folders relative to ``base``, or absolute."""

    base: Path
    roots: Sequence[str] = (DEFAULT_ROOT,)

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.base)

    def entries(self) -> Iterator[Entry]:
        """Every file below the roots; hidden files and folders are passed over."""
        for root in self.roots:
            top = self.base / root
            for folder, below, files in os.walk(top):
                linked = [name for name in below if os.path.islink(os.path.join(folder, name))]
                below[:] = [name for name in below if not name.startswith(".") and name not in linked]
                prefix = Path(folder).relative_to(top).as_posix()
                start = root if prefix == "." else f"{root}/{prefix}"
                for name in (*files, *linked):
                    if not name.startswith("."):
                        link = os.path.islink(os.path.join(folder, name))
                        yield Entry(f"{start}/{name}", root, link=link)

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """Each file from disk."""
        for entry in entries:
            try:
                with open(self.base / entry.path, "rb") as file:
                    yield entry, file.read()
            except OSError:
                yield entry, None


@dataclass(frozen=True, slots=True)
class GitTree:
    """The files of Git's index (``revision`` None) or of a commit."""

    git: Git
    revision: str | None = None
    roots: Sequence[str] = (DEFAULT_ROOT,)

    @property
    def name(self) -> str:
        """``index``, or the revision."""
        return self.revision or "index"

    def entries(self) -> Iterator[Entry]:
        """Every file Git lists below the roots."""
        for mode, blob, path in self.git.listing(self.revision, self.roots):
            root = next(root for root in self.roots if path.startswith(root + "/"))
            if not any(part.startswith(".") for part in path[len(root) + 1 :].split("/")):
                yield Entry(path, root, blob, mode == "120000")

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """Each file's blob, in one pass over Git's object store."""
        wanted = list(entries)
        yield from zip(wanted, self.git.blobs(entry.blob for entry in wanted), strict=True)


def normalised(data: bytes) -> bytes:
    """``data`` with the line ends a Windows checkout may have put in taken out again."""
    return data.replace(b"\r\n", b"\n") if b"\r\n" in data else data


def blob_of(entry: Entry, data: bytes) -> str:
    """The id Git gives this content: the same from work tree, index and commit."""
    return entry.blob or blob_id(normalised(data))
