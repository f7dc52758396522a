"""Papers that support a claim: how long each lives, whether its number is good, whether it was signed.

B1.1, B1.3, B1.10, B1.12.

A paper is a fact of somebody about a contact. A rulebook lists the kinds of paper in the order of their rank::

    {id: followup, fact: followup.made, life: {months: 1}, rank_by: day, grace_days: 2, barred_by: {fact: visit.proven}}
    {id: appointment, fact: appointment.made, life: {only_on: on}, rank_by: time, masked_with: followup,
     signed: {roles: [director, general-manager], away: {fact: leave.approved}}}

Every paper is judged as of the deal's moment; what is not valid keeps its place in the trail with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.facts.registers import Registers
from taizhang.rules.excuse import covers
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Value
from taizhang.when.moment import add_months, parse_date

VALID = "valid"
FULL, MASKED, UNREACHABLE = "full", "masked", "unreachable"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as of a deal: of which kind, in which state (``valid`` or why not), and by what it ranks."""

    kind: str
    fact: Fact
    state: str
    rank: datetime

    @property
    def valid(self) -> bool:
        """Whether it counts."""
        return self.state == VALID

    @property
    def day(self) -> date:
        """The day it was made."""
        return self.fact.time.date()


def papers(
    kinds: Iterable[Mapping[str, Any]], contacts: frozenset[str], at: datetime, world: World
) -> tuple[Paper, ...]:
    """Every paper about the contacts that was made by ``at``, judged as of it; kinds in order, oldest first."""
    found: list[Paper] = []
    for kind in kinds:
        about = (one for contact in contacts for one in world.facts.sharing(str(kind["fact"]), "contact", contact))
        made = sorted((one for one in about if one.time <= at), key=lambda one: one.order)
        judge = Judge(kind, tuple(found), at, world)
        found += [Paper(str(kind["id"]), one, judge.state(one), _rank(kind, one)) for one in made]
    return tuple(found)


def _rank(kind: Mapping[str, Any], fact: Fact) -> datetime:
    """What papers of a kind rank by: the minute they were made, or just the day."""
    return fact.time if kind["rank_by"] == "time" else datetime.combine(fact.time.date(), datetime.min.time())


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the papers of one kind; ``before`` are those of the kinds above it, already judged."""

    kind: Mapping[str, Any]
    before: tuple[Paper, ...]
    at: datetime
    world: World

    def state(self, paper: Fact) -> str:
        """``valid``, or the first reason why it does not count."""
        day = self.at.date()
        if not self._lives(paper, day):
            return "expired" if "months" in self.kind["life"] else "other-day"
        number = self._number(paper, day)
        if number != VALID:
            return number
        if "signed" in self.kind and not signed(self.kind["signed"], paper, self.kind["life"], self.world):
            return "unsigned"
        return "barred" if self._barred(paper) else VALID

    def _lives(self, paper: Fact, day: date) -> bool:
        """Within so many calendar months of its day, or on the very day it names (B1.1, G1)."""
        life = self.kind["life"]
        if "months" in life:
            return paper.time.date() <= day <= add_months(paper.time.date(), int(life["months"]))
        return parse_date(paper.get(str(life["only_on"]))) == day

    def _number(self, paper: Fact, day: date) -> str:
        """A full number counts, an unreachable one for so many days, a masked one beside a full one (B1.3)."""
        state = paper.get("number") or FULL
        if state == UNREACHABLE:
            failed = parse_date(paper.get("failed_on"))
            if failed is None:
                return UNREACHABLE
            last = failed + DAY * int(self.kind.get("grace_days", 0))
            reached = parse_date(paper.get("reached_on"))
            return VALID if day <= last or (reached is not None and reached <= last) else UNREACHABLE
        if state == MASKED:
            return VALID if self._full_beside(paper) else MASKED
        return VALID if state == FULL else state

    def _full_beside(self, paper: Fact) -> bool:
        wanted = self.kind.get("masked_with")
        return any(
            one.kind == wanted
            and one.valid
            and one.fact.get("number") != MASKED
            and (one.fact.person, one.fact.contact) == (paper.person, paper.contact)
            and one.fact.time <= paper.time
            for one in self.before
        )

    def _barred(self, paper: Fact) -> bool:
        """Whether another had proved to be first, not longer before than a paper lives (B1.10)."""
        wanted = self.kind.get("barred_by")
        if wanted is None:
            return False
        months = int(self.kind["life"].get("months", 0))
        return any(
            one.person != paper.person
            and one.time <= paper.time
            and paper.time.date() <= add_months(one.time.date(), months)
            for one in self.world.facts.sharing(str(wanted["fact"]), "contact", paper.contact)
        )


def signed(wanted: Mapping[str, Any], paper: Fact, life: Mapping[str, Any], world: World) -> bool:
    """Signed by one in office not later than the day it is for; by message only while all of them are away (B1.12)."""
    last = parse_date(paper.get(str(life.get("only_on", "")))) or paper.time.date()
    at, message = moment_of(paper.attributes.get("signed_at")), moment_of(paper.attributes.get("message_at"))
    roles = tuple(str(role) for role in wanted["roles"])
    if at is not None and at.date() <= last and holds(paper.get("signed_by"), roles, at.date(), world.registers):
        return True
    if message is None or message.date() > last:
        return False
    receives = holds(paper.get("message_to"), roles, message.date(), world.registers)
    return receives and all(
        _away(one, message.date(), wanted, world) for one in _signers(roles, paper.unit, message, world)
    )


def holds(person: str, roles: Iterable[str], day: date, registers: Registers) -> bool:
    """Whether somebody holds one of the roles on ``day``."""
    return bool(person) and str(registers.value("person", person, "role", day) or "") in set(roles)


def _signers(roles: Iterable[str], unit: str, at: datetime, world: World) -> Iterator[str]:
    for role in roles:
        yield from (one.id for one in world.registers.holders(role, unit, at.date()))


def _away(person: str, day: date, wanted: Mapping[str, Any], world: World) -> bool:
    return any(covers(one, day) for one in world.facts.of_person(str(wanted["away"]["fact"]), person))


def told(paper: Paper, registers: Registers) -> Cause:
    """A paper in the trail: whose, of when, whether it counts, at its line."""
    values: dict[str, Value] = {
        "name": registers.called("person", paper.fact.person),
        "paper": f"paper.{paper.kind}",
        "moment": paper.fact.time,
        "customer": paper.fact.customer or paper.fact.contact,
        "state": f"paper.state.{paper.state}",
    }
    return Cause("claim.paper", values, paper.fact.source)
