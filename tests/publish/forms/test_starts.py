"""A form begins with what ``taizhang new`` fills in, for whoever is in post; nothing that a view hides is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from taizhang.desk.any_stub import Said, any_stub
from taizhang.desk.asked import Unknown
from taizhang.desk.stubs import WEEKLY, Stub, default_week, stub
from taizhang.desk.supervisor_stubs import COACHING, ROLLUP, TASK, coaching_stub, rollup_stub, task_stub
from taizhang.desk.week import post_in
from taizhang.facts.registers import Entity, Registers
from taizhang.publish.forms import forms_of
from taizhang.publish.forms.starts import PERSON, UNIT, Starts, started
from taizhang.records.text.reader import read
from taizhang.when.period import PeriodKind, period_of
from tests.publish import canaries
from tests.publish.demo import demo_book, demo_view, maker_with

ABOUT_PERSON = (*WEEKLY, TASK, COACHING)
OF_UNIT = tuple(kind.name for kind in demo_view().kinds if started(kind) == UNIT)
TELECOM = "telecom-"


@cache
def registers() -> Registers:
    return Registers(demo_book())


def commanded(kind: str, person: Entity) -> Stub | Unknown:
    """What ``taizhang new`` makes of the whole book."""
    book, as_of = demo_book(), demo_view().as_of
    if kind == TASK:
        return task_stub(book, person, as_of)
    if kind == COACHING:
        return coaching_stub(book, person, as_of.date(), as_of)
    return stub(kind, book, person, default_week(kind, as_of.date()), as_of)


def read_back(found: Stub | Unknown) -> Any:  # noqa: ANN401 - a record with gaps
    """What a stub's text says, without what is still to be filled in."""
    assert isinstance(found, Stub)
    return filled(read(found.text("x").encode(), "x.yaml").data)


def filled(value: object) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, dict):
        return {name: told for name, one in value.items() if (told := filled(one)) is not None and told != []}
    return [filled(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", ABOUT_PERSON)
def test_it_is_what_the_command_fills_in(kind: str) -> None:
    """From the few records that tell of somebody as from all; the fields that are known stand there once."""
    starts, lists = Starts(demo_view()), 0
    people = [one for one in starts.of_person(kind) if str(one.life[-1].values.get("unit")).startswith(TELECOM)]
    assert len(people) > 10
    for person in people:
        told, there = starts.for_person(kind, person), commanded(kind, person)
        assert isinstance(there, Stub)
        assert told["path"] == there.path
        assert filled(told["value"]) == read_back(there), person.id
        lists += bool(told["offers"]) or any(isinstance(one, list) and one for one in told["value"].values())
    assert lists or kind in {TASK, "service-log"}, "everybody has written up his trips"


@pytest.mark.parametrize("kind", OF_UNIT)
def test_so_it_is_for_a_unit(kind: str) -> None:
    view = demo_view()
    unit = registers().entity("unit", "telecom-east")
    assert unit is not None
    told = Starts(view).for_unit(kind, unit)
    week = period_of(PeriodKind.WEEK, view.as_of.date()).previous()
    there = (
        rollup_stub(demo_book(), view.ledger, unit, week)
        if kind == ROLLUP
        else any_stub(kind, demo_book(), Said(None, unit, {}, view.as_of))
    )
    if isinstance(there, Unknown):
        assert (told["path"], told["value"]) == ("", {})
    else:
        assert (told["path"], filled(told["value"])) == (there.path, read_back(there))


def test_the_roster_of_a_unit_stands_in_its_minutes() -> None:
    unit = registers().entity("unit", "telecom-east")
    assert unit is not None
    told = Starts(demo_view()).for_unit("meeting", unit)
    assert {"person": "zhang-wei"} in told["value"]["attendance"]
    assert {"at": ["attendance", 3, "person"], "beside": "张伟"} in told["notes"]


def test_only_who_is_in_post_has_starts() -> None:
    view, files = demo_view(), forms_of(demo_view())
    for kind in WEEKLY:
        week = default_week(kind, view.as_of.date())
        have = {one.id for one in Starts(view).of_person(kind)}
        assert have == {one.id for one in registers().entities("person") if post_in(one, week) is not None}
        assert have < {one.id for one in registers().entities("person")}
        listed = json.loads(files[f"forms/data/starts/{kind}/index.json"]())
        assert set(listed) == have
        assert all(f"forms/data/starts/{kind}/{name}.json" in files for name in listed)


def test_words_that_the_schema_says_anyway_are_not_repeated() -> None:
    person = registers().entity("person", "zhang-wei")
    assert person is not None
    told = Starts(demo_view()).for_person("visit-plan", person)
    assert [one["value"] for one in told["offers"]][:1] == [{"customer": "C-000147"}]
    assert [one["beside"] for one in told["offers"][0]["notes"]] == ["顺越医药(A 级,上次服务 11-18)"]
    (note,) = told["notes"]
    assert note["at"] == ["visits"]
    assert [line[:8] for line in note["above"]] == ["这一周的工作日:"]


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    else:
        yield value


def test_an_edition_without_the_kinds_has_no_starts() -> None:
    view = maker_with({}, canaries.OUTSIDER).view
    files = forms_of(view)
    ours = [path for path in files if "/starts/" in path and not path.endswith("/index.json")]
    assert [path for path in ours if "/unit." not in path] == []
    assert {started(kind) for kind in view.kinds} == {PERSON, UNIT, ""}


def test_no_start_holds_what_is_hidden() -> None:
    view = demo_view()
    for path, made in forms_of(view).items():
        if "/starts/" in path:
            assert not [one for one in leaves(json.loads(made())) if isinstance(one, str) and "此处不公开" in one], path
