"""Who stands where by the latest scores: one list for each card, people beside people and units beside units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.publish.standing import change
from taizhang.publish.view import View
from taizhang.rules.outcome import Scorecard
from taizhang.when.period import Period, parse_period


@dataclass(frozen=True, slots=True)
class Scored:
    """A card with its place, from 1, and by how much its total rose against the period before."""

    place: int
    card: Scorecard
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The latest period of a card in which anybody has a total, the highest first.

    ``over``: the period is, and nothing is added any more. ``lacking`` has no total there; ``waiting`` so many cards of
    the later period ``later`` have none yet.
    """

    title: str
    period: Period
    over: bool
    scored: tuple[Scored, ...]
    lacking: int
    later: Period | None
    waiting: int

    @property
    def of_people(self) -> bool:
        """Whether the cards are people's, not units'."""
        return bool(self.scored[0].card.person)


def scores(view: View) -> tuple[Scores, ...]:
    """The latest scores of every card that has any: what most stand by first, else in rulebook order."""
    found: dict[tuple[str, str], dict[Period, list[Scorecard]]] = defaultdict(lambda: defaultdict(list))
    for card in view.cards:
        if (period := parse_period(card.period)) is not None:
            found[card.rulebook, card.rule][period].append(card)
    order = {(rule.rulebook, rule.id): number for number, rule in enumerate(view.rules)}
    listed = sorted(found.items(), key=lambda item: order.get(item[0], len(order)))
    told = (_scores(cards, view.as_of.date()) for _, cards in listed)
    return tuple(sorted((one for one in told if one is not None), key=lambda one: -len(one.scored)))


def _scores(cards: Mapping[Period, Sequence[Scorecard]], today: date) -> Scores | None:
    periods = sorted((one for one in cards if one.start <= today), key=lambda one: one.start, reverse=True)
    period = next((one for one in periods if any(card.total is not None for card in cards[one])), None)
    if period is None:
        return None
    number = periods.index(period)
    before = {_whose(card): card.total for one in periods[number + 1 : number + 2] for card in cards[one]}
    totals = [card.total for card in cards[period] if card.total is not None]
    with_total = sorted(
        ((card.total, card) for card in cards[period] if card.total is not None),
        key=lambda pair: (-pair[0], pair[1].key),
    )
    scored = tuple(
        Scored(1 + sum(other > total for other in totals), card, change(total, before.get(_whose(card))))
        for total, card in with_total
    )
    return Scores(
        title=with_total[0][1].title,
        period=period,
        over=period.end <= today,
        scored=scored,
        lacking=len(cards[period]) - len(scored),
        later=periods[0] if number else None,
        waiting=len(cards[periods[0]]) if number else 0,
    )


def _whose(card: Scorecard) -> tuple[str, str]:
    return card.person, "" if card.person else card.unit
