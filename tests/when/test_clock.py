"""The one look at the clock."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from taizhang.when.clock import local_now, moment_for
from taizhang.when.moment import local_from_epoch


def test_now_is_the_local_minute_without_a_zone() -> None:
    before = local_from_epoch(int(time.time()), "+08:00")
    now = local_now("+08:00")
    after = local_from_epoch(int(time.time()), "+08:00")
    assert before <= now <= after
    assert (now.second, now.microsecond, now.tzinfo) == (0, 0, None)


def test_what_is_asked_for_goes_before_what_is_pinned_and_that_before_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.when.clock.local_now", lambda _: datetime(2026, 12, 1, 8, 0))
    asked, pinned = datetime(2026, 10, 16, 18, 0), datetime(2026, 11, 20, 18, 30)
    assert moment_for(asked, pinned, "+08:00") == asked
    assert moment_for(None, pinned, "+08:00") == pinned
    assert moment_for(None, None, "+08:00") == datetime(2026, 12, 1, 8, 0)
