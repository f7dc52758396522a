"""How somebody's months and weeks went."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.own_trends import WEEKS, Doing, scores
from taizhang.publish.pages.months import sealed
from taizhang.publish.sheets import sheets_of
from tests.publish.demo import demo_view


def trend(person: str) -> list[tuple[str, Decimal | None]]:
    """The line of somebody's scores."""
    view = demo_view()
    mine = [one for one in sheets_of(view.ledger.outcomes) if one.person == person]
    return [(one.label, one.value) for one in scores(mine, lambda sheet: sealed(view, sheet))]


def test_scores_oldest_first_as_they_were_sealed() -> None:
    """Deng Huan's September was sealed at 90.59, reckoned now it would be less; a month without a total is no point."""
    assert trend("deng-huan") == [("26-09", Decimal("90.59")), ("26-10", Decimal("98.65"))]
    assert trend("xu-zhaohe") == [("26-09", Decimal(98)), ("26-10", Decimal(91)), ("26-11", Decimal(100))]


def test_one_score_is_no_line() -> None:
    assert trend("yan-ruoshui") == []
    assert trend("li-na") == []


def test_what_was_done_by_weekday_and_week() -> None:
    """Zhang went out twice on Monday 11-16, which are two trips and two services; that week's page is behind it."""
    found = Doing(demo_view()).of("zhang-wei", lambda week: f"weeks/{week.key}/")
    assert found is not None
    assert (len(found.head), found.head[-1], [day for day, _ in found.rows]) == (WEEKS, "W47", [0, 1, 2, 3, 4])
    monday = dict(found.rows)[0][-1]
    assert (monday.value, monday.address, monday.note) == (Decimal(4), "weeks/2026-W47/", "11-16")
    assert found.total == sum(int(cell.value or 0) for _, cells in found.rows for cell in cells) == 92
    assert [one.label for one in found.named("一二三四五六日")] == ["一", "二", "三", "四", "五"]


def test_who_did_nothing_has_no_map_and_worked_weekends_are_there() -> None:
    doing = Doing(demo_view())
    assert doing.of("he-jing", lambda _: "") is None
    rows = [found.rows for one in demo_view().people if (found := doing.of(one.id, lambda _: ""))]
    assert any(len(found) > 5 for found in rows)
