"""The decision on one fact, such as a reception, a call-out or a deposit: about whom and when the fact itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Cause, Decision, Share


@dataclass(frozen=True, slots=True)
class Found:
    """What a decision comes to: the fields of ``Decision`` that the rule itself finds."""

    result: str
    decided: bool
    shares: tuple[Share, ...] = ()
    gives: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    board: str = ""
    what: str = ""


def decision_on(rule: Rule, fact: Fact, found: Found, cause: Cause, *, key: str, day: date, unit: str = "") -> Decision:
    """The decision of ``rule`` on ``fact``, which belongs to ``day`` (G8); ``unit`` where the fact names none."""
    return Decision(
        key=key,
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=day.isoformat(),
        cause=cause,
        person=fact.person,
        unit=fact.unit or unit,
        customer=fact.customer,
        because=frozenset({name_of_fact(fact)}),
        at=fact.time,
        case=fact.case,
        result=found.result,
        decided=found.decided,
        shares=found.shares,
        gives=found.gives,
        board=found.board,
        what=found.what,
    )
