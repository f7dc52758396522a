"""Writing a file at once: one that must not be there yet, or one that may be replaced; and several, or none of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from taizhang.cli.command import WRITTEN
from taizhang.publish.stopping import undisturbed


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write: what must be there before (None: nothing), and what shall be there after."""

    file: Path
    before: bytes | None
    after: bytes


class NotWritten(Exception):  # noqa: N818 - it says what happened
    """A file was not as it was thought to be; nothing was written."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


def write_new(file: Path, text: str) -> bool:
    """Write ``text`` as UTF-8 to ``file``; False, and nothing changed, where something of that name is there already.

    The whole text appears at once, and never over another file, not even over one that came up meanwhile.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with undisturbed():
        written = _staged(file, text.encode())
        try:
            placed = _take_place(written, file)
        finally:
            written.unlink(missing_ok=True)
        WRITTEN.extend([file] if placed else ())
    return placed


def write_over(file: Path, content: str | bytes) -> None:
    """Write ``content`` (text as UTF-8) to ``file``, in place of what is there; the whole of it appears at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with undisturbed():
        _replace(file, content.encode() if isinstance(content, str) else content)
        WRITTEN.append(file)


def write_all(changes: Sequence[Change]) -> None:
    """Write every one of the files, or none: NotWritten where one is not as it was, or whatever else came between.

    All texts are on the disk before the first takes its place; if one can't, those that have are taken back, and so
    they are when somebody ends the programme before the last has its place.
    """
    staged: list[Path] = []
    made: list[Path] = []
    placed: list[Change] = []
    with undisturbed() as later:
        try:
            for change in changes:
                later.obey()
                made += _folders(change.file.parent)
                staged.append(_staged(change.file, change.after))
            for written, change in zip(staged, changes, strict=True):
                later.obey()
                _place(written, change)
                placed.append(change)
        except BaseException:
            for change in reversed(placed):
                _take_back(change)
            _clear(staged)
            for folder in reversed(made):
                _remove(folder)
            raise
        _clear(staged)
        WRITTEN.extend(change.file for change in changes)


def _replace(file: Path, content: bytes) -> None:
    written = _staged(file, content)
    try:
        written.replace(file)
    finally:
        written.unlink(missing_ok=True)


def _staged(file: Path, content: bytes) -> Path:
    """``content`` on the disk, beside where it shall stand."""
    handle, name = tempfile.mkstemp(prefix=".new-", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp makes files for one person; a record is for all
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _place(written: Path, change: Change) -> None:
    """Give a staged text its place, if what is there is what was thought to be there."""
    if change.before is None:
        if not _take_place(written, change.file):
            raise NotWritten(change.file)
        return
    if not change.file.is_file() or change.file.read_bytes() != change.before:
        raise NotWritten(change.file)
    written.replace(change.file)


def _clear(staged: Sequence[Path]) -> None:
    for written in staged:
        written.unlink(missing_ok=True)


def _folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were not there, from the top."""
    lacking = [one for one in (folder, *folder.parents) if not one.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return lacking


def _take_back(change: Change) -> None:
    """Undo one change, unless somebody has changed the file since."""
    if not change.file.is_file() or change.file.read_bytes() != change.after:
        return
    if change.before is None:
        change.file.unlink()
    else:
        _replace(change.file, change.before)


def _remove(folder: Path) -> None:
    """Remove a folder that we made, if nothing else has come into it."""
    try:
        folder.rmdir()
    except OSError:
        return


def _take_place(written: Path, file: Path) -> bool:
    """Give ``written`` its name; a file system without hard links gets an exclusive copy."""
    try:
        os.link(written, file)
    except FileExistsError:
        return False
    except OSError:
        try:
            with file.open("xb") as stream:
                stream.write(written.read_bytes())
        except FileExistsError:
            return False
    return True
