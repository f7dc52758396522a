"""Rules whose results an audience may not see: what they enter is pay, say, and not for everybody (D3.4, A6.1)."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.ledger import Ledger
from taizhang.ledger.lacking import SCORECARD
from taizhang.ledger.order import in_order, needed
from taizhang.publish.audience import INTERNAL, Audience
from taizhang.rulebook import Rule, Rulebook

SENSITIVITY = "sensitivity"


def withheld_from(rulebooks: Iterable[Rulebook], audience: Audience) -> frozenset[str]:
    """The ids of the rules that bear a sensitivity the audience may not see, in any version.

    What reads the outcomes of such a rule by name is withheld with it; cards are not, they take points alone.
    """
    steps, _ = in_order(rulebooks)
    rules = [rule for _, rule in steps]
    needs = needed(rules)
    found: set[str] = set()
    for rule in rules:
        own = any(not audience.may_see(label) for label in sensitivities(rule))
        if own or (rule.kind != SCORECARD and not needs[rule.id].isdisjoint(found)):
            found.add(rule.id)
    return frozenset(found)


def sensitivities(rule: Rule) -> frozenset[str]:
    """What its results are, by its versions: ``pay``; what says nothing is internal."""
    return frozenset(str(version.parameters.get(SENSITIVITY, INTERNAL)) for version in rule.versions())


def without_rules(ledger: Ledger, rules: frozenset[str]) -> Ledger:
    """The ledger without the outcomes of some rules, and without what came of them."""
    if not rules:
        return ledger
    gone = {one.key for one in ledger.outcomes if one.rule in rules}
    while more := {one.key for one in ledger.outcomes if one.key not in gone and not gone.isdisjoint(one.because)}:
        gone |= more
    left = (one for one in ledger.outcomes if one.key not in gone)
    return Ledger(ledger.as_of, ledger.rulebooks, left, ledger.facts)
