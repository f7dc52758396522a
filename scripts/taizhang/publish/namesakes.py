"""People of one name told apart: by their units, then by their numbers, so that no table chooses two as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from taizhang.facts.registers import Entity, Registers


def told_apart(registers: Registers, day: date, unit: Callable[[str], str]) -> Mapping[str, str]:
    """What those are called, by id, whose name somebody else has too; ``unit`` says the name of a unit.

    The unit is that of ``day``; who holds no post then has none, and goes by his number, as do two of one unit.
    """
    return {
        one.id: f"{one.name}({where if len(there) == 1 and where else number})"
        for group in _by_name(registers).values()
        if len(group) > 1
        for where, there in _by_unit(group, day, unit).items()
        for one in there
        for number in (one.record.text("employee_number") or one.id,)
    }


def _by_name(registers: Registers) -> Mapping[str, list[Entity]]:
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in registers.entities("person"):
        found[entity.name].append(entity)
    return found


def _by_unit(group: list[Entity], day: date, unit: Callable[[str], str]) -> Mapping[str, list[Entity]]:
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in group:
        post = entity.as_of(day)
        identity = str(post.values.get("unit", "")) if post else ""
        found[unit(identity) if identity else ""].append(entity)
    return found
