"""Whether a month's notice may be issued by somebody at a moment; if not, the sentence that says why (A8.1)."""

from __future__ import annotations

from taizhang.bulletin.frozen import record_of
from taizhang.bulletin.material import Material
from taizhang.bulletin.remarks import Remarks
from taizhang.bulletin.sentences import JOINED, say
from taizhang.closing.gate import CONFIRMERS
from taizhang.closing.states import branches_of, state_of
from taizhang.facts.registers import Entity
from taizhang.when.moment import format_moment


def why_not_issue(material: Material, remarks: Remarks, person: Entity) -> str:
    """Why ``person`` can't issue the notice at the ledger's moment; "" where nothing speaks against it.

    Every branch's month must be sealed, so that no total moves; who wrote the remarks does not issue them.
    """
    book, month, at = material.book, material.month, material.as_of
    if there := record_of(book, month, at):
        by, issued_at = material.person(there.text("issued_by")).text, there.text("issued_at")
        return say("issue.issued", path=there.path, name=by, at=issued_at)
    if material.unfinished:
        return say("issue.unfinished", month=month.key)
    if why := _why_not_written(material, remarks):
        return why
    still_open = [unit for unit in branches_of(book, month) if not state_of(book, unit, month, at).sealed]
    if still_open:
        units = JOINED.join(material.unit(unit).text for unit in still_open)
        return say("issue.open", units=units, month=month.key)
    if remarks.author == person.id:
        return say("issue.author", name=person.name)
    if material.registers.value("person", person.id, "role", at.date()) not in CONFIRMERS:
        return say("issue.wrong-post", name=person.name)
    return ""


def _why_not_written(material: Material, remarks: Remarks) -> str:
    """What the remarks still lack."""
    month, today = material.month.key, material.as_of.date()
    if not remarks.path:
        return say("issue.no-remarks", month=month)
    if not remarks.number:
        return say("issue.no-number", month=month)
    if remarks.issued != today:
        written = remarks.issued.isoformat() if remarks.issued else say("issue.no-date")
        return say("issue.other-day", month=month, written=written, today=format_moment(material.as_of)[:10])
    return ""
