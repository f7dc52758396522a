"""Whether a month may be submitted or confirmed by somebody at a moment; if not, the sentence that says why (A8.6)."""

from __future__ import annotations

from datetime import datetime

from taizhang.closing.closing import Closing
from taizhang.closing.sentences import say
from taizhang.closing.states import branches_of
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book
from taizhang.rules.duty import CLOSING
from taizhang.when.deadline import resolve
from taizhang.when.due import due_from
from taizhang.when.moment import format_moment
from taizhang.when.period import Period

BRANCH = "branch"
CONFIRMERS = frozenset({"marketing-clerk", "marketing-manager"})
"""Who confirms the months of branches."""
OWN_CONFIRMERS = frozenset({"catering-manager"})
"""Who confirms those of his own unit, where it is no branch (D3.6)."""


def final_at(registers: Registers, unit: str, month: Period) -> datetime | None:
    """From when on a month's lateness is settled (G6, K2): nothing late becomes missed after it; None if unknown."""
    return resolve(due_from(CLOSING), month, registers.calendar(unit)).due


def why_no_closing(book: Book, unit: Entity, month: Period) -> str:
    """Why a unit has no closing at all; "" for a branch, and for a unit whose own rulebook asks for closings."""
    own = unit.record.text("kind") == BRANCH or unit.id in branches_of(book, month)
    return "" if own else say("close.not-branch", unit=unit.name)


def why_not_submit(
    registers: Registers, there: Closing | None, unit: Entity, month: Period, person: Entity, at: datetime
) -> str:
    """Why ``person`` can't submit the month at ``at``; "" where nothing speaks against it."""
    if there is not None and there.confirmed_at is not None:
        return _sealed(registers, there)
    if at.date() < month.last:
        return say("close.not-over", month=month.key, last=month.last.isoformat())
    if _value(registers, person, "unit", at) != unit.id:
        return say("close.wrong-post", name=person.name, wanted=unit.name, step=say("close.step-submit"))
    return ""


def why_not_confirm(
    registers: Registers, there: Closing | None, unit: Entity, month: Period, person: Entity, at: datetime
) -> str:
    """Why ``person`` can't confirm the month at ``at``; "" where nothing speaks against it."""
    if there is None:
        return say("close.no-submission", unit=unit.name, month=month.key)
    if there.confirmed_at is not None:
        return _sealed(registers, there)
    if there.submitted_by == person.id:
        return say("close.same-person", name=person.name)
    if why := _why_not_confirmer(registers, unit, person, at):
        return why
    if at < there.submitted_at:
        return say("close.before-submission", at=format_moment(there.submitted_at))
    final = final_at(registers, unit.id, month)
    if final is None:
        return say("close.unknown-closing", year=month.next().start.year, month=month.key)
    if at <= final:
        return say("close.early-confirm", month=month.key, at=format_moment(final))
    return ""


def _why_not_confirmer(registers: Registers, unit: Entity, person: Entity, at: datetime) -> str:
    """Why ``person`` is not who confirms the unit's months."""
    role = _value(registers, person, "role", at)
    if unit.record.text("kind") != BRANCH:
        own = role in OWN_CONFIRMERS and _value(registers, person, "unit", at) == unit.id
        return "" if own else say("close.not-manager", name=person.name, unit=unit.name)
    if role in CONFIRMERS:
        return ""
    return say("close.wrong-post", name=person.name, wanted=say("close.marketing"), step=say("close.step-confirm"))


def _sealed(registers: Registers, closing: Closing) -> str:
    name = registers.called("person", closing.confirmed_by)
    at = format_moment(closing.confirmed_at) if closing.confirmed_at else ""
    return say("close.sealed", path=closing.path, name=name, at=at)


def _value(registers: Registers, person: Entity, field: str, at: datetime) -> str:
    return str(registers.value("person", person.id, field, at.date()) or "")
