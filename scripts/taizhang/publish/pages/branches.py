"""Units: the list, and a page each, from which its supervisor works (A4.1).

How the month stands, who owes what, what is overdue or due soon, open findings, everybody's targets and what came of
them, the week's workload (A4.4), customers, weeks and meetings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from taizhang.publish.agenda import agendas, owed
from taizhang.publish.attainment import Indicator, indicators
from taizhang.publish.awards import awards
from taizhang.publish.links import obligations_page
from taizhang.publish.maker import Maker
from taizhang.publish.meeting import Meetings
from taizhang.publish.on_time import begun, on_time_of
from taizhang.publish.ranking import rankings
from taizhang.publish.stamp import Page
from taizhang.publish.standing import Standing, Standings, below, change, in_order
from taizhang.publish.urgency import counted
from taizhang.publish.view import Counts, Person, View, count
from taizhang.publish.week import weeks_of
from taizhang.records.book import Record
from taizhang.rules import KINDS
from taizhang.rules.outcome import Decision, Finding, Measure, Obligation, Scorecard, State
from taizhang.when.moment import parse_date
from taizhang.when.period import Period, PeriodKind, period_of

OPEN = (State.OVERDUE, State.PENDING)
SHOWN = 8
"""So many open duties are told; the rest are behind a link."""
WEEKS = 6
CARDS = 3
"""Of so many periods the unit's own cards are told."""
MANAGER = "account-manager"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the list: its people in office, this month, the month of the latest scores, its findings."""

    unit: Record
    people: int
    now: Standing
    change: Decimal | None
    scored: Standing
    findings: int
    below: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One of a unit's people, or who owed something there this month, with his card of the month of the scores.

    ``where`` is the page whose table of duties has what was counted; "" where it is spread over several units.
    """

    person: Person
    counts: Counts
    where: str
    card: Scorecard | None


@dataclass(frozen=True, slots=True)
class Rates:
    """Measures of units: the rules with their titles, and a row a month and unit with what each rule counted."""

    heads: Mapping[str, str]
    rows: tuple[tuple[str, str, tuple[Measure | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Half:
    """One unit's own part in one month, whose duties have a page ``where``."""

    unit: str
    standing: Standing

    @property
    def where(self) -> str:
        """The address of its duties."""
        return obligations_page(self.unit, self.standing.month.key)


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every unit's page."""
    view = maker.view
    standings = Standings(view)
    tree = below(view)
    rows = tuple(_row(view, standings, unit, tree[unit]) for unit in in_order(view))
    on_time = on_time_of(view)
    yield maker.page(
        "branches.html",
        "branches/",
        "branches/",
        "单位",
        rows=rows,
        month=standings.now,
        heat=on_time.heat(on_time.unit_row(row.unit.id) for row in rows),
    )
    weeks, sessions = weeks_of(view), (*Meetings(view).sessions, *owed(view))
    customers = graded(view)
    week = period_of(PeriodKind.WEEK, view.as_of.date())
    for row in rows:
        unit, members = row.unit.id, tree[row.unit.id]
        now, month = row.now, standings.now
        listed, still = people(view, members, now, row.scored), tuple(still_open(view, members))
        yield maker.page(
            "branch.html",
            "branches/shell/",
            f"branches/{unit}/",
            view.unit(unit),
            words(view, row.unit),
            row=row,
            month=month,
            managers=managers(view, unit),
            halves=halves(standings, members, month),
            before=standings.of(unit, month.previous()),
            people=listed,
            **charted(view, tree, unit, listed),
            targets=targets(view, members, month),
            rates=rates(view, members, month),
            own_cards=own_cards(view, members),
            rankings=tuple(rankings(view, members)),
            findings=findings(view, members),
            decisions=decisions(view, members),
            awards=awards(view, members),
            open=still,
            pressing=counted(still, view.as_of),
            names=[view.unit(one) for one in members],
            shown=SHOWN,
            customers={one: customers[one] for one in members if one in customers},
            grades=sorted(
                {grade for one in members for grade in customers.get(one, ())}, key=lambda grade: (not grade, grade)
            ),
            weeks=sorted({week for of, week in weeks if of == unit}, reverse=True)[:WEEKS],
            meetings=agendas((one for one in sessions if one.unit in members), month),
            week=week,
            loads=view.workloads.of_unit(unit, week),
            inner=tuple(one for one in rows if one.unit.text("parent") == unit),
            members=members,
            asked=asked(view, members),
        )


def charted(
    view: View, tree: Mapping[str, tuple[str, ...]], unit: str, found: Iterable[Member]
) -> Mapping[str, object]:
    """What a unit's charts are made of: its weeks, those of its people or of the units below, its months' scores.

    The scores stand beside those of the unit above.
    """
    on_time, members = on_time_of(view), tree[unit]
    above = next((one for one in view.registers.above(unit) if one != unit), "")
    groups = {view.unit(one): tree[one] for one in (unit, above) if one}
    units = (on_time.unit_row(one) for one in members)
    people = (on_time.person_row(one.person.id) for one in found)
    return {
        "points": begun(on_time.unit_points(members)),
        "scores": on_time.mean_scores(groups),
        "heat": on_time.heat(units if len(members) > 1 else people),
    }


def asked(view: View, members: Collection[str]) -> frozenset[str]:
    """The kinds of record that rules ask ``members`` for: a gym is told nothing of targets that nobody set it.

    Without any rulebook yet, every kind there is.
    """
    if not view.rulebooks:
        return frozenset(kind.name for kind in view.kinds)
    above = frozenset(one for unit in members for one in view.registers.above(unit))
    rules = (rule for book in view.rulebooks if not above.isdisjoint(book.units) for rule in book.rules)
    return frozenset(name.partition(".")[0] for rule in rules for name in KINDS[rule.kind].reads(rule))


def halves(standings: Standings, members: Collection[str], month: Period) -> tuple[Half, ...]:
    """This month and the last of each unit of its own that had something due in it."""
    found = (Half(unit, standings.alone(unit, one)) for unit in members for one in (month, month.previous()))
    return tuple(half for half in found if half.standing.obligations)


def managers(view: View, unit: str) -> tuple[tuple[str, tuple[Person, ...]], ...]:
    """Who holds an office in the unit itself at the view's moment, account managers apart, by role."""
    ordinary = view.choice("person", MANAGER, "posts", "*", "role")
    found: dict[str, list[Person]] = defaultdict(list)
    for person in view.people:
        if person.unit == unit and person.role != ordinary:
            found[person.role].append(person)
    return tuple((role, tuple(holders)) for role, holders in found.items())


def people(view: View, members: Collection[str], now: Standing, scored: Standing) -> tuple[Member, ...]:
    """Who is in office in ``members``, and who owed something there this month, with the score of another month."""
    due: dict[str, list[Obligation]] = defaultdict(list)
    for one in now.obligations:
        due[one.person].append(one)
    cards = {card.person: card for card in scored.cards}
    listed = (one for one in view.people if one.unit in members or one.id in due or one.id in cards)
    return tuple(Member(one, count(due[one.id]), _where(due[one.id], now.month), cards.get(one.id)) for one in listed)


def _where(duties: Collection[Obligation], month: Period) -> str:
    units = {one.unit for one in duties}
    return obligations_page(units.pop(), month.key) if len(units) == 1 else ""


def targets(view: View, members: Collection[str], month: Period) -> tuple[Indicator, ...]:
    """This month's targets and the last one's, this month first."""
    months = (month, month.previous())
    return tuple(one for period in months for unit in members for one in indicators(view, unit, period))


def rates(view: View, members: Collection[str], month: Period) -> Rates:
    """What was counted of the units themselves in this month and the last one, this month first (A4.5, A8.2-A8.5)."""
    months = (month.key, month.previous().key)
    found = {
        (one.period, one.unit, one.rule): one
        for one in view.ledger.measures
        if not one.person and one.unit in members and one.period in months
    }
    heads = {one.rule: one.title for one in found.values()}
    rows = tuple(
        (period, unit, tuple(found.get((period, unit, rule)) for rule in heads))
        for period in months
        for unit in members
        if any((period, unit, rule) in found for rule in heads)
    )
    return Rates(heads, rows)


def own_cards(view: View, members: Collection[str]) -> tuple[Scorecard, ...]:
    """The units' own cards of their last periods, newest first (E7.1): those of the rule that scored last."""
    found = [one for one in view.cards if not one.person and one.unit in members]
    found.sort(key=lambda one: (one.period, one.rule), reverse=True)
    periods = list(dict.fromkeys(one.period for one in found))[:CARDS]
    return tuple(one for one in found if one.period in periods and one.rule == found[0].rule)


def findings(view: View, members: Collection[str]) -> tuple[tuple[str, str, tuple[Finding, ...]], ...]:
    """What is wrong in ``members``: rule, title and findings, newest first; the rule with the newest before others."""
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in sorted(view.ledger.findings, key=lambda one: (one.at, one.key), reverse=True):
        if one.unit in members:
            found[one.rule, one.title].append(one)
    return tuple((rule, title, tuple(listed)) for (rule, title), listed in found.items())


def decisions(view: View, members: Collection[str]) -> tuple[Decision, ...]:
    """What was decided in ``members``: what waits for a ruling first, then newest first."""
    theirs = (one for one in view.ledger.decisions if one.unit in members)
    found = sorted(theirs, key=lambda one: (one.at, one.key), reverse=True)
    return tuple(sorted(found, key=lambda one: one.decided))


def still_open(view: View, members: Collection[str]) -> Iterator[Obligation]:
    """The open duties of ``members``: overdue first, then by due instant."""
    still = (one for one in view.obligations if one.unit in members and one.state in OPEN)
    yield from sorted(still, key=lambda one: (OPEN.index(one.state), one.due or datetime.max, one.order))


def graded(view: View) -> Mapping[str, Counter[str]]:
    """How many customers of which grade, "" for none, each unit's people have at the view's moment (A4.8)."""
    today = view.as_of.date()
    units = {person.id: person.unit for person in view.people}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for customer in view.registers.entities("customer"):
        owner = view.registers.value("customer", customer.id, "person", today)
        grade = view.registers.value("customer", customer.id, "grade", today)
        if unit := units.get(str(owner)):
            found[unit]["" if grade is None else str(grade)] += 1
    return found


def words(view: View, unit: Record) -> str:
    """A unit is found by its id, its kind and the unit above it."""
    parts = (unit.id, view.said(unit, "kind"), view.said(unit, "parent"))
    return " ".join(part for part in parts if part)


def _row(view: View, standings: Standings, unit: str, members: Collection[str]) -> Row:
    record = view.find("unit", unit)
    if record is None:
        raise ValueError(f"the register has no unit {unit!r}")
    closed = parse_date(record.text("closed_on"))
    now, before = standings.of(unit, standings.now), standings.of(unit, standings.now.previous())
    return Row(
        unit=record,
        people=sum(person.unit in members for person in view.people),
        now=now,
        change=change(now.rate, before.rate),
        scored=standings.scored(unit),
        findings=sum(one.unit in members for one in view.ledger.findings),
        below=len(members) - 1,
        closed=closed is not None and closed < view.as_of.date(),
    )
