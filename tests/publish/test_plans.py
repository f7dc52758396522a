"""Plan against done (A5.4), by the demo's records."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.plans import Plans, share
from tests.publish import companies
from tests.publish.demo import demo_view
from tests.publish.weeks import RESULT, with_visits


def test_a_plan_of_which_one_visit_was_done() -> None:
    """张伟 planned C-000147 and C-000111; his report of the week lists the latter alone."""
    (plan,) = Plans(demo_view()).of("telecom-east", "2026-W43", ("zhang-wei",))[:1]
    assert [(one.customer, one.kept) for one in plan.visits] == [("C-000147", False), ("C-000111", True)]
    assert (plan.kept, len(plan.counted)) == (1, 2)


def test_a_unit_s_share_leaves_out_who_has_not_reported() -> None:
    """程玉兰 planned one visit and never reported, 赵敏 planned none: 张伟 1 of 2 and 钟军 2 of 2 remain."""
    plans = Plans(demo_view()).of("telecom-east", "2026-W43", ())
    assert [(plan.person, len(plan.visits), len(plan.counted)) for plan in plans] == [
        ("cheng-yulan", 1, 0),
        ("zhang-wei", 2, 2),
        ("zhao-min", 0, 0),
        ("zhong-jun", 2, 2),
    ]
    assert {one.kept for one in plans[0].visits} == {None}
    assert share(plans) == Decimal("75.00")
    assert share(plans[:1]) is None


def test_a_planned_visit_with_what_was_done() -> None:
    (plan,) = Plans(companies.view_of(with_visits())).of("east", "2026-W42", ("zhang-wei",))
    (visit,) = plan.visits
    assert visit.kept is False, "the report does not list it"
    assert [(f"{one.at:%H:%M}", one.channel, one.result) for one in visit.services] == [("10:05", "visit", RESULT)]
    (listed,) = Plans(companies.view_of(with_visits(listed=True))).of("east", "2026-W42", ("zhang-wei",))
    assert listed.visits[0].kept is True


def test_who_planned_nothing_is_there() -> None:
    (plan,) = Plans(companies.view_of(companies.ordinary())).of("east", "2026-W42", ("zhang-wei",))
    assert (plan.path, plan.visits, plan.measure) == ("", (), None)
