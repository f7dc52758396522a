"""What became of the points of inspections that failed: mended by when, re-checked by whom, closed (A4.5).

A point is closed when it was mended and somebody passed it who neither mended it nor was inspected. By when it is to be
mended is what the rules say; where no rule speaks of it, nobody can say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from taizhang.facts.fact import Fact
from taizhang.ledger.ledger import Ledger
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Obligation

ITEM, MENDED, RECHECKED = "inspection.item", "inspection.rectified", "inspection.rechecked"
FAILED = "fail"


class Stage(StrEnum):
    """How far a point has come; ``refused`` is one whose mending the re-check did not pass."""

    OPEN = "open"
    REFUSED = "refused"
    MENDED = "mended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Rectification:
    """One point that failed, the duty to put it right, and what was done up to the ledger's moment."""

    item: Fact
    duty: Obligation | None
    mended: Fact | None
    rechecked: Fact | None

    @property
    def stage(self) -> Stage:
        """Open, mended, refused by the re-check, or closed by somebody who may."""
        if self.mended is None:
            return Stage.OPEN
        if self.mended.get("refused"):
            return Stage.REFUSED
        return Stage.CLOSED if self.independent else Stage.MENDED

    @property
    def independent(self) -> bool:
        """Whether somebody looked at it again who neither mended it nor was inspected."""
        again = self.rechecked
        return again is not None and again.get("rechecked_by") not in {again.get("by"), again.person}


def rectifications(ledger: Ledger) -> Mapping[str, Rectification]:
    """Every point that failed, by the name that findings and duties give it in ``because``."""
    mended = {one.case: one for one in ledger.facts.named(MENDED)}
    rechecked = {one.case: one for one in ledger.facts.named(RECHECKED)}
    duties = {name: one for one in _duties(ledger) for name in one.because}
    return {
        (name := name_of_fact(one)): Rectification(one, duties.get(name), mended.get(one.case), rechecked.get(one.case))
        for one in ledger.facts.named(ITEM)
        if one.get("result") == FAILED
    }


def _duties(ledger: Ledger) -> Iterator[Obligation]:
    """The duties that a failed point opened and its mending meets."""
    for rule in ledger.rules:
        opened, met = rule.parameters.get("on"), rule.parameters.get("met_by")
        if not isinstance(opened, Mapping) or not isinstance(met, Mapping):
            continue
        if (opened.get("fact"), met.get("fact")) == (ITEM, MENDED):
            yield from ledger.of_rule(rule)
