"""The matrix of A4.7: who tells which visit, by the demo's faults and a week that is not settled yet."""

from __future__ import annotations

from datetime import date

from taizhang.publish.agreement import Agreement, Matrix, Row, matrices
from tests.publish import companies
from tests.publish.demo import demo_view
from tests.publish.weeks import with_visits


def matrix(unit: str, week: str) -> Matrix:
    """The demo's matrix of one unit and week."""
    (found,) = matrices(demo_view())[unit, week]
    return found


def row(unit: str, week: str, customer: str, day: int) -> Row:
    """Its row of one customer and day."""
    (found,) = (one for one in matrix(unit, week).rows if (one.customer, one.day.day) == (customer, day))
    return found


def told(one: Row) -> list[int]:
    """How many facts stand in each cell; -1 where a finding misses one."""
    return [-1 if cell.missing else len(cell.facts) for cell in one.cells]


def test_a_visit_that_no_service_follows() -> None:
    one = row("telecom-west", "2026-W43", "C-000148", 21)
    assert (one.person, one.agreement, told(one)) == ("su-juan", Agreement.DIFFERS, [1, 1, -1])
    assert one.finding is not None
    assert one.finding.key == "visits-agree/2026-W43/su-juan/C-000148/2026-10-21"
    found = matrix("telecom-west", "2026-W43")
    assert (len(found.of("agreed")), len(found.of("differs"))) == (11, 1)


def test_a_visit_without_a_trip() -> None:
    one = row("telecom-east", "2026-W41", "C-000120", 9)
    assert (one.person, told(one)) == ("cheng-yulan", [-1, 1, 1])


def test_two_near_days_are_one_row() -> None:
    one = row("telecom-west", "2026-W45", "C-000166", 5)
    assert (one.day, one.last, told(one)) == (date(2026, 11, 5), date(2026, 11, 6), [1, 1, 1])
    assert one.agreement is Agreement.DIFFERS
    assert [cell.facts[0].time.day for cell in one.cells] == [5, 6, 6]
    assert [one.customer for one in matrix("telecom-west", "2026-W45").rows].count("C-000166") == 1


def test_a_week_not_settled_waits_and_a_source_not_owed_may_be_silent() -> None:
    files = with_visits()
    waiting = companies.view_of(files, companies.AS_OF.replace(month=10, day=14, hour=12))
    ((found,),) = (one for key, one in matrices(waiting).items() if key == ("east", "2026-W42"))
    assert [one.agreement for one in found.rows] == [Agreement.WAITING]
    ((settled,),) = (one for key, one in matrices(companies.view_of(files)).items() if key == ("east", "2026-W42"))
    assert [(told(one), one.agreement) for one in settled.rows] == [([1, -1, 1], Agreement.DIFFERS)]
    guest = companies.view_of(with_visits(channel="reception", trips=False, listed=True))
    ((came,),) = (one for key, one in matrices(guest).items() if key == ("east", "2026-W42"))
    assert [(told(one), one.agreement) for one in came.rows] == [([0, 1, 0], Agreement.ALLOWED)]


def test_no_rule_no_matrix() -> None:
    assert matrices(companies.view_of(companies.empty())) == {}
