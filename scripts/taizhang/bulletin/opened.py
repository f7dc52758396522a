"""What a figure opens into: everything it counts where that is little, else by unit and month, or by record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from taizhang.bulletin.notice import Figure, Group
from taizhang.facts.fact import Fact
from taizhang.ledger.month import month_of
from taizhang.rules.outcome import Obligation, State

MOST = 30
"""So many are listed one by one; of more, the tables that hold them."""


def gathered(figure: Figure) -> Figure:
    """The figure with groups in place of more than ``MOST`` duties, records in place of more than ``MOST`` facts.

    Findings are always listed: there is no table of a month's findings to lead to.
    """
    duties = tuple(one for one in figure.outcomes if isinstance(one, Obligation))
    if len(duties) > MOST and len(duties) == len(figure.outcomes):
        figure = replace(figure, outcomes=(), groups=tuple(_by_unit(duties)))
    if len(figure.facts) > MOST:
        figure = replace(figure, facts=(), records=tuple(_by_record(figure.facts)))
    return figure


def _by_unit(duties: tuple[Obligation, ...]) -> Iterator[Group]:
    held, rules = {one.state for one in duties}, {one.title for one in duties}
    states = tuple(state for state in State if state in held)
    rule = rules.pop() if len(rules) == 1 else ""
    groups = Counter((one.unit, month_of(one).key) for one in duties)
    for (unit, month), count in sorted(groups.items()):
        yield Group(unit, month, states, rule, count)


def _by_record(facts: tuple[Fact, ...]) -> Iterator[tuple[str, int]]:
    yield from sorted(Counter(one.source.path for one in facts).items())
