"""A draw as its record keeps it, and drawn again from its own list."""

from __future__ import annotations

from datetime import date, datetime

from taizhang.ledger.draws import Draw
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests.books import ROOT, schemas


def demo(name: str) -> Draw:
    """A draw of the demo company."""
    record = load(WorkTree(ROOT), schemas()).at(f"records/draws/{name}.yaml")
    assert record is not None
    return Draw(record)


def test_the_demo_s_draw_of_october_in_the_east() -> None:
    draw = demo("telecom-east/2026-10-service-standard")
    assert (draw.unit, draw.month, draw.topic, draw.population) == (
        "telecom-east",
        "2026-10",
        "service-standard",
        "customers",
    )
    assert [(one.name, one.size, len(one.members)) for one in draw.strata] == [
        ("A", 1, 3),  # 4 × 3 / 20 = 0.6
        ("B", 2, 9),  # 1.8
        ("C", 1, 7),  # 1.4
        ("D", 0, 1),  # 0.2
    ]
    assert draw.drawn == ("C-000147", "C-000141", "C-000123", "C-000150")
    assert (draw.frozen_at, draw.day, draw.value) == (datetime(2026, 10, 8, 17, 20), date(2026, 10, 9), "3268.74")
    assert draw.digest == draw.reckoned_digest
    assert {one.name: one.drawn for one in draw.strata} == draw.redrawn


def test_a_list_frozen_and_not_drawn() -> None:
    draw = demo("telecom-east/2026-11-service-standard")
    assert not draw.is_drawn
    assert (draw.drawn, draw.redrawn, draw.value, draw.day) == ((), {}, "", None)
    assert [one.name for one in draw.strata] == ["cheng-yulan", "zhang-wei", "zhao-min", "zhong-jun"]


def test_a_draw_of_minutes_lists_records() -> None:
    draw = demo("telecom-south/2026-10-minutes")
    assert draw.population == "meetings"
    assert all(name.startswith("meetings/telecom-south/2026-09/") for name in draw.drawn)
    assert len(draw.drawn) == draw.size == 4
