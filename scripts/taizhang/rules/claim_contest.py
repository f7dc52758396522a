"""A contest of claims: whose paper came first, and how much that still takes (B1.1, B1.2, B1.8, B1.9).

::

    claims:
      by: followup               the paper that ranks them: a kind of evidence, or ``registration``, an earlier visit
      made: before-visit         on which days it was made: before-visit, on-visit
      of: party                  a paper about anybody of the party will do
      beside: appointment        he must hold one of these as well
      unless_handler_has: followup      of anybody of the party
      handler: true              the handler competes with his own paper, without having to find anything
      tied_by: appointment       on equal rank that day's paper decides; else handler and other have half each
      windows: [{until: 0, share: all}, {until: 7, share: half, sources: [phone], shown: [followup, appointment]}]
      no_period: true            whenever it is found

Equal claims that nothing tells apart stay undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules.claim_case import Case, Claim
from taizhang.rules.claim_evidence import Paper
from taizhang.rules.claim_shares import UNDECIDED, Award, half, whole
from taizhang.rules.claim_windows import ALL, HALF, NONE, Calendar, Elapsed, elapsed, share_in
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Value

REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Rival:
    """One who competes: by what he ranks, what his claim can take by its window."""

    person: str
    rank: datetime
    share: str
    fact: Fact


Contested = tuple[Award | None, tuple[Cause, ...]]


def contest(wanted: Mapping[str, Any], case: Case, parameters: Mapping[str, Any], world: World) -> Contested:
    """The award of the contest, None where nobody has a claim to it; and what was looked at."""
    causes: list[Cause] = []
    rivals: list[Rival] = []
    for claim in case.claims:
        if claim.person == case.handler:
            causes.append(_said("claim.own-claim", claim.person, world, source=claim.fact))
            continue
        rival, told = _rival(wanted, claim, case, parameters, world)
        causes += told
        if rival is not None:
            rivals.append(rival)
    barred = _handler_holds(wanted, case)
    if barred is not None:
        return None, (*causes, _said("claim.handler-holds", case.handler, world, source=barred.fact))
    if wanted.get("handler"):
        own = _paper(wanted, case.handler, case)
        if own is not None:
            rivals.append(Rival(case.handler, own.rank, ALL, own.fact))
            causes.append(
                _said(
                    "claim.handler-own",
                    case.handler,
                    world,
                    source=own.fact,
                    paper=f"wanted.{own.kind}",
                    day=own.day,
                )
            )
    if not rivals:
        return None, tuple(causes) or (Cause("claim.no-claims"),)
    award, told = _won(wanted, rivals, case, world)
    return award, (*causes, *told)


def _rival(
    wanted: Mapping[str, Any], claim: Claim, case: Case, parameters: Mapping[str, Any], world: World
) -> tuple[Rival | None, tuple[Cause, ...]]:
    """The claimant with his paper and window, or why he does not compete."""
    found = _ranked(wanted, claim.person, case, parameters, world)
    if found is None:
        return None, (_lacking(wanted, claim, str(wanted["by"]), world),)
    rank, fact = found
    beside = str(wanted.get("beside", ""))
    if beside and not case.valid(beside, claim.person, of_party="of" in wanted):
        return None, (_lacking({}, claim, beside, world),)
    share, told = _share(wanted, claim, fact, case, parameters, world)
    if share == NONE:
        return None, (told,)
    has = _said("claim.has", claim.person, world, source=fact, paper=f"wanted.{wanted['by']}", moment=fact.time)
    return Rival(claim.person, rank, share, fact), (told, has)


def _lacking(wanted: Mapping[str, Any], claim: Claim, kind: str, world: World) -> Cause:
    """That a claimant has no such paper, made when the step asks for."""
    made = f"made.{wanted['made']}" if "made" in wanted else ""
    return _said("claim.no-paper", claim.person, world, source=claim.fact, made=made, paper=f"wanted.{kind}")


def _ranked(
    wanted: Mapping[str, Any], person: str, case: Case, parameters: Mapping[str, Any], world: World
) -> tuple[datetime, Fact] | None:
    """What somebody ranks by: his first fitting paper, or his registration of the customer earlier that day."""
    if wanted["by"] == REGISTRATION:
        listed = world.facts.sharing(str(parameters["visits"]["fact"]), "contact", case.deal.contact)
        limit = case.visit.time if case.visit else case.deal.time
        earlier = (
            one
            for one in listed
            if one.unit == case.deal.unit
            and one.get("received_by") == person
            and one.time.date() == case.day
            and one.time < limit
        )
        first = next(earlier, None)
        return None if first is None else (first.time, first)
    paper = _paper(wanted, person, case)
    return None if paper is None else (paper.rank, paper.fact)


def _paper(wanted: Mapping[str, Any], person: str, case: Case) -> Paper | None:
    """Somebody's first valid paper that was made in time and came about as the step asks."""
    return next(
        (one for one in case.valid(str(wanted["by"]), person, of_party="of" in wanted) if _fits(wanted, one, case)),
        None,
    )


def _fits(wanted: Mapping[str, Any], paper: Paper, case: Case) -> bool:
    """Whether a paper was made on the days the step asks for."""
    made = wanted.get("made")
    return made is None or (paper.day < case.came_on) is (made == "before-visit")


def _share(
    wanted: Mapping[str, Any], claim: Claim, paper: Fact, case: Case, parameters: Mapping[str, Any], world: World
) -> tuple[str, Cause]:
    """How much a claim takes by when it was found, and the sentence that tells the counting."""
    found: dict[str, Value] = {"day": claim.found}
    below: tuple[Cause, ...] = ()

    def told(sentence: str) -> Cause:
        return _told(f"claim.{sentence}", claim.person, world, found, claim.fact, below)

    if wanted.get("no_period"):
        return ALL, told("no-period")
    source = paper.get("source")
    windows = [one for one in wanted["windows"] if source in one.get("sources", (source,))]
    calendar = Calendar(
        int(parameters["month_end"]["last_days"]), max((int(one["until"]) for one in windows), default=0)
    )
    passed = elapsed(case.day, claim.found, case.reports, calendar)
    found |= {"days": passed.days, "last": calendar.last_days}
    below = _stopped(passed)
    if passed.locked:
        return NONE, told(passed.locked)
    window = share_in(windows, passed.days)
    if not window:
        return NONE, told("too-late")
    for kind in window.get("shown", ()):
        if kind not in claim.shown or not case.valid(str(kind), claim.person):
            found["paper"] = f"wanted.{kind}"
            return NONE, told("not-shown")
    found |= {"until": int(window["until"]), "share": f"share.{window['share']}"}
    return str(window["share"]), told("in-window" if window["until"] else "on-day")


def _stopped(passed: Elapsed) -> tuple[Cause, ...]:
    report = passed.report
    if report is None:
        return ()
    closed = report.get("closed_on")
    sentence = "claim.stopped-until" if closed else "claim.stopped"
    return (Cause(sentence, {"moment": report.time, "closed": closed}, report.source),)


def _handler_holds(wanted: Mapping[str, Any], case: Case) -> Paper | None:
    """The handler's own paper about anybody of the party, where that keeps the step from applying (B1.14, K6)."""
    kind = wanted.get("unless_handler_has")
    return next(iter(case.valid(str(kind), case.handler, of_party=True)), None) if kind else None


def _won(wanted: Mapping[str, Any], rivals: Iterable[Rival], case: Case, world: World) -> Contested:
    """The first in rank wins; equals are told apart by that day's paper, or share, or stay undecided."""
    ordered = sorted(rivals, key=lambda one: (one.rank, one.person))
    first = [one for one in ordered if one.rank == ordered[0].rank]
    causes: list[Cause] = []
    if len(first) > 1:
        winner = _tied(wanted, first, case)
        if winner is None:
            return _equal(first, case, world)
        causes.append(_said("claim.tie-broken", winner.person, world, paper=f"wanted.{wanted['tied_by']}"))
        first = [winner]
    winner = first[0]
    if len(ordered) > 1 and not causes:
        causes.append(_said("claim.first", winner.person, world, source=winner.fact, moment=winner.fact.time))
    if winner.share != HALF:
        return whole(winner.person), tuple(causes)
    other = next((one.person for one in ordered if one is not winner and one.share == ALL), case.handler)
    return half(other, winner.person, other), tuple(causes)


def _tied(wanted: Mapping[str, Any], first: Iterable[Rival], case: Case) -> Rival | None:
    """Who of equals holds that day's earliest paper; None where none or two do (K9)."""
    kind = wanted.get("tied_by")
    held = [(paper.rank, one) for one in first for paper in case.valid(str(kind), one.person)[:1]] if kind else []
    earliest = [one for rank, one in held if rank == min(rank for rank, _ in held)]
    return earliest[0] if len(earliest) == 1 else None


def _equal(first: list[Rival], case: Case, world: World) -> Contested:
    others = [one.person for one in first if one.person != case.handler]
    told = tuple(_equals(first, world))
    if len(first) == 2 and len(others) == 1:
        return half(case.handler, others[0], case.handler), told
    return Award(UNDECIDED), told


def _equals(first: Iterable[Rival], world: World) -> Iterator[Cause]:
    for one in first:
        yield _said("claim.equal", one.person, world, source=one.fact, moment=one.fact.time)


def _said(
    sentence: str,
    person: str,
    world: World,
    *,
    source: Fact | None = None,
    **values: Value,
) -> Cause:
    """A sentence about somebody, at the line of the fact it rests on."""
    return _told(sentence, person, world, values, source)


def _told(
    sentence: str,
    person: str,
    world: World,
    values: Mapping[str, Value],
    source: Fact | None,
    below: tuple[Cause, ...] = (),
) -> Cause:
    told: dict[str, Value] = {"name": world.registers.called("person", person), **values}
    return Cause(sentence, told, source.source if source else None, below)
