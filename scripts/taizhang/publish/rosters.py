"""Rosters as pages show them: every night with its posts, swaps and findings, and the calls with their minutes (B9.3).

What posts there are, and from when until when a night runs, is read from the rules of the kind ``cover``; whose day it
is, and whose call it was, from those of the kind ``dispatch``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.facts.fact import Fact
from taizhang.publish.view import View
from taizhang.rulebook import Rule
from taizhang.rules.dispatch import team_of
from taizhang.rules.outcome import Decision, Finding, Obligation
from taizhang.rules.standing import Stand, nights_of
from taizhang.when.moment import parse_date
from taizhang.when.period import parse_period
from taizhang.when.seasons import Shift, seasons_from, shift_at, shift_of

SENT, RECEIVED = "duty-roster.sent", "duty-roster.received"
COVER, DISPATCH, RECURRING, RESPONSE = "cover", "dispatch", "recurring", "response"


@dataclass(frozen=True, slots=True)
class Call:
    """A call-out: the decision whose it was, the clock until arrival (None: none runs), minutes until arrival."""

    one: Decision
    clock: Obligation | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A night: its hours, who stands on each post, the team of its day, the calls and the findings."""

    shift: Shift
    stands: tuple[Stand, ...]
    team: str
    calls: tuple[Call, ...]
    findings: tuple[Finding, ...]

    @property
    def day(self) -> date:
        """The day of its evening."""
        return self.shift.period.start

    @property
    def gaps(self) -> int:
        """How many posts have nobody."""
        return sum(not one.person for one in self.stands)


@dataclass(frozen=True, slots=True)
class Sent:
    """One to whom the roster was sent, and when he signed for it."""

    fact: Fact
    received: Fact | None


@dataclass(frozen=True, slots=True)
class Roster:
    """A unit's month: the duty to make its roster, and what it holds; without ``of`` there is none yet."""

    unit: str
    month: str
    duty: Obligation | None
    of: Fact | None
    posts: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    swaps: tuple[Fact, ...] = ()
    sent: tuple[Sent, ...] = ()

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"rosters/{self.unit}.{self.month}/"

    @property
    def gaps(self) -> int:
        """How many posts of the month have nobody."""
        return sum(row.gaps for row in self.rows)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with its nights."""
        return tuple(one for row in self.rows for one in row.findings)

    @property
    def received(self) -> int:
        """How many of those it was sent to have signed for it."""
        return sum(one.received is not None for one in self.sent)


def rosters(view: View) -> tuple[Roster, ...]:
    """Every month that has a roster or owes one, the latest first."""
    told = _Told(view)
    found: dict[tuple[str, str], Roster] = {}
    for rule in (rule for rule in view.rules if rule.kind == COVER):
        name = str(rule.parameters["roster"]["of"])
        duties = {(one.unit, one.period): one for one in view.obligations if one.rule in _owing(view, name)}
        for fact in view.facts.named(name):
            key = (fact.unit, fact.get("month"))
            found.setdefault(key, told.roster(rule, fact, duties.get(key)))
        for key, duty in duties.items():
            found.setdefault(key, Roster(*key, duty, None))
    return tuple(sorted(found.values(), key=lambda one: (one.month, one.unit), reverse=True))


def calls(view: View) -> tuple[Call, ...]:
    """Every call-out, the latest first."""
    rules = {rule.id for rule in view.rules if rule.kind == DISPATCH}
    clocks = _clocks(view)
    found = (one for one in view.ledger.decisions if one.rule in rules)
    made = (_call(one, next((clocks[name] for name in sorted(one.because) if name in clocks), None)) for one in found)
    return tuple(sorted(made, key=lambda call: (call.one.at, call.one.key), reverse=True))


def running(view: View, found: Iterable[Roster]) -> Iterator[tuple[Roster, Row]]:
    """Each unit's night that runs at the view's moment, else the one that begins today."""
    months = tuple(found)
    seasons = tuple(dict.fromkeys(row.shift.season for roster in months for row in roster.rows))
    shift = shift_at(seasons, view.as_of)
    day = view.as_of.date() if shift is None else shift.period.start
    yield from ((roster, row) for roster in months for row in roster.rows if row.day == day)


def _call(one: Decision, clock: Obligation | None) -> Call:
    minutes = one.gives.get("minutes")
    return Call(one, clock, minutes if isinstance(minutes, int) else None)


def _clocks(view: View) -> Mapping[str, Obligation]:
    """The duties of response rules by the fact that opened them."""
    rules = {rule.id for rule in view.rules if rule.kind == RESPONSE}
    return {name: one for one in view.obligations if one.rule in rules for name in one.because}


def _owing(view: View, fact: str) -> frozenset[str]:
    """The rules by which a roster is owed."""
    recurring = (rule for rule in view.rules if rule.kind == RECURRING)
    return frozenset(rule.id for rule in recurring if rule.parameters["met_by"]["fact"] == fact)


def _receipt(fact: Fact) -> tuple[str, str, str]:
    """What a roster sent and a receipt share."""
    return (fact.case, fact.person, fact.get("to"))


class _Told:
    """What the ledger says of nights: findings and calls by unit and day."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._teams = [rule for rule in view.rules if rule.kind == DISPATCH]
        covers = {rule.id for rule in view.rules if rule.kind == COVER}
        self._findings: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for one in view.ledger.findings:
            if one.rule in covers:
                self._findings[one.unit, one.period].append(one)
        self._calls: dict[tuple[str, str], list[Call]] = defaultdict(list)
        for call in reversed(calls(view)):
            self._calls[call.one.unit, call.one.period].append(call)

    def roster(self, rule: Rule, fact: Fact, duty: Obligation | None) -> Roster:
        """A month as its record has it."""
        month = parse_period(fact.get("month"))
        posts = rule.on(month.start if month else fact.time.date()).parameters["posts"]
        swaps = (one for one in self._view.facts.of_unit(str(rule.parameters["roster"]["swaps"]), fact.unit))
        return Roster(
            unit=fact.unit,
            month=fact.get("month"),
            duty=duty,
            of=fact,
            posts=tuple((str(post["is"]), str(post["title"])) for post in posts),
            rows=tuple(self._rows(rule, fact)),
            swaps=tuple(
                one
                for one in sorted(swaps, key=lambda one: (one.get("night"), one.order))
                if month is not None and (day := parse_date(one.get("night"))) is not None and month.contains(day)
            ),
            sent=tuple(self._sent(fact)),
        )

    def _sent(self, roster: Fact) -> Iterator[Sent]:
        received = self._view.facts.of_unit(RECEIVED, roster.unit)
        for fact in self._view.facts.of_unit(SENT, roster.unit):
            if fact.case == roster.case:
                own = (one for one in received if _receipt(one) == _receipt(fact))
                yield Sent(fact, next(own, None))

    def _rows(self, rule: Rule, fact: Fact) -> Iterator[Row]:
        def posts_on(day: date) -> tuple[str, ...]:
            return tuple(str(post["is"]) for post in rule.on(day).parameters["posts"])

        for night in nights_of(rule.parameters, posts_on, fact, self._view.facts):
            shift = shift_of(seasons_from(rule.on(night.day).parameters["hours"]), night.day)
            if shift is None:
                continue
            key = (fact.unit, shift.period.key)
            calls, findings = tuple(self._calls[key]), tuple(self._findings[key])
            yield Row(shift, night.stands, self._team(fact.unit, night.day), calls, findings)

    def _team(self, unit: str, day: date) -> str:
        """The team whose day it is; "" where nobody takes turns."""
        for rule in self._teams:
            turn = team_of(rule.on(day).parameters["teams"], unit, day, self._view.facts)
            if turn is not None:
                return turn[0].get("name")
        return ""


def minutes_allowed(call: Call) -> int | None:
    """How many minutes the clock of a call allows; None where none runs."""
    if call.clock is None or call.clock.due is None:
        return None
    return (call.clock.due - call.one.at) // timedelta(minutes=1)
