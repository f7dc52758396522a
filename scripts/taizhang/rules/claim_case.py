"""Everything one deal is decided by: the deal, its visit, who came and bought with it, papers, claims, a ruling.

The rulebook names the facts; they belong to a deal by its case, to a visit by the id that the deal names, to a party or
group by the id they share on one day (B1.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules.amounts import number
from taizhang.rules.claim_changes import HANDLER, Change, changes_of
from taizhang.rules.claim_evidence import Paper, holds, papers
from taizhang.rules.kind import World
from taizhang.rules.outcome import Share

Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims a deal, when it was found, and which papers were shown; several of one person are one."""

    person: str
    found: date
    shown: frozenset[str]
    fact: Fact


@dataclass(frozen=True, slots=True)
class Handover:
    """A customer handed over while being received: whether the first receiver gives way, and why not (B1.15)."""

    fact: Fact
    reason: str

    @property
    def accepted(self) -> bool:
        """Whether the second one receives."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling of one case: its shares and who follows; ``reason`` says why it does not bind, empty if it does."""

    fact: Fact
    shares: tuple[Share, ...]
    follows: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """One deal with all that its steps look at; ``handler`` is who handles it after accepted changes."""

    deal: Fact
    handler: str
    amount: Decimal
    visit: Fact | None
    party: frozenset[str]
    group: int
    papers: tuple[Paper, ...]
    claims: tuple[Claim, ...]
    reports: Facts
    changes: tuple[Change, ...]
    handover: Handover | None
    ruling: Ruling | None

    @property
    def day(self) -> date:
        """The day of the deal: day 0."""
        return self.deal.time.date()

    @property
    def came_on(self) -> date:
        """The day of the visit on which it was made; without a visit the deal's own."""
        return self.visit.time.date() if self.visit else self.day

    @property
    def changed(self) -> bool:
        """Whether an accepted change has moved it to another handler (B1.11)."""
        return any(one.accepted and one.moves == HANDLER for one in self.changes)

    @property
    def receiver(self) -> str:
        """Who received the customer, after an accepted handover; without a visit the handler."""
        if self.handover is not None and self.handover.accepted:
            return self.handover.fact.person
        return (self.visit.get("received_by") if self.visit else "") or self.handler

    def valid(self, kind: str, person: str, *, of_party: bool = False) -> tuple[Paper, ...]:
        """Somebody's valid papers of a kind about the customer, or about anybody of the party; oldest first."""
        contacts = self.party if of_party else {self.deal.contact}
        found = (one for one in self.papers if one.kind == kind and one.valid and one.fact.person == person)
        return tuple(sorted((one for one in found if one.fact.contact in contacts), key=lambda one: one.fact.order))


def case_of(deal: Fact, parameters: Mapping[str, Any], world: World) -> Case:
    """The case of ``deal``, by the parameters of the version in force on its day."""
    visit = _visit(deal, parameters["visits"], world)
    party = _party(deal, visit, parameters["visits"], world)
    at = max(deal.time, visit.time) if visit and visit.time.date() == deal.time.date() else deal.time
    found = papers(parameters["evidence"], party, at, world)
    changes = changes_of(deal, parameters.get("filed"), int(parameters["month_end"]["last_days"]), world)
    handler = next((one.to for one in reversed(changes) if one.accepted and one.moves == HANDLER), deal.person)
    amount = number(deal.attributes.get(str(parameters["on"]["amount"]))) or Decimal(0)
    made = Case(
        deal=deal,
        handler=handler,
        amount=amount,
        visit=visit,
        party=party,
        group=_group(deal, world),
        papers=found,
        claims=_claims(deal, str(parameters["claims"]["fact"]), world),
        reports=tuple(_about(deal, str(parameters["stopped_by"]["fact"]), world)),
        changes=changes,
        handover=None,
        ruling=_ruling(deal, amount, parameters["ruled_by"], world),
    )
    return replace(made, handover=_handover(made, parameters["handovers"], world))


def _about(deal: Fact, name: str, world: World) -> Iterable[Fact]:
    return (one for one in world.facts.sharing(name, "case", deal.case) if one.unit == deal.unit)


def _visit(deal: Fact, wanted: Mapping[str, Any], world: World) -> Fact | None:
    listed = world.facts.sharing(str(wanted["fact"]), "case", deal.get("visit"))
    return next((one for one in listed if one.unit == deal.unit), None)


def _party(deal: Fact, visit: Fact | None, wanted: Mapping[str, Any], world: World) -> frozenset[str]:
    """The contacts who came together on the visit's day, the customer among them."""
    named = visit.get("party") if visit else ""
    if visit is None or not named:
        return frozenset({deal.contact})
    listed = world.facts.sharing(str(wanted["fact"]), "party", named)
    same = (one for one in listed if one.unit == deal.unit and one.time.date() == visit.time.date())
    return frozenset({deal.contact, *(one.contact for one in same)})


def _group(deal: Fact, world: World) -> int:
    """How many buy together that day; 0 for a deal of no group."""
    listed = world.facts.sharing(deal.name, "group", deal.get("group"))
    return len({one.contact for one in listed if one.unit == deal.unit and one.time.date() == deal.time.date()})


def _claims(deal: Fact, name: str, world: World) -> tuple[Claim, ...]:
    """One claim a person, by when he first found it; papers that he showed later count too."""
    found: dict[str, Claim] = {}
    for one in _about(deal, name, world):
        earlier = found.get(one.person)
        shown = frozenset(_texts(one.attributes.get("shown")))
        if earlier is None:
            found[one.person] = Claim(one.person, one.time.date(), shown, one)
        else:
            found[one.person] = replace(earlier, shown=earlier.shown | shown)
    return tuple(found[person] for person in sorted(found))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()


def _handover(case: Case, wanted: Mapping[str, Any], world: World) -> Handover | None:
    """The handover of the visit: it needs that day's paper, and the first one's consent where he has a customer too."""
    if case.visit is None:
        return None
    listed = world.facts.sharing(str(wanted["fact"]), "visit", case.visit.case)
    one = next((one for one in listed if one.unit == case.deal.unit), None)
    if one is None:
        return None
    needs = str(wanted["needs"])
    if not case.valid(needs, one.person, of_party=True):
        return Handover(one, "no-paper")
    owns = _truth(one.attributes.get("first_owns"))
    return Handover(one, "no-consent" if owns and not _truth(one.attributes.get("agreed")) else "")


def _truth(value: object) -> bool:
    return value is True or value == "true"


def _ruling(deal: Fact, amount: Decimal, wanted: Mapping[str, Any], world: World) -> Ruling | None:
    """The latest ruling of the case, with whether it binds: by one in office, shares that add up (B1.12)."""
    made = tuple(_about(deal, str(wanted["fact"]), world))
    if not made:
        return None
    last = made[-1]
    same = [one for one in made if (one.time, one.source.path) == (last.time, last.source.path)]
    shares = tuple(sorted((_share(one) for one in same), key=lambda one: one.person))
    reason = ""
    if not holds(last.get("decided_by"), wanted["roles"], last.time.date(), world.registers):
        reason = "not-in-office"
    elif sum((one.amount for one in shares), Decimal(0)) != amount:
        reason = "does-not-add-up"
    return Ruling(last, shares, last.get("follows"), reason)


def _share(one: Fact) -> Share:
    return Share(one.person, "ruled", number(one.attributes.get("amount")) or Decimal(0))
