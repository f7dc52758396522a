"""What an outcome charges: the entry that its points make on a scorecard line, in the month it belongs to (G8)."""

from __future__ import annotations

from datetime import datetime

from taizhang.rules.outcome import Entry, Finding, Obligation, Outcome
from taizhang.when.period import PeriodKind, period_of

POINTS = "points"
MONEY = "CNY"


def entry_of(outcome: Outcome) -> Entry | None:
    """The entry of a duty or finding with points; it belongs to the month of the due date, or of the finding."""
    match outcome:
        case Obligation(due=datetime() as at) | Finding(at=at) if outcome.points:
            return Entry(
                key=f"{outcome.key}#{outcome.line}",
                rulebook=outcome.rulebook,
                rule=outcome.rule,
                clause=outcome.clause,
                title=outcome.title,
                period=period_of(PeriodKind.MONTH, at.date()).key,
                cause=outcome.cause,
                person=outcome.person,
                unit=outcome.unit,
                customer=outcome.customer,
                contact=outcome.contact,
                because=outcome.because or frozenset({outcome.key}),
                at=at,
                account=POINTS,
                line=outcome.line,
                amount=outcome.points,
            )
        case _:
            return None
