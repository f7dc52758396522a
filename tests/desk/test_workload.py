"""A week's workload by day, counted by hand from a manager's plan, trips, services and duties (A4.4)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from taizhang.desk.workload import Load, Workloads, percent
from taizhang.desk.workload_text import workload_text
from taizhang.facts.extract import facts_of
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.ledger import Ledger
from taizhang.rulebook import Rulebook
from taizhang.rules.outcome import Obligation, State
from taizhang.when.period import Period, parse_period
from tests.desks import COMING, CUSTOMERS, EMPTY, GONE, PLAN, SERVICES, TRIPS, desk_book, duty, rule

FRIDAY = "2026-10-16 08:30"
RULES = (
    rule("log", {"on": {"fact": "service.given"}, "met_by": {"attribute": "logged_at"}}),
    rule("task", {"on": {"fact": "task.assigned"}, "met_by": {"attribute": "done_at"}}),
    rule("report", {"met_by": {"fact": "weekly-report.submitted", "by": ["person", "week"]}}),
)
DUTIES = (
    duty("log/2026-10-13/C-000123", "2026-10-14 18:00", State.MET),
    duty("log/2026-10-14/C-000147", "2026-10-15 18:00", State.LATE),
    duty("log/2026-10-15/C-000147", "2026-10-16 18:00", State.PENDING),
    duty("task/2026-10-12/quote", "2026-10-15 18:00", State.OVERDUE, what="送报价"),
    duty("report/2026-W42/zhang", "2026-10-16 17:30", State.PENDING),
    duty("report/2026-W41/zhang", "2026-10-09 17:30", State.MISSED),
    duty("report/2026-W42/li", "2026-10-16 17:30", State.MET, person="li"),
    duty("excused/2026-10-14/zhang", "2026-10-14 18:00", State.EXCUSED),
)


def week(key: str = "2026-W42") -> Period:
    """A week by its key."""
    found = parse_period(key)
    assert found is not None
    return found


def loads(unit: str = "east", key: str = "2026-W42", *, duties: tuple[Obligation, ...] = DUTIES) -> tuple[Load, ...]:
    """The week of everybody in the unit, as of Friday morning."""
    book = desk_book(CUSTOMERS, GONE, COMING, EMPTY, PLAN, TRIPS, SERVICES)
    moment = datetime.fromisoformat(FRIDAY)
    rulebooks = (Rulebook("telecom", "制度", ("east",), None, (), RULES),)
    ledger = Ledger(moment, rulebooks, duties, Facts(facts_of(book), moment))
    return Workloads(ledger, Registers(book), book.of("visit-plan")).of_unit(unit, week(key))


def test_a_day_counts_what_lies_on_it() -> None:
    (zhang,) = loads()
    days = {day.day: day for day in zhang.days}
    tuesday, wednesday, thursday = (days[date(2026, 10, number)] for number in (13, 14, 15))
    assert (len(tuesday.trips), len(tuesday.services), len(tuesday.planned), len(tuesday.served)) == (1, 1, 1, 1)
    assert (len(wednesday.trips), len(wednesday.planned), len(wednesday.served)) == (0, 1, 0), "C-000147 was not served"
    assert [one.key for one in wednesday.duties] == ["log/2026-10-13/C-000123"], "who is excused owes nothing"
    assert [one.what for one in thursday.tasks] == ["送报价"]
    assert (len(thursday.duties), len(thursday.done)) == (2, 1)
    assert days[date(2026, 10, 12)].idle
    assert not days[date(2026, 10, 16)].idle


def test_what_is_planned_for_days_to_come_is_counted() -> None:
    """On Friday of the week before, whatever the facts of that moment hide."""
    book = desk_book(CUSTOMERS, PLAN)
    moment = datetime(2026, 10, 9, 18)
    found = Workloads(Ledger(moment, (), (), Facts(facts_of(book), moment)), Registers(book), book.of("visit-plan"))
    (zhang,) = found.of_unit("east", week())
    assert zhang.total("planned") == 2
    assert zhang.total("served") == 0


def test_rates_count_what_is_due_so_far() -> None:
    """Of three services one was logged in time, one late, one has time; of three duties due two were done."""
    (zhang,) = loads()
    assert (len(zhang.logs_in_time), len(zhang.logs_due), zhang.completeness) == (1, 2, Decimal("50.00"))
    assert (len(zhang.duties_done), len(zhang.duties_due), zhang.completion) == (2, 3, Decimal("66.67"))
    assert [one.key for one in zhang.undone] == ["log/2026-10-14/C-000147", "task/2026-10-12/quote"]


def test_nothing_has_no_rate() -> None:
    assert percent(0, 0) is None
    assert percent(0, 3) == Decimal("0.00")
    assert percent(1, 8) == Decimal("12.50")
    (zhang,) = loads(key="2026-W44", duties=())
    assert zhang.idle
    assert zhang.completeness is None
    assert zhang.completion is None


def test_who_was_in_post_on_a_day_of_the_week_is_listed_also_from_above() -> None:
    """谢军 left on 10-09, 彭鑫 joins on 11-02."""
    assert [load.person.id for load in loads(key="2026-W41")] == ["xie", "zhang"]
    assert [load.person.id for load in loads("telecom", "2026-W45")] == ["peng", "zhang"]
    assert loads("north") == ()


def test_text_for_a_terminal() -> None:
    told = workload_text(loads(), "east 分公司", week())
    assert told.splitlines() == [
        "east 分公司 2026-W42(2026-10-12 至 2026-10-18)的工作量",
        "",
        "张伟",
        "  周二 10-13  出行 1  服务 1  计划拜访 1,已服务 1  任务 0  应办 0,办完 0",
        "  周三 10-14  出行 0  服务 0  计划拜访 1,已服务 0  任务 0  应办 1,办完 1",
        "  周四 10-15  出行 1  服务 0  计划拜访 0,已服务 0  任务 1  应办 2,办完 1",
        "  周五 10-16  出行 0  服务 0  计划拜访 0,已服务 0  任务 0  应办 2,办完 0",
        "  服务日志按时 1/2,50.00 %",
        "  到期的办完 2/3,66.67 %",
    ]
    assert "这一周没有计划、出行、服务,也没有到期的。\n  服务日志按时 0/0,还没有到期的" in workload_text(
        loads(key="2026-W44", duties=()), "east 分公司", week("2026-W44")
    )
