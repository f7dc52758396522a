"""A published folder: what differs is written, what is no longer put is deleted, and nobody ever reads half a file."""

from __future__ import annotations

import os
from pathlib import Path

PART = ".part"


class Folder:
    """The files of one published folder, by their path with forward slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: list[str] = []
        self._put: set[str] = set()

    def __contains__(self, path: str) -> bool:
        """Whether ``path`` has been put."""
        return path in self._put

    def put(self, path: str, content: bytes) -> None:
        """The file ``path`` with this content, written only if it differs.

        A path that leads out of the folder, or one put before, is a fault of the programme: ValueError.
        """
        if path in self._put:
            raise ValueError(f"two files for one path: {path}")
        if ".." in path.split("/") or path.startswith("/") or "\\" in path:
            raise ValueError(f"not a path inside the folder: {path}")
        self._put.add(path)
        target = self.root / path
        if _holds(target, content):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + PART)
        try:
            part.write_bytes(content)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        self.written.append(path)

    def sweep(self) -> list[str]:
        """Delete every file that has not been put, and folders left empty; gives the files' paths, sorted."""
        gone = [path for path in files_below(self.root) if path not in self._put]
        for path in gone:
            file = self.root / path
            file.unlink()
            for folder in file.parents:
                if folder == self.root or any(folder.iterdir()):
                    break
                folder.rmdir()
        return gone


def files_below(root: Path) -> list[str]:
    """The paths of all files below ``root``, with forward slashes, sorted."""
    found: list[str] = []
    for folder, _, files in os.walk(root):
        start = Path(folder).relative_to(root).as_posix()
        found.extend(name if start == "." else f"{start}/{name}" for name in files)
    return sorted(found)


def _holds(target: Path, content: bytes) -> bool:
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False
