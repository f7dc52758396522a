"""What one version of a record holds, as far as its past is told."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.history.differences import Compared

Point = tuple[str, str]
"""A version: the commit of the line and the path at which the record stood in it."""


@dataclass(frozen=True, slots=True)
class Content:
    """Whether a version can be read, its own level as written, that of the version before, and how they differ.

    ``before`` is None where the version before cannot be read; ``compared`` is None there too, for the first version,
    and where the one before was of another kind.
    """

    readable: bool
    level: str = ""
    before: str | None = ""
    compared: Compared | None = None
