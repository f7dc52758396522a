"""The rota by day, and on which days suspensions are served (B5.1, B5.4)."""

from __future__ import annotations

from datetime import date

from taizhang.facts.fact import Source
from taizhang.rules.presence import Presence
from taizhang.rules.rota import Suspension, Suspensions, WeekList, Weeks
from tests.rules.receptions import rest, rota, rules, world

SOURCE = Source("records/log.yaml")
NINTH, TENTH, ELEVENTH = (date(2026, 11, day) for day in (9, 10, 11))


def presence(*rests: str) -> Presence:
    facts = [rest(day, "q") for day in rests]
    return Presence(rules()["sales-reception-turns"].parameters["states"], facts, world(facts))


def test_a_list_holds_to_the_end_of_its_week() -> None:
    weeks = Weeks([rota("q", "r"), rota("r", "q", at="2026-11-11")], {"order": "visits"})
    found = [weeks.on(date(2026, 11, day)) for day in (8, 9, 10, 11, 15, 16)]
    assert [None if one is None else one.order for one in found] == [
        None, ("q", "r"), ("q", "r"), ("r", "q"), ("r", "q"), None,
    ]  # fmt: skip


def test_a_suspension_is_served_on_the_next_day_on_the_rota() -> None:
    held, listed = Suspensions(), WeekList("2026-W46", ("q", "r"), SOURCE)
    held.add(Suspension("q", NINTH, SOURCE))
    served = []
    for day in (NINTH, TENTH, ELEVENTH):
        held.begin(day, listed, presence("2026-11-10"))
        served.append(tuple(held.today))
    assert served == [(), (), ("q",)]
    assert held.waiting == ()


def test_without_a_list_or_a_place_on_it_it_waits() -> None:
    held = Suspensions()
    held.add(Suspension("q", NINTH, SOURCE), days=2)
    held.begin(TENTH, None, presence())
    held.begin(TENTH, WeekList("2026-W46", ("r",), SOURCE), presence())
    assert len(held.waiting) == 2
    held.begin(TENTH, WeekList("2026-W46", ("q",), SOURCE), presence())
    assert (tuple(held.today), len(held.waiting)) == (("q",), 1)
