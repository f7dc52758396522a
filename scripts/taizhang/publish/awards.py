"""Awards: what the decisions of a unit gave each person, month by month, as its measures sum it up (B1.7, B1.13)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from taizhang.publish.view import View
from taizhang.rulebook import Rule
from taizhang.rules.outcome import Measure

MONTHS = 3
AWARDED = ".awarded"


@dataclass(frozen=True, slots=True)
class Awards:
    """One rule's sums: the last months, newest first, and a row a person with the measure of each."""

    rule: Rule
    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Measure | None, ...]], ...]


def awards(view: View, members: Collection[str]) -> tuple[Awards, ...]:
    """What people of ``members`` were awarded: a table for each rule that sums shares of decisions."""
    found = (_of(rule, view, members) for rule in view.rules if _sums_awards(rule))
    return tuple(one for one in found if one.rows)


def _sums_awards(rule: Rule) -> bool:
    wanted = rule.parameters.get("sum")
    return isinstance(wanted, Mapping) and str(wanted.get("fact", "")).endswith(AWARDED)


def _of(rule: Rule, view: View, members: Collection[str]) -> Awards:
    listed = [one for one in view.ledger.measures if one.rule == rule.id and one.person and one.unit in members]
    months = sorted({one.period for one in listed}, reverse=True)[:MONTHS]
    by_key = {(one.person, one.period): one for one in listed}
    people = sorted({one.person for one in listed if one.period in months}, key=lambda one: (view.person(one), one))
    rows = tuple((person, tuple(by_key.get((person, month)) for month in months)) for person in people)
    return Awards(rule, tuple(months), rows)
