"""The project's only look at the clock; everything else is told what time it is."""

from __future__ import annotations

import time
from datetime import datetime

from taizhang.when.moment import local_from_epoch


def local_now(utc_offset: str) -> datetime:
    """The company's local time now, to the minute; ``utc_offset`` as ``+08:00``, else ValueError."""
    return local_from_epoch(int(time.time()), utc_offset)
