"""The queue: how it moves, what is owed and had beforehand; and that turns can't drift apart (B5.1, B5.3)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taizhang.facts.fact import Source
from taizhang.rules.turns import Effect, Move, Noted, Seen, Turns, call

AT = datetime(2026, 11, 9, 9)
LINE = Source("records/log.yaml", (0,))
PEOPLE = ("q", "r", "s", "t", "u")
EFFECTS = st.sampled_from(tuple(Effect))


def seen(**states: Effect) -> dict[str, Seen]:
    """Everybody free but those named."""
    return {one: Seen("x", "", states.get(one, Effect.FREE)) for one in PEOPLE}


def test_the_head_receives_and_goes_to_the_back() -> None:
    found = call(Turns(("q", "r", "s")), AT, LINE, seen().__getitem__)
    assert (found.person, found.after.queue, found.made_up) == ("q", ("r", "s", "q"), False)


def test_the_busy_one_is_owed_and_passed() -> None:
    found = call(Turns(("q", "r", "s")), AT, LINE, seen(q=Effect.OWED).__getitem__)
    assert found.person == "r"
    assert found.after == Turns(("s", "q", "r"), (Noted("q", AT, LINE),))
    assert [step.move for step in found.steps] == [Move.OWED, Move.TAKES]


def test_private_absence_and_leave_are_passed_without_a_debt() -> None:
    found = call(Turns(("q", "r", "s")), AT, LINE, seen(q=Effect.USED, r=Effect.FORFEITED).__getitem__)
    assert (found.person, found.after.owed) == ("s", ())
    assert [step.move for step in found.steps] == [Move.USED, Move.FORFEITED, Move.TAKES]


def test_the_oldest_debt_of_the_free_is_paid_first_and_moves_nobody() -> None:
    owed = (Noted("q", AT, LINE), Noted("r", AT, LINE), Noted("s", AT, LINE))
    found = call(Turns(("q", "r", "s"), owed), AT, LINE, seen(q=Effect.OWED).__getitem__)
    assert (found.person, found.made_up) == ("r", True)
    assert found.after == Turns(("q", "r", "s"), (owed[0], owed[2]))


def test_a_debt_to_somebody_no_longer_of_the_list_waits() -> None:
    owed = (Noted("t", AT, LINE),)
    found = call(Turns(("q", "r"), owed), AT, LINE, seen().__getitem__)
    assert (found.person, found.after.owed) == ("q", owed)


def test_a_turn_had_beforehand_is_settled_at_the_head_also_of_the_busy() -> None:
    """B5.3: receiving one's own undealt customer counts, so his next turn is nobody's debt."""
    ahead = (Noted("q", AT, LINE),)
    for state in (Effect.FREE, Effect.OWED):
        found = call(Turns(("q", "r"), (), ahead), AT, LINE, seen(q=state).__getitem__)
        assert (found.person, found.after) == ("r", Turns(("q", "r")))


def test_private_absence_uses_a_turn_and_settles_nothing() -> None:
    ahead = (Noted("q", AT, LINE),)
    found = call(Turns(("q", "r"), (), ahead), AT, LINE, seen(q=Effect.USED).__getitem__)
    assert (found.person, found.after.ahead) == ("r", ahead)


def test_where_nobody_is_free_nothing_moves() -> None:
    turns = Turns(("q", "r"), (Noted("q", AT, LINE),), (Noted("r", AT, LINE),))
    found = call(turns, AT, LINE, seen(q=Effect.OWED, r=Effect.USED).__getitem__)
    assert (found.person, found.after) == ("", turns)


def test_the_last_of_those_free() -> None:
    """Conventions 17: Q is busy and stands last, so S is asked."""
    assert Turns(("r", "s", "q")).last(seen(q=Effect.OWED).__getitem__) == "s"
    assert Turns(("q",)).last(seen(q=Effect.OWED).__getitem__) == ""


def test_a_new_list_keeps_what_is_owed() -> None:
    owed = (Noted("q", AT, LINE),)
    assert Turns(("q", "r"), owed).begun(("r", "q", "r")) == Turns(("r", "q"), owed)


def test_who_is_not_of_the_list_has_nothing_beforehand() -> None:
    assert Turns(("q",)).had_ahead(Noted("boss", AT, LINE)) == Turns(("q",))


EVENTS = st.lists(
    st.tuples(
        st.lists(EFFECTS, min_size=5, max_size=5),
        st.one_of(st.none(), st.integers(0, 4)),
    ),
    max_size=60,
)


@given(st.integers(1, 5), EVENTS)
def test_turns_never_drift_apart(size: int, events: list[tuple[list[Effect], int | None]]) -> None:
    """The bound: between two people of one list passings differ by one at most, and every turn is accounted for.

    Received and counted, with what is owed and less what was had beforehand, is just how often somebody was passed less
    what he used, forfeited or was not of. So of those who are always there it differs by one at most.
    """
    people = PEOPLE[:size]
    turns, passed, counted = Turns(people), Counter[str](), Counter[str]()
    lost: Counter[str] = Counter()
    for number, (effects, receiver) in enumerate(events):
        states = {one: Seen("x", "", effect) for one, effect in zip(PEOPLE, effects, strict=True)}
        at = AT + timedelta(minutes=number)
        if receiver is not None and receiver < size:
            counted[people[receiver]] += 1
            turns = turns.had_ahead(Noted(people[receiver], at, LINE))
            continue
        found = call(turns, at, LINE, states.__getitem__)
        assert not found.person or states[found.person].free
        assert bool(found.person) == any(states[one].free for one in people)
        for step in found.steps:
            if found.person and step.move not in {Move.WAITS, Move.MADE_UP}:
                passed[step.person] += 1
            if step.move in {Move.USED, Move.FORFEITED, Move.NONE}:
                lost[step.person] += 1
        if found.person:
            counted[found.person] += 1
        turns = found.after
        assert sorted(turns.queue) == sorted(people)
    owed, ahead = (Counter(one.person for one in listed) for listed in (turns.owed, turns.ahead))
    for one in people:
        assert counted[one] + owed[one] - ahead[one] == passed[one] - lost[one]
    assert max(passed[one] for one in people) - min(passed[one] for one in people) <= 1
