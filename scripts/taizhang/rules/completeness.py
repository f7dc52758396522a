"""How complete files and entries are: the share of weighted fields that are filled, and what each one lacks (A8.4).

::

    completeness: {fact: service.given, fields: {content: {weight: 4, characters: 10}, contact: {weight: 2}}}
    completeness: {register: customer, kind: group, fields: {address: {weight: 2}, profile: {weight: 2}}}

Of facts it is those of the person and period, of the register the customers he has on the period's last day, or as-of.
A text that has fewer ``characters`` than asked says too little and is not filled; a list is filled by an item that had
begun by that day. The measure is the mean of all files or entries; of none there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import KEYS, Fact, Source
from taizhang.facts.registers import Entity
from taizhang.rules.amounts import half_up
from taizhang.rules.outcome import Cause, FieldName, Known
from taizhang.rules.reckon import HUNDRED, Asked, Reckoned, chosen, of_number
from taizhang.when.moment import parse_date

STARTS = ("from", "since", "signed_on", "on")
"""The fields of a list's items that say when one began."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file or an entry: what it is called, where it stands, what its fields hold."""

    name: str
    source: Source
    values: Mapping[str, object]


def completeness(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """The mean share of weighted fields that are filled, in per cent, with every file that lacks something."""
    fields: Mapping[str, Mapping[str, Any]] = wanted["fields"]
    whole = sum((_weight(field) for field in fields.values()), Decimal())
    shares, causes = [], []
    for sheet in _files(wanted, asked) if "register" in wanted else _entries(wanted, asked):
        lacks = tuple(_lacking(fields, sheet))
        share = HUNDRED * (whole - sum((_weight(fields[name]) for name, _ in lacks), Decimal())) / whole
        shares.append(share)
        if lacks:
            told = {"name": sheet.name, "percent": f"{half_up(share):f}"}
            causes.append(Cause("measure.incomplete", told, sheet.source, tuple(cause for _, cause in lacks)))
    if not shares:
        return Reckoned(Known.NOT_APPLICABLE, None, (Cause("measure.no-whole"),))
    counted = Cause("measure.complete", {"part": len(shares) - len(causes), "whole": len(shares)})
    return of_number(sum(shares, Decimal()) / len(shares), (counted, *causes))


def _weight(field: Mapping[str, Any]) -> Decimal:
    return Decimal(str(field["weight"]))


def _entries(wanted: Mapping[str, Any], asked: Asked) -> Iterator[Sheet]:
    for fact in chosen(wanted, asked):
        yield Sheet(f"{fact.time:%m-%d %H:%M}", fact.source, _held(fact))


def _held(fact: Fact) -> Mapping[str, object]:
    return {**fact.attributes, **{key: getattr(fact, key) for key in KEYS}}


def _files(wanted: Mapping[str, Any], asked: Asked) -> Iterator[Sheet]:
    """The files of the customers that the person has on the last day, as far as their lists had begun."""
    day = min(asked.period.last, asked.world.as_of.date())
    for entity in asked.world.registers.customers_of(asked.person, day):
        data = entity.record.data
        if data.get("kind") == wanted["kind"] and _there(entity, day):
            held = {name: _begun(value, day) if isinstance(value, list) else value for name, value in data.items()}
            yield Sheet(entity.id, Source(entity.record.path, ()), held)


def _there(entity: Entity, day: date) -> bool:
    closed = parse_date(entity.record.text("closed_on"))
    return closed is None or day < closed


def _begun(items: list[Any], day: date) -> list[Any]:
    return [one for one in items if not isinstance(one, Mapping) or _start(one) <= day]


def _start(item: Mapping[str, Any]) -> date:
    found = (parse_date(str(item[name])) for name in STARTS if name in item)
    return next((one for one in found if one is not None), date.min)


def _lacking(fields: Mapping[str, Mapping[str, Any]], sheet: Sheet) -> Iterator[tuple[str, Cause]]:
    for name, field in fields.items():
        value, least = sheet.values.get(name), int(field.get("characters", 1))
        told = FieldName(sheet.source.path, name)
        if value is None or value in ("", []):
            yield name, Cause("measure.lacking", {"field": told})
        elif isinstance(value, str) and len("".join(value.split())) < least:
            number = len("".join(value.split()))
            yield name, Cause("measure.too-short", {"field": told, "number": number, "wanted": least})
