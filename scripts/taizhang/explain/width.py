"""How wide text is shown where a Chinese character takes two columns: for what stands under one another."""

from __future__ import annotations


def columns(line: str) -> int:
    """How wide ``line`` is shown: a Chinese character takes two columns."""
    return len(line) if line.isascii() else len(line) + sum(character > "\u2e7f" for character in line)


def padded(text: str, width: int) -> str:
    """``text`` filled up with spaces to ``width`` columns."""
    return text + " " * max(0, width - columns(text))
