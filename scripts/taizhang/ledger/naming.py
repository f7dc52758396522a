"""Every outcome names its rule with the parameters then in force, and the rules on whose outcomes that one rests.

So nothing moves a result that its explanation does not name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from taizhang.facts.fact import Source
from taizhang.ledger.order import EVERY
from taizhang.rulebook import Rule, Version
from taizhang.rules import KINDS
from taizhang.rules.outcome import Cause, FieldName, Outcome
from taizhang.when.period import Period, parse_period

BY, RESTS_ON, PARAMETER = "rule.by", "rule.rests-on", "rule.parameter"
NOTE = "note"


def naming(rule: Rule, below: Iterable[Rule]) -> Callable[[Outcome], Outcome]:
    """What puts its rule at the end of an outcome's cause, then the rules ``below`` whose outcomes that one reads.

    Outcomes under the same versions of a rule share what is told of it.
    """
    sentences = [(BY, rule), *((RESTS_ON, one) for one in below)]
    made: dict[tuple[str, int], Cause] = {}
    of_period: dict[str, tuple[Cause, ...]] = {}

    def told(sentence: str, one: Rule, period: Period | None) -> Cause:
        held = one.on(period.start) if period else one.versions()[0]
        known = made.get((sentence, id(held)))  # a rule keeps its versions
        if known is None:
            known = made[sentence, id(held)] = _rule(sentence, one, held)
        return known

    def named(outcome: Outcome) -> Outcome:
        further = of_period.get(outcome.period)
        if further is None:
            period = parse_period(outcome.period)
            further = of_period[outcome.period] = tuple(told(sentence, one, period) for sentence, one in sentences)
        return replace(outcome, cause=replace(outcome.cause, children=(*outcome.cause.children, *further)))

    return named


def _rule(sentence: str, rule: Rule, held: Version) -> Cause:
    """The rule at its line, below it each parameter at the line that set it."""
    start = Cause(PARAMETER, _values(rule, "from"), _line(rule.source, "from"))
    return Cause(sentence, {"rule": rule.id, "title": rule.title}, rule.source, (start, *_parameters(rule, held)))


def _parameters(rule: Rule, version: Version) -> Iterator[Cause]:
    for name in version.parameters:
        if name != NOTE:
            change = version.set_by.get(name)
            yield Cause(PARAMETER, _values(rule, name), _line(change.source if change else rule.source, name))


def _values(rule: Rule, name: str) -> Mapping[str, FieldName | str]:
    return {"rule": rule.id, "parameter": name, "name": FieldName(rule.source.path, name)}


def _line(source: Source, name: str) -> Source:
    return Source(source.path, (*source.pointer, name))


def parameters_named(cause: Cause) -> frozenset[tuple[str, str]]:
    """Every parameter that a cause tree names, as (rule id, parameter)."""
    own: set[tuple[str, str]] = set()
    if cause.sentence == PARAMETER:
        own.add((str(cause.values["rule"]), str(cause.values["parameter"])))
    return frozenset(own.union(*(parameters_named(child) for child in cause.children)))


def read_by(needs: Mapping[str, set[str]], rules: Mapping[str, Rule], rule: Rule) -> tuple[Rule, ...]:
    """The rules whose outcomes ``rule`` asks for by name, by id; who reads all others' names each by its entry."""
    if any(name.split(".", 1)[0] == EVERY for name in KINDS[rule.kind].reads(rule)):
        return ()
    return tuple(rules[name] for name in sorted(needs.get(rule.id, set())))
