"""The ledger: total order whatever it is given, and each of its indexes."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.facts.fact import Source
from taizhang.ledger import Ledger
from taizhang.ledger.ledger import only
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.outcome import Finding, Obligation
from tests.rules.outcomes import entry, finding, measure, obligation, scorecard

RULE = Rule("telecom", "r", "A9.9", "标题", "recurring", None, {}, (), (), {}, Source("records/x.yaml"))
OTHER = Rule("telecom", "s", "A9.9", "标题", "require", None, {}, (), (), {}, Source("records/x.yaml"))
BOOK = Rulebook("telecom", "制度", ("telecom",), None, (), (RULE, OTHER))
OUTCOMES = (
    obligation(period="2026-W44"),
    obligation(period="2026-W43"),
    obligation(period="2026-W43", key="r/2026-W43/li", person="li"),
    finding(rule="s"),
    entry(rule="s", key="s/2026-W44/zhang#work-planning"),
    measure(rule="t", person=""),
    scorecard(rule="u"),
)


def ledger(*outcomes: Obligation | Finding) -> Ledger:
    """A ledger of some outcomes, of all by default."""
    return Ledger(datetime(2026, 11, 1), (BOOK,), outcomes or OUTCOMES)


def test_outcomes_stand_in_total_order() -> None:
    """By rulebook, rule, period and key, whatever order they come in."""
    keys = [one.key for one in ledger().outcomes]
    assert keys == [one.key for one in Ledger(datetime(2026, 11, 1), (BOOK,), OUTCOMES[::-1]).outcomes]
    assert keys[:4] == ["r/2026-W43/li", "r/2026-W43/zhang", "r/2026-W44/zhang", "s/2026-W44/zhang"]


def test_each_type_by_itself() -> None:
    made = ledger()
    groups = (made.obligations, made.findings, made.entries, made.measures, made.scorecards)
    assert [len(group) for group in groups] == [3, 1, 1, 1, 1]
    assert only(Finding, made.outcomes) == made.findings


def test_by_person() -> None:
    made = ledger()
    assert [one.key for one in made.of_person("zhang")] == ["r/2026-W43/zhang", "r/2026-W44/zhang"]
    assert [one.rule for one in made.about_person("zhang")] == ["r", "r", "s", "s", "u"]
    assert made.of_person("nobody") == made.about_person("nobody") == ()


def test_by_customer() -> None:
    duty, other = obligation(customer="c"), obligation(period="2026-W43", customer="d")
    wrong = finding(rule="s", customer="c")
    made = ledger(wrong, other, duty)
    assert made.about_customer("c") == (duty, wrong)
    assert made.about_customer("e") == ()


def test_by_rule() -> None:
    made = ledger()
    assert len(made.of_rule(RULE)) == 3
    assert made.of_rule(OTHER) == ()
    assert [type(one).__name__ for one in made.outcomes_of(OTHER)] == ["Finding", "Entry"]


@pytest.mark.parametrize(
    ("key", "there", "duty"), [("r/2026-W44/zhang", True, True), ("s/2026-W44/zhang", True, False), ("x", False, False)]
)
def test_by_key(key: str, there: bool, duty: bool) -> None:
    """``obligation`` gives duties alone."""
    made = ledger()
    assert (made.find(key) is not None, made.obligation(key) is not None) == (there, duty)


def test_rulebooks_and_rules() -> None:
    made = ledger()
    assert made.rulebook("telecom") == BOOK
    assert made.rulebook("power") is None
    assert made.rules == (RULE, OTHER)


def test_more_outcomes_stand_in_total_order_and_are_found() -> None:
    """With none it is the same ledger."""
    first = ledger()
    late = finding(rule="s", key="s/2026-W01/zhang", period="2026-W01")
    whole = first.with_more((late,))
    assert len(whole.outcomes) == len(first.outcomes) + 1
    assert [one.order for one in whole.outcomes] == sorted(one.order for one in whole.outcomes)
    assert whole.find("s/2026-W01/zhang") == late
    assert first.find("s/2026-W01/zhang") is None
    assert first.with_more(()) is first
