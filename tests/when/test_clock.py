"""The one look at the clock."""

from __future__ import annotations

import time

from taizhang.when.clock import local_now
from taizhang.when.moment import local_from_epoch


def test_now_is_the_local_minute_without_a_zone() -> None:
    before = local_from_epoch(int(time.time()), "+08:00")
    now = local_now("+08:00")
    after = local_from_epoch(int(time.time()), "+08:00")
    assert before <= now <= after
    assert (now.second, now.microsecond, now.tzinfo) == (0, 0, None)
