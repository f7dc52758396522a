"""Outcomes as facts: what each states, when, about whom, resting on which record."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from taizhang.facts.fact import Source
from taizhang.rules.as_facts import EVENTS, facts_of, first_source
from taizhang.rules.outcome import Cause, ClauseSource, Outcome, State
from tests.rules.outcomes import DUE, RECORD, decision, entry, finding, frame, measure, obligation, scorecard

RULE = Source("records/rulebooks/telecom/x.yaml", ("rules", 0))


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.MET, "r.met"),
        (State.LATE, "r.late"),
        (State.MISSED, "r.missed"),
        (State.OVERDUE, "r.overdue"),
        (State.EXCUSED, "r.excused"),
    ],
)
def test_a_duty_states_what_became_of_it_at_its_due_instant(state: State, name: str) -> None:
    (fact,) = facts_of(obligation(state), RULE)
    assert (fact.name, fact.time, fact.person, fact.unit, fact.source) == (name, DUE, "zhang", "east", RECORD)
    assert fact.get("period") == "2026-W44"
    assert fact.attributes["points"] == Decimal(-1)


@pytest.mark.parametrize(
    "one", [obligation(State.PENDING), obligation(State.UNKNOWN, None), obligation(State.WAIVED, None)]
)
def test_what_is_open_or_has_no_due_states_nothing(one: Outcome) -> None:
    assert list(facts_of(one, RULE)) == []


@pytest.mark.parametrize(
    ("one", "name", "attribute", "value"),
    [
        (finding(), "r.raised", "severity", "serious"),
        (entry(), "r.entered", "line", "work-planning"),
        (measure(), "r.measured", "value", Decimal(3)),
    ],
)
def test_findings_entries_and_measures(one: Outcome, name: str, attribute: str, value: object) -> None:
    (fact,) = facts_of(one, RULE)
    assert (fact.name, fact.time, fact.attributes[attribute]) == (name, DUE, value)
    assert (fact.get("outcome"), fact.get("rule")) == ("r/2026-W44/zhang", "r")


def test_a_decision_states_itself_and_each_share() -> None:
    one = decision(("zhang", "500.00"), ("li", "499.99"), gives={"follows": "li"}, customer="C-000001")
    decided, *awarded = facts_of(one, RULE)
    assert (decided.name, decided.time, decided.case, decided.customer) == ("r.decided", DUE, "d-1", "C-000001")
    assert (decided.get("result"), decided.get("follows"), decided.attributes["decided"]) == ("shared", "li", True)
    told = [(fact.name, fact.person, fact.case, fact.attributes["amount"]) for fact in awarded]
    assert told == [("r.awarded", "zhang", "d-1", Decimal("500.00")), ("r.awarded", "li", "d-1", Decimal("499.99"))]


def test_what_waits_for_a_ruling_gives_nobody_anything() -> None:
    (fact,) = facts_of(decision(), RULE)
    assert (fact.name, fact.attributes["decided"]) == ("r.decided", False)


def test_a_card_is_scored_in_the_last_minute_of_its_period() -> None:
    """So the grade of a half-year is not proposed before the half-year is over (C2.1)."""
    (fact,) = facts_of(scorecard(period="2026-H1"), RULE)
    assert (fact.name, fact.time, fact.person) == ("r.scored", datetime(2026, 6, 30, 23, 59), "zhang")
    assert (fact.attributes["known"], fact.attributes["total"]) == ("number", Decimal(0))


def test_keys_are_carried_on() -> None:
    (fact,) = facts_of(finding(customer="C-000001", contact="K-00000001"), RULE)
    assert (fact.customer, fact.contact) == ("C-000001", "K-00000001")


def test_the_rule_stands_in_for_a_record() -> None:
    """A duty that nothing met rests on no record; the first one found depth first is taken else."""
    bare = Cause("obligation.missed", {}, ClauseSource("telecom", "A9.9"))
    (fact,) = facts_of(obligation(State.MISSED, cause=bare), RULE)
    assert fact.source == RULE
    assert first_source(bare) is None
    assert first_source(frame()["cause"]) == RECORD


def test_every_closed_state_is_an_event() -> None:
    assert {state.value for state in State} - EVENTS == {"pending", "unknown"}
    assert {"raised", "entered", "measured", "decided", "awarded"} <= EVENTS
