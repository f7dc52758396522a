"""Stubs of what a supervisor writes: the roll-up of last week's reports, a task, a coaching (A5.6, A3.2, A4.2).

A roll-up is reckoned from the reports and the duties of the week it is of; what it says is confirmed by whoever hands
it in. Tasks and coachings are numbered by their day and person, the next free one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import count

from taizhang.desk.asked import Unknown
from taizhang.desk.draft import Field, Item
from taizhang.desk.hints import Hints
from taizhang.desk.sentences import say
from taizhang.desk.stubs import Stub, absent
from taizhang.desk.week import customers_of, post_in
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger import Ledger
from taizhang.records.book import Book, Record
from taizhang.records.paths import fill_template
from taizhang.records.text.decoding import visible
from taizhang.rules.outcome import Obligation, State
from taizhang.when.moment import format_date, format_moment, parse_moment
from taizhang.when.period import Period, PeriodKind, period_of

ROLLUP, TASK, COACHING, REPORT = "weekly-rollup", "task", "coaching", "weekly-report"
HANDED_IN = "weekly-report.submitted"
BRANCH, SUPERVISOR, MANAGER = "branch", "supervisor", "account-manager"
WORDS = {State.MET: "met", State.LATE: "late", State.MISSED: "missed", State.OVERDUE: "missed"}
"""How a roll-up calls what became of a duty; any other is excused."""
NONE = "本周无"


def rollup_stub(book: Book, ledger: Ledger, unit: Entity, week: Period) -> Stub | Unknown:
    """The stub of a branch's roll-up of a week that is over (A5.6)."""
    if unit.record.text("kind") != BRANCH:
        return Unknown(say("new.not-branch", name=unit.name))
    if week.end > ledger.as_of.date():
        return Unknown(say("new.rollup-early", week=week.key, day=week.end))
    registers = Registers(book)
    by = _supervisor(registers, unit.id, ledger.as_of.date())
    keys = {"unit": unit.id, "week": week.key, **({"supervisor": by} if by else {})}
    hints = Hints(book.schemas.kinds[ROLLUP])
    owed, reports = _owed(ledger, unit.id, week), _reports(book, unit.id, week, ledger.as_of)
    given = tuple(Field(name, value) for name, value in keys.items())
    unnamed = () if by else (hints.blank("supervisor"),)
    fields = (*given, *unnamed, *_rollup(registers, (unit.id, week), owed, reports, hints))
    return _stub(book, ROLLUP, unit.name, week.key, keys, hints.in_order(fields))


def task_stub(book: Book, person: Entity, as_of: datetime, by: str = "") -> Stub | Unknown:
    """The stub of a task given to somebody now; ``by`` gives it (A3.2)."""
    made = _begun(book, TASK, person, as_of.date())
    if isinstance(made, Unknown):
        return made
    keys, hints, registers = made
    above = _supervisor(registers, keys["unit"], as_of.date())
    asked = say("stub.assigned", own=person.id, above=above) if above else say("stub.assigned-own", own=person.id)
    fields = (
        *(Field(name, value) for name, value in keys.items()),
        hints.blank("what"),
        hints.offered("detail"),
        _customers(book, registers, person, as_of.date(), hints.offered("customer")),
        hints.offered("source"),
        Field("assigned_by", by) if by else hints.blank("assigned_by", asked),
        Field("assigned_at", format_moment(as_of)),
        hints.blank("due"),
        hints.offered("done_at"),
        hints.offered("result"),
    )
    return _stub(book, TASK, person.name, format_date(as_of.date()), keys, hints.in_order(fields))


def coaching_stub(book: Book, person: Entity, day: date, as_of: datetime, by: str = "") -> Stub | Unknown:
    """The stub of a coaching on a call of ``day``: by the supervisor, with the points last listened for (A4.2)."""
    made = _begun(book, COACHING, person, day)
    if isinstance(made, Unknown):
        return made
    keys, hints, registers = made
    coach = by or _supervisor(registers, keys["unit"], day)
    fields = (
        *(Field(name, value) for name, value in keys.items()),
        Field("supervisor", coach) if coach else hints.blank("supervisor"),
        hints.blank("at", say("stub.call", day=format_date(day))),
        _customers(book, registers, person, day, hints.blank("customer")),
        Field("channel", "outbound", beside=hints.choices("channel")),
        _points(book, person, keys["unit"], day, hints),
        hints.judgement("advice"),
        hints.offered("follow_up"),
        hints.blank("submitted_at", say("stub.submitted", example=format_moment(as_of))),
    )
    return _stub(book, COACHING, person.name, format_date(day), keys, hints.in_order(fields))


def _stub(
    book: Book, kind: str, name: str, period: str, keys: Mapping[str, str], fields: tuple[Field, ...]
) -> Stub | Unknown:
    known = book.schemas.kinds[kind]
    path = fill_template(known.template, keys)
    if path is None:
        return Unknown(say("new.no-path", value=known.title))
    head = say("stub.head", name=visible(name), period=period, title=known.title)
    return Stub(kind, path, (head,), fields)


Begun = tuple[dict[str, str], Hints, Registers]


def _begun(book: Book, kind: str, person: Entity, day: date) -> Begun | Unknown:
    """What a record about somebody on a day begins with: its id, the person, the unit of that day."""
    on = period_of(PeriodKind.DAY, day)
    post = post_in(person, on)
    if post is None:
        return Unknown(absent(person, on))
    unit = str(post.values.get("unit", ""))
    taken = {one.text("id") for one in book.of(kind) if one.text("unit") == unit}
    stem = f"{format_date(day)}-{person.id}"
    free = next(name for number in count(1) if (name := stem if number == 1 else f"{stem}-{number}") not in taken)
    keys = {"id": free, "person": person.id, "unit": unit}
    return keys, Hints(book.schemas.kinds[kind]), Registers(book)


def _supervisor(registers: Registers, unit: str, day: date) -> str:
    """The id of the unit's supervisor on a day; empty where there is none, or more than one."""
    found = registers.holders(SUPERVISOR, unit, day)
    return found[0].id if len(found) == 1 else ""


def _customers(book: Book, registers: Registers, person: Entity, day: date, field: Field) -> Field:
    """A field for a customer, with those of the person's in a comment above."""
    week = period_of(PeriodKind.WEEK, day)
    owned = customers_of(book, registers, person.id, week, day)
    listed = "、".join(say("stub.customer-id", id=one.id, name=visible(one.name)) for one in owned)
    told = (say("stub.own-customers", listed=listed),) if owned else ()
    return Field(field.name, field.value, field.beside, told, field.offered)


def _points(book: Book, person: Entity, unit: str, day: date, hints: Hints) -> Field:
    """The points of the unit's last coaching, and what this person did not follow in his own last one."""
    before = [one for one in book.of(COACHING) if one.text("unit") == unit and one.text("at")[:10] <= format_date(day)]
    before.sort(key=lambda one: one.text("at"))
    own = [one for one in before if one.text("person") == person.id]
    month = [one for one in own if one.text("at").startswith(format_date(day)[:7])]
    above = [say("stub.coached", count=len(month))]
    failed = (
        "、".join(str(one["point"]) for one in _rows(own[-1], "points") if one.get("followed") is False) if own else ""
    )
    if failed:
        above.append(say("stub.not-followed", day=own[-1].text("at")[:10], listed=visible(failed)))
    if not before:
        return Field("points", (hints.offered_item("points"),), above=tuple(above))
    above.append(say("stub.points"))
    items = (hints.item("points", {"point": visible(str(one["point"]))}, {}) for one in _rows(before[-1], "points"))
    return Field("points", tuple(items), above=tuple(above))


def _owed(ledger: Ledger, unit: str, week: Period) -> dict[str, Obligation]:
    """The week's duty to report by person: of whichever rule is met by a report that is handed in."""
    rules = {
        (book.id, rule.id)
        for book in ledger.rulebooks
        for rule in book.rules
        for version in rule.versions()
        if (version.parameters.get("met_by") or {}).get("fact") == HANDED_IN
    }
    return {
        one.person: one
        for one in ledger.obligations
        if (one.rulebook, one.rule) in rules and (one.unit, one.period) == (unit, week.key)
    }


def _reports(book: Book, unit: str, week: Period, as_of: datetime) -> tuple[Record, ...]:
    """The reports of a unit and week that were in by ``as_of``, by path."""
    return tuple(
        one
        for one in book.of(REPORT)
        if (one.text("unit"), one.text("week")) == (unit, week.key)
        and (at := parse_moment(one.text("submitted_at"))) is not None
        and at <= as_of
    )


def _rollup(
    registers: Registers,
    of: tuple[str, Period],
    owed: Mapping[str, Obligation],
    reports: tuple[Record, ...],
    hints: Hints,
) -> Iterator[Field]:
    """Who reported and how, what was counted, demands and problems line by line; the note is his own."""
    visits = [row for one in reports for row in _rows(one, "visits")]
    yield hints.blank("submitted_at", say("stub.submitted", example=hints.example("submitted_at")))
    if any(one.state is not State.WAIVED for one in owed.values()):
        handed_in = {one.text("person"): one.text("submitted_at") for one in reports}
        there = _in_post(registers, *of)
        items = tuple(_reporter(one, owed.get(one.id), handed_in.get(one.id, ""), hints) for one in there)
        yield Field("reporters", items, above=(say("stub.reporters"),))
    else:
        yield Field("reporters", (), above=(say("stub.nobody-owed"),))
    yield Field("visits", len(visits), beside=say("stub.counted", count=len(reports)))
    yield Field("services", sum(1 for row in visits if row.get("service")))
    for name, field in (("demands", "service_demands"), ("problems", "service_problems")):
        yield Field(name, "\n".join(_noted(registers, reports, field)) or NONE)
    yield hints.judgement("note")


def _in_post(registers: Registers, unit: str, week: Period) -> tuple[Entity, ...]:
    """The unit's account managers on any day of the week, by record path."""
    held = registers.in_role(MANAGER, week.start, week.last)
    return tuple({person.id: person for person, span in held if span.values.get("unit") == unit}.values())


def _reporter(person: Entity, duty: Obligation | None, handed_in: str, hints: Hints) -> Item:
    """One line of the list; what was late or is not there offers a remark."""
    state = WORDS.get(duty.state, "excused") if duty else "excused"
    beside = {"person": visible(person.name)}
    if duty is None:
        beside["state"] = say("stub.not-owed")
    elif state == "late" and duty.due is not None:
        beside["state"] = say("stub.handed-in", at=handed_in, due=format_moment(duty.due))
    made = hints.item("reporters", {"person": person.id, "state": state}, beside)
    return made if state != "met" else Item(tuple(field for field in made.fields if not field.offered))


def _noted(registers: Registers, reports: tuple[Record, ...], field: str) -> Iterator[str]:
    """What the reports say in a field, line by line with whose it is; not that there was nothing."""
    for one in reports:
        found = registers.entity("person", one.text("person"))
        name = visible(found.name) if found else one.text("person")
        for line in one.text(field).splitlines():
            if (said := visible(line).strip()) and said.rstrip("。") != NONE:
                yield say("stub.said", name=name, text=said)


def _rows(record: Record, field: str) -> Iterator[Mapping[str, object]]:
    listed = record.data.get(field)
    yield from (row for row in (listed if isinstance(listed, list) else ()) if isinstance(row, dict))
