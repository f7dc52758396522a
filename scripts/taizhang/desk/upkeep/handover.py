"""Customers go from one manager to another: what changes in records, what stays with whom, whom to tell (A8.3).

Lists only grow: each customer's owners get one more line, which closes the one before. A task that is still open and
not yet due goes along; what is overdue stays with who let it become so. Decisions of minutes are only told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice

from taizhang.desk.asked import Unknown
from taizhang.desk.draft import Field
from taizhang.desk.due_list import Due
from taizhang.desk.hints import Hints
from taizhang.desk.stubs import Stub
from taizhang.desk.upkeep.doctor import HEAD_OF
from taizhang.desk.upkeep.edits import Edit, appended, with_fields
from taizhang.desk.upkeep.sentences import say
from taizhang.facts.registers import Entity, Registers, Span
from taizhang.records.book import Book, Record
from taizhang.records.paths import fill_template
from taizhang.rulebook import rulebooks_of
from taizhang.when.counting import nth_working_day
from taizhang.when.moment import END_OF_DAY, format_date, format_moment, parse_date, parse_moment
from taizhang.when.period import parse_period

OWNERS, NOTICE = "owners", "notice"
CHANGED, TOLD = "customer.owner-changed", "notice.given"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be handed over: from whom to whom, from which day, which customers (none named: all), and why."""

    giver: Entity
    taker: Entity
    start: date
    customers: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A customer's contacts who are to be told, and until when (None: nobody can say)."""

    customer: Entity
    contacts: tuple[str, ...]
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Handover:
    """What a handover comes to: edits, and what is only told."""

    edits: tuple[Edit, ...]
    customers: tuple[Entity, ...]
    tasks: tuple[Record, ...]
    kept: tuple[tuple[Record, str], ...]
    plans: tuple[Record, ...]
    notices: tuple[Notice, ...]
    unit: str


def handover_of(book: Book, asked: Asked) -> Handover | Unknown:
    """What has to change; or every reason why it can't, a line each."""
    registers = Registers(book)
    post = _fitting(asked)
    if isinstance(post, Unknown):
        return post
    found = _customers(registers, asked)
    if isinstance(found, Unknown):
        return found
    edits, wrong = [], []
    for customer in found:
        edit = _owner_line(book, asked, customer)
        if isinstance(edit, Unknown):
            wrong.append(edit.text)
        else:
            edits.append(edit)
    if wrong:
        return Unknown("\n".join(wrong))
    chosen = frozenset(one.id for one in found) if asked.customers else None
    tasks, kept = [], []
    for record in _open_tasks(book, asked, chosen):
        why = _stays(asked, record)
        after = None if why else with_fields(book.content(record.path), record, {"person": asked.taker.id}, ())
        if after is None:
            kept.append((record, why or say("handover.not-written-so")))
        else:
            tasks.append(record)
            edits.append(Edit(record.path, book.content(record.path), after))
    unit = str(post.values.get("unit", ""))
    notices = tuple(_notices(book, registers, asked, found, unit))
    plans = tuple(_plans(book, asked)) if chosen is None else ()
    return Handover(tuple(edits), found, tuple(tasks), tuple(kept), plans, notices, unit)


def touched(due: Due, found: Handover, asked: Asked) -> bool:
    """Whether an open duty of the giver's is about what is handed over."""
    customer = due.obligation.customer
    return not asked.customers if not customer else customer in {one.id for one in found.customers}


def _fitting(asked: Asked) -> Span | Unknown:
    """The taker's post on the first day: the same as the giver's, or that of their head."""
    giver, taker = asked.giver, asked.taker
    if giver.id == taker.id:
        return Unknown(say("handover.same", name=giver.name))
    day = format_date(asked.start)
    post = taker.as_of(asked.start)
    if post is None:
        return Unknown(say("handover.no-post", name=taker.name, day=day))
    held = [one for one in giver.life if one.first <= asked.start]
    if not held:
        return Unknown(say("handover.never", name=giver.name, day=day))
    was, now = str(held[-1].values.get("role")), str(post.values.get("role"))
    if now not in {was, HEAD_OF.get(was)}:
        titles = {"giver": held[-1].values.get("title"), "taker": post.values.get("title")}
        return Unknown(say("handover.unfit", name=taker.name, day=day, other=giver.name, **titles))
    return post


def _customers(registers: Registers, asked: Asked) -> tuple[Entity, ...] | Unknown:
    """The customers to hand over: those named, or all whose manager the giver is and who are still customers."""
    eve = asked.start - timedelta(days=1)
    if not asked.customers:
        found = tuple(one for one in registers.customers_of(asked.giver.id, eve) if not _closed(one, asked.start))
        return found or Unknown(say("handover.none", name=asked.giver.name, day=format_date(eve)))
    named, wrong = [], []
    for identity in dict.fromkeys(asked.customers):
        alike = [one for one in registers.entities("customer") if identity in (one.id, one.name)]
        customer = alike[0] if len(alike) == 1 else None
        span = customer.as_of(eve) if customer is not None else None
        if customer is None:
            wrong.append(say("handover.no-customer", value=identity))
        elif _closed(customer, asked.start):
            wrong.append(say("handover.closed", id=customer.id, name=customer.name))
        elif span is None or span.values.get("person") != asked.giver.id:
            owner = registers.called("person", str(span.values.get("person"))) if span else say("handover.nobody")
            day = format_date(eve)
            wrong.append(
                say(
                    "handover.not-his", id=customer.id, name=customer.name, day=day, owner=owner, giver=asked.giver.name
                )
            )
        else:
            named.append(customer)
    return Unknown("\n".join(wrong)) if wrong else tuple(named)


def _closed(customer: Entity, day: date) -> bool:
    closed = parse_date(customer.record.text("closed_on"))
    return bool(customer.record.text("merged_into")) or (closed is not None and closed <= day)


def _owner_line(book: Book, asked: Asked, customer: Entity) -> Edit | Unknown:
    """One more line of the owners, after the last; what stands there is never altered."""
    last = max(customer.life, key=lambda one: one.first)
    values = {"id": customer.id, "name": customer.name, "day": format_date(asked.start)}
    if last.first >= asked.start:
        return Unknown(say("handover.later", first=format_date(last.first), **values))
    said = parse_date(str(last.values.get("until")))
    if said is not None and said != asked.start - timedelta(days=1):
        return Unknown(say("handover.until", until=format_date(said), **values))
    item = {"from": format_date(asked.start), "person": asked.taker.id, "why": asked.why}
    record = customer.record
    content = book.content(record.path)
    after = appended(content, record, OWNERS, item, book.place(record.path, last.source.pointer).line)
    return (
        Unknown(say("handover.written-oddly", path=record.path)) if after is None else Edit(record.path, content, after)
    )


def _open_tasks(book: Book, asked: Asked, chosen: frozenset[str] | None) -> Iterator[Record]:
    """The giver's tasks that are not done: of the customers chosen, or all."""
    for record in book.of("task"):
        theirs = record.text("person") == asked.giver.id and not record.text("done_at")
        if theirs and (chosen is None or record.text("customer") in chosen):
            yield record


def _stays(asked: Asked, record: Record) -> str:
    """Why a task stays with the giver; nothing where it goes along."""
    due, given = parse_date(record.text("due")), parse_moment(record.text("assigned_at"))
    if due is not None and due < asked.start:
        return say("handover.overdue", due=format_date(due))
    post = asked.taker.as_of(given.date()) if given is not None else None
    if post is None or post.values.get("unit") != record.text("unit"):
        return say("handover.elsewhere", name=asked.taker.name, day=format_date(given.date()) if given else "")
    return ""


def _plans(book: Book, asked: Asked) -> Iterator[Record]:
    """The giver's plans that reach beyond the first day."""
    for record in book.of("visit-plan"):
        week = parse_period(record.text("week"))
        if record.text("person") == asked.giver.id and week is not None and week.last >= asked.start:
            yield record


def _notices(
    book: Book, registers: Registers, asked: Asked, customers: tuple[Entity, ...], unit: str
) -> Iterator[Notice]:
    """Whom the taker has to tell, where a rule of their unit says so (A8.3)."""
    allowed = _working_days(book, registers, unit)
    if allowed is None:
        return
    after = (asked.start + timedelta(days=number) for number in count(1))
    due = nth_working_day(islice(after, 400), allowed, END_OF_DAY, registers.calendar(unit)).due if allowed else None
    for customer in customers:
        people = [one for one in book.of("contact") if one.text("customer") == customer.id]
        current = [one.id for one in people if _current(one, asked.start)]
        yield Notice(customer, tuple(current), due)


def _current(contact: Record, day: date) -> bool:
    until = parse_date(contact.text("until"))
    return until is None or until >= day


def _working_days(book: Book, registers: Registers, unit: str) -> int | None:
    """How many working days a rule leaves for telling the contacts: 0 where it counts otherwise, None without one."""
    above = set(registers.above(unit))
    for rulebook in rulebooks_of(book):
        for rule in rulebook.rules if above & set(rulebook.units) else ():
            on, met, due = (rule.parameters.get(name) or {} for name in ("on", "met_by", "due"))
            if on.get("fact") == CHANGED and met.get("fact") == TOLD:
                return int(due.get("working_days", 0))
    return None


def told(found: Handover, asked: Asked, duties: tuple[Due, ...]) -> Iterator[str]:
    """The handover as lines for people: who, what, what stays, whom to tell."""
    names = {"giver": asked.giver.name, "taker": asked.taker.name, "day": format_date(asked.start)}
    yield say("handover.head", count=len(found.customers), **names)
    yield from (say("handover.customer", id=one.id, name=one.name) for one in found.customers)
    for title, listed in (
        ("handover.tasks", [f"{one.text('id')} {one.text('what')}" for one in found.tasks]),
        ("handover.kept", [f"{one.text('id')} {one.text('what')}:{why}" for one, why in found.kept]),
        ("handover.plans", [f"{one.path}" for one in found.plans]),
        ("handover.duties", [_duty(one) for one in duties]),
        ("handover.notices", [_notice(one) for one in found.notices]),
    ):
        if listed:
            yield say(title, count=len(listed), **names)
            yield from (say("handover.line", text=text) for text in listed)


def _duty(due: Due) -> str:
    when = due.obligation.due
    return say(
        "handover.duty", title=due.title, due=format_moment(when) if when else "?", customer=due.customer
    ).rstrip()


def _notice(one: Notice) -> str:
    contacts = "、".join(one.contacts) or say("handover.no-contact")
    due = format_moment(one.due) if one.due else say("handover.no-due")
    return say("handover.notice", id=one.customer.id, name=one.customer.name, contacts=contacts, due=due)


def stubs_of(found: Handover, asked: Asked, book: Book) -> Iterator[Stub]:
    """The notices to fill in, one line a contact: written as each of them is told."""
    hints = Hints(book.kind(NOTICE))
    day = format_date(asked.start)
    for one in found.notices:
        known = {"customer": one.customer.id, "unit": found.unit, "changed_on": day, "manager": asked.taker.id}
        path = fill_template(book.kind(NOTICE).template, known)
        items = tuple(hints.item("notices", {"contact": contact}, {}) for contact in one.contacts)
        fields = [Field(name, value) for name, value in known.items()]
        listed = Field("notices", items) if items else hints.blank("notices")
        if path is not None:
            yield Stub(NOTICE, path, (), (*fields, listed))
