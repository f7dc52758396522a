"""Until when somebody may appeal (A8.8)."""

from __future__ import annotations

from datetime import datetime

from taizhang.publish.appealing import Windows
from taizhang.rules.outcome import Entry
from tests.publish.demo import demo_view


def test_five_working_days_after_the_branch_handed_its_month_in() -> None:
    """October was handed in on 11-03, a Tuesday: until Tuesday the 10th, 18:00. It is over on 11-20."""
    found = Windows(demo_view()).of_month("telecom", "telecom-east", "2026-10", "zhang-wei")
    assert found is not None
    assert (found.until, found.at_least, found.over) == (datetime(2026, 11, 10, 18, 0), False, True)


def test_a_month_not_handed_in_yet_counts_from_its_last_day() -> None:
    """From Monday 11-30 the fifth working day is Monday 12-07; what is handed in later moves it back."""
    found = Windows(demo_view()).of_month("telecom", "telecom-east", "2026-11", "zhang-wei")
    assert found is not None
    assert (found.until, found.at_least, found.over) == (datetime(2026, 12, 7, 18, 0), True, False)


def test_another_rulebook_knows_no_appeals() -> None:
    windows = Windows(demo_view())
    assert windows.of_month("catering", "catering", "2026-11", "pei-ruolan") is None
    assert windows.of_month("telecom", "telecom-east", "what", "zhang-wei") is None


def test_an_entry_has_the_window_of_its_month_and_its_appeal() -> None:
    windows = Windows(demo_view())
    entry = next(one for one in demo_view().ledger.entries if one.key.startswith("incidents/2026-10/zhao-min/"))
    assert isinstance(entry, Entry)
    assert windows.of(entry) == windows.of_month("telecom", "telecom-east", "2026-10", "zhao-min")
    assert windows.filed("nothing", entry.key) == "records/appeals/telecom-east/2026-10/zhao-min-1.yaml"
    assert windows.filed("nothing") == ""
