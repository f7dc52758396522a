"""The project's only look at the clock; everything else is told what time it is."""

from __future__ import annotations

import time
from datetime import datetime

from taizhang.when.moment import local_from_epoch


def moment_for(asked: datetime | None, pinned: datetime | None, utc_offset: str) -> datetime:
    """The moment to look at: the one ``asked`` for, the one ``pinned`` for a demonstration, else now."""
    return asked or pinned or local_now(utc_offset)


def local_now(utc_offset: str) -> datetime:
    """The company's local time now, to the minute; ``utc_offset`` as ``+08:00``, else ValueError."""
    return local_from_epoch(int(time.time()), utc_offset)
