"""What is wrong or thin in the records as a reader sees it, by topic: each row leads to what it speaks of (A4.6, A6.1).

Nothing here is reckoned anew: problems are those of ``check``, what has run out, differs or is missing is what rules
found. A topic without rows is calm.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from taizhang.facts.fact import Source
from taizhang.problem import Problem, Severity
from taizhang.publish.customer_files import File, files
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.outcome import Cause, Finding, Known, Measure, Outcome, Scorecard, State
from taizhang.when.period import parse_period

VERIFY = "customer.verified"
LANDED = "record.landed"
BACKDATED, STATED = "time.landing", "fact.stated"
MISCOUNTED = "require.miscounted"
COMPARED = ("reconcile.there", "reconcile.not-there", MISCOUNTED)
OF_RULE = "rule."
MANAGER, SUPERVISOR = "account-manager", "supervisor"
LATE, OVERDUE = "late", "overdue"
TOLD = 2
"""So many of the things that a measure lacks are told in its row; the rest opens."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: it leads to an outcome, a record's line, a customer or a person, whichever is given.

    ``name`` is what it is called, ``kind`` what its sort is called where the records say that, ``values`` what the
    template's sentence about it holds. ``alarm`` is the state it is coloured by, "" for what is only worth a look.
    """

    name: str
    unit: str = ""
    person: str = ""
    outcome: Outcome | None = None
    path: str = ""
    line: int = 0
    customer: str = ""
    sort: str = ""
    alarm: str = LATE
    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """One sort of trouble: ``coming`` rows are told but not counted; ``known`` is false where nothing can be said."""

    id: str
    rows: tuple[Row, ...]
    coming: tuple[Row, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Quality:
    """All topics, the worst sort first, and the customers' files they were made from."""

    topics: tuple[Topic, ...]
    files: tuple[File, ...]

    @property
    def calm(self) -> bool:
        """Whether nothing has to be done."""
        return not any(topic.rows for topic in self.topics)


def quality(view: View) -> Quality:
    """What is wrong and thin, at the view's moment."""
    stale = tuple(_stale(view))
    there = not view.absent("customer")
    found = files(view, frozenset(row.customer for row in stale)) if there else ()
    topics = (
        Topic("refused", tuple(_refused(view))),
        Topic("problems", tuple(_problems(view))),
        Topic("verified", stale, known=there),
        Topic("missing", *_by_time(view, _missing(view))),
        Topic("differs", tuple(_differs(view))),
        Topic("owners", tuple(_owners(view, found)), known=there),
        Topic("files", tuple(_thin(view, found)), known=there),
        Topic("posts", tuple(_posts(view))),
        Topic("landed", tuple(_landed(view)), known=bool(view.facts.named(LANDED))),
    )
    return Quality(topics, found)


def _refused(view: View) -> Iterator[Row]:
    """Records that their schema refuses: no rule knows of them."""
    wrong: dict[str, list[Problem]] = defaultdict(list)
    for problem in view.problems:
        wrong[problem.path].append(problem)
    for kind in view.kinds:
        sound = {record.path for record in view.records(kind.name)}
        for record in view.written.get(kind.name, ()):
            if record.path not in sound:
                told = wrong[record.path]
                yield Row(
                    view.title(record.path),
                    unit=record.text("unit"),
                    person=record.text("person"),
                    path=record.path,
                    line=told[0].line if told else 1,
                    alarm=OVERDUE,
                    kind=kind.title,
                    values={"errors": len(told), "first": told[0] if told else None},
                )


def _problems(view: View) -> Iterator[Row]:
    """All that ``check`` says, errors first; a file that is no record leads nowhere."""
    records = {record.path: record for those in view.written.values() for record in those}
    titles = {kind.name: kind.title for kind in view.kinds}
    for one in sorted(view.problems, key=lambda one: (one.severity is not Severity.ERROR, one)):
        record = records.get(one.path)
        yield Row(
            f"{one.path}:{one.line}",
            unit=record.text("unit") if record else "",
            person=record.text("person") if record else "",
            path=one.path if record else "",
            line=one.line,
            sort=f"{one.path}:{one.line:06}",
            alarm=OVERDUE if one.severity is Severity.ERROR else "",
            kind=titles[record.kind] if record else "",
            values={"problem": one},
        )


def _stale(view: View) -> Iterator[Row]:
    """Customers whose last verification is too old and was not made good since, the longest overdue first (A4.6)."""
    rules = {rule.id for rule in view.rules if _followed(rule.parameters) == VERIFY}
    latest: dict[str, Finding] = {}
    for one in sorted((one for one in view.ledger.findings if one.rule in rules), key=lambda one: (one.at, one.key)):
        verified = view.facts.of_customer(VERIFY, one.customer)
        if not verified or verified[-1].time < one.at:
            latest[one.customer] = one
    for one in latest.values():
        days = (view.as_of.date() - one.at.date()).days + 1
        yield _of_outcome(view.name("customer", one.customer), one, f"{one.at}", {"since": one.at.date(), "days": days})


def _missing(view: View) -> Iterator[tuple[date, Row]]:
    """Measures that are missing, and cards that are missing something else, with the last day of their period (G12)."""
    measured: set[tuple[str, str]] = set()
    for one in view.ledger.measures:
        if one.known is Known.MISSING:
            measured.add((one.person, one.period))
            yield _lacking(view, one)
    for card in view.ledger.scorecards:
        if card.known is Known.MISSING and (card.person, card.period) not in measured:
            yield _lacking(view, card)


def _lacking(view: View, one: Measure | Scorecard) -> tuple[date, Row]:
    period = parse_period(one.period)
    told = _told(view, one)
    name = f"{view.person(one.person) if one.person else view.unit(one.unit)} {one.period}"
    values = {"told": told[:TOLD], "more": max(len(told) - TOLD, 0)}
    return period.last if period else view.as_of.date(), _of_outcome(name, one, one.period, values)


def _by_time(view: View, found: Iterable[tuple[date, Row]]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """What should be there by now, newest period first, and what belongs to a period that still runs."""
    listed = sorted(found, key=lambda pair: pair[0], reverse=True)
    today = view.as_of.date()
    return tuple(row for last, row in listed if last < today), tuple(row for last, row in listed if last >= today)


def _differs(view: View) -> Iterator[Row]:
    """What sources tell differently, and figures that do not add up; newest first (A4.7, A5.6)."""
    comparing = {rule.id for rule in view.rules if rule.kind == "reconcile"}
    for one in sorted(view.ledger.findings, key=lambda one: (one.at, one.key), reverse=True):
        if one.rule in comparing or any(step.sentence == MISCOUNTED for step in _steps(one.cause)):
            about = view.name("customer", one.customer) if one.customer else view.unit(one.unit)
            told = tuple(view.told(step).text for step in _steps(one.cause) if step.sentence in COMPARED)
            yield _of_outcome(f"{one.at.date()} {about}", one, f"{one.at}", {"told": told, "more": 0})


def _told(view: View, one: Outcome) -> tuple[str, ...]:
    """What an outcome rests on, in words, without the rule that says so."""
    return tuple(view.told(step).text for step in one.cause.children if not step.sentence.startswith(OF_RULE))


def _of_outcome(name: str, one: Outcome, sort: str, values: Mapping[str, Any]) -> Row:
    return Row(
        name,
        unit=one.unit,
        person=one.person,
        outcome=one,
        customer=one.customer,
        sort=sort,
        kind=one.title,
        values=values,
    )


def _owners(view: View, found: Iterable[File]) -> Iterator[Row]:
    """Customers that nobody has now, and those whose manager holds no post any more (A8.1)."""
    today = view.as_of.date()
    for one in found:
        who = view.registers.entity("person", one.person)
        if not one.person or (who is not None and who.as_of(today) is None):
            yield _of_file(view, one)


def _thin(view: View, found: Iterable[File]) -> Iterator[Row]:
    """Customers whose files lack something, the most first."""
    for one in sorted(found, key=lambda one: (-len(one.lacks), one.unit, one.customer)):
        if one.lacks:
            yield _of_file(view, one)


def _of_file(view: View, one: File) -> Row:
    name = view.name("customer", one.customer)
    return Row(name, unit=one.unit, person=one.person, customer=one.customer, sort=one.customer, values={"file": one})


def _posts(view: View) -> Iterator[Row]:
    """People without a post who still have customers or duties, and units of managers without a supervisor."""
    overdue = Counter(one.person for one in view.obligations if one.state is State.OVERDUE)
    for person in view.people:
        customers = 0 if person.unit else len(view.registers.customers_of(person.id, view.as_of.date()))
        if not person.unit and (customers or overdue[person.id]):
            values = {"customers": customers, "overdue": overdue[person.id]}
            yield Row(person.name, person=person.id, path=person.path, line=1, values=values)
    headed = {person.unit for person in view.people if _has(view, person.id, SUPERVISOR)}
    for unit in sorted({person.unit for person in view.people if _has(view, person.id, MANAGER)}):
        record = view.find("unit", unit)
        if record is not None and headed.isdisjoint(view.registers.above(unit)) and _supervised(view, record):
            yield Row(view.unit(unit), unit=unit, path=record.path, line=1)


def _has(view: View, person: str, role: str) -> bool:
    return view.registers.value("person", person, "role", view.as_of.date()) == role


def _supervised(view: View, unit: Record) -> bool:
    """Whether units like this one, under the same unit, have or had supervisors at all."""
    beside = {one.id for one in view.records("unit") if one.text("parent") == unit.text("parent")}
    posts = (span.values for one in view.registers.entities("person") for span in one.life)
    return any(post.get("role") == SUPERVISOR and post.get("unit") in beside for post in posts)


def _landed(view: View) -> Iterator[Row]:
    """Records that Git saw later than their own time says, by more than the trust: the latest first."""
    found: dict[str, Row] = {}
    for one in view.ledger.outcomes:
        for source, step in _backdated(one.cause):
            claimed, moment = step.values.get("claimed"), step.values.get("moment")
            if source.path in found or not isinstance(claimed, datetime) or not isinstance(moment, datetime):
                continue
            found[source.path] = Row(
                view.title(source.path) or source.path,
                unit=one.unit,
                person=one.person,
                path=source.path,
                line=view.line(source.path, source.pointer),
                sort=f"{moment}",
                kind=one.title,
                values={"claimed": claimed, "moment": moment, "days": (moment - claimed).days},
            )
    return iter(sorted(found.values(), key=lambda row: (row.sort, row.path), reverse=True))


def _backdated(cause: Cause) -> Iterator[tuple[Source, Cause]]:
    for step in _steps(cause):
        if step.sentence == STATED and isinstance(step.source, Source):
            yield from ((step.source, one) for one in step.children if one.sentence == BACKDATED)


def _steps(cause: Cause) -> Iterator[Cause]:
    yield cause
    for child in cause.children:
        yield from _steps(child)


def _followed(parameters: Mapping[str, object]) -> str:
    followed = parameters.get("followed")
    return str(followed.get("fact", "")) if isinstance(followed, Mapping) else ""
