"""The fourth well: outcomes of rules already run, as facts that later rules read (design §5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from taizhang.facts.fact import Fact, Source
from taizhang.rules.outcome import Cause, Decision, Entry, Finding, Measure, Obligation, Outcome, Scorecard, State
from taizhang.when.period import parse_period

OPEN = frozenset({State.PENDING, State.UNKNOWN})
EVENTS = frozenset(
    {
        *(state.value for state in State if state not in OPEN),
        "raised",
        "entered",
        "measured",
        "decided",
        "awarded",
        "scored",
    }
)
"""What a rule's outcomes state, behind the rule's id; records' facts have other verbs (``weekly-report.submitted``)."""

WHOLE = "whole"
"""The attribute that holds the entry or measure itself, for a card that tells its causes."""


def facts_of(outcome: Outcome, rule: Source) -> Iterator[Fact]:
    """What an outcome states: ``<rule>.<state>`` of an obligation, ``.raised``, ``.entered``, ``.measured``.

    A decision states ``.decided``, and ``.awarded`` for each of its shares; a card ``.scored`` in the last minute
    of its period.

    The fact's time is when it came about: a duty's due instant (what is still open states nothing), a finding's moment.
    ``rule`` stands in for the source of an outcome that rests on no record.
    """
    source = first_source(outcome.cause) or rule
    more: dict[str, object]
    attributes: dict[str, object] = {"outcome": outcome.key, "period": outcome.period, "rule": outcome.rule}
    match outcome:
        case Obligation(due=due, state=state) if state not in OPEN and due is not None:
            more = {"due": due, "done": outcome.done, "wanted": outcome.wanted, "points": outcome.points}
            yield _fact(outcome, state.value, due, attributes | more, source)
        case Finding():
            yield _fact(outcome, "raised", outcome.at, attributes | {"severity": outcome.severity}, source)
        case Entry():
            more = {"amount": outcome.amount, "line": outcome.line, "account": outcome.account, WHOLE: outcome}
            yield _fact(outcome, "entered", outcome.at, attributes | more, source)
        case Measure():
            more = {"known": outcome.known.value, "value": outcome.value, WHOLE: outcome}
            more |= {"name": outcome.title} if outcome.case else {}
            yield _fact(outcome, "measured", outcome.at, attributes | more, source)
        case Scorecard(total=total) if (period := parse_period(outcome.period)) is not None:
            more = {"known": outcome.known.value, "total": total, WHOLE: outcome}
            last = datetime.combine(period.end, time.min) - timedelta(minutes=1)
            yield _fact(outcome, "scored", last, attributes | more, source)
        case Decision():
            more = {"result": outcome.result, "decided": outcome.decided, **outcome.gives}
            yield _fact(outcome, "decided", outcome.at, attributes | more, source)
            for share in outcome.shares:
                more = {"result": outcome.result, "role": share.role, "amount": share.amount}
                awarded = _fact(outcome, "awarded", outcome.at, attributes | more, source)
                yield replace(awarded, person=share.person)
        case _:
            return


def _fact(outcome: Outcome, event: str, at: datetime, attributes: dict[str, object], source: Source) -> Fact:
    return Fact(
        f"{outcome.rule}.{event}",
        at,
        source,
        person=outcome.person,
        customer=outcome.customer,
        contact=outcome.contact,
        unit=outcome.unit,
        case=outcome.case if isinstance(outcome, Decision | Measure) else "",
        attributes=attributes,
    )


def first_source(cause: Cause) -> Source | None:
    """The first record that a cause tree rests on, depth first."""
    if isinstance(cause.source, Source):
        return cause.source
    for child in cause.children:
        if (found := first_source(child)) is not None:
            return found
    return None
