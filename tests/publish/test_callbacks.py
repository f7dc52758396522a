"""Callbacks and chains: the chain read from the rules, open until the customer is satisfied, days left (B9.1, B9.2)."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.publish.callbacks import chain_of, orders, waiting
from taizhang.rules.outcome import Obligation, State
from tests.publish.demo import demo_view
from tests.rules.garage import garage, outcomes, rulebook, stated

CHAIN = ("auto-reported", "auto-owner-named", "auto-handled", "auto-called-again")
START = datetime(2026, 10, 1, 10)
STEPS = ("reported", "assigned", "handled")
FIRST = {"person": "wen", "case": "GD-2026-0001", "customer": "C-003001"}


def test_the_chain_is_read_from_the_rules() -> None:
    assert tuple(rule.id for rule in chain_of(rulebook().rules)) == CHAIN


def story(rounds: list[tuple[int, int]], *, satisfied: bool) -> tuple[list[Fact], datetime]:
    """Calls that all but the last find dissatisfied; each is how many steps were done (3: all) and hours between.

    The last call of a story in which nobody is satisfied stops after its steps.
    """
    at = START
    found: list[Fact] = []
    for number, (steps, hours) in enumerate(rounds, 1):
        last = number == len(rounds)
        happy = last and satisfied
        made = {**FIRST, "number": number, "result": "satisfied" if happy else "dissatisfied"}
        names = ("callback.made", f"callback.{made['result']}")
        found += [stated(name, f"{at:%Y-%m-%d %H:%M}", **made) for name in names]
        for step in () if happy else STEPS[: steps if last else 3]:
            at += timedelta(hours=hours)
            more = {**FIRST, "number": number, "person": "xiu" if step != "reported" else "wen", "reported_to": "lei"}
            found.append(stated(f"callback.{step}", f"{at:%Y-%m-%d %H:%M}", **more))
        at += timedelta(hours=hours)
    return found, at


def links(facts: list[Fact], as_of: datetime) -> list[Obligation]:
    """Every link of the chain."""
    made = garage(f"{as_of:%Y-%m-%d %H:%M}", facts)
    return [one for name in CHAIN for one in outcomes(name, made) if isinstance(one, Obligation)]


ROUNDS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 80)), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(rounds=ROUNDS, seed=st.randoms(use_true_random=False))
def test_a_chain_never_closes_without_a_satisfied_customer(rounds: list[tuple[int, int]], seed: random.Random) -> None:
    """Whatever was done and however late: one link is owed, and just one, until the last call finds him satisfied."""
    facts, at = story(rounds, satisfied=False)
    seed.shuffle(facts)
    left = [one for one in links(facts, at + timedelta(days=60)) if one.done_at is None]
    assert len(left) == 1
    assert left[0].rule == CHAIN[rounds[-1][0]]
    assert left[0].state in {State.OVERDUE, State.MISSED}


@settings(max_examples=60, deadline=None)
@given(rounds=ROUNDS)
def test_a_satisfied_customer_closes_it(rounds: list[tuple[int, int]]) -> None:
    facts, at = story(rounds, satisfied=True)
    found = links(facts, at + timedelta(days=60))
    assert [one for one in found if one.done_at is None] == []
    assert len(found) == 4 * (len(rounds) - 1)


def test_a_second_call_answers_its_own_round_and_no_other() -> None:
    """Two rounds: the second call is the answer to the first handling, the third to the second."""
    facts, at = story([(3, 10), (3, 10), (0, 10)], satisfied=True)
    again = [one for one in links(facts, at + timedelta(days=9)) if one.rule == "auto-called-again"]
    assert [one.done_at for one in again] == [START + timedelta(hours=40), START + timedelta(hours=80)]


def test_the_demo_has_what_is_to_be_called_the_most_pressing_first() -> None:
    left = waiting(orders(demo_view()))
    assert [one.case for one in left] == [f"GD-2026-{number}" for number in ("0904", "1006", "1103", "1104", "1105")]
    assert [one.duty.state for one in left if one.duty] == ["missed", "overdue", "pending", "pending", "pending"]


def test_the_demo_has_three_chains_of_which_one_is_open() -> None:
    chains = {one.case: one for one in orders(demo_view()) if one.chained}
    assert {case: (len(one.turns), one.closed) for case, one in chains.items()} == {
        "GD-2026-1001": (2, True),
        "GD-2026-1002": (3, True),
        "GD-2026-1102": (1, False),
    }
    link = chains["GD-2026-1102"].link
    assert link is not None
    assert link.duty is not None
    assert (link.rule.id, link.duty.person, link.duty.state) == ("auto-handled", "kang-shuo", "overdue")
    assert chains["GD-2026-1001"].link is None


def test_each_turn_has_its_own_links() -> None:
    chain = next(one for one in orders(demo_view()) if one.case == "GD-2026-1002")
    told = [[link.duty.state.value if link.duty else "" for link in turn.links] for turn in chain.turns]
    assert told == [["late", "met", "late", "met"], ["met", "met", "met", "met"], []]
    assert [len(turn.beside) for turn in chain.turns] == [1, 1, 1]
