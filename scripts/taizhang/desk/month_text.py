"""A person's month as text: the card with its figures in a column, or the counts by rule; all with their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from taizhang.desk.sentences import say
from taizhang.explain import Told, state_called, to_text
from taizhang.explain.width import columns, padded
from taizhang.ledger.month import PersonMonth, RuleMonth, charged, own_entries
from taizhang.ledger.sections import Section, besides, sections_of
from taizhang.rules.outcome import CardLine, Cause, Known, Measure, Outcome, Scorecard, State

Teller = Callable[[Cause], Told]
FIGURES = 56
"""The column at which figures begin."""
SCORE = 7
"""The columns of a score."""
QUIET = frozenset({State.MET, State.WAIVED, State.EXCUSED, State.PENDING})
"""States that are counted, and told one by one only where somebody asks for the key."""


def month_text(month: PersonMonth, as_of: datetime, tell: Teller) -> str:
    """The whole account of the month; ``tell`` turns causes into told lines."""
    lines = [_head(month)]
    if month.card is not None:
        lines += ["", *_card(month.card, tell)]
    elif month.rules:
        lines += ["", *_by_rule(month, tell)]
    else:
        lines.append(_nothing(month, as_of))
    if month.undone and month.month.contains(as_of):
        lines += ["", say("month.open", count=month.undone, person=month.person.id)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def card_text(card: Scorecard, tell: Teller) -> str:
    """A card by itself, under its own sentence."""
    told = tell(card.cause)
    return "".join(f"{line.rstrip()}\n" for line in (told.text, "", *_card(card, tell)))


def figure(value: Decimal) -> str:
    """A number without an exponent."""
    return f"{value:f}"


def _head(month: PersonMonth) -> str:
    day = month.month.start
    unit = month.unit or say("month.no-unit")
    head = say("month.title", name=month.person.name, unit=unit, year=day.year, month=day.month)
    if month.card is None:
        return say("month.stated", head=head, state=say("month.no-card")) if month.rules else head
    total = month.card.total
    state = say("month.no-total") if total is None else say("month.score", total=figure(total))
    return say("month.stated", head=head, state=state)


def _nothing(month: PersonMonth, as_of: datetime) -> str:
    if month.month.start > as_of.date():
        return say("month.not-begun")
    life = month.person.life
    coming = [span.first for span in life if span.first >= month.month.end]
    gone = [span.last for span in life if span.last is not None and span.last < month.month.start]
    if not month.unit and coming and not gone:
        return say("month.joins", name=month.person.name, day=min(coming)) + say("month.nothing")
    if not month.unit and gone and not coming:
        return say("month.left", name=month.person.name, day=max(gone)) + say("month.nothing")
    return say("month.nothing")


def _card(card: Scorecard, tell: Teller) -> Iterator[str]:
    """Sections with their figures, lines with theirs, and below each what made it."""
    for section in sections_of(card):
        yield _figures(2, section.title, _sum_of(section))
        for line in section.lines:
            told = tell(line.cause)
            if section.adjusts:
                yield from _indented(told, 4)
                continue
            yield _figures(4, line.title, _score_of(line))
            for below in told.children:
                yield from _indented(below, 6)
    for cause in besides(card):
        yield from _indented(tell(cause), 2)
    if card.total is not None:
        yield " " * FIGURES + "─" * 14
        yield _figures(2, say("month.total"), _aligned(figure(card.total)))


def _sum_of(section: Section) -> str:
    """A section's figures: its score of its maximum; adjustments have no maximum, they have a sign."""
    if section.score is None:
        word = say("month.missing" if section.known is Known.MISSING else "month.not-applicable")
        return _aligned(word, section.maximum or None)
    return _aligned(_signed(section.score)) if section.adjusts else _aligned(figure(section.score), section.maximum)


def _score_of(line: CardLine) -> str:
    if line.known is Known.NOT_APPLICABLE:
        return _aligned(say("month.not-applicable"))
    return _aligned(say("month.missing") if line.score is None else figure(line.score), line.maximum)


def _aligned(score: str, maximum: Decimal | None = None) -> str:
    """``  6.00 /  8``: the points of all lines under one another."""
    filled = " " * max(0, SCORE - columns(score)) + score
    return filled if maximum is None else f"{filled} / {figure(maximum):>2}"


def _by_rule(month: PersonMonth, tell: Teller) -> Iterator[str]:
    for rule in month.rules:
        title = say("month.outcome", title=rule.rule.title, clause=rule.rule.clause)
        yield _figures(2, title, _aligned(_signed(rule.points)))
        if counts := _counts(rule):
            yield f"    {counts}"
        for measure in rule.measures:
            yield f"    {say('month.measure', title=measure.title, value=_value(measure))}"
        for one in _telling(rule):
            points = charged(one, rule)
            yield _figures(4, tell(one.cause).text, _aligned(_signed(points)) if points else "")
            yield f"      {one.key}"
    yield " " * FIGURES + "─" * 14
    yield _figures(2, say("month.sum"), _aligned(_signed(month.points)))
    told = [one for rule in month.rules for one in _telling(rule)]
    every = [one for rule in month.rules for one in rule.outcomes]
    yield say("month.more", key=(told or every)[0].key)


def _telling(rule: RuleMonth) -> Iterator[Outcome]:
    """What deserves a line of its own: duties that went wrong, findings, entries of their own."""
    yield from (one for one in rule.obligations if one.state not in QUIET)
    yield from rule.findings
    yield from own_entries(rule)


def _counts(rule: RuleMonth) -> str:
    found = Counter(one.state for one in rule.obligations)
    parts = []
    if found:
        manner = rule.obligations[0].manner
        states = ",".join(
            say("month.state", state=state_called(s.value, manner), count=found[s]) for s in State if found[s]
        )
        parts.append(say("month.states", count=found.total(), states=states))
    if rule.findings:
        parts.append(say("month.findings", count=len(rule.findings)))
    return ";".join(parts)


def _value(measure: Measure) -> str:
    if measure.value is None:
        return say("month.missing" if measure.known is Known.MISSING else "month.not-applicable")
    return figure(measure.value)


def _signed(points: Decimal) -> str:
    return f"{points:+f}" if points else "0"


def _figures(indent: int, text: str, figures: str) -> str:
    """``text`` with its figures in their column, or right behind where it is longer."""
    line = " " * indent + text
    return f"{padded(line, FIGURES) if columns(line) < FIGURES else line + '  '}{figures}".rstrip()


def _indented(told: Told, indent: int) -> Iterator[str]:
    yield from (" " * indent + line for line in to_text(told).splitlines())
