"""Whether a month may be submitted or confirmed by somebody at a moment; if not, the sentence that says why (A8.6)."""

from __future__ import annotations

from datetime import datetime

from taizhang.closing.closing import Closing
from taizhang.closing.sentences import say
from taizhang.facts.registers import Entity, Registers
from taizhang.rules.duty import CLOSING
from taizhang.when.deadline import resolve
from taizhang.when.due import due_from
from taizhang.when.moment import format_moment
from taizhang.when.period import Period

BRANCH = "branch"
CONFIRMERS = frozenset({"marketing-clerk", "marketing-manager"})


def final_at(registers: Registers, unit: str, month: Period) -> datetime | None:
    """From when on a month's lateness is settled (G6, K2): nothing late becomes missed after it; None if unknown."""
    return resolve(due_from(CLOSING), month, registers.calendar(unit)).due


def why_no_closing(unit: Entity) -> str:
    """Why a unit has no closing at all; "" for a branch."""
    return "" if unit.record.text("kind") == BRANCH else say("close.not-branch", unit=unit.name)


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
    if _value(registers, person, "role", at) not in CONFIRMERS:
        return say("close.wrong-post", name=person.name, wanted=say("close.marketing"), step=say("close.step-confirm"))
    if at < there.submitted_at:
        return say("close.before-submission", at=format_moment(there.submitted_at))
    final = final_at(registers, unit.id, month)
    if final is None:
        return say("close.unknown-closing", year=month.next().start.year, month=month.key)
    if at <= final:
        return say("close.early-confirm", month=month.key, at=format_moment(final))
    return ""


def _sealed(registers: Registers, closing: Closing) -> str:
    person = registers.entity("person", closing.confirmed_by)
    name = person.name if person else closing.confirmed_by
    at = format_moment(closing.confirmed_at) if closing.confirmed_at else ""
    return say("close.sealed", path=closing.path, name=name, at=at)


def _value(registers: Registers, person: Entity, field: str, at: datetime) -> str:
    return str(registers.value("person", person.id, field, at.date()) or "")
