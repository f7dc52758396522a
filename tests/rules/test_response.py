"""Clocks from one fact to another: states at their edges, fan-out, owners, answers; and the demo's faults."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from taizhang.facts.fact import Fact
from taizhang.rules import response
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Obligation, State
from tests.rules.worlds import BOOK, backdated, demo, fact, rule, world

LOGGED = {
    "on": {"fact": "service.given"},
    "owed_by": "person",
    "due": {"after": "fact", "working_days": 1, "time": "18:00"},
    "met_by": {"attribute": "logged_at"},
    "key": ["person", "time"],
    "late": {"points": -1, "line": "base-service"},
    "missed": {"points": -2, "line": "base-service"},
}


def service(logged: str, at: str = "2026-10-16 10:00") -> Fact:
    """A service on a Friday."""
    more: dict[str, Any] = {"logged_at": logged} if logged else {}
    return fact("service.given", at, person="zhang", unit="east", **more)


def found(made: World, **parameters: object) -> list[Obligation]:
    """What a rule with these parameters opens."""
    return list(response.run(BOOK, rule("response", **parameters), made))


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a cause tree, depth first."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]


@pytest.mark.parametrize(
    ("logged", "state", "points"),
    [
        ("2026-10-16 10:30", State.MET, 0),
        ("2026-10-19 17:59", State.MET, 0),
        ("2026-10-19 18:00", State.MET, 0),
        ("2026-10-19 18:01", State.LATE, -1),
        ("2026-11-04 18:00", State.LATE, -1),
        ("2026-11-04 18:01", State.MISSED, -2),
    ],
)
def test_the_minute_decides(logged: str, state: State, points: int) -> None:
    """A5.3: of Fri 10-16, due Mon 10-19 18:00; missed after October's closing on Wed 11-04 18:00 (G6)."""
    (one,) = found(world("2026-11-20", [service(logged)]), **LOGGED)
    assert (one.due, one.state, one.points) == (datetime(2026, 10, 19, 18), state, Decimal(points))
    assert one.done_at == datetime.fromisoformat(logged)


@pytest.mark.parametrize(
    ("as_of", "state", "points"),
    [
        ("2026-10-16 10:00", State.PENDING, 0),
        ("2026-10-19 18:00", State.PENDING, 0),
        ("2026-10-19 18:01", State.OVERDUE, 0),
        ("2026-11-04 18:00", State.OVERDUE, 0),
        ("2026-11-04 18:01", State.MISSED, -2),
    ],
)
def test_without_an_answer_time_decides(as_of: str, state: State, points: int) -> None:
    (one,) = found(world(as_of, [service("")]), **LOGGED)
    assert (one.state, one.points, one.done_at, one.done) == (state, Decimal(points), None, 0)


def test_as_of_hides_a_later_answer() -> None:
    """Logged at 17:00, looked at before: still pending."""
    (one,) = found(world("2026-10-19 16:59", [service("2026-10-19 17:00")]), **LOGGED)
    assert one.state is State.PENDING


def test_the_time_that_counts_is_git_s() -> None:
    """Typed in time, first in Git two days after the due: late (design §4)."""
    made = backdated(world("2026-10-30", [service("2026-10-19 17:00")]), "2026-10-21 09:00")
    (one,) = found(made, **LOGGED)
    assert (one.state, one.done_at) == (State.LATE, datetime(2026, 10, 21, 9))
    assert "time.landing" in sentences(one.cause)


MENDED: dict[str, object] = {
    "on": {"fact": "inspection.item"},
    "owed_by": "person",
    "due": {"after": "fact", "working_days": 5, "time": "24:00"},
    "key": ["case"],
}


@pytest.mark.parametrize(("time", "state"), [("happened", State.MET), ("written", State.LATE)])
def test_the_time_that_it_happened_where_the_rule_says_so(time: str, state: State) -> None:
    """Mended on 10-16, written down with the re-check on 10-20, due on 10-19 (A4.5)."""
    item = fact("inspection.item", "2026-10-12", person="zhang", unit="east", case="e-1")
    done = fact("inspection.rectified", "2026-10-16", 1, case="e-1")
    made = backdated(world("2026-10-30", [item, done]), "2026-10-20 09:00")
    met = {"fact": "inspection.rectified", "by": ["case"], "time": time}
    (one,) = found(made, **MENDED, met_by=met)
    assert (one.due, one.state) == (datetime(2026, 10, 19, 23, 59), state)


def test_a_duty_s_fields_and_causes() -> None:
    (one,) = found(world("2026-10-30", [service("2026-10-20 09:00")]), **LOGGED)
    assert (one.key, one.person, one.unit, one.period) == ("r/2026-10-16/zhang/1000", "zhang", "east", "2026-10-16")
    assert one.because == frozenset({"records/x.yaml#list/0/at"})
    assert [child.sentence for child in one.cause.children] == [
        "fact.stated",
        "owner.post",
        "due.due",
        "response.done",
        "obligation.missed-after",
        "points.rule",
    ]


def test_an_unpublished_year_is_unknown() -> None:
    """A service on 2026-12-31 is due on a working day of 2027, which nobody has published (G5)."""
    (one,) = found(world("2026-12-31 18:00", [service("", at="2026-12-31 10:00")]), **LOGGED)
    assert (one.state, one.due) == (State.UNKNOWN, None)


def test_only_what_the_rule_speaks_of() -> None:
    """Before its start, of another mode, or in a unit outside the rulebook: nothing."""
    assert found(world("2026-10-30", [service("", at="2025-12-31 10:00")]), **LOGGED) == []
    active = {**LOGGED, "on": {"fact": "service.given", "where": {"mode": "active"}}}
    assert found(world("2026-10-30", [service("")]), **active) == []
    away = fact("service.given", "2026-10-16 10:00", person="zhang", unit="gym")
    assert found(world("2026-10-30", [away]), **LOGGED) == []


def test_leave_on_every_working_day_excuses() -> None:
    """Due on Monday 10-19, on leave from Saturday on."""
    leave = fact("leave.approved", "2026-10-17", 1, until="2026-10-19", person="zhang")
    excused = {**LOGGED, "excused_by": {"fact": "leave.approved", "covering": "all-workdays"}}
    (one,) = found(world("2026-10-30", [service(""), leave]), **excused)
    assert (one.state, one.points) == (State.EXCUSED, Decimal(0))
    assert found(world("2026-10-30", [service(""), leave]), **LOGGED)[0].state is State.OVERDUE


def test_the_clock_may_start_at_an_attribute() -> None:
    """24 hours after it was found; without that time nobody can say."""
    leak = {
        "on": {"fact": "leak.reported"},
        "owed_by": "person",
        "due": {"after": "found_at", "hours": 24},
        "met_by": {"fact": "leak.closed", "by": ["case"]},
        "key": ["case"],
    }
    told = fact("leak.reported", "2026-10-16 10:00", person="zhang", case="a", found_at="2026-10-16 08:15")
    silent = fact("leak.reported", "2026-10-16 10:00", 1, person="zhang", case="b")
    states = {one.key: (one.due, one.state) for one in found(world("2026-10-16 11:00", [told, silent]), **leak)}
    assert states == {
        "r/2026-10-16/a": (datetime(2026, 10, 17, 8, 15), State.PENDING),
        "r/2026-10-16/b": (None, State.UNKNOWN),
    }


RECEIPT = {
    "on": {"fact": "weekly-rollup.submitted"},
    "owed_by": {"role": "marketing-clerk"},
    "due": {"after": "fact", "working_days": 1, "time": "18:00"},
    "met_by": {"fact": "weekly-rollup.received", "by": ["unit", "week"]},
    "period": "week",
    "key": ["unit"],
}
SUBMITTED = fact("weekly-rollup.submitted", "2026-10-16 17:30", person="boss", unit="east", week="2026-W41")
CLERK = """\
id: {id}
name: {id}
pinyin: {id}
employee_number: {number}
posts:
  - {{from: 2025-01-01, unit: east, role: marketing-clerk, title: 专员}}
"""


def clerks(*names: str) -> dict[str, str]:
    """Clerks' records."""
    return {f"people/{n}.yaml": CLERK.format(id=n, number=f"M{i:04}") for i, n in enumerate(names)}


@pytest.mark.parametrize(
    ("names", "owner", "sentence"),
    [((), "", "response.nobody"), (("chen",), "chen", "owner.post"), (("chen", "huang"), "", "response.office")],
)
def test_who_holds_the_role_owes(names: tuple[str, ...], owner: str, sentence: str) -> None:
    """One holder owes; several owe together and nobody is picked out; with none it is owed all the same."""
    (one,) = found(world("2026-10-17", [SUBMITTED], clerks(*names)), **RECEIPT)
    assert (one.key, one.person, one.unit, one.period) == ("r/2026-W41/east", owner, "east", "2026-W41")
    assert sentence in sentences(one.cause)


@pytest.mark.parametrize(
    ("at", "week", "state"),
    [
        ("2026-10-19 18:00", "2026-W41", State.MET),
        ("2026-10-19 18:01", "2026-W41", State.LATE),
        ("2026-10-19 18:00", "2026-W40", State.OVERDUE),
        ("2026-10-16 17:29", "2026-W41", State.OVERDUE),  # before the first fact it is no answer
    ],
)
def test_another_fact_answers(at: str, week: str, state: State) -> None:
    """A5.7: the same unit and week."""
    received = fact("weekly-rollup.received", at, 1, person="chen", unit="east", week=week)
    (one,) = found(world("2026-10-20", [SUBMITTED, received], clerks("chen")), **RECEIPT)
    assert one.state is state


def test_the_earliest_of_several_answers_counts() -> None:
    answers = [
        fact("weekly-rollup.received", at, number, unit="east", week="2026-W41")
        for number, at in enumerate(("2026-10-19 17:00", "2026-10-20 09:00"), start=1)
    ]
    (one,) = found(world("2026-10-20 18:00", [SUBMITTED, *answers]), **RECEIPT)
    assert (one.state, one.done_at) == (State.MET, datetime(2026, 10, 19, 17))


TOLD = {
    "on": {"fact": "customer.owner-changed"},
    "per": {"register": "contact"},
    "owed_by": "person",
    "due": {"after": "fact", "working_days": 2, "time": "24:00"},
    "met_by": {"fact": "notice.given", "by": {"customer": "customer", "contact": "contact", "changed_on": "day"}},
    "early": True,
    "key": ["customer", "contact"],
}
CONTACT = "id: {id}\ncustomer: {customer}\nname: 王\nrole: {role}\nfrom: {start}\n"


def contact(identity: str, start: str = "2025-01-01", until: str = "", customer: str = "C-000001") -> dict[str, str]:
    """A contact's record."""
    text = CONTACT.format(id=identity, customer=customer, start=start, role="key-person")
    return {f"contacts/{identity[:4]}/{identity}.yaml": text + (f"until: {until}\n" if until else "")}


CHANGED = fact("customer.owner-changed", "2026-10-16", person="zhang", customer="C-000001")


def test_each_contact_of_the_day_is_to_be_told() -> None:
    """A8.3: who left before, came after or belongs to another customer is not."""
    files = contact("K-00000001") | contact("K-00000002", start="2026-10-16", until="2026-10-16")
    files |= contact("K-00000003", until="2026-10-15") | contact("K-00000004", start="2026-10-17")
    files |= contact("K-00000005", customer="C-000002")
    made = world("2026-10-20 23:59", [CHANGED], files)
    states = [(one.contact, one.due, one.state, one.unit) for one in found(made, **TOLD)]
    due = datetime(2026, 10, 20, 23, 59)
    assert states == [(name, due, State.PENDING, "east") for name in ("K-00000001", "K-00000002")]


def test_a_notice_answers_for_its_contact_and_its_change() -> None:
    """The day before the change counts; a notice of an earlier change does not."""
    files = contact("K-00000001") | contact("K-00000002")
    early = fact(
        "notice.given", "2026-10-15 16:00", 1, customer="C-000001", contact="K-00000001", changed_on="2026-10-16"
    )
    other = fact(
        "notice.given", "2026-10-19 16:00", 2, customer="C-000001", contact="K-00000002", changed_on="2026-09-01"
    )
    made = world("2026-10-21", [CHANGED, early, other], files)
    assert [one.state for one in found(made, **TOLD)] == [State.MET, State.OVERDUE]


def test_reads_names_every_fact() -> None:
    assert response.reads(rule("response", **TOLD)) == {"customer.owner-changed", "notice.given"}


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("service-logged/2026-10-08/du-jun/C-000152/1443", State.LATE),
        ("rollup-received/2026-W42/telecom-west", State.MISSED),
        ("rollup-received/2026-W40/telecom-south", State.LATE),
        ("change-told/2026-10-16/C-000121/K-77dvhgus", State.LATE),
        ("change-told/2026-10-16/C-000157/K-3q6df8ar", State.MISSED),
        ("change-told/2026-10-16/C-000169/K-nm9b3iqm", State.MISSED),
        ("change-told/2026-10-16/C-000169/K-ohja5g35", State.MISSED),
        ("change-told/2026-10-16/C-000169/K-yc0um1dp", State.MISSED),
    ],
)
def test_the_demo_s_faults_are_found(key: str, state: State) -> None:
    """benchmarks/DEMO.md: A5.3, A5.7, A8.3."""
    one = demo().obligation(key)
    assert one is not None
    assert one.state is state


def test_the_demo_has_no_other_faults() -> None:
    """All else is met, but for three roll-ups that were handed in this very Friday."""
    names = ("service-logged", "rollup-received", "change-told")
    states = Counter(one.state for one in demo().obligations if one.rule in names)
    assert {state: count for state, count in states.items() if state is not State.MET} == {
        State.LATE: 3,
        State.MISSED: 5,
        State.PENDING: 3,
    }


TASK = {
    "on": {"fact": "meeting.decided"},
    "owed_by": "person",
    "due": {"after": "due", "days": 0, "time": "18:00"},
    "met_by": {"attribute": "done_at"},
    "what": "what",
    "key": ["unit", "case", "item"],
}


def decided(number: int, **more: object) -> Fact:
    """A decision of Monday's meeting, due on Saturday the 17th unless told otherwise."""
    told: dict[str, Any] = {
        "person": "zhang",
        "unit": "east",
        "case": "w",
        "what": "送报价",
        "due": "2026-10-17",
    } | more
    return fact("meeting.decided", "2026-10-12 08:30", number, **told)


def test_a_task_is_due_on_its_own_day_and_says_what_it_is() -> None:
    """A1.4, A3.2: two decisions of one meeting with one owner and day are two duties; a Saturday does not move."""
    first, second = found(world("2026-10-17 18:01", [decided(0), decided(1, what="约面谈")]), **TASK)
    assert (first.key, second.key) == ("r/2026-10-12/east/w/1", "r/2026-10-12/east/w/2")
    assert (first.due, first.state, first.what) == (datetime(2026, 10, 17, 18), State.OVERDUE, "送报价")
    assert second.what == "约面谈"
    assert second.cause.values["title"] == "标题(约面谈)"


def test_a_rule_that_names_no_attribute_leaves_what_empty() -> None:
    (one,) = found(world("2026-10-17 18:00", [decided(0)]), **{**TASK, "what": "absent"})
    assert (one.what, one.state) == ("", State.PENDING)
    assert one.cause.values["title"] == "标题"


def test_the_demo_s_decisions_and_tasks() -> None:
    """November's minutes hold ten decisions, four people were given a task; the faults are told in DEMO.md."""
    states = {
        name: Counter(one.state for one in demo().obligations if one.rule == name)
        for name in ("decision-done", "task-done")
    }
    assert states["decision-done"] == {State.MET: 4, State.LATE: 1, State.OVERDUE: 1, State.PENDING: 4}
    assert states["task-done"] == {State.MET: 1, State.LATE: 1, State.OVERDUE: 1, State.PENDING: 1}
