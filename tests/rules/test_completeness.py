"""How complete files and entries are: weighted shares, texts that say too little, lists by their day (A8.4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from taizhang.rules.completeness import completeness
from taizhang.rules.outcome import Known
from taizhang.rules.reckon import Asked, Reckoned
from taizhang.when.period import PeriodKind, period_of
from tests.rules.worlds import fact, world

LOG = {
    "fact": "service.given",
    "fields": {"content": {"weight": 4, "characters": 10}, "result": {"weight": 4}, "contact": {"weight": 2}},
}
FILES = {
    "register": "customer",
    "kind": "group",
    "fields": {"address": {"weight": 3}, "contracts": {"weight": 1}},
}
CUSTOMER = """\
id: C-000001
name: 甲公司
kind: group
opened_on: 2025-01-01
owners: [{from: 2025-01-01, person: zhang, why: 建档}]
"""
CONTRACT = "contracts: [{number: HT-1, title: 合同, signed_on: 2026-10-15, kept_at: 一号柜}]\n"
ADDRESS = "address: 城东路 1 号\n"


def of_log(*entries: dict[str, Any]) -> Reckoned:
    """Of Zhang's entries of October."""
    facts = [
        fact("service.given", f"2026-10-{number:02} 10:00", number, person="zhang", unit="east", **entry)
        for number, entry in enumerate(entries, start=1)
    ]
    month = period_of(PeriodKind.MONTH, date(2026, 10, 1))
    return completeness(LOG, Asked("zhang", "east", month, world("2026-11-20", facts)))


def of_files(text: str, month: str, as_of: str = "2026-11-20") -> Reckoned:
    """Of the one file that Zhang has."""
    files = {"customers/C-000/C-000001.yaml": text}
    period = period_of(PeriodKind.MONTH, date.fromisoformat(f"{month}-01"))
    return completeness(FILES, Asked("zhang", "east", period, world(as_of, (), files)))


@pytest.mark.parametrize(
    ("entry", "percent"),
    [
        ({"content": "一二三四五六七八九十", "result": "好", "contact": "K-1"}, "100"),
        ({"content": "一二三四五六七八九", "result": "好", "contact": "K-1"}, "60"),
        ({"content": "一 二 三 四 五 六 七 八 九", "result": "好", "contact": "K-1"}, "60"),
        ({"content": "一二三四五六七八九十", "result": "好"}, "80"),
        ({"content": "一二三四五六七八九十", "result": " ", "contact": "K-1"}, "60"),
        ({}, "0"),
    ],
)
def test_the_share_of_weighted_fields(entry: dict[str, Any], percent: str) -> None:
    """Of weights 4, 4 and 2; ten characters are enough, nine and blanks are not; zero is a number."""
    found = of_log(entry)
    assert (found.known, found.value) == (Known.NUMBER, Decimal(percent))


def test_the_mean_and_what_each_one_lacks() -> None:
    """(100 + 80 + 0) / 3; the one that lacks nothing is not told."""
    full = {"content": "一二三四五六七八九十", "result": "好", "contact": "K-1"}
    found = of_log(full, {**full, "contact": ""}, {"content": "少"})
    assert found.value == Decimal("60.00")
    assert [cause.sentence for cause in found.causes] == [
        "measure.complete",
        "measure.incomplete",
        "measure.incomplete",
    ]
    assert found.causes[0].values == {"part": 1, "whole": 3}
    assert [one.sentence for one in found.causes[2].children] == [
        "measure.too-short",
        "measure.lacking",
        "measure.lacking",
    ]
    assert found.causes[2].values["percent"] == "0.00"


def test_nothing_written_is_not_applicable() -> None:
    assert (of_log().known, of_log().value) == (Known.NOT_APPLICABLE, None)


@pytest.mark.parametrize(
    ("text", "month", "as_of", "percent"),
    [
        (CUSTOMER + ADDRESS + CONTRACT, "2026-10", "2026-11-20", "100"),
        (CUSTOMER + ADDRESS + CONTRACT, "2026-09", "2026-11-20", "75"),
        (CUSTOMER + ADDRESS + CONTRACT, "2026-10", "2026-10-14", "75"),
        (CUSTOMER + ADDRESS + CONTRACT, "2026-10", "2026-10-15", "100"),
        (CUSTOMER + CONTRACT, "2026-10", "2026-11-20", "25"),
    ],
)
def test_a_file_by_the_day(text: str, month: str, as_of: str, percent: str) -> None:
    """The contract of 10-15 is not in September's file, nor in October's seen on the 14th."""
    assert of_files(text, month, as_of).value == Decimal(percent)


@pytest.mark.parametrize(
    "text",
    [
        CUSTOMER.replace("group", "individual-key"),
        CUSTOMER.replace("from: 2025-01-01", "from: 2026-11-01"),
        CUSTOMER + "closed_on: 2026-10-31\n",
    ],
)
def test_whose_file_it_is_not(text: str) -> None:
    """Of another kind, another's until November, and one closed on the period's last day."""
    assert of_files(text, "2026-10").known is Known.NOT_APPLICABLE
