"""Freezing and drawing as records: who is on the list, by what strata, and what is refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from taizhang.desk.asked import Unknown
from taizhang.desk.draws import Number, Wanted, Written, drawn, frozen, topic_title
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger.draw_check import draw_problems
from taizhang.ledger.draws import Draw
from taizhang.records.book import Book
from taizhang.when.period import Period, PeriodKind, parse_period
from tests.books import book_of, company, person
from tests.desks import GONE, ZHANG, customer

FREEZE = datetime(2026, 11, 5, 17, 0)
LATER = datetime(2026, 11, 6, 16, 40)
CLERK = {
    "people/chen.yaml": person("chen", "陈静", "T0009", ("2025-01-01", "", "market"))["people/chen.yaml"].replace(
        "account-manager", "marketing-clerk"
    )
}
GRADES = "AABBBBCC"
CUSTOMERS = {
    path: text
    for number, grade in enumerate(GRADES, start=1)
    for path, text in customer(f"C-00000{number}", f"甲{number}", ("2024-03-01", "zhang"), grade=grade).items()
}
CLOSED = customer("C-000021", "销档的", ("2024-03-01", "zhang"), more="closed_on: 2026-11-05\n")
STAYS = customer("C-000022", "明天销档的", ("2024-03-01", "zhang"), grade="C", more="closed_on: 2026-11-06\n")
MERGED = customer("C-000023", "并入的", ("2024-03-01", "zhang"), more="closed_on: 2026-12-01\nmerged_into: C-000001\n")
ELSEWHERE = customer("C-000024", "别处的", ("2024-03-01", "gone"))


def book(*more: dict[str, str]) -> Book:
    """East with eight customers, a clerk of marketing, and what else is given."""
    files = company("east", "west", "market") | ZHANG | GONE | CLERK | CUSTOMERS
    for part in more:
        files |= part
    return book_of(files)


def entity(found: Book, kind: str, identity: str) -> Entity:
    one = Registers(found).entity(kind, identity)
    assert one is not None
    return one


def month(key: str) -> Period:
    found = parse_period(key, PeriodKind.MONTH)
    assert found is not None
    return found


def freeze(
    found: Book, by: str = "grade", who: str = "chen", topic: str = "service-standard", size: int = 4
) -> Written | Unknown:
    wanted = Wanted(entity(found, "unit", "east"), month("2026-11"), topic, size, by)
    return frozen(found, wanted, entity(found, "person", who), FREEZE)


def written(result: Written | Unknown) -> Written:
    assert isinstance(result, Written), result
    return result


def refused(result: Written | Unknown) -> str:
    assert isinstance(result, Unknown), result
    return result.text


def listed(result: Written | Unknown) -> dict[str, tuple[int, list[str]]]:
    """Size and members by stratum."""
    strata = written(result).fields["strata"]
    assert isinstance(strata, list)
    return {one["name"]: (one["size"], one.get("customers") or one.get("records")) for one in strata}


def test_the_unit_s_customers_by_grade() -> None:
    """Of eight, four: A 1, B 2, C 1; who is closed by that day, merged or another's is not on the list."""
    found = listed(freeze(book(CLOSED, MERGED)))
    assert found == {
        "A": (1, ["C-000001", "C-000002"]),
        "B": (2, ["C-000003", "C-000004", "C-000005", "C-000006"]),
        "C": (1, ["C-000007", "C-000008"]),
    }
    assert listed(freeze(book(STAYS)))["C"] == (1, ["C-000007", "C-000008", "C-000022"])


def test_by_manager_and_not_at_all() -> None:
    assert list(listed(freeze(book(), by="manager"))) == ["zhang"]
    assert list(listed(freeze(book(), by="none"))) == ["all"]


def test_the_record_passes_the_check() -> None:
    made = written(freeze(book()))
    assert made.path == "draws/east/2026-11-service-standard.yaml"
    again = book({made.path: made.text})
    assert [one for one in again.problems if made.path in one.path] == []
    assert list(draw_problems(again)) == []


def test_minutes_of_the_month_before() -> None:
    held = {
        f"meetings/east/{key[:7]}/{key}-weekly.yaml": (
            f"id: {key}-weekly\nunit: east\nbegun_at: {key} 08:30\nended_at: {key} 09:00\nplace: 会议室\nchair: zhang\n"
            f"recorder: zhang\nsessions:\n  - {{type: morning, documents: 无, day_focus: 无, difficulties: 无}}\n"
            f"attendance:\n  - {{person: zhang, state: present}}\n"
            f"paper: {{kept_at: 柜, locked: true, signed_count: 1}}\nsubmitted_at: {key} 10:00\n"
        )
        for key in ("2026-09-30", "2026-10-12", "2026-11-02")
    }
    found = book(held)
    assert not [one.message for one in found.problems if "meetings/" in one.path]
    assert listed(freeze(found, topic="minutes", by="none")) == {
        "all": (1, ["meetings/east/2026-10/2026-10-12-weekly"])
    }


def test_what_is_not_frozen() -> None:
    assert refused(freeze(book(), who="zhang")) == "张伟是east 分公司的人,不能冻结名单,也不能抽签。"
    assert "没有可抽的会议" in refused(freeze(book(), topic="minutes", by="none"))
    assert refused(freeze(book(), topic="minutes", by="manager")).startswith("只有抽客户才能分层")


def ready() -> tuple[Book, Draw]:
    made = written(freeze(book()))
    again = book({made.path: made.text})
    record = again.at(f"records/{made.path}")
    assert record is not None
    return again, Draw(record)


def run(day: date, value: str = "3251.40", who: str = "chen", at: datetime = LATER) -> Written | Unknown:
    found, draw = ready()
    return drawn(found, draw, Number("上证综指收盘", day, value), entity(found, "person", who), at)


def test_a_draw_fills_in_number_and_sample_and_passes_the_check() -> None:
    made = written(run(date(2026, 11, 6)))
    path = made.path.removeprefix("records/")
    again = book({path: made.text})
    assert list(draw_problems(again)) == []
    assert "  value: 3251.40\n" in made.text
    record = again.at(made.path)
    assert record is not None
    assert len(set(Draw(record).drawn)) == 4
    refusal = drawn(again, Draw(record), Number("x", date(2026, 11, 9), "1"), entity(again, "person", "chen"), LATER)
    assert refused(refusal) == "records/draws/east/2026-11-service-standard.yaml 已经抽过签,结果不能改。"


@pytest.mark.parametrize(
    ("day", "value", "who", "why"),
    [
        (date(2026, 11, 5), "3251.40", "chen", "2026-11-05 的数不能用"),  # the day of the freeze
        (date(2026, 11, 7), "3251.40", "chen", "2026-11-07 还没有到"),
        (date(2026, 11, 6), "3,251.40", "chen", "“3,251.40”不是数"),
        (date(2026, 11, 6), "-1", "chen", "“-1”不是数"),
        (date(2026, 11, 6), "3251.40", "zhang", "张伟是east 分公司的人"),
    ],
)
def test_what_is_not_drawn(day: date, value: str, who: str, why: str) -> None:
    assert refused(run(day, value, who)).startswith(why)


def test_topics_have_names() -> None:
    assert topic_title(book(), "minutes") == "会议纪要"
