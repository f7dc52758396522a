"""A unit's week by person: what was due of whom, the plan, and which visits agree."""

from __future__ import annotations

from functools import cache

from taizhang.publish.week import Weeks
from taizhang.publish.week_board import Board, Line, board
from tests.publish import companies
from tests.publish.demo import demo_view


@cache
def weeks() -> Weeks:
    """The demo's weeks."""
    return Weeks(demo_view())


def of(unit: str, week: str) -> Board:
    """One of them."""
    return board(weeks().one(unit, week))


def line(found: Board, person: str) -> Line:
    """One person's line."""
    (one,) = (line for line in found.lines if line.person == person)
    return one


def test_reports_stand_before_plans() -> None:
    found = of("telecom-east", "2026-W43")
    assert found.heads == ("周报", "拜访计划")
    assert [one.person for one in found.lines] == ["cheng-yulan", "zhang-wei", "zhao-min", "zhong-jun"]
    assert [str(duty.state) for duty in line(found, "cheng-yulan").duties["周报"]] == ["missed"]


def test_what_is_due_of_the_unit_stands_apart() -> None:
    people = {one.person for one in of("telecom-east", "2026-W43").lines}
    others = of("telecom-east", "2026-W43").others
    assert others
    assert not people & {duty.obligation.person for duty in others}


def test_visits_are_told_by_person() -> None:
    found = line(of("telecom-west", "2026-W43"), "su-juan")
    assert len(found.differs) == 1
    assert found.differs[0].customer == "C-000148"
    assert len(found.agreed) == len(found.visits) - 1


def test_a_week_without_anything_has_its_people_and_nothing_to_compare() -> None:
    files = {path: text for path, text in companies.ordinary().items() if not path.startswith(("rule", "weekly"))}
    found = board(Weeks(companies.view_of(files)).one("east", "2026-W45"))
    assert [one.person for one in found.lines] == ["zhang-wei"]
    assert (found.heads, found.planned, found.compared, found.others) == ((), False, False, ())
