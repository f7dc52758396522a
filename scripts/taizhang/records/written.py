"""Putting a file that is always safe to delete in its place in one step: no reader sees half of it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path


def written(path: Path, content: bytes) -> bool:
    """Put ``content`` at ``path`` in one step; False where that folder cannot be written to."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            temporary = file.name
            file.write(content)
        Path(temporary).replace(path)
    except OSError:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        return False
    return True
