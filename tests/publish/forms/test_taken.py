"""A form knows which records are there, as far as its readers may, and those have pages."""

from __future__ import annotations

from taizhang.publish.forms.kinds import formed
from taizhang.publish.forms.starts import Starts
from taizhang.publish.forms.taken import MOST, openable, taken
from taizhang.publish.links import record_id
from taizhang.publish.view import View
from tests.publish.canaries import OUTSIDER
from tests.publish.demo import demo_book, demo_view, maker_with


def of(view: View, kind: str) -> dict[str, list[str]]:
    return taken(view, demo_book().kind(kind))


def test_it_tells_the_last_weeks_and_what_has_no_day() -> None:
    reports = of(demo_view(), "weekly-report")
    weeks = [one.split(".")[2] for one in reports["open"]]
    assert min(weeks) == "2026-W38"
    assert "weekly-reports.telecom-east.2026-W46.zhang-wei" in reports["open"]
    assert min(one.split(".")[2] for one in of(demo_view(), "meeting")["open"]) == "2026-09"
    assert "people.zhang-wei" in of(demo_view(), "person")["open"]
    numbered = of(demo_view(), "customer")
    assert numbered == {"open": [], "closed": []}, "their numbers are given out"


def test_what_no_form_can_change_is_told_apart() -> None:
    view = demo_view()
    leaves = of(view, "leave")
    assert leaves["closed"]
    assert {one.path for one in view.written["leave"] if record_id(one.path) in leaves["closed"]} <= set(view.partial)


def test_a_reader_is_not_told_of_kinds_that_he_may_not_see() -> None:
    outsider = maker_with({}, OUTSIDER).view
    told = {kind.name for kind in formed(outsider) if any(taken(outsider, kind).values())}
    assert "weekly-report" not in told
    assert all(outsider.sees(demo_book().kind(name)) for name in told)


def test_what_a_form_leads_to_has_a_page() -> None:
    view = demo_view()
    assert set(openable(view)) <= set(Starts(view).there())
    assert set(openable(view)) <= set(view.shown)
    assert all(len(taken(view, kind)["open"]) <= MOST for kind in formed(view))
