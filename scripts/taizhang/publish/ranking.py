"""Rankings: a year's measures of a unit's people, the highest first; who is equal shares a place (D3.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from taizhang.publish.view import View
from taizhang.rulebook import Rule
from taizhang.rules.outcome import Measure, Scorecard
from taizhang.when.period import PeriodKind, parse_period


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: ``number`` from 1, None without a number to stand by; ``cards`` are those of the year."""

    number: int | None
    measure: Measure
    cards: tuple[Scorecard, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """One rule's year in one unit, with the months of the cards that stand beside it."""

    rule: Rule
    year: str
    months: tuple[str, ...]
    places: tuple[Place, ...]


def rankings(view: View, members: Collection[str]) -> Iterator[Ranking]:
    """The rankings of ``members``, the latest year first: one for each rule that measures people by the year."""
    found: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for one in view.ledger.measures:
        if one.person and one.unit in members and parse_period(one.period, PeriodKind.YEAR) is not None:
            found[one.period, one.rule].append(one)
    for rule in view.rules:
        for (year, name), measures in sorted(found.items(), reverse=True):
            if name == rule.id:
                yield _ranking(view, rule, year, measures)


def _ranking(view: View, rule: Rule, year: str, measures: list[Measure]) -> Ranking:
    cards = {
        one.person: [card for card in view.ledger.scorecards if card.person == one.person and _in(card, rule, year)]
        for one in measures
    }
    order = {person.id: number for number, person in enumerate(view.people)}
    measures.sort(key=lambda one: (-(one.value if one.value is not None else Decimal(-1)), order.get(one.person, 0)))
    values = [one.value for one in measures if one.value is not None]
    places = tuple(
        Place(
            None if one.value is None else 1 + sum(value > one.value for value in values),
            one,
            tuple(cards[one.person]),
        )
        for one in measures
    )
    months = sorted({card.period for listed in cards.values() for card in listed})
    return Ranking(rule, year, tuple(months), places)


def _in(card: Scorecard, rule: Rule, year: str) -> bool:
    """Whether a card is one that the rule adds up: of its rulebook and the year."""
    return (
        card.rulebook == rule.rulebook and card.period.startswith(f"{year}-") and f"{card.rule}.scored" in _read(rule)
    )


def _read(rule: Rule) -> frozenset[str]:
    """The facts that a measure counts, as its shapes name them."""
    return frozenset(
        str(shape["fact"])
        for shape in rule.parameters.values()
        if isinstance(shape, dict) and isinstance(shape.get("fact"), str)
    )
