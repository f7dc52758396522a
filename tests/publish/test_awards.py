"""What decisions gave each person, month by month (B1.7, B1.13)."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.awards import awards
from taizhang.publish.view import view
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests.books import ROOT, schemas
from tests.rules.worlds import demo


def test_a_row_a_person_and_a_column_a_month() -> None:
    """The newest month first; sums of deals, worked out by hand from the records."""
    whole = view(demo(), load(WorkTree(ROOT), schemas()))
    (found,) = awards(whole, {"fitness"})
    assert found.rule.id == "fitness-performance"
    assert found.months == ("2026-11", "2026-10", "2026-09")
    rows = {person: [one.value for one in measures if one is not None] for person, measures in found.rows}
    assert set(rows) == {"gao-rui", "lu-jia", "shen-yue", "tang-ning"}
    september = {person: values[2] for person, values in rows.items()}
    assert september == {
        "gao-rui": Decimal("12339.99"),
        "lu-jia": Decimal("7860.00"),
        "shen-yue": Decimal("3960.00"),
        "tang-ning": Decimal("7360.00"),
    }


def test_a_unit_without_deals_has_no_table() -> None:
    """Nothing is shown for the telecom branches."""
    whole = view(demo(), load(WorkTree(ROOT), schemas()))
    assert awards(whole, {"telecom-east"}) == ()
