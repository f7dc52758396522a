"""The fourth well: outcomes of rules already run, as facts that later rules read (design §5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from taizhang.facts.fact import Fact, Source
from taizhang.rules.outcome import Cause, Entry, Finding, Measure, Obligation, Outcome, State

OPEN = frozenset({State.PENDING, State.UNKNOWN})
EVENTS = frozenset({*(state.value for state in State if state not in OPEN), "raised", "entered", "measured"})
"""What a rule's outcomes state, behind the rule's id; records' facts have other verbs (``weekly-report.submitted``)."""

WHOLE = "whole"
"""The attribute that holds the entry or measure itself, for a card that tells its causes."""


def facts_of(outcome: Outcome, rule: Source) -> Iterator[Fact]:
    """What an outcome states: ``<rule>.<state>`` of an obligation, ``.raised``, ``.entered``, ``.measured``.

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
            yield _fact(outcome, "measured", outcome.at, attributes | more, source)
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
