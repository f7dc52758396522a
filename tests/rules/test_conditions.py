"""Conditions: each operator at its edges, what absence meets, paths and references, the causes that tell them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from taizhang.explain.catalogue import SENTENCES
from taizhang.rules.conditions import ABSENT, OPERATORS, is_field, judge, matches, span_of, text_at, value_at
from taizhang.rules.outcome import FieldName
from tests.books import ROOT
from tests.rules.worlds import fact, registers

NINE, LATER, DAY = "2026-10-13 09:40", "2026-10-13 09:41", "2026-10-13"


@pytest.mark.parametrize(
    ("name", "left", "right", "holds"),
    [
        ("is", "weekly", "weekly", True),
        ("is", 3, "3", True),
        ("is", "weekly", "morning", False),
        ("is", None, None, False),
        ("is_not", "a", "b", True),
        ("is_not", "a", "a", False),
        ("is_not", None, "a", False),
        ("in", "a", ["a", "b"], True),
        ("in", "c", ["a", "b"], False),
        ("in", "a", "abc", False),
        ("in", None, ["a"], False),
        ("not_in", "c", ["a", "b"], True),
        ("not_in", "a", ["a", "b"], False),
        ("not_in", None, ["a"], False),
        ("present", "x", True, True),
        ("present", "", True, False),
        ("present", None, False, True),
        ("present", 0, True, True),
        ("before", NINE, LATER, True),
        ("before", NINE, NINE, False),
        ("before", DAY, LATER, False),  # the whole day is not before a minute of it
        ("before", "2026-10-12", NINE, True),
        ("before", None, NINE, False),
        ("not_after", NINE, NINE, True),
        ("not_after", LATER, NINE, False),
        ("not_after", NINE, DAY, True),  # in the day is in time (G2)
        ("not_after", DAY, DAY, True),
        ("not_after", DAY, NINE, False),
        ("after", LATER, NINE, True),
        ("after", NINE, NINE, False),
        ("after", NINE, DAY, False),
        ("not_before", NINE, NINE, True),
        ("not_before", NINE, LATER, False),
        ("not_before", NINE, DAY, True),
        ("earlier_day_than", "2026-10-12 23:59", "2026-10-13 00:00", True),
        ("earlier_day_than", "2026-10-13 00:00", NINE, False),
        ("same_day_as", DAY, NINE, True),
        ("same_day_as", "2026-10-12", NINE, False),
        ("time_between", "2026-10-13 08:30", ["08:30", "08:50"], True),
        ("time_between", "2026-10-13 08:50", ["08:30", "08:50"], False),
        ("time_between", "2026-10-13 08:29", ["08:30", "08:50"], False),
        ("time_between", "08:31", ["08:30", "08:50"], True),
        ("time_between", DAY, ["00:00", "08:50"], False),  # a date has no time of day
        ("time_between", NINE, ["08:30"], False),
        ("at_least", 60, 60, True),
        ("at_least", "59.99", 60, False),
        ("at_least", "x", 60, False),
        ("at_most", 60, "60.00", True),
        ("at_most", "60.01", 60, False),
        ("more_than", "60.01", 60, True),
        ("more_than", 60, 60, False),
        ("less_than", "59.99", 60, True),
        ("less_than", 60, 60, False),
        ("less_than", None, 60, False),
    ],
)
def test_an_operator_at_its_edges(name: str, left: object, right: object, holds: bool) -> None:
    assert OPERATORS[name](left, right) is holds


def test_every_operator_has_its_edges_tried() -> None:
    mark = next(m for m in test_an_operator_at_its_edges.pytestmark if m.name == "parametrize")  # type: ignore[attr-defined]
    tried = {(name, holds) for name, _, _, holds in mark.args[1]}
    assert tried == {(name, holds) for name in OPERATORS for holds in (True, False)}


def test_nothing_meets_an_operator_but_absence_itself() -> None:
    right: object = ["08:00", "09:00"]
    assert not any(operator(None, right) for name, operator in OPERATORS.items() if name != "present")


@pytest.mark.parametrize("form", ["", "-field"])
@pytest.mark.parametrize("name", sorted(OPERATORS))
def test_every_operator_can_be_told(name: str, form: str) -> None:
    assert "{field}" in SENTENCES[f"must.{name}{form}"]


def test_no_sentence_without_an_operator() -> None:
    told = {name.removeprefix("must.").removesuffix("-field") for name in SENTENCES if name.startswith("must.")}
    assert told == set(OPERATORS)


def test_the_schema_offers_just_these_operators() -> None:
    import json

    common = json.loads((ROOT / "schemas/common.schema.json").read_text(encoding="utf-8"))
    value, comparison = common["$defs"]["rule-conditions"]["additionalProperties"]["oneOf"]
    assert set(comparison["properties"]) == set(OPERATORS)
    assert "boolean" in value["type"]


TRIP = fact("trip.visit", NINE, person="zhang", unit="east", filled_at="2026-10-13 10:15", departed_at=NINE, type="a")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("person", "zhang"),
        ("customer", None),
        ("filled_at", "2026-10-13 10:15"),
        ("nothing", None),
        ("time", datetime(2026, 10, 13, 9, 40)),
        ("day", date(2026, 10, 13)),
        ("person.role", "account-manager"),
        ("person.unit", "east"),
        ("unit.calendar", "working-days"),
        ("customer.grade", None),
        ("chair.role", None),
        ("of.person", None),
    ],
)
def test_where_a_path_leads(path: str, value: object) -> None:
    assert value_at(path, TRIP, registers()) == value


def test_a_reference_is_read_as_of_the_fact_s_day() -> None:
    before = fact("trip.visit", "2024-12-31", person="zhang")
    assert value_at("person.role", before, registers()) is None


def test_an_owner_is_the_person_of_the_owners_list() -> None:
    customer = """\
id: C-000001
name: 甲公司
kind: group
opened_on: 2025-01-01
owners:
  - {from: 2025-01-01, until: 2026-10-15, person: zhang, why: 建档}
  - {from: 2026-10-16, person: li, why: 调整}
"""
    held = registers({"customers/C-000/C-000001.yaml": customer})
    for day, owner in (("2026-10-15", "zhang"), ("2026-10-16", "li")):
        assert value_at("customer.owner", fact("x.y", day, customer="C-000001"), held) == owner


def test_the_fact_that_is_asked_about() -> None:
    """``of.`` reads the other fact, on both sides."""
    delegation = fact("delegation.in-force", DAY, submitted_at="2026-10-13 09:39", meetings=["a", "b"])
    where = {"of.type": {"in": {"field": "meetings"}}, "submitted_at": {"before": {"field": "of.time"}}}
    assert matches(where, delegation, registers(), of=TRIP)
    late = fact("delegation.in-force", DAY, submitted_at=NINE, meetings=["a", "b"])
    assert not matches(where, late, registers(), of=TRIP)


def test_several_tests_of_one_field_must_all_hold() -> None:
    assert matches({"score": {"at_least": 60, "less_than": 80}}, fact("x.y", DAY, score=60), registers())
    assert not matches({"score": {"at_least": 60, "less_than": 80}}, fact("x.y", DAY, score=80), registers())


def test_no_conditions_always_hold() -> None:
    assert matches(None, TRIP, registers())
    assert judge({}, TRIP, registers()) == ()


def test_a_verdict_tells_field_value_and_right() -> None:
    """填写 10:15 against 出发 09:40."""
    (verdict,) = judge({"filled_at": {"before": {"field": "departed_at"}}}, TRIP, registers())
    assert not verdict.holds
    assert verdict.cause.sentence == "must.before-field"
    assert verdict.cause.source == TRIP.source
    assert verdict.cause.values == {
        "field": FieldName("records/x.yaml", "filled_at"),
        "actual": datetime(2026, 10, 13, 10, 15),
        "other": FieldName("records/x.yaml", "departed_at"),
        "right": datetime(2026, 10, 13, 9, 40),
    }


def test_a_fact_s_own_time_is_told_by_the_field_it_stands_in() -> None:
    (verdict,) = judge({"told_at": {"earlier_day_than": {"field": "time"}}}, TRIP, registers())
    assert verdict.cause.values["other"] == FieldName("records/x.yaml", "at")


def test_how_values_are_carried() -> None:
    """Absence as its own word, lists joined, text with the field that says what it means, numbers as they are."""
    conditions = {"none": "x", "type": {"in": ["a", "b"]}, "score": 3, "flag": True}
    verdicts = judge(conditions, fact("x.y", DAY, type="c", score=2, flag=False), registers())
    assert verdicts[0].cause.values["actual"] == ABSENT
    assert verdicts[1].cause.values["right"] == FieldName("records/x.yaml", "type", "a、b")
    assert verdicts[1].cause.values["actual"] == FieldName("records/x.yaml", "type", "c")
    assert verdicts[2].cause.values["actual"] == 2
    assert verdicts[3].cause.values["actual"] == FieldName("records/x.yaml", "flag", "False")


def test_text_spans_and_fields() -> None:
    assert text_at("time", TRIP, registers()) == NINE
    assert text_at("day", TRIP, registers()) == DAY
    assert text_at("nothing", TRIP, registers()) == ""
    assert span_of(DAY) == (datetime(2026, 10, 13), datetime(2026, 10, 13, 23, 59))
    assert span_of("soon") is None
    assert is_field({"field": "x"})
    assert not is_field({"field": "x", "is": "y"})
