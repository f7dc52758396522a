"""The replay of whole logs: bounds, suspensions, and that it depends on nothing but what the log says (B5.1, B5.4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.rulebook import Change
from taizhang.rules import rotate
from taizhang.rules.outcome import Decision
from tests.rules.receptions import BOOK, MONDAY, SELLERS, absent, replayed, rest, rota, rules, visit, world

DAYS = tuple((date.fromisoformat(MONDAY) + timedelta(days=number)).isoformat() for number in range(4))
MINUTE = timedelta(minutes=1)

VISITS = st.tuples(
    st.sampled_from(DAYS),
    st.integers(0, 540),
    st.integers(0, 90),
    st.sampled_from(SELLERS),
    st.integers(1, 9),
    st.sampled_from(("", "", "", *SELLERS)),
    st.booleans(),
    st.sampled_from(("", "", *SELLERS)),
)
AWAY = st.tuples(st.sampled_from(DAYS), st.integers(0, 540), st.integers(1, 120), st.sampled_from(SELLERS))
RESTS = st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(SELLERS)), max_size=3, unique=True)


def moment(day: str, minutes: int) -> str:
    """So many minutes after 09:00."""
    return f"{datetime.fromisoformat(f'{day} 09:00') + minutes * MINUTE:%Y-%m-%d %H:%M}"


def logs(visits: list[tuple[Any, ...]]) -> list[Fact]:
    """The visits as lines of their days' logs."""
    lines = []
    for number, (day, at, length, who, customer, asked, told, said) in enumerate(visits):
        more: dict[str, Any] = {}
        if asked:
            more["asked_for"] = asked
        if asked and told:
            more["told_at"] = moment(day, at)
        if said:
            more["earlier_person"] = said
        end = moment(day, at + length)
        lines.append(visit(number, moment(day, at), who, f"C-00200{customer}", end, **more))
    return lines


def week(
    visits: list[tuple[Any, ...]], away: list[tuple[Any, ...]], rests: list[tuple[str, str]], why: str
) -> list[Fact]:
    """A rota of all four, a log, absences and days off."""
    absences = [
        absent(moment(day, at), who, why, moment(day, at + length), number)
        for number, (day, at, length, who) in enumerate(away)
    ]
    return [rota(*SELLERS), *logs(visits), *absences, *(rest(day, who) for day, who in rests)]


def last(decisions: list[Decision], name: str) -> Counter[str]:
    """Who is in a list that the last decision leaves, how often."""
    value = decisions[-1].gives[name] if decisions else ()
    assert isinstance(value, tuple)
    return Counter(str(one) for one in value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VISITS, max_size=25), st.lists(AWAY, max_size=6))
def test_turns_of_those_always_there_differ_by_one_at_most(
    visits: list[tuple[Any, ...]], away: list[tuple[Any, ...]]
) -> None:
    """The bound for any log, in turn or not: counted and owed, less had beforehand, differ by one at most.

    Of people who were neither suspended nor away for their own reasons; being busy or away on duty costs nobody a turn.
    """
    decisions = replayed(week(visits, away, [], "official"))
    counted = Counter(one.person for one in decisions if one.gives["counted"])
    owed, ahead = last(decisions, "owed"), last(decisions, "ahead")
    suspended = {str(one) for decision in decisions for one in _listed(decision, "suspended")}
    level = [counted[one] + owed[one] - ahead[one] for one in SELLERS if one not in suspended]
    assert not level or max(level) - min(level) <= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VISITS, max_size=25), st.lists(AWAY, max_size=6), RESTS, st.sampled_from(("private", "leave")))
def test_nobody_suspended_away_or_resting_is_next(
    visits: list[tuple[Any, ...]], away: list[tuple[Any, ...]], rests: list[tuple[str, str]], why: str
) -> None:
    decisions = replayed(week(visits, away, rests, why))
    for one in decisions:
        due = {str(person) for person in _listed(one, "due")}
        off = {who for day, who in rests if day == one.period}
        gone = {
            who
            for day, at, length, who in away
            if datetime.fromisoformat(moment(day, at)) <= one.at < datetime.fromisoformat(moment(day, at + length))
        }
        assert not due & ({str(person) for person in _listed(one, "suspended")} | off | gone)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VISITS, max_size=25), RESTS)
def test_each_poaching_is_one_day_of_suspension_and_no_more(
    visits: list[tuple[Any, ...]], rests: list[tuple[str, str]]
) -> None:
    """B5.4: as many days as poachings, each after its own, never on a day off; what is left waits."""
    decisions = replayed(week(visits, [], rests, "official"))
    poached = Counter(one.person for one in decisions if one.gives["poached"])
    served = {(one.period, str(person)) for one in decisions for person in _listed(one, "suspended")}
    assert not served & set(rests)
    first: dict[str, str] = {}
    for one in decisions:
        if one.gives["poached"]:
            first.setdefault(one.person, one.period)
    for day, person in served:
        assert first[person] < day
    waiting = last(decisions, "to_suspend")
    for person in SELLERS:
        assert sum(1 for _, who in served if who == person) + waiting[person] <= poached[person]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VISITS, max_size=20), st.lists(AWAY, max_size=4), RESTS, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(
    visits: list[tuple[Any, ...]], away: list[tuple[Any, ...]], rests: list[tuple[str, str]], chance: Random
) -> None:
    facts = week(visits, away, rests, "official")
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert replayed(shuffled) == replayed(facts)
    assert replayed(facts) == replayed(facts)


def test_the_day_goes_on_from_the_day_before() -> None:
    """K13: the weekly list stands, the daily order goes on from it."""
    log = [
        rota("q", "r", "s"),
        visit(0, "09:00", "q", "C-002001", "09:10"),
        visit(0, f"{DAYS[2]} 09:00", "r", "C-002002"),
    ]
    assert [one.result for one in replayed(log)] == ["in-turn", "in-turn"]


def test_a_list_set_again_within_the_week_begins_with_its_head() -> None:
    log = [
        rota("q", "r", "s"),
        rota("s", "q", "r", at=DAYS[1]),
        visit(0, "09:00", "q", "C-002001", "09:10"),
        visit(0, f"{DAYS[1]} 09:00", "s", "C-002002"),
    ]
    assert [one.gives["queue"] for one in replayed(log)] == [("q", "r", "s"), ("s", "q", "r")]


def test_two_of_one_minute_are_taken_by_their_lines() -> None:
    """The first line's receiver is busy with him when the second is asked about, not the other way round."""
    log = [rota("q", "r"), visit(0, "09:00", "q", "C-002001", "09:30"), visit(1, "09:00", "r", "C-002002", "09:30")]
    assert [one.result for one in replayed(log)] == ["in-turn", "in-turn"]


def test_two_poachings_are_two_days_of_suspension() -> None:
    log = [
        rota("q", "r", "s"),
        visit(0, "09:00", "q", "C-002001", "09:10", asked_for="s"),
        visit(1, "09:20", "q", "C-002002", "09:30", asked_for="s"),
        visit(0, f"{DAYS[1]} 09:00", "r", "C-002003", f"{DAYS[1]} 09:10"),
        visit(0, f"{DAYS[2]} 09:00", "s", "C-002004", f"{DAYS[2]} 09:10"),
        visit(0, f"{DAYS[3]} 09:00", "r", "C-002005", f"{DAYS[3]} 09:10"),
    ]
    found = replayed(log)
    assert [one.gives["suspended"] for one in found] == [(), (), ("q",), ("q",), ()]
    assert [one.gives["to_suspend"] for one in found] == [("q",), ("q", "q"), ("q",), (), ()]


def _listed(one: Decision, name: str) -> tuple[object, ...]:
    value = one.gives[name]
    assert isinstance(value, tuple)
    return value


def test_a_changed_state_holds_from_its_day_on() -> None:
    """From 11-11 a private errand is made up for, too; what was before stays as it was."""
    rule = rules()["sales-reception-turns"]
    states = [{**one, "turn": "owed"} if one["id"] == "private" else one for one in rule.parameters["states"]]
    change = Change(date(2026, 11, 11), None, "通知", {"states": states}, rule.source)
    log = [rota("q", "r")]
    for day in (DAYS[0], DAYS[2]):
        log += [
            absent(f"{day} 08:50", "q", "private", f"{day} 09:10"),
            visit(0, f"{day} 09:00", "r", "C-002001", f"{day} 09:02"),
            visit(1, f"{day} 09:05", "r", "C-002002", f"{day} 09:08"),
            visit(2, f"{day} 09:20", "q", "C-002003", f"{day} 09:30"),
        ]
    found = list(rotate.run(BOOK, replace(rule, changes=(change,)), world(log)))
    assert [one.gives["owed"] for one in found] == [(), (), (), (), ("q",), ()]
    assert [one.gives["turn_of"] for one in found] == ["r", "r", "q", "r", "r", "q"]
    assert [one.result for one in found][3:] == ["in-turn", "in-turn", "made-up"]
