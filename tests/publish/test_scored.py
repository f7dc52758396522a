"""Who stands where: the latest period that has totals, the places, and what is not scored yet."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from taizhang.publish.scored import scores
from tests.publish import companies
from tests.publish.demo import demo_view


def test_the_demo_s_cards() -> None:
    told = scores(demo_view())
    assert [(one.title, one.period.key, one.over, len(one.scored), one.lacking, one.waiting) for one in told] == [
        ("客户经理月度考核表", "2026-10", True, 11, 0, 12),  # November's results are not there yet
        ("客户经理半年考评表", "2026-H1", True, 7, 0, 7),
        ("客户关系维护主管月度考核", "2026-11", False, 3, 0, 0),
        ("市级客户经理考核表", "2026-11", False, 3, 0, 0),
        ("市级分公司考核表", "2026-11", False, 2, 0, 0),
    ]
    telecom = told[0]
    assert telecom.later is not None
    assert telecom.later.key == "2026-11"
    assert [one.of_people for one in told] == [True, True, True, True, False]
    # 96.19 in October; 83.76 in September.
    second = telecom.scored[1]
    assert (second.place, second.card.person, second.card.total) == (2, "zhong-jun", Decimal("96.19"))
    assert second.change == Decimal("12.43")
    assert [one.place for one in told[2].scored] == [1, 1, 3], "100, 100 and 94: equals share a place"
    assert all(one.change is None for one in told[1].scored), "the first half-year has none before it"


def test_a_company_without_cards_has_no_scores() -> None:
    assert scores(companies.view_of(companies.empty())) == ()
    assert scores(companies.view_of(companies.ordinary(), datetime(2026, 11, 5, 9, 0))) == ()
