"""Every outcome names its rule with the parameters then in force, and the rules on whose outcomes that one rests.

So nothing moves a result that its explanation does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from taizhang.facts.fact import Source
from taizhang.ledger.order import EVERY
from taizhang.rulebook import Rule, Version
from taizhang.rules import KINDS
from taizhang.rules.outcome import Cause, FieldName, Outcome
from taizhang.when.period import parse_period

BY, RESTS_ON, PARAMETER = "rule.by", "rule.rests-on", "rule.parameter"
NOTE = "note"


class Naming:
    """What a rule's outcomes say of it: the same for all of one period."""

    def __init__(self, rule: Rule, below: Iterable[Rule]) -> None:
        """``below`` are the rules whose outcomes ``rule`` reads."""
        self._sentences = ((BY, rule), *((RESTS_ON, one) for one in below))
        self._told: dict[str, tuple[Cause, ...]] = {}

    def named(self, outcome: Outcome) -> Outcome:
        """``outcome`` with its rule at the end of its cause, then those below."""
        told = self._told.get(outcome.period)
        if told is None:
            period = parse_period(outcome.period)
            told = tuple(_rule(name, one, one.on(period.start) if period else None) for name, one in self._sentences)
            self._told[outcome.period] = told
        return replace(outcome, cause=replace(outcome.cause, children=(*outcome.cause.children, *told)))


def _rule(sentence: str, rule: Rule, version: Version | None) -> Cause:
    """The rule at its line, below it each parameter at the line that set it."""
    held = version or rule.versions()[0]
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
