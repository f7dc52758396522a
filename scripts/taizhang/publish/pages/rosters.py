"""Rosters: who stands tonight, the months, the call-outs, and a page for each month by night and post (B9.3, B9.4)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.publish.maker import Maker
from taizhang.publish.rosters import Roster, calls, minutes_allowed, rosters, running
from taizhang.publish.stamp import Page
from taizhang.publish.view import View


def pages(maker: Maker) -> Iterator[Page]:
    """The list, and a page for every month that has a roster."""
    view = maker.view
    found = rosters(view)
    yield maker.page(
        "rosters.html",
        "rosters/",
        "rosters/",
        "值班",
        rosters=found,
        tonight=tuple(running(view, found)),
        calls=tuple((call, minutes_allowed(call)) for call in calls(view)),
    )
    now = next((row.day for _, row in running(view, found)), None)
    for one in found:
        if one.of is not None:
            title = f"{one.month} {view.unit(one.unit)}夜间值班"
            yield maker.page("roster.html", "rosters/shell/", one.address, title, words(view, one), one=one, now=now)


def words(view: View, one: Roster) -> str:
    """A roster is found by its month, its unit and everybody on it."""
    people = dict.fromkeys(stand.person for row in one.rows for stand in row.stands if stand.person)
    named = (text for person in people for text in (person, view.person(person)))
    return " ".join((one.month, view.unit(one.unit), one.unit, "值班表", *named))
