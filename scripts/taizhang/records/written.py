"""Putting a file that is always safe to delete in its place in one step: no reader sees half of it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def written(path: Path, content: bytes) -> bool:
    """Put ``content`` at ``path`` in one step; False where that folder cannot be written to."""
    mark = f"{path.name}.{os.urandom(6).hex()}."
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=mark, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        _remove(path.parent, mark)
        return False
    except BaseException:
        _remove(path.parent, mark)
        raise
    return True


def _remove(folder: Path, mark: str) -> None:
    """Remove what begins with ``mark``: whoever ends us may do so before we know the whole name."""
    with suppress(OSError):
        for left in [one for one in folder.iterdir() if one.name.startswith(mark)]:
            left.unlink()
