"""What one record is checked for alone: sums, orders, periods, keys, its place, personal numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.problem import Problem
from taizhang.records.own_checks import DIGITS, Desk, _has_digits, own_problems, to_decimal
from taizhang.records.schema_set import Kind, compile_kind
from taizhang.records.text.reader import read

TEXT = {"type": "string"}
DAY = {"type": "string", "title": "日子"}


def kind(**keywords: Any) -> Kind:  # noqa: ANN401 - any part of a schema
    """A kind with the fields these tests use, and with ``keywords`` at its root."""
    item = {"type": "object", "properties": {"from": DAY, "until": DAY, "amount": TEXT, "name": TEXT, "at": DAY}}
    periods = {"type": "array", "x-periods": {"gaps": keywords.pop("gaps", "forbidden")}, "items": item}
    properties: dict[str, Any] = {
        "id": TEXT,
        "begun": {"type": "string", "title": "开始"},
        "ended": {"type": "string", "title": "结束"},
        "phone": {"type": "string", "x-personal": True},
        "note": TEXT,
        "whole": TEXT,
        "additive": {"type": "boolean"},
        "posts": periods,
        "items": {"type": "array", "items": item},
    }
    schema = {"x-path": "things/{id}.yaml", "type": "object", "properties": properties, "$defs": {}, **keywords}
    return compile_kind("thing", schema)


def found(made: Kind, text: str, path: str = "records/things/x.yaml") -> list[Problem]:
    """The problems of a record."""
    data = read(text.encode(), path).data
    assert data is not None
    return sorted(own_problems(Desk(made, path, path.removeprefix("records/"), data, text.encode())))


def told(made: Kind, text: str) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.line, problem.column) for problem in found(made, text)]


SUM = {"x-sum": [{"when": {"additive": True}, "parts": "items/*/amount", "total": "whole"}]}


@pytest.mark.parametrize(
    ("parts", "whole", "right"),
    [
        (["0.1", "0.2"], "0.3", True),
        (["0.1", "0.2"], "0.30", True),
        (["0.01"] * 100, "1", True),
        (["1"], "1.01", False),
        (["-1", "1"], "0", True),
        (["999999999999.99", "0.01"], "1000000000000", True),
        (["一"], "2", True),
        (["NaN"], "2", True),
        (["1"], "Infinity", True),
        ([], "2", True),
    ],
)
def test_parts_add_up_to_the_cent(parts: list[str], whole: str, *, right: bool) -> None:
    items = "".join(f"\n  - amount: '{part}'" for part in parts) or " []"
    text = f"id: x\nadditive: true\nwhole: '{whole}'\nitems:{items}\n"
    assert told(kind(**SUM), text) == ([] if right else [("sum.differs", 3, 8)])
    assert told(kind(**SUM), text.replace("true", "false")) == []


def test_a_part_without_amount_adds_nothing() -> None:
    assert told(kind(**SUM), "id: x\nadditive: true\nwhole: 2\nitems:\n  - amount: 2\n  - name: a\n") == []
    assert told(kind(**SUM), "id: x\nadditive: true\nitems:\n  - amount: 2\n") == []


def test_the_difference_is_told() -> None:
    (problem,) = found(kind(**SUM), "id: x\nadditive: true\nwhole: 1000000\nitems:\n  - amount: 1234567.89\n")
    assert problem.message == "各项加起来是 1,234,567.89,与总数 1,000,000 差 234,567.89。"


@given(st.text() | st.integers() | st.booleans() | st.none())
def test_an_amount_is_finite_or_nothing(value: object) -> None:
    amount = to_decimal(value)
    assert amount is None or amount.is_finite()


def test_amounts() -> None:
    assert to_decimal("79500.50") == Decimal("79500.50")
    assert to_decimal(3) == Decimal(3)
    assert to_decimal(True) is None


ORDER = {"x-order": [{"dates": ["begun", "ended"]}]}


@pytest.mark.parametrize(
    ("begun", "ended", "rule"),
    [
        ("2026-10-13", "2026-10-13", None),
        ("2026-10-13", "2026-10-12", "order.reversed"),
        ("2026-10-13 09:40", "2026-10-13", None),
        ("2026-10-13 09:40", "2026-10-12", "order.reversed"),
        ("2026-10-13", "2026-10-13 00:00", None),
        ("2026-10-13 09:40", "2026-10-13 09:39", "order.reversed"),
        ("2026-10-13 9:40", "2026-10-12", None),
        ("2026-02-30", "2026-02-01", None),
        ("later", "earlier", None),
    ],
)
def test_dates_follow_one_another(begun: str, ended: str, rule: str | None) -> None:
    text = f"id: x\nbegun: {begun}\nended: {ended}\n"
    assert [problem[0] for problem in told(kind(**ORDER), text)] == ([rule] if rule else [])


def test_an_absent_date_is_passed_over() -> None:
    made = kind(**{"x-order": [{"dates": ["begun", "note", "ended"]}]})
    assert told(made, "id: x\nbegun: 2026-10-13\nended: 2026-10-12\n") == [("order.reversed", 3, 8)]
    assert told(made, "id: x\nended: 2026-10-12\n") == []


def test_where_it_must_be_later_the_same_is_too_early() -> None:
    made = kind(**{"x-order": [{"dates": ["begun", "ended"], "strict": True}]})
    (problem,) = found(made, "id: x\nbegun: 2026-10-13\nended: 2026-10-13\n")
    assert problem.rule == "order.equal"
    assert problem.message == "“结束”(2026-10-13)应晚于“开始”,现在两者相同。"


def test_of_an_item_and_its_record_the_item_is_told() -> None:
    made = kind(**{"x-order": [{"each": "items", "dates": ["at", "/ended"]}]})
    text = "id: x\nended: 2026-10-12\nitems:\n  - at: 2026-10-11\n  - at: 2026-10-13\n"
    assert told(made, text) == [("order.reversed", 5, 9)]


def posts(*items: str) -> str:
    return "id: x\nposts:\n" + "".join(f"  - {{{item}}}\n" for item in items)


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        (["from: 2025-01-01", "from: 2026-01-01"], []),
        (["from: 2025-01-01, until: 2025-12-31", "from: 2026-01-01"], []),
        (["from: 2025-01-01, until: 2025-12-30", "from: 2026-01-01"], [("periods.gap", 4, 12)]),
        (["from: 2025-01-01, until: 2026-01-01", "from: 2026-01-01"], [("periods.overlap", 4, 12)]),
        (["from: 2026-01-01", "from: 2025-01-01"], [("periods.unsorted", 4, 12)]),
        (["from: 2026-01-01", "from: 2026-01-01"], [("periods.same-day", 4, 12)]),
        (["from: 2026-01-01, until: 2025-12-31", "from: 2027-01-01"], [("periods.reversed", 3, 31)]),
        (["from: 2026-01-01, until: 2026-01-01"], []),
        (["from: 2024-02-29, until: 2024-02-29", "from: 2024-03-01"], []),
        (["from: 2026-02-30", "from: 2026-01-01"], []),
        (["from: 2025-01-01", "name: x", "from: 2024-01-01"], [("periods.unsorted", 5, 12)]),
        (["from: 2199-12-31, until: 2199-12-31"], []),
    ],
)
def test_periods(items: list[str], problems: list[tuple[str, int, int]]) -> None:
    assert told(kind(), posts(*items)) == problems


def test_a_gap_may_be_allowed() -> None:
    text = posts("from: 2025-01-01, until: 2025-06-30", "from: 2026-01-01")
    assert told(kind(gaps="allowed"), text) == []
    (problem,) = found(kind(), text)
    assert problem.message == "2025-07-01 至 2025-12-31 空着,前后两段接不上。"


KEY = {"x-key": [{"each": "items", "fields": ["name", "/id", "at"], "within": "record"}]}


def test_a_key_is_unique_within_the_record() -> None:
    items = ("name: a, at: b", "name: a, at: c", "name: a, at: b", "name: a", "name: a")
    text = "id: x\nitems:\n" + "".join(f"  - {{{item}}}\n" for item in items)
    (problem,) = found(kind(**KEY), text)
    assert (problem.rule, problem.line, problem.column) == ("key.repeated", 5, 12)
    assert problem.message == "“a x b”在第 3 行已经有了。"


def test_a_key_across_records_is_not_for_one_record() -> None:
    made = kind(**{"x-key": [{"each": "items", "fields": ["name"], "within": "kind"}]})
    assert told(made, "id: x\nitems:\n  - {name: a}\n  - {name: a}\n") == []


def test_the_place_follows_from_the_content() -> None:
    (problem,) = found(kind(), "id: y\n")
    assert (problem.rule, problem.line, problem.column) == ("file.misplaced", 1, 1)
    assert "records/things/y.yaml" in problem.repair
    assert "id: y" in problem.message
    assert found(kind(), "name: no id\n") == []


def test_a_refused_field_says_nothing_of_the_place() -> None:
    text = "id: Y Z\n"
    data = read(text.encode(), "").data
    assert data is not None
    desk = Desk(kind(), "records/things/x.yaml", "things/x.yaml", data, text.encode())
    assert [problem.rule for problem in own_problems(desk)] == ["file.misplaced"]
    desk.refuse([desk.problem("schema.other", ("id",), title="编号", keyword="x")])
    assert list(own_problems(desk)) == []


PERSONAL = [
    ("13900000001", "personal.mobile"),
    ("致电 13900000001。", "personal.mobile"),
    ("139 0000 0001", "personal.mobile"),
    ("139-0000-0001", "personal.mobile"),
    ("+86 13900000001", "personal.mobile"),
    ("+8613900000001", "personal.mobile"),
    ("2026-10-13 13900000001", "personal.mobile"),
    ("8 13900000001", "personal.mobile"),
    ("１３９００００００01", "personal.mobile"),
    ("１３９０００００００１", "personal.mobile"),
    ("139　0000　0001", "personal.mobile"),
    ("12900000001", ""),
    ("139000000011", ""),
    ("1390000000", ""),
    ("a13900000001", ""),
    ("2026-10-13 09:40", ""),
    ("2026-10-13 2026-10-14 2026-10-15", ""),
    ("0571-00000000", ""),
    ("11010519491231002X", "personal.identity"),
    ("110105194912310021", "personal.identity"),
    ("110105 19491231 002X", "personal.identity"),
    ("110105194913310021", ""),
    ("4111111111111111", "personal.bank-card"),
    ("4111 1111 1111 1111", "personal.bank-card"),
    ("4111 1111 1111 1112", ""),
    ("sha256:9f3a0c1d2e4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeef", ""),
    ("100000000000", ""),
    ("HY-2024-031", ""),
]


@pytest.mark.parametrize(("text", "rule"), PERSONAL, ids=[text for text, _ in PERSONAL])
def test_personal_numbers(text: str, rule: str) -> None:
    record = f"id: x\nitems:\n  - name: '{text}'\n"
    assert told(kind(), record) == ([(rule, 3, 11)] if rule else [])
    assert told(kind(), f"id: x\nphone: '{text}'\n") == []


def test_two_numbers_are_two_problems() -> None:
    rules = [rule for rule, *_ in told(kind(), "id: x\nnote: 13900000001 13900000002、4111111111111111\n")]
    assert sorted(rules) == ["personal.bank-card", "personal.mobile", "personal.mobile"]


def test_a_number_written_as_one_is_found_too() -> None:
    assert told(kind(), "id: x\nnote: 13900000001\n") == [("personal.mobile", 2, 7)]


def test_the_number_itself_is_not_repeated() -> None:
    (problem,) = found(kind(), "id: x\nnote: 找陈先生 139 0000 0001 面谈\n")
    assert problem.excerpt == "note: 找陈先生 139********01 面谈"
    assert problem.value == "139********01"
    assert "0000" not in problem.message + problem.repair


@given(st.text(alphabet="0123456789 -xX一", max_size=60))
def test_any_run_of_digits(text: str) -> None:
    for problem in found(kind(), f"id: x\nnote: '{text}。'\n"):
        assert problem.rule.startswith("personal.")


@given(st.text(alphabet="0123456789 -\u3000\uff0d\uff11x", max_size=40))
def test_the_quick_look_finds_what_the_slow_one_does(text: str) -> None:
    assert _has_digits(text.encode()) == (DIGITS.search(text.encode()) is not None)
