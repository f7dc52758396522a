"""How measures are reckoned: each shape from the facts of one person and period, with the steps told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules.amounts import half_up, number, plain
from taizhang.rules.as_facts import WHOLE
from taizhang.rules.causes import stated
from taizhang.rules.conditions import matches
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Known, Outcome, Value
from taizhang.rules.pairing import any_pair
from taizhang.when.period import Period, parse_period

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose measure is asked, for which period; no person asks for the unit's own."""

    person: str
    unit: str
    period: Period
    world: World


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A value and the steps to it; None where it is missing or not applicable."""

    known: Known
    value: Decimal | None
    causes: tuple[Cause, ...]

    @property
    def told(self) -> str:
        """The value as people write it; empty without one."""
        return "" if self.value is None else plain(self.value)


def of_number(value: Decimal, causes: tuple[Cause, ...]) -> Reckoned:
    """A number, rounded half-up to two digits."""
    return Reckoned(Known.NUMBER, half_up(value), causes)


def fact_names(wanted: object) -> Iterator[str]:
    """The names of all facts that a shape speaks of."""
    if isinstance(wanted, Mapping):
        if "fact" in wanted:
            yield from _named(wanted)
        for below in wanted.values():
            yield from fact_names(below)
    elif isinstance(wanted, list):
        for below in wanted:
            yield from fact_names(below)


def _named(wanted: Mapping[str, Any]) -> tuple[str, ...]:
    """The name of a fact, or of several that all count."""
    name = wanted["fact"]
    return (name,) if isinstance(name, str) else tuple(name)


def chosen(wanted: Mapping[str, Any], asked: Asked, *, of_unit: bool = False) -> tuple[Fact, ...]:
    """The facts of the person (``of_unit``, or without one: of the unit) that lie in the period and match ``where``.

    ``fact`` names one kind of fact or several. A fact lies in the period whose key its field ``period`` holds, and in
    one that holds that (a month's in its quarter); without such a field its time decides. With ``provided`` only those
    count to which another fact belongs.
    """
    by_unit = of_unit or not asked.person
    whose = ("unit", asked.unit) if by_unit else ("person", asked.person)
    found = [fact for name in _named(wanted) for fact in _lying_in(asked, name, whose, wanted.get("period"))]
    return tuple(
        fact
        for fact in sorted(found, key=lambda fact: fact.order)
        if matches(wanted.get("where"), fact, asked.world.registers)
        and ("provided" not in wanted or any_pair(wanted["provided"], fact, asked.world) is not None)
    )


def _lying_in(asked: Asked, name: str, whose: tuple[str, str], field: str | None) -> Iterable[Fact]:
    """The facts of one name and of one person or unit that lie in the period asked for."""
    period = asked.period
    if not field:
        return asked.world.facts.during(name, *whose, period.start, period.end)
    told = asked.world.facts.telling(name, *whose, field)
    return (fact for key, found in told.items() if _within(key, period) for fact in found)


def _within(key: str, period: Period) -> bool:
    """Whether a key is that of the period, or of one that lies in it."""
    own = None if key == period.key else parse_period(key)
    return key == period.key or (own is not None and period.start <= own.start and own.end <= period.end)


def count(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """How many facts; none is zero."""
    causes = tuple(Cause("measure.fact", {"moment": fact.time}, fact.source) for fact in chosen(wanted, asked))
    return of_number(Decimal(len(causes)), causes)


def _amounts(wanted: Mapping[str, Any], asked: Asked) -> tuple[tuple[Decimal, ...], tuple[Cause, ...]]:
    """The numbers in a field of the facts, and where each stands."""
    read = ((number(fact.attributes.get(wanted["field"])), fact) for fact in chosen(wanted, asked))
    pairs = [(value, fact) for value, fact in read if value is not None]
    causes = tuple(Cause("measure.amount", _dated(fact, value), fact.source, _whole(fact)) for value, fact in pairs)
    return tuple(value for value, _ in pairs), causes


def _whole(fact: Fact) -> tuple[Cause, ...]:
    """How an outcome that is added up came about: its own explanation is a part of the sum's (D3.6)."""
    outcome = fact.attributes.get(WHOLE)
    return (outcome.cause,) if isinstance(outcome, Outcome) else ()


def _dated(fact: Fact, value: Decimal) -> dict[str, Value]:
    return {"day": fact.time.date(), "value": plain(value)}


def total(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """The sum of a field; of nothing it is zero. While what ``reported`` names has not come it is missing (G12)."""
    if "reported" in wanted and not chosen(wanted["reported"], asked):
        return Reckoned(Known.MISSING, None, (Cause("measure.sum-not-reported"),))
    values, causes = _amounts(wanted, asked)
    return of_number(sum(values, Decimal(0)), causes)


def average(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """The mean of a field; of nothing there is none: missing."""
    values, causes = _amounts(wanted, asked)
    if not values:
        return Reckoned(Known.MISSING, None, (Cause("measure.nothing-recorded"),))
    return of_number(sum(values, Decimal(0)) / len(values), causes)


def ratio(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """So many of so many, in per cent; of none it is not applicable. With ``field`` its sums, not the facts' number."""
    if "field" in wanted["whole"]:
        return _of_sums(wanted, asked)
    part, whole = chosen(wanted["part"], asked), chosen(wanted["whole"], asked)
    if not whole:
        return Reckoned(Known.NOT_APPLICABLE, None, (Cause("measure.no-whole"),))
    left = (fact for fact in whole if fact not in part)
    rest = tuple(Cause("measure.not-part", {"day": fact.time.date()}, fact.source) for fact in left)
    given = _given(wanted["part"], part, asked)
    told = Cause("measure.ratio", {"part": len(part), "whole": len(whole)}, None, (*given, *rest))
    return of_number(HUNDRED * len(part) / len(whole), (told,))


def _given(wanted: Mapping[str, Any], part: tuple[Fact, ...], asked: Asked) -> tuple[Cause, ...]:
    """The facts of the part that count for another one which belongs to them, each with that one."""
    if "provided" not in wanted:
        return ()
    found = ((fact, any_pair(wanted["provided"], fact, asked.world)) for fact in part)
    return tuple(
        Cause("measure.part", {"day": fact.time.date()}, fact.source, (stated(other),))
        for fact, other in found
        if other is not None
    )


def _of_sums(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """A sum of another, in per cent; of nothing, or of zero, it is not applicable."""
    parts, _ = _amounts(wanted["part"], asked)
    wholes, causes = _amounts(wanted["whole"], asked)
    part, whole = sum(parts, Decimal(0)), sum(wholes, Decimal(0))
    if not whole:
        return Reckoned(Known.NOT_APPLICABLE, None, (Cause("measure.no-whole"),))
    return of_number(
        HUNDRED * part / whole, (Cause("measure.ratio", {"part": plain(part), "whole": plain(whole)}, None, causes),)
    )


def attainment(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """The weighted mean of result over target, in per cent, over the indicators the person has a share of (A7.1).

    Targets that the unit has not set yet leave it missing, as does a result not recorded yet; without a share of any
    indicator, or with shares of zero only, it is not applicable.
    """
    target = wanted["target"]
    shares: dict[str, list[Fact]] = {}
    for fact in chosen(target, asked):
        shares.setdefault(fact.case, []).append(fact)
    if not shares and not chosen(target, asked, of_unit=True):
        return Reckoned(Known.MISSING, None, (Cause("measure.no-targets"),))
    causes: list[Cause] = []
    parts: list[tuple[Decimal, Decimal]] = []
    missing = False
    for indicator in sorted(shares):
        weight = Decimal(str(wanted.get("weights", {}).get(indicator, 1)))
        known, percent, cause = _attained(wanted, shares[indicator], weight, asked)
        causes.append(cause)
        missing = missing or known is Known.MISSING
        if percent is not None:
            parts.append((percent, weight))
    if missing:
        return Reckoned(Known.MISSING, None, tuple(causes))
    total = sum((weight for _, weight in parts), Decimal(0))
    if not total:
        return Reckoned(Known.NOT_APPLICABLE, None, tuple(causes) or (Cause("measure.no-share-at-all"),))
    return of_number(sum((percent * weight for percent, weight in parts), Decimal(0)) / total, tuple(causes))


def _attained(
    wanted: Mapping[str, Any], shares: list[Fact], weight: Decimal, asked: Asked
) -> tuple[Known, Decimal | None, Cause]:
    """One indicator: the person's results over his shares, in per cent; a rate's result may be the unit's."""
    share = shares[0]
    name = share.get("name") or share.case
    target = sum((number(fact.attributes.get(wanted["target"]["field"])) or Decimal(0) for fact in shares), Decimal(0))
    if not target:
        values: dict[str, Value] = {"indicator": name, "reason": share.get("reason") or "measure.no-reason"}
        return Known.NOT_APPLICABLE, None, Cause("measure.no-share", values, share.source)
    sentence, field = "measure.attained", wanted["result"]["field"]
    results = [fact for fact in chosen(wanted["result"], asked) if fact.case == share.case]
    instead = wanted.get("unit_result")
    if not results and instead is not None and matches(instead.get("when"), share, asked.world.registers):
        sentence, field = "measure.attained-by-unit", instead["field"]
        results = [fact for fact in chosen(instead, asked, of_unit=True) if fact.case == share.case]
    amounts = [amount for fact in results if (amount := number(fact.attributes.get(field))) is not None]
    if not amounts:
        return (
            Known.MISSING,
            None,
            Cause("measure.no-result", {"indicator": name, "target": plain(target)}, share.source),
        )
    result = sum(amounts, Decimal(0))
    percent = HUNDRED * result / target
    told: dict[str, Value] = {
        "indicator": name,
        "result": plain(result),
        "target": plain(target),
        "percent": f"{half_up(percent):f}",
        "weight": plain(weight),
    }
    below = tuple(Cause("measure.target", {"target": plain(target)}, fact.source) for fact in shares)
    return Known.NUMBER, percent, Cause(sentence, told, results[0].source, below)
