"""The order of rules: what is read comes first, ties in rulebook order, a circle is named and left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhang.facts.fact import Source
from taizhang.ledger.order import in_order, needed
from taizhang.rulebook import Rule, Rulebook


def rule(name: str, *reads: str, kind: str = "require") -> Rule:
    """A rule that reads facts of these names."""
    parameters = {"of": {"fact": list(reads)}}
    return Rule("telecom", name, "A9.9", name, kind, None, parameters, (), (), {}, Source("records/x.yaml"))


def book(*rules: Rule, name: str = "telecom") -> Rulebook:
    """A rulebook of these."""
    return Rulebook(name, name, (), None, (), rules)


def ordered(*books: Rulebook) -> list[str]:
    """The ids in the order to run."""
    return [one.id for _, one in in_order(books)[0]]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((rule("b", "x.y"), rule("a", "x.y"), rule("c", "x.y")), ["b", "a", "c"]),
        ((rule("late", "early.raised"), rule("early", "x.y")), ["early", "late"]),
        ((rule("c", "b.missed"), rule("b", "a.raised"), rule("a", "x.y"), rule("d", "x.y")), ["a", "b", "c", "d"]),
        ((rule("sum", "*.raised"), rule("a", "x.y"), rule("b", "a.raised")), ["a", "b", "sum"]),
        ((rule("weekly-report", "x.y"), rule("a", "weekly-report.submitted")), ["weekly-report", "a"]),
        ((rule("a", "weekly-report.submitted"), rule("weekly-report", "x.y")), ["a", "weekly-report"]),
    ],
)
def test_what_is_read_comes_first(rules: tuple[Rule, ...], expected: list[str]) -> None:
    """By outcomes only: a record's fact of a rule's name is no outcome of it."""
    assert ordered(book(*rules)) == expected
    assert in_order([book(*rules)])[1] == ()


def test_over_several_rulebooks() -> None:
    """One order for all, rulebooks as given."""
    first = book(rule("a", "z.raised"), rule("b", "x.y"))
    second = book(rule("z", "x.y"), name="power")
    assert ordered(first, second) == ["b", "z", "a"]


def test_a_circle_is_named_and_left_out_with_what_reads_it() -> None:
    rules = (
        rule("a", "c.raised"),
        rule("b", "a.raised"),
        rule("c", "b.raised"),
        rule("d", "c.raised"),
        rule("e", "x.y"),
    )
    steps, circle = in_order([book(*rules)])
    assert [one.id for _, one in steps] == ["e"]
    assert circle[0] == circle[-1]
    assert {one.id for one in circle} == {"a", "b", "c"}


def test_a_rule_that_reads_itself_is_a_circle() -> None:
    steps, circle = in_order([book(rule("a", "a.raised"))])
    assert steps == ()
    assert [one.id for one in circle] == ["a", "a"]


def test_who_reads_all_others_does_not_wait_for_itself() -> None:
    assert needed([rule("sum", "*.raised"), rule("a", "x.y")]) == {"sum": {"a"}, "a": set()}


def test_an_unknown_kind_is_left_out() -> None:
    assert ordered(book(rule("a", "x.y", kind="unheard-of"), rule("b", "x.y"))) == ["b"]


def test_two_cards_do_not_wait_for_each_other() -> None:
    """Who reads every entry waits for the rules that enter, and the grade for the one card it is by."""
    line = {"id": "l", "score": {"measure": "m", "full_at": 100}}
    sections = {"sections": [{"lines": [line]}]}
    card = replace(rule("card", kind="scorecard"), parameters=sections)
    other = replace(rule("other", kind="scorecard"), parameters=sections)
    fine = replace(rule("fine", kind="adjust"), parameters={"on": {"fact": "x.y"}})
    by = {"of": {"fact": "card.scored"}, "confirmed_by": {"fact": "grade.confirmed"}}
    grade = replace(rule("grade", kind="grade"), parameters=by)
    assert needed([grade, card, other, fine]) == {"grade": {"card"}, "card": {"fine"}, "other": {"fine"}, "fine": set()}
    assert ordered(book(grade, card, other, fine)) == ["fine", "card", "grade", "other"]
