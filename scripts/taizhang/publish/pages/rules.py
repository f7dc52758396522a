"""Rules: the list, and a page each with its clause, parameters by date, worked examples and present compliance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.publish.compliance import LISTED, Gave, by_period
from taizhang.publish.compliance_now import bars, this_month
from taizhang.publish.examples import Shown
from taizhang.publish.labels import Labelled
from taizhang.publish.maker import Maker
from taizhang.publish.rule_history import histories
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.rulebook import Rule

SHOWN = 20
"""So many worked examples stand on one page."""


@dataclass(frozen=True, slots=True)
class Further:
    """A page with more of a rule's worked examples: the numbers of the first and the last of them."""

    address: str
    first: int
    last: int
    examples: tuple[Shown, ...]


def pages(maker: Maker) -> Iterator[Page]:
    """The list, every rule's page, and pages of their own for the examples of rules that have very many."""
    view = maker.view
    rows = tuple((rule, view.clause(rule), Gave(view.ledger.outcomes_of(rule))) for rule in view.rules)
    yield maker.page("rules.html", "rules/", "rules/", "规则", rows=rows, total=Gave(view.ledger.outcomes))
    for rule, clause, gave in rows:
        examples = view.examples(rule)
        more = tuple(further(rule, examples))
        periods = tuple(by_period(view.ledger, gave.outcomes))
        yield maker.page(
            "rule.html",
            "rules/shell/",
            f"rules/{rule.id}/",
            rule.title,
            words(view, rule, examples),
            rule=rule,
            clause=clause,
            gave=gave,
            most=LISTED,
            parameters=present(view, rule),
            histories=histories(view, rule),
            month=this_month(view, gave),
            bars=bars(rule, periods),
            examples=examples[:SHOWN],
            total=len(examples),
            further=more,
            periods=periods,
        )
        for one in more:
            title, total = f"{rule.title}(例子)", len(examples)
            yield maker.page("rule_examples.html", "rules/shell/", one.address, title, rule=rule, page=one, total=total)


def further(rule: Rule, examples: tuple[Shown, ...]) -> Iterator[Further]:
    """The pages of the examples that the rule's own page does not show."""
    for first in range(SHOWN, len(examples), SHOWN):
        shown = examples[first : first + SHOWN]
        yield Further(f"rules/{rule.id}.examples-{first + 1}/", first + 1, first + len(shown), shown)


def present(view: View, rule: Rule) -> tuple[Labelled, ...]:
    """The parameters of the version that is in force at the view's moment."""
    return view.parameters(rule, rule.on(view.as_of.date()).parameters)


def words(view: View, rule: Rule, examples: tuple[Shown, ...]) -> str:
    """A rule is found by its whole text: kind, clause, parameters, reasons of changes, titles of examples."""
    clause = view.clause(rule)
    told = [f"{one.label} {one.line}" for one in present(view, rule)]
    parts = [view.rule_kind(rule), clause.says if clause else "", rule.clause, rule.id, *told]
    parts += [change.why for change in rule.changes] + [example.title for example in examples]
    return " ".join(part for part in parts if part)
