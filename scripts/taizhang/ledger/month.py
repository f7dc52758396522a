"""One person's month: the scorecard where there is one, else duties, findings and entries by rule, with their sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from taizhang.facts.registers import Entity
from taizhang.ledger.ledger import Ledger
from taizhang.rulebook import Rule
from taizhang.rules.charge import POINTS
from taizhang.rules.outcome import Decision, Entry, Finding, Measure, Obligation, Outcome, Scorecard, State
from taizhang.when.period import Period, PeriodKind, parse_period, period_of


@dataclass(frozen=True, slots=True)
class RuleMonth:
    """What one rule gave for one person and month."""

    rule: Rule
    outcomes: tuple[Outcome, ...]

    @property
    def points(self) -> Decimal:
        """The points charged and granted."""
        return sum((one.amount for one in self.entries if one.account == POINTS), Decimal())

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """The duties due in the month."""
        return tuple(one for one in self.outcomes if isinstance(one, Obligation))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings raised in the month."""
        return tuple(one for one in self.outcomes if isinstance(one, Finding))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the month."""
        return tuple(one for one in self.outcomes if isinstance(one, Entry))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The month's measures."""
        return tuple(one for one in self.outcomes if isinstance(one, Measure))


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """A person's month: ``unit`` is the one of the latest post in it, empty for who held none.

    ``card`` is the month's own; without one that of a quarter, half-year or year that ends with the month.
    """

    person: Entity
    unit: str
    month: Period
    card: Scorecard | None
    rules: tuple[RuleMonth, ...]

    @property
    def points(self) -> Decimal:
        """All points of the month, before any card's bounds and before one cause is charged once."""
        return sum((one.points for one in self.rules), Decimal())

    @property
    def undone(self) -> int:
        """How many of the month's duties are still open."""
        open_states = {State.PENDING, State.OVERDUE}
        return sum(one.state in open_states for rule in self.rules for one in rule.obligations)


def month_of_person(ledger: Ledger, person: Entity, unit: str, month: Period) -> PersonMonth:
    """What the ledger holds of ``person`` in ``month``, by rule in rulebook order."""
    about = [one for one in ledger.about_person(person.id) if belongs(one, month)]
    cards = [one for one in about if isinstance(one, Scorecard)]
    rules = (
        RuleMonth(rule, found)
        for rule in ledger.rules
        if (found := tuple(one for one in about if (one.rulebook, one.rule) == (rule.rulebook, rule.id)))
    )
    own = next((card for card in cards if card.period == month.key), cards[0] if cards else None)
    return PersonMonth(person, unit, month, own, tuple(rules))


def month_of(one: Outcome) -> Period:
    """The month an outcome belongs to: of its due date or moment (G8), else of its period's last day.

    A duty without a due date belongs to the month in which its period begins.
    """
    match one:
        case Obligation(due=due) if due is not None:
            return period_of(PeriodKind.MONTH, due.date())
        case Finding(at=at) | Decision(at=at):
            return period_of(PeriodKind.MONTH, at.date())
        case _:
            pass
    period = parse_period(one.period)
    if period is None:
        raise ValueError(f"the outcome {one.key} has no period: {one.period!r}")
    return period_of(PeriodKind.MONTH, period.start if isinstance(one, Obligation) else period.last)


def belongs(one: Outcome, month: Period) -> bool:
    """Whether an outcome is the month's."""
    return month_of(one) == month


def charged(one: Outcome, rule: RuleMonth) -> Decimal:
    """The points that one outcome is charged with by itself."""
    if isinstance(one, Obligation | Finding):
        return sum((entry.amount for entry in rule.entries if entry.key.startswith(f"{one.key}#")), Decimal())
    return one.amount if isinstance(one, Entry) and one.account == POINTS else Decimal()


def own_entries(rule: RuleMonth) -> Iterator[Entry]:
    """Entries that no duty or finding of the same rule brought about."""
    told = {one.key for one in (*rule.obligations, *rule.findings)}
    yield from (entry for entry in rule.entries if entry.key.split("#")[0] not in told)
