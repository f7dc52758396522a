"""Changes of who handled a deal, or of its commission: signed in order, and in time for the month's end (B1.11).

::

    filed: {fact: handler-change.filed, stages: [[given_signed_at, taken_signed_at], [manager_signed_at],
              [director_signed_at]], for_commission: 1}

Both parties sign, then the other's manager, then the director; only then it is filed. In the month's last days a change
of the handler is for that day's deals alone, after the month for none; the commission of an older deal moves by what
both sign, the first ``for_commission`` stages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.rules.claim_windows import locked
from taizhang.rules.kind import World

HANDLER, COMMISSION = "handler", "commission"


@dataclass(frozen=True, slots=True)
class Change:
    """One filed change: what it moves, to whom, and why it is refused (empty: accepted)."""

    fact: Fact
    moves: str
    to: str
    reason: str

    @property
    def accepted(self) -> bool:
        """Whether it takes effect."""
        return not self.reason


def changes_of(deal: Fact, wanted: Mapping[str, Any] | None, last_days: int, world: World) -> tuple[Change, ...]:
    """Every change filed for a deal, oldest first; each is from whoever handles the deal by then."""
    if wanted is None:
        return ()
    found: list[Change] = []
    handler = deal.person
    for one in world.facts.sharing(str(wanted["fact"]), "case", deal.case):
        if one.unit == deal.unit:
            change = Change(one, one.get("moves"), one.get("taken_by"), _reason(deal, handler, one, wanted, last_days))
            found.append(change)
            if change.accepted and change.moves == HANDLER:
                handler = change.to
    return tuple(found)


def _reason(deal: Fact, handler: str, one: Fact, wanted: Mapping[str, Any], last_days: int) -> str:
    stages = wanted["stages"]
    if one.get("moves") == COMMISSION:
        stages = stages[: int(wanted["for_commission"])]
    if one.person != handler:
        return "not-the-handler"
    if any(moment is None for stage in stages for moment in _moments(one, stage)):
        return "not-signed"
    last = datetime.min
    for stage in stages:
        moments = [moment for moment in _moments(one, stage) if moment is not None]
        if min(moments) < last:
            return "out-of-order"
        last = max(moments)
    if one.time < last:
        return "out-of-order"
    closed = locked(deal.time.date(), one.time.date(), last_days)
    return "" if one.get("moves") == COMMISSION and closed == "month-end" else closed


def _moments(one: Fact, stage: list[str]) -> Iterator[datetime | None]:
    for name in stage:
        yield moment_of(one.attributes.get(name))
