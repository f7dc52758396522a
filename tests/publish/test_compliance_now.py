"""How a rule is kept now: the month's counts, who slipped in what order, and bars of the last periods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.publish.compliance import Gave, by_period
from taizhang.publish.compliance_now import bars, short, this_month
from taizhang.publish.view import View
from taizhang.rulebook import Rule
from tests.publish.demo import demo_view


def rule_of(view: View, name: str) -> Rule:
    """One rule of a company."""
    return next(one for one in view.rules if one.id == name)


def test_the_open_ones_stand_before_those_that_came_late() -> None:
    view = demo_view()
    month = this_month(view, Gave(view.of_rule(rule_of(view, "weekly-report"))))
    assert (month.month, month.counts.owed, month.rate) == (11, 36, Decimal("91.7"))
    assert [str(one.state) for one in month.slipped] == ["overdue", "overdue", "late"]


def test_bars_are_oldest_first_with_the_states_there_are() -> None:
    view = demo_view()
    rule = rule_of(view, "weekly-report")
    found = bars(rule, by_period(view.ledger, view.ledger.outcomes_of(rule)))
    assert [one.label for one in found] == [f"W{week}" for week in range(36, 48)]
    assert [part.name for part in found[0].parts] == ["按时", "迟交", "缺失", "已逾期"]
    assert [int(part.value) for part in found[-2].parts] == [10, 0, 0, 2]
    assert found[-2].address == "rules/weekly-report/#p-2026-W46"


def test_findings_are_counted_and_a_single_period_is_no_chart() -> None:
    view = demo_view()
    agree = rule_of(view, "visits-agree")
    found = bars(agree, by_period(view.ledger, view.ledger.outcomes_of(agree)))
    assert sum(int(part.value) for one in found for part in one.parts) == 18
    verified = rule_of(view, "customer-verified")
    assert bars(verified, by_period(view.ledger, view.ledger.outcomes_of(verified))) == ()


@pytest.mark.parametrize(
    ("key", "label"), [("2026-W42", "W42"), ("2026-10", "10 月"), ("2026-H2", "2026-H2"), ("nonsense", "nonsense")]
)
def test_labels_are_short(key: str, label: str) -> None:
    assert short(key) == label
