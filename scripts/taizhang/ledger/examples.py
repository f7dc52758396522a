"""Worked examples: each rule's own, run in a world of its cast and its given facts (design §6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import KEYS, Fact, Source
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.history.trust import Basis, Counted
from taizhang.ledger.messages import SENTENCES
from taizhang.problem import Problem
from taizhang.records.book import Book, Record, make_book
from taizhang.records.own_checks import to_decimal
from taizhang.rulebook import Rule, Rulebook, rulebooks_of
from taizhang.rules import KINDS
from taizhang.rules.kind import World
from taizhang.rules.outcome import Decision, Entry, Finding, Measure, Obligation, Outcome, Scorecard
from taizhang.when.moment import format_moment, parse_date
from taizhang.when.period import parse_period

CAST = {"units": "unit", "people": "person", "customers": "customer", "contacts": "contact"}
DATED = {"person": ("posts", "grades"), "customer": ("owners", "grades")}
ALWAYS = "1900-01-01"
FRAME = frozenset({"fact", "at", "from", "until"})
TYPES: dict[str, type[Outcome]] = {
    "obligation": Obligation,
    "finding": Finding,
    "entry": Entry,
    "measure": Measure,
    "card": Scorecard,
    "decision": Decision,
}
IDENTITY = ("period", "person", "customer", "contact", "unit", "case")
COMPARED = frozenset(
    {
        "due",
        "state",
        "points",
        "line",
        "at",
        "severity",
        "rectify_by",
        "done",
        "wanted",
        "amount",
        "known",
        "value",
        "total",
        "result",
        "decided",
    }
)


@dataclass(frozen=True, slots=True)
class Played:
    """What an example came to: the obligations, and what does not fit: (rule id, place in the rulebook, values)."""

    found: tuple[Outcome, ...]
    misfits: tuple[tuple[str, Source, dict[str, str]], ...]


def problems_of(book: Book) -> Iterator[Problem]:
    """A problem for everything an example expects and its rule does not give, or gives beyond."""
    for rulebook in rulebooks_of(book):
        for rule in rulebook.rules:
            for index in range(len(rule.examples)):
                for name, source, values in run_example(book, rulebook, rule, index).misfits:
                    yield SENTENCES.problem(name, book.place(source.path, source.pointer), **values)


def run_example(book: Book, rulebook: Rulebook, rule: Rule, index: int) -> Played:
    """Example number ``index`` of ``rule``, run with the company's calendars and the rulebook's cast."""
    example = rule.examples[index]
    here = Source(rule.source.path, (*rule.source.pointer, "examples", index))
    as_of = moment_of(example.get("as_of"))
    if as_of is None or rule.kind not in KINDS:
        return Played((), ())
    stage = cast_book(book, rule)
    facts = Facts(given_facts(example, here), as_of)
    world = World(facts, Registers(stage), believed)
    everywhere = rulebook_for_all(rulebook, stage)
    found = tuple(KINDS[rule.kind].run(everywhere, replace(rule, start=first_day(example)), world))
    return Played(found, tuple(_misfits(example, here, found)))


def first_day(example: Mapping[str, Any]) -> date:
    """From which day on the example looks: as it says, else from the earliest period it expects something of."""
    asked = parse_date(str(example.get("from")))
    periods = [parse_period(str(expected.get("period"))) for expected in example.get("expect", ())]
    starts = [period.start for period in periods if period is not None]
    return asked or min(starts, default=date(1900, 1, 1))


def believed(fact: Fact) -> Counted:
    """In an example every time is taken as given."""
    return Counted(fact.time, Basis.CLAIM)


def rulebook_for_all(rulebook: Rulebook, stage: Book) -> Rulebook:
    """The rulebook as if it applied to every unit of the cast."""
    units = tuple(record.id for record in stage.of("unit"))
    return replace(rulebook, units=units, start=date(1900, 1, 1))


def cast_book(book: Book, rule: Rule) -> Book:
    """A book of the cast alone, with the company's calendars."""
    records = [*book.of("calendar"), *book.of("company")]
    for group, kind in CAST.items():
        for entry in rule.cast.get(group, ()):
            data = dict(entry)
            for field in DATED.get(kind, ()):
                data[field] = [{"from": ALWAYS, **item} for item in data.get(field, ())]
            key = f"cast/{kind}/{data.get('id')}"
            records.append(Record(kind, key, key, str(data.get("id")), "", data))
    return make_book(book.schemas, records, (), book.content, frozenset())


def given_facts(example: Mapping[str, Any], here: Source) -> Iterator[Fact]:
    """The facts an example gives; each points at its own line."""
    for index, given in enumerate(example.get("given", ())):
        time = moment_of(given.get("at", given.get("from")))
        if time is None:
            continue
        keys = {key: str(given[key]) for key in KEYS if key in given}
        attributes = {k: v for k, v in given.items() if k not in FRAME and k not in KEYS}
        source = Source(here.path, (*here.pointer, "given", index))
        last = parse_date(str(given.get("until", "")))
        yield Fact(str(given["fact"]), time, source, **keys, attributes=attributes, last=last)


def _misfits(
    example: Mapping[str, Any], here: Source, found: tuple[Outcome, ...]
) -> Iterator[tuple[str, Source, dict[str, str]]]:
    title = str(example.get("title", ""))
    left = list(found)
    for index, expected in enumerate(example.get("expect", ())):
        source = Source(here.path, (*here.pointer, "expect", index))
        one = next((one for one in left if _meant(expected, one)), None)
        if one is not None:
            left.remove(one)
        if expected.get("none"):
            if one is not None:
                yield "example.beyond", source, {"title": title, "found": _told(one)}
        elif one is None:
            yield "example.lacking", source, {"title": title}
        else:
            for field, wanted, actual in _differences(expected, one):
                values = {"title": title, "field": field, "wanted": wanted, "actual": actual}
                yield "example.differs", Source(source.path, (*source.pointer, field)), values
    if example.get("and_nothing_else"):
        for one in left:
            yield "example.beyond", here, {"title": title, "found": _told(one)}


def _meant(expected: Mapping[str, Any], one: Outcome) -> bool:
    """Whether ``one`` is the outcome an expectation speaks of: its type, its rule, and the keys that are named."""
    name = next((name for name in TYPES if name in expected), "obligation")
    if not isinstance(one, TYPES[name]) or expected.get(name) != one.rule:
        return False
    return all(str(expected[field]) == getattr(one, field, "") for field in IDENTITY if field in expected)


def _differences(expected: Mapping[str, Any], one: Outcome) -> Iterator[tuple[str, str, str]]:
    """What an expectation says otherwise, field by field; amounts are compared as numbers."""
    for field in (field for field in expected if field in COMPARED):
        actual = getattr(one, field, None)
        wanted = expected[field]
        if isinstance(actual, bool):
            same = wanted is actual
        elif isinstance(actual, Decimal) and (number := to_decimal(wanted)) is not None:
            same = number == actual
        else:
            same = str(wanted) == _shown(actual)
        if not same:
            yield field, str(wanted), _shown(actual)
    if isinstance(one, Decision):
        yield from _given_otherwise(expected, one)


def _given_otherwise(expected: Mapping[str, Any], one: Decision) -> Iterator[tuple[str, str, str]]:
    """What a decision gives otherwise: ``gives`` names attributes, ``shares`` all who get something, with how much."""
    for name, wanted in expected.get("gives", {}).items():
        actual = one.gives.get(name)
        if str(wanted) != _shown(actual):
            yield "gives", f"{name} {wanted}", f"{name} {_shown(actual)}"
    if "shares" in expected:
        wanted = _shares((each["person"], each["role"], to_decimal(each["amount"])) for each in expected["shares"])
        actual = _shares((each.person, each.role, each.amount) for each in one.shares)
        if wanted != actual:
            yield "shares", wanted, actual


def _shares(listed: Iterable[tuple[str, str, Decimal | None]]) -> str:
    """Shares in one line, whatever order they are written in."""
    return "、".join(sorted(f"{person} {role} {amount:f}" for person, role, amount in listed if amount is not None))


def _shown(value: object) -> str:
    """A field of an outcome as an example writes it."""
    if isinstance(value, datetime):
        return format_moment(value)
    return "" if value is None else str(value)


def _told(one: Outcome) -> str:
    state = getattr(one, "state", "")
    due = _shown(getattr(one, "due", None))
    return " ".join(part for part in (one.key, state, due) if part)
