"""A stub of every kind that people write: at its place, readable, with every field and nothing filled in for them."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest

from taizhang.desk.any_stub import WRITTEN, Said, any_stub
from taizhang.desk.asked import Unknown
from taizhang.desk.stubs import Stub
from taizhang.facts.registers import Registers
from taizhang.records.book import Book
from taizhang.records.examine import Examiner
from taizhang.records.paths import template_fields
from taizhang.records.source import Entry
from taizhang.records.text.reader import read
from tests.books import book_of
from tests.desks import CUSTOMERS, GONE, ZHANG, desk_book
from tests.records.company import VALID, place_of, schemas, valid_files

TEAM = (ZHANG, GONE, CUSTOMERS)
AT = datetime(2026, 10, 16, 16, 5)
KINDS = sorted(schemas().kinds.keys() - WRITTEN)
NOBODY = Said(None, None, {}, AT)


@cache
def examples() -> Book:
    """The company of the good examples."""
    return book_of({path.removeprefix("records/"): text for path, text in valid_files().items()})


def said(book: Book, person: str = "", unit: str = "", **values: str) -> Said:
    """What somebody says of a record."""
    registers = Registers(book)
    return Said(registers.entity("person", person), registers.entity("unit", unit), values, AT)


def made(found: Stub | Unknown) -> Stub:
    """The stub, which is there."""
    assert isinstance(found, Stub), found
    return found


def refused(found: Stub | Unknown) -> str:
    """Why there is none."""
    assert isinstance(found, Unknown)
    return found.text


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_at_the_place_of_its_example(kind: str) -> None:
    file = min((VALID / kind).glob("*.yaml"))
    data = read(file.read_bytes(), "").data
    assert data is not None
    values = {name: str(data[name]) for name in template_fields(schemas().kinds[kind].template)}
    found = made(any_stub(kind, examples(), Said(None, None, values, datetime(2026, 12, 31, 12, 0))))
    assert f"records/{found.path}" == place_of(kind, file.read_bytes())
    text = found.text("../x.schema.json").encode()
    assert read(text, "records/x.yaml").problems == ()
    problems = Examiner(schemas()).check(Entry(f"records/{found.path}", "records"), text).problems
    assert {one.rule for one in problems} <= {
        "schema.empty",
        "schema.empty-required",
        "schema.too-few",
        "schema.required",
    }
    for name in schemas().kinds[kind].schema["properties"]:
        assert f"\n{name}:" in text.decode() or f"\n# {name}:" in text.decode(), f"{kind} lacks {name}"


def test_what_follows_from_day_and_register_need_not_be_said() -> None:
    book = examples()
    customers = sorted(one.id for one in book.of("customer"))
    found = made(any_stub("customer", book, NOBODY))
    assert f"id: C-{int(customers[-1][2:]) + 1:06}\n" in found.text("")
    deal = made(any_stub("deal", book, said(book, unit="telecom-east")))
    assert deal.path == "deals/telecom-east/2026-10/2026-10-16-d1.yaml"
    contact = made(any_stub("contact", book, NOBODY))
    assert contact.path.startswith("contacts/K-")
    assert len(contact.path) == len("contacts/K-aa/K-aaaaaaaa.yaml")


def test_the_next_free_number_where_one_is_taken() -> None:
    book = desk_book(*TEAM)
    first = made(any_stub("incident", book, said(book, person="zhang")))
    assert first.path == "incidents/east/2026-10/2026-10-16-zhang.yaml"
    taken = desk_book(*TEAM, {first.path: "id: 2026-10-16-zhang\nunit: east\n"})
    assert made(any_stub("incident", taken, said(taken, person="zhang"))).path.endswith("/2026-10-16-zhang-2.yaml")


def test_people_units_and_customers_by_name() -> None:
    book = desk_book(*TEAM)
    found = made(any_stub("incident", book, said(book, person="zhang", type="award-won", recorded_by="张伟")))
    assert "recorded_by: zhang\n" in found.text("")
    assert "type: award-won\n" in found.text("")


def test_minutes_come_with_the_roster_to_sign_in() -> None:
    book = desk_book(*TEAM)
    text = made(any_stub("meeting", book, said(book, unit="east"))).text("")
    assert "  - person: zhang  # 张伟\n    state:  # present 出席" in text
    assert "xie" not in text, "who left a week ago signs nothing"


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("incidnt", {}, "schemas 里没有“incidnt”这一类记录。最接近的有:incident 加减分事件"),
        ("closing", {}, "“月结”不从初稿写起,用 taizhang close。"),
        ("approval", {}, "“审批”不从初稿写起,用 taizhang approve。"),
        ("rulebook", {}, "“规则集”不从初稿写起:照"),
        ("incident", {"typ": "x"}, "“加减分事件”没有“typ”这一项。最接近的有:type 事件。"),
        ("incident", {"person": "张三"}, "名册里没有“张三”这个人。"),
        ("inspection", {}, "写“检查”还要说明:unit(单位,例如 telecom-east)、id("),
    ],
)
def test_what_cannot_be_begun_says_why(kind: str, values: dict[str, str], told: str) -> None:
    assert refused(any_stub(kind, desk_book(*TEAM), Said(None, None, values, AT))).startswith(told)


def test_a_path_is_never_led_astray() -> None:
    book = desk_book(*TEAM)
    found = any_stub("incident", book, said(book, person="zhang", id="../../x"))
    assert isinstance(found, Unknown) or ".." not in found.path
