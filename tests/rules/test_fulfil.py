"""What meets a duty: the right keys, days and times, and what is told though it does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.history.trust import Basis, Counted
from taizhang.rulebook import Version
from taizhang.rules.duty import Duty
from taizhang.rules.fulfil import Fulfilment, fulfilment
from taizhang.rules.kind import World
from taizhang.when.period import term
from tests.rules.test_duty import BOOK, duty

AS_OF = datetime(2026, 11, 20, 9)
LANDED = datetime(2026, 10, 19, 8)


def given(at: str, name: str = "meeting.held", unit: str = "east", **attributes: object) -> Fact:
    """A fact about the east."""
    time = datetime.fromisoformat(at)
    return Fact(name, time, Source("records/x.yaml", (at,)), unit=unit, person="zhang", attributes=attributes)


def found(met_by: dict[str, Any], *facts: Fact, one: Duty | None = None) -> Fulfilment:
    """What the facts do for Zhang's duty of W42, if they are landed on the Monday after."""
    one = one or duty()
    version = Version(None, {"met_by": met_by}, None, {})
    world = World(Facts(facts, AS_OF), Registers(BOOK), lambda _: Counted(LANDED, Basis.LANDING, backdated=True))
    return fulfilment(replace(one, version=version), world)


def test_written_time_is_checked_and_what_happened_is_not() -> None:
    """A report counts when Git first shows it; a meeting was held when it was held."""
    fact = given("2026-10-16 08:30", week="2026-W42")
    assert found({"fact": fact.name, "by": ["unit", "week"]}, fact).met_at(1) == LANDED
    happened = {"fact": fact.name, "by": ["unit"], "within": "period", "time": "happened"}
    assert found(happened, fact).met_at(1) == fact.time


def test_keys_must_be_the_same() -> None:
    facts = (
        given("2026-10-13 08:30", week="2026-W41"),
        given("2026-10-13 08:31", unit="west", week="2026-W42"),
        given("2026-10-13 08:32", name="meeting.recorded", week="2026-W42"),
        given("2026-10-13 08:33"),
    )
    assert found({"fact": "meeting.held", "by": ["unit", "week"]}, *facts) == Fulfilment((), ())


def test_of_nobody_and_of_no_unit_there_is_nothing() -> None:
    """A duty that nobody owes is not met by a fact about nobody."""
    one = duty()
    nobody = replace(one, owner=replace(one.owner, person=""))
    fact = replace(given("2026-10-13 08:30"), person="")
    assert found({"fact": fact.name, "by": ["person", "unit"]}, fact, one=nobody) == Fulfilment((), ())
    assert len(found({"fact": fact.name, "by": ["unit"]}, fact, one=nobody).done) == 1


def test_a_period_is_half_open() -> None:
    """From Monday's first minute through Sunday's last."""
    times = ("2026-10-11 23:59", "2026-10-12 00:00", "2026-10-18 23:59", "2026-10-19 00:00")
    wanted = {"fact": "meeting.held", "by": ["unit"], "within": "period", "time": "happened"}
    done = found(wanted, *(given(at) for at in reversed(times))).done
    assert [f"{one.at:%m-%d %H:%M}" for one in done] == ["10-12 00:00", "10-18 23:59"]


def test_a_window_ends_when_it_would_be_missed() -> None:
    """From its first day through October's closing, Wed 11-04 18:00; next year's gift is none for this year."""
    one = replace(duty(), span=term(date(2026, 10, 9), date(2026, 10, 16)))
    times = ("2026-10-08 23:59", "2026-10-09 00:00", "2026-11-04 18:00", "2026-11-04 18:01")
    wanted = {"fact": "meeting.held", "by": ["unit"], "within": "window", "time": "happened"}
    done = found(wanted, *(given(at) for at in times), one=one).done
    assert [f"{one.at:%m-%d %H:%M}" for one in done] == ["10-09 00:00", "11-04 18:00"]


def test_the_last_wanted_time_meets_it() -> None:
    facts = [given(f"2026-10-1{day} 09:00") for day in (2, 3, 4)]
    done = found({"fact": "meeting.held", "by": ["unit"], "within": "period", "time": "happened"}, *facts)
    assert [done.met_at(times) for times in (1, 3, 4, None)] == [facts[0].time, facts[2].time, None, None]


def test_what_fails_must_is_told_and_what_is_not_meant_is_not() -> None:
    """A morning meeting is not meant; one of another chair is, and does not count."""
    wanted = {
        "fact": "meeting.held",
        "by": ["unit"],
        "time": "happened",
        "where": {"type": "weekly"},
        "must": {"chair.role": {"in": ["account-manager"]}},
    }
    facts = (
        given("2026-10-12 08:30", type="morning", chair="zhang"),
        given("2026-10-12 08:31", type="weekly", chair="nobody"),
        given("2026-10-12 08:32", type="weekly", chair="zhang"),
    )
    done = found(wanted, *facts)
    assert [one.fact for one in done.done] == [facts[2]]
    assert [(one.sentence, one.children[0].sentence) for one in done.rejected] == [("fact.rejected", "must.in")]


def test_what_shares_a_key_counts_once() -> None:
    """Three points of one check are one check, the earliest stands for it; what names none counts by itself (A4.3)."""
    facts = (
        replace(given("2026-10-14 08:30"), case="a"),
        replace(given("2026-10-13 08:30"), case="a"),
        replace(given("2026-10-15 08:30"), case="b"),
        given("2026-10-16 08:30"),
        given("2026-10-16 08:31"),
    )
    wanted = {"fact": "meeting.held", "by": ["unit"], "within": "period", "time": "happened"}
    assert len(found(wanted, *facts).done) == 5
    done = found({**wanted, "once": "case"}, *facts).done
    assert [one.at.day for one in done] == [13, 15, 16, 16]


def test_what_must_be_provided_counts_from_when_both_are_there() -> None:
    """A file opened on the 12th and cared for on the 14th is done on the 14th; one without care is told (D3.5)."""
    wanted = {
        "fact": "customer.assigned",
        "by": ["person"],
        "within": "period",
        "time": "happened",
        "provided": [{"fact": "care.given", "by": ["person", "case"]}],
    }
    first, second = (
        replace(given(f"2026-10-{day}", "customer.assigned"), case=case) for day, case in (("12", "a"), ("13", "b"))
    )
    cares = [replace(given(at, "care.given"), case="a") for at in ("2026-10-15 09:00", "2026-10-14 10:00")]
    done = found(wanted, first, second, *cares)
    assert [one.at for one in done.done] == [datetime(2026, 10, 14, 10, 0)]
    assert [one.sentence for one in done.rejected] == ["fact.rejected"]
    assert done.rejected[0].children[0].values == {"fact": "fact.care.given"}
    assert found(wanted, first).done == ()
