"""Conditions as mappings: a closed set of operators, a value or another field on the right (design §6).

``{filled_at: {before: {field: departed_at}}}`` holds of a fact whose ``filled_at`` lies before its ``departed_at``.
What is absent meets no condition but ``present: false``. Times compare by the minute: the equal minute is too late for
``before`` and in time for ``not_after`` (G9); a date counts as its whole day.

Paths: a key or attribute of the fact, ``time`` and ``day`` of it, one reference further (``customer.grade``), and with
``of.`` in front the same of the fact that this one is held against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import KEYS, Fact
from taizhang.facts.registers import Registers
from taizhang.records.own_checks import to_decimal
from taizhang.rules.outcome import Cause, FieldName, Value
from taizhang.when.moment import format_moment, parse_date, parse_moment, parse_time

ABSENT = "value.absent"
JOINED = "、"
REFERRED = {
    "person": "person",
    "customer": "customer",
    "contact": "contact",
    "unit": "unit",
    "chair": "person",
    "organised_by": "person",
    "recorder": "person",
    "owner": "person",
    "told_to": "person",
    "approved_by": "person",
    "screened_by": "person",
    "decided_by": "person",
    "set_by": "person",
    "credit": "person",
    "receiver": "person",
    "member": "customer",
    "taken_by": "person",
}
"""Keys and attributes that hold the id of an entity, with the register it is in."""
ELSE = {"organised_by": "chair"}
"""Whom an attribute means where it is not written: who organised a meeting is who chaired it."""
CALLED = {("customer", "owner"): "person"}
"""Fields of dated lists that rules call by another name: a customer's owner is the person of its owners' list."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one condition holds of a fact, and the sentence that tells it."""

    holds: bool
    cause: Cause


def matches(where: Mapping[str, Any] | None, fact: Fact, registers: Registers, of: Fact | None = None) -> bool:
    """Whether all conditions hold of ``fact``; no conditions always do."""
    return all(OPERATORS[name](actual, right) for name, _, actual, _, right in _tests(where or {}, fact, registers, of))


def judge(
    conditions: Mapping[str, Any], fact: Fact, registers: Registers, of: Fact | None = None
) -> tuple[Verdict, ...]:
    """Each condition's verdict, in the order written; ``of`` is the fact that paths with ``of.`` read."""
    return tuple(
        Verdict(OPERATORS[name](actual, right), _cause(name, (path, actual), (operand, right), fact, of))
        for name, path, actual, operand, right in _tests(conditions, fact, registers, of)
    )


def _tests(
    conditions: Mapping[str, Any], fact: Fact, registers: Registers, of: Fact | None
) -> Iterator[tuple[str, str, object, object, object]]:
    """Each condition as its operator, its path with what that leads to, and its right side as written and as read."""
    for path, wanted in conditions.items():
        actual = value_at(path, fact, registers, of)
        tests = wanted if isinstance(wanted, Mapping) else {"is": wanted}
        for name, operand in tests.items():
            right = value_at(operand["field"], fact, registers, of) if is_field(operand) else operand
            yield name, path, actual, operand, right


def is_field(operand: object) -> bool:
    """Whether the right side names a field."""
    return isinstance(operand, Mapping) and set(operand) == {"field"}


def value_at(path: str, fact: Fact, registers: Registers, of: Fact | None = None) -> object:
    """What a path leads to: of the fact, of the one it is held against, or of an entity as of the fact's day.

    None where there is nothing.
    """
    head, _, field = path.partition(".")
    if head == "of":
        return None if of is None else value_at(field, of, registers)
    if not field:
        if head in KEYS:
            return getattr(fact, head) or None
        return fact.attributes.get(head, _own(head, fact))
    identity = fact.get(head) or fact.get(ELSE.get(head, ""))
    if not identity or head not in REFERRED:
        return None
    kind = REFERRED[head]
    return registers.value(kind, identity, CALLED.get((kind, field), field), fact.time.date())


def text_at(path: str, fact: Fact, registers: Registers) -> str:
    """What a path leads to, as it is written; empty where there is nothing."""
    value = value_at(path, fact, registers)
    if isinstance(value, datetime):
        return format_moment(value)
    return "" if value is None else str(value)


def _own(name: str, fact: Fact) -> object:
    return {"time": fact.time, "day": fact.time.date()}.get(name)


def _cause(name: str, left: tuple[str, object], right: tuple[object, object], fact: Fact, of: Fact | None) -> Cause:
    """The sentence of one condition; values carry their field, so that choices and people can be told by name."""
    path, actual = left
    operand, wanted = right
    values: dict[str, Value] = {"field": _named(path, fact, of), "actual": _plain(actual, path, fact, of)}
    values["right"] = _plain(wanted, path, fact, of)
    if isinstance(operand, Mapping) and is_field(operand):
        values["other"] = _named(str(operand["field"]), fact, of)
        return Cause(f"must.{name}-field", values, fact.source)
    return Cause(f"must.{name}", values, fact.source)


def _named(path: str, fact: Fact, of: Fact | None, value: str = "") -> FieldName:
    """The field at ``path``; a fact's own time is called by the field it was read from, if that is its own too."""
    if path.startswith("of.") and of is not None:
        return _named(path.removeprefix("of."), of, None, value)
    last = fact.source.pointer[-1:]
    if path in {"time", "day"} and path not in fact.attributes and last and isinstance(last[0], str):
        return FieldName(fact.source.path, last[0], value)
    return FieldName(fact.source.path, path, value)


def _plain(value: object, path: str, fact: Fact, of: Fact | None) -> Value:
    """A value as a cause can carry it: times and numbers typed, lists joined, nothing as its own word."""
    if value is None or value in ("", []):
        return ABSENT
    if isinstance(value, (list, tuple)):
        return _named(path, fact, of, JOINED.join(str(one) for one in value))
    if isinstance(value, str):
        return parse_moment(value) or parse_date(value) or _named(path, fact, of, value)
    return (
        value if isinstance(value, (int, date)) and not isinstance(value, bool) else _named(path, fact, of, str(value))
    )


Span = tuple[datetime, datetime]


def span_of(value: object) -> Span | None:
    """The first and the last minute of a moment or a day, written or typed."""
    if isinstance(value, str):
        value = parse_moment(value) or parse_date(value)
    if isinstance(value, datetime):
        return value, value
    if isinstance(value, date):
        start = datetime.combine(value, time.min)
        return start, start + timedelta(days=1) - timedelta(minutes=1)
    return None


def _times(test: Callable[[Span, Span], bool]) -> Callable[[object, object], bool]:
    def holds(actual: object, right: object) -> bool:
        left, other = span_of(actual), span_of(right)
        return left is not None and other is not None and test(left, other)

    return holds


def _numbers(test: Callable[[Decimal, Decimal], bool]) -> Callable[[object, object], bool]:
    def holds(actual: object, right: object) -> bool:
        left = actual if isinstance(actual, Decimal) else to_decimal(actual)
        other = right if isinstance(right, Decimal) else to_decimal(right)
        return left is not None and other is not None and test(left, other)

    return holds


def _same(actual: object, right: object) -> bool:
    return actual is not None and right is not None and (actual == right or str(actual) == str(right))


def _time_between(actual: object, right: object) -> bool:
    """The time of day lies in [first, second), e.g. ``["08:30", "08:50"]``; a date has no time of day."""
    if not isinstance(right, list) or len(right) != 2:
        return False
    found = span_of(actual)
    at = found[0].time() if found is not None and found[0] == found[1] else parse_time(str(actual))
    start, end = parse_time(str(right[0])), parse_time(str(right[1]))
    return at is not None and start is not None and end is not None and start <= at < end


OPERATORS: dict[str, Callable[[object, object], bool]] = {
    "is": _same,
    "is_not": lambda actual, right: actual is not None and not _same(actual, right),
    "in": lambda actual, right: isinstance(right, list) and any(_same(actual, one) for one in right),
    "not_in": lambda actual, right: (
        actual is not None and isinstance(right, list) and not any(_same(actual, one) for one in right)
    ),
    "present": lambda actual, right: (actual is not None and actual != "") is bool(right),
    "before": _times(lambda left, right: left[1] < right[0]),
    "not_after": _times(lambda left, right: left[1] <= right[1]),
    "after": _times(lambda left, right: left[0] > right[1]),
    "not_before": _times(lambda left, right: left[0] >= right[0]),
    "earlier_day_than": _times(lambda left, right: left[0].date() < right[0].date()),
    "same_day_as": _times(lambda left, right: left[0].date() == right[0].date()),
    "time_between": _time_between,
    "at_least": _numbers(lambda left, right: left >= right),
    "at_most": _numbers(lambda left, right: left <= right),
    "more_than": _numbers(lambda left, right: left > right),
    "less_than": _numbers(lambda left, right: left < right),
}
