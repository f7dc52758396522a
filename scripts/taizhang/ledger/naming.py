"""Every outcome names its rule, and the rules on whose outcomes that one rests: nothing moves a result unnamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from taizhang.rulebook import Rule
from taizhang.rules.outcome import Cause, Outcome

BY, RESTS_ON = "rule.by", "rule.rests-on"


def named(outcome: Outcome, rule: Rule, below: Iterable[Rule]) -> Outcome:
    """``outcome`` with its rule at the end of its cause, then the rules ``below`` whose outcomes that one reads."""
    told = [_rule(BY, rule), *(_rule(RESTS_ON, one) for one in below)]
    return replace(outcome, cause=replace(outcome.cause, children=(*outcome.cause.children, *told)))


def _rule(sentence: str, rule: Rule) -> Cause:
    return Cause(sentence, {"rule": rule.id, "title": rule.title}, rule.source)


def rules_named(cause: Cause) -> frozenset[str]:
    """The ids of all rules that a cause tree names."""
    own = {str(cause.values["rule"])} if cause.sentence in {BY, RESTS_ON} else set()
    return frozenset(own.union(*(rules_named(child) for child in cause.children)))


def read_by(needs: Mapping[str, set[str]], rules: Mapping[str, Rule], rule: Rule) -> tuple[Rule, ...]:
    """The rules whose outcomes ``rule`` asks for by name, by id; who reads all others' names each by its entry."""
    wanted = needs.get(rule.id, set())
    return () if len(wanted) >= len(rules) - 1 else tuple(rules[name] for name in sorted(wanted))
