"""A changed parameter never moves a result whose explanation does not name it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.ledger.naming import BY, parameters_named
from taizhang.records.book import Book, Record, make_book
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from taizhang.records.validate import fast_check
from taizhang.rules.outcome import Outcome, Scorecard
from tests.books import ROOT, schemas

AS_OF = datetime(2026, 11, 20, 18, 30)
UNVERIFIED = History("+08:00", why_unknown=Unknown.NO_REPOSITORY)
DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
FRAME = {"id", "clause", "title", "kind", "examples", "note"}
Place = tuple[str, int, tuple[str | int, ...]]


@cache
def demo() -> Book:
    """The demo company."""
    return load(WorkTree(ROOT), schemas())


@cache
def before() -> Ledger:
    """Its ledger as the rulebooks stand."""
    return compute(demo(), UNVERIFIED, AS_OF)


def leaves(value: object, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where the plain values of a rule stand."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, (*pointer, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from leaves(below, (*pointer, index))
    else:
        yield pointer


@cache
def places() -> tuple[Place, ...]:
    """Every parameter of every rule of the demo: its record, its rule, its pointer."""
    found: list[Place] = []
    for record in demo().of("rulebook"):
        for number, rule in enumerate(rules_of(record)):
            own = {key: value for key, value in rule.items() if key not in FRAME}
            found += [(record.path, number, pointer) for pointer in leaves(own)]
    return tuple(found)


def rules_of(record: Record) -> list[dict[str, Any]]:
    """The rules as the record writes them."""
    listed = record.data["rules"]
    assert isinstance(listed, list)
    return listed


def altered(value: object, how: int) -> object:
    """Another value of the same sort: a number moved, a time or a word swapped for another one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + (-2, -1, 1, 3)[how]
    text = str(value)
    if DECIMAL.fullmatch(text):
        return str(Decimal(text) + (-2, -1, 1, 3)[how])
    if len(text) == 5 and text[2] == ":":
        return ("08:00", "12:00", "17:00", "18:00")[how]
    if text[:4].isdigit() and len(text) == 10:
        return ("2026-09-07", "2026-10-05", "2026-10-12", "2026-11-02")[how]
    words = ("monday", "wednesday", "supervisor", "account-manager", "week", "month", "waive", "none", "due", "start")
    return words[(how * 3 + len(text)) % len(words)]


def parameter_of(place: Place) -> str:
    """The parameter's name; of one within a dated change the parameter that the change sets."""
    _, _, pointer = place
    inner = pointer[2:] if pointer[0] == "changes" else pointer
    return str(inner[0])


def changed(place: Place, how: int) -> tuple[str, Book] | None:
    """The rule's id and the book with one parameter altered; None where the rule's schema refuses it."""
    path, number, pointer = place
    record = demo().at(path)
    assert record is not None
    data: dict[str, Any] = copy.deepcopy(dict(record.data))
    rule = data["rules"][number]
    node = rule
    for step in pointer[:-1]:
        node = node[step]
    node[pointer[-1]] = altered(node[pointer[-1]], how)
    if not _judge(rule["kind"])(rule):
        return None
    records = [replace(one, data=data) if one.path == path else one for one in demo()]
    return rule["id"], make_book(demo().schemas, records, (), demo().content, frozenset())


@cache
def _judge(kind: str) -> Callable[[object], bool]:
    return fast_check(schemas().variants["rules"][kind])


def figure(outcome: Outcome) -> object:
    """All of an outcome but why: its causes, and those of its lines."""
    plain = [(f.name, getattr(outcome, f.name)) for f in fields(outcome) if f.name not in {"cause", "because", "lines"}]
    if isinstance(outcome, Scorecard):
        plain.append(("lines", [(line.id, line.known, line.score, line.maximum) for line in outcome.lines]))
    return plain


def moved(old: Ledger, new: Ledger) -> Iterator[tuple[str, frozenset[tuple[str, str]]]]:
    """Every result that came, went or changed, and the parameters that its explanations name, before and after."""
    olds: Mapping[str, Outcome] = {one.key: one for one in old.outcomes}
    news: Mapping[str, Outcome] = {one.key: one for one in new.outcomes}
    for key in sorted(olds.keys() | news.keys()):
        sides = [side[key] for side in (olds, news) if key in side]
        if len(sides) == 1 or figure(sides[0]) != figure(sides[1]):
            yield key, frozenset().union(*(parameters_named(side.cause) for side in sides))


@settings(max_examples=15)
@given(place=st.sampled_from(range(10_000)), how=st.integers(0, 3))
def test_no_parameter_moves_a_result_that_does_not_name_it(place: int, how: int) -> None:
    """Any parameter of any rule, altered in any way its schema lets pass."""
    made = changed(places()[place % len(places())], how)
    assume(made is not None)
    assert made is not None
    rule, book = made
    parameter = parameter_of(places()[place % len(places())])
    for key, named in moved(before(), compute(book, UNVERIFIED, AS_OF)):
        assert (rule, parameter) in named, f"{key} moved with {rule}: {parameter}, which its explanation does not name"


@pytest.mark.parametrize(
    ("rule", "pointer", "how", "at_least"),
    [
        ("weekly-report", ("due", "time"), 1, 20),
        ("weekly-report", ("late", "points"), 3, 3),
        ("visits-agree", ("effect", "points"), 0, 10),
        ("trip-filled", ("effect", "points"), 0, 3),
        ("scorecard", ("sections", 0, "lines", 0, "maximum"), 0, 20),
    ],
)
def test_these_parameters_do_move_something(rule: str, pointer: tuple[str | int, ...], how: int, at_least: int) -> None:
    """So that the property is not true of nothing; each moves results, cards among them, and all name the rule."""
    place = next(
        (path, number, pointer)
        for path, number, _ in places()
        if (record := demo().at(path)) is not None and rules_of(record)[number]["id"] == rule
    )
    made = changed(place, how)
    assert made is not None
    found = list(moved(before(), compute(made[1], UNVERIFIED, AS_OF)))
    assert len(found) >= at_least
    assert any(key.startswith("scorecard/") for key, _ in found)
    assert all((rule, str(pointer[0])) in named for _, named in found)


def test_every_result_names_its_own_rule() -> None:
    """And all of its parameters."""
    for one in before().outcomes:
        assert one.rule in {rule for rule, _ in parameters_named(one.cause)}


def test_outcomes_under_one_version_share_what_is_told_of_their_rule() -> None:
    """A page tells it once, and a year of outcomes holds few of them."""
    told = [one for outcome in before().outcomes for one in outcome.cause.children if one.sentence == BY]
    assert len({id(one) for one in told}) < len(told) / 4
