"""What a fact tells of others and they tell otherwise: a number of them, or a word that stands for one (A1.4, A5.6).

::

    {field: visits, equals: {fact: weekly-report.visit, by: [unit, week]}}
    {field: state, by: {person: person, period: week}, as: {late: {fact: weekly-report.late}}, shown: {fact: ...}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from taizhang.facts.fact import Fact, Source
from taizhang.rules import causes
from taizhang.rules.conditions import text_at
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, FieldName, Value
from taizhang.rules.pairing import names, pairs


def miscounted(counted: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Cause]:
    """The number in the field is not that of the facts; a field without a number says nothing."""
    said = text_at(counted["field"], fact, world.registers)
    found = tuple(pairs(counted["equals"], fact, world))
    if said and said != str(len(found)):
        values: dict[str, Value] = {
            "field": FieldName(fact.source.path, counted["field"]),
            "said": said,
            "fact": f"fact.{counted['equals']['fact']}",
            "number": len(found),
        }
        yield Cause("require.miscounted", values, fact.source, tuple(_by_record(found, fact, world)))


def _by_record(found: tuple[Fact, ...], fact: Fact, world: World) -> Iterator[Cause]:
    """How many were counted in each record other than the one that says the number, with whose it is."""
    by_path: dict[str, list[Fact]] = {}
    for one in found:
        if one.source.path != fact.source.path:
            by_path.setdefault(one.source.path, []).append(one)
    for path in sorted(by_path):
        first, number = by_path[path][0], len(by_path[path])
        values: dict[str, Value] = {"name": world.registers.called("person", first.person), "number": number}
        yield Cause("require.counted-in", values, Source(path, first.source.pointer[:1]))


def mistold(told: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Cause]:
    """The field says one word and a fact stands for another; where no such fact is, nothing is held against it."""
    said = text_at(told["field"], fact, world.registers)
    for word, wanted in told["as"].items():
        stands = any(next(pairs({"fact": name, "by": told["by"]}, fact, world), None) for name in names(wanted))
        if said and stands and word != said:
            values: dict[str, Value] = {
                "field": FieldName(fact.source.path, told["field"]),
                "said": FieldName(fact.source.path, told["field"], said),
                "right": FieldName(fact.source.path, told["field"], word),
                "name": world.registers.called("person", fact.person),
            }
            shown = pairs(told["shown"], fact, world) if "shown" in told else ()
            yield Cause("require.mistold", values, fact.source, tuple(causes.stated(one) for one in shown))
