"""Boards from the demo's decisions: a day's lines in order, what stood before, what each moved (B5.1)."""

from __future__ import annotations

from taizhang.publish.boards import Board, Standing, boards
from tests.publish.demo import demo_view

TENTH = "sales-office.2026-11-10"


def board(name: str) -> Board:
    """One of the demo's boards."""
    return next(one for one in boards(demo_view()) if one.id == name)


def test_a_board_for_each_day_of_the_logs() -> None:
    found = [one for one in boards(demo_view()) if one.unit == "sales-office"]
    assert [one.day[-2:] for one in found] == ["03", "05", "10", "11", "12", "17", "19"]
    assert [(one.rows, one.wrong) for one in found] == [(15, 0), (7, 1), (14, 2), (3, 0), (3, 0), (5, 0), (2, 0)]


def test_each_knows_the_days_beside_it() -> None:
    one = board(TENTH)
    assert (one.earlier, one.later) == ("sales-office.2026-11-05", "sales-office.2026-11-11")
    assert (board("sales-office.2026-11-03").earlier, board("sales-office.2026-11-19").later) == ("", "")


def test_a_line_begins_with_its_order_and_what_the_day_before_left() -> None:
    visits, calls = board(TENTH).lines
    assert (visits.rule, calls.rule) == ("sales-reception-turns", "sales-telephone-turns")
    assert visits.order == ("ren-ziang", "shao-yinuo", "qi-siyuan", "qian-ruoxi")
    assert visits.before == Standing((), ("qi-siyuan", "shao-yinuo"), ())
    assert (visits.suspended, visits.wrong, calls.wrong) == ((), 1, 1)
    assert board("sales-office.2026-11-12").lines[0].suspended == ("ren-ziang",)


def test_rows_stand_in_the_order_of_the_log_and_say_what_moved() -> None:
    rows = board(TENTH).lines[0].rows
    assert [f"{row.one.at:%H%M}" for row in rows] == [
        "0930",
        "0945",
        "1005",
        "1040",
        "1100",
        "1400",
        "1410",
        "1420",
        "1600",
    ]
    assert [row.changed for row in rows] == [False, True, True, True, False, True, False, False, True]
    poached = rows[2]
    assert (poached.due, poached.counted, poached.credit) == (("qi-siyuan",), True, "qi-siyuan")
    assert poached.after == Standing((), ("ren-ziang",), ("ren-ziang",))


def test_a_debt_is_seen_until_it_is_paid() -> None:
    rows = board("sales-office.2026-11-03").lines[0].rows
    assert [row.after.owed for row in rows[3:6]] == [(), ("qian-ruoxi",), ()]
