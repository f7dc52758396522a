"""Writing a file at once: one that must not be there yet, or one that may be replaced."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_new(file: Path, text: str) -> bool:
    """Write ``text`` as UTF-8 to ``file``; False, and nothing changed, where something of that name is there already.

    The whole text appears at once, and never over another file, not even over one that came up meanwhile.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp makes files for one person; a record is for all
        return _take_place(Path(name), file)
    finally:
        Path(name).unlink(missing_ok=True)


def write_over(file: Path, content: str | bytes) -> None:
    """Write ``content`` (text as UTF-8) to ``file``, in place of what is there; the whole of it appears at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp makes files for one person; this one is for all
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


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
