"""Decisions of the rota: keys, boards, what they give; conventions 17; and the demo's own days (B5.1-B5.6)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.facts.fact import Fact, Source
from taizhang.rules import rotate
from taizhang.rules.outcome import Decision, Share
from tests.rules.receptions import BOOK, MONDAY, absent, replayed, rota, rules, visit, world
from tests.rules.scratch import demo

RULE = "sales-reception-turns"


def told(decisions: list[Decision]) -> list[tuple[str, object, str]]:
    """Who received, who should have, how it came out."""
    return [(one.person, one.gives["turn_of"], one.result) for one in decisions]


def test_a_decision_s_fields() -> None:
    log = [rota("q", "r"), visit(0, "09:00", "q", "C-002001", "09:30")]
    (one,) = replayed(log)
    assert one.key == f"{RULE}/{MONDAY}/0900/1"
    assert (one.person, one.unit, one.customer, one.clause) == ("q", "office", "C-002001", "B5.1")
    assert (one.board, one.decided, one.what) == (f"office.{MONDAY}", True, "")
    assert one.shares == (Share("q", "turn", Decimal(1)),)
    assert one.because == frozenset({f"records/reception-logs/office/{MONDAY}.yaml#receptions/0/at"})


def test_the_worked_example_of_article_nine() -> None:
    """Conventions 17: Q is busy, his registered customer comes, R is next: S receives, uncounted; the next is R's."""
    log = [
        rota("q", "r", "s"),
        visit(0, "09:00", "q", "C-002001", "09:10"),
        visit(1, "09:20", "r", "C-002002", "09:30"),
        visit(2, "09:40", "s", "C-002003", "09:50"),
        visit(3, "10:00", "q", "C-002004", "11:00"),
        visit(4, "10:10", "s", "C-002001", "10:20", earlier_person="q"),
        visit(5, "10:30", "r", "C-002005", "10:40"),
    ]
    found = replayed(log)
    assert told(found[4:]) == [("s", "s", "stood-in"), ("r", "r", "in-turn")]
    assert (found[4].gives["counted"], found[4].shares, found[4].gives["credit"]) == (False, (), "q")


def test_without_a_list_nothing_is_decided_but_the_register_is_kept() -> None:
    log = [visit(0, "09:00", "q", "C-002001", "09:10")]
    (one,) = replayed(log)
    assert (one.decided, one.result, one.gives["credit"]) == (False, "no-list", "q")


def test_the_clerk_moves_no_turn() -> None:
    log = [
        rota("q", "r"),
        absent("08:50", "r", "official"),
        visit(0, "09:00", "clerk", "C-002001", "09:30", asked_for="r", told_at="09:01"),
        visit(1, "09:10", "q", "C-002002", "09:30"),
    ]
    assert told(replayed(log)) == [("clerk", "clerk", "stood-in"), ("q", "q", "in-turn")]


def test_a_stranger_who_receives_is_out_of_turn_and_has_no_turn() -> None:
    log = [rota("q", "r"), visit(0, "09:00", "boss", "C-002001", "09:10"), visit(1, "09:20", "q", "C-002002", "09:30")]
    found = replayed(log)
    assert told(found) == [("boss", "q", "out-of-turn"), ("q", "q", "in-turn")]
    assert found[0].shares == ()


def test_decisions_begin_with_the_rule_the_register_before_it() -> None:
    """The rule begins on 11-02; who was registered earlier is still the first receiver."""
    log = [
        rota("q", "r", at="2026-10-26"),
        visit(0, "2026-10-26 09:00", "q", "C-002001", "2026-10-26 09:30"),
        rota("r", "q"),
        visit(0, "09:00", "q", "C-002001", "09:30", earlier_person="q"),
    ]
    found = replayed(log)
    assert [(one.period, one.result) for one in found] == [(MONDAY, "to-owner")]


def test_of_another_unit_nothing() -> None:
    elsewhere = Fact("reception.received", visit(0, "09:00", "q", "C-1").time, Source("records/x.yaml"), unit="other")
    assert list(rotate.run(BOOK, rules()[RULE], world([elsewhere]))) == []


def test_it_reads_what_its_parameters_name() -> None:
    assert rotate.reads(rules()[RULE]) == {
        "rota.set", "reception.received", "rota.rest", "leave.approved", "reception.absent", "call.answered",
        "customer-group.joined", "unit-sale.signed",
    }  # fmt: skip
    assert "sales-reception-turns.decided" in rotate.reads(rules()["sales-telephone-turns"])


@pytest.mark.parametrize(
    ("key", "person", "result"),
    [
        ("2026-11-03/1110/6", "qian-ruoxi", "made-up"),
        ("2026-11-03/1400/7", "qian-ruoxi", "to-owner"),
        ("2026-11-03/1530/10", "qi-siyuan", "to-named"),
        ("2026-11-05/0940/2", "shao-yinuo", "stood-in"),
        ("2026-11-05/0955/3", "ren-ziang", "in-turn"),
        ("2026-11-05/1500/6", "shao-yinuo", "out-of-turn"),
        ("2026-11-10/1005/3", "ren-ziang", "poached"),
        ("2026-11-10/1040/4", "shao-yinuo", "to-owner"),
        ("2026-11-10/1100/5", "mei-caiwei", "stood-in"),
        ("2026-11-10/1600/9", "qi-siyuan", "arranged"),
        ("2026-11-11/1020/3", "qian-ruoxi", "nobody-free"),
    ],
)
def test_the_demo_s_days(key: str, person: str, result: str) -> None:
    """Worked out by hand from the logs."""
    one = demo().find(f"{RULE}/{key}")
    assert isinstance(one, Decision)
    assert (one.person, one.result) == (person, result)


def test_the_demo_s_suspension_passes_a_day_off() -> None:
    """Poached on 11-10; 11-11 is his day off; served on 11-12."""
    found = {one.period: one.gives["suspended"] for one in demo().decisions if one.rule == RULE}
    assert [found[f"2026-11-{day}"] for day in ("10", "11", "12", "17")] == [(), (), ("ren-ziang",), ()]


def test_the_demo_s_findings() -> None:
    found = sorted((one.rule, one.period, one.person) for one in demo().findings if one.rulebook == "sales-office")
    assert found == [
        ("sales-checked-unsold", "2026-11-08", "shao-yinuo"),
        ("sales-conduct", "2026-11-13", "ren-ziang"),
        ("sales-elsewhere", "2026-11-10", "qi-siyuan"),
        ("sales-out-of-turn", "2026-11-05", "shao-yinuo"),
        ("sales-out-of-turn", "2026-11-10", "qian-ruoxi"),
        ("sales-poaching", "2026-11-10", "ren-ziang"),
        ("sales-reserved-approved", "2026-11-12", "qi-siyuan"),
        ("sales-room-sold-twice", "2026-11-08", "shao-yinuo"),
        ("sales-rota-everyone", "2026-11-16", "qian-ruoxi"),
    ]


def test_the_demo_s_turns_of_the_month() -> None:
    """Counted by hand from the logs."""
    found = {one.person: one.value for one in demo().measures if one.rule == "sales-turns-month"}
    assert found == {"qian-ruoxi": 10, "shao-yinuo": 9, "qi-siyuan": 8, "ren-ziang": 7}
