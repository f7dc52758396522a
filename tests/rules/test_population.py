"""For whom and by whom: who is there on a day, whose a customer is, who holds a role, and since when (G7)."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.facts.fact import Source
from taizhang.facts.registers import Registers
from taizhang.rules.population import Owner, Subject, fits, owner_of, told_at
from tests.books import book_of, company

POST = "  - {{from: {start}{until}, unit: east, role: {role}, title: 岗位}}"


def member(identity: str, number: str, *posts: tuple[str, str, str]) -> dict[str, str]:
    """A person's record: (from, until or nothing, role) for each post in the east."""
    lines = "\n".join(
        POST.format(start=start, until=f", until: {until}" if until else "", role=role) for start, until, role in posts
    )
    text = f"id: {identity}\nname: 姓{identity}\npinyin: {identity}\nemployee_number: {number}\nposts:\n{lines}\n"
    return {f"people/{identity}.yaml": text}


CUSTOMER = """\
id: C-000001
name: 甲公司
kind: group
opened_on: 2026-01-05
closed_on: 2026-12-01
owners:
  - {from: 2026-01-05, person: li, why: 建档分配}
  - {from: 2026-03-01, person: zhang, why: 调整}
  - {from: 2026-06-01, person: zhang, why: 续任}
grades:
  - {from: 2026-03-01, grade: B, approved_by: boss}
"""
CONTACT = """\
id: K-aaaaaaa1
customer: C-000001
name: 陈先生
role: key-person
from: 2026-02-01
until: 2026-10-31
"""


@pytest.fixture(scope="module")
def registers() -> Registers:
    """East with a supervisor, one who followed a gap later, two deputies, two managers, a customer and a contact."""
    files = company("east", "west")
    files |= member("boss", "T0001", ("2025-01-01", "2026-05-31", "supervisor"))
    files |= member("next", "T0002", ("2026-06-02", "", "supervisor"))
    files |= member("one", "T0003", ("2025-01-01", "", "deputy-general-manager"))
    files |= member("two", "T0004", ("2025-01-01", "", "deputy-general-manager"))
    files |= member("zhang", "T0005", ("2025-01-01", "2026-10-15", "account-manager"))
    files |= member("li", "T0006", ("2025-01-01", "", "account-manager"))
    files["customers/C-000/C-000001.yaml"] = CUSTOMER
    files["contacts/K-aa/K-aaaaaaa1.yaml"] = CONTACT
    return Registers(book_of(files))


def subject(registers: Registers, kind: str, identity: str) -> Subject:
    """One of a register; it must be in it."""
    entity = registers.entity(kind, identity)
    assert entity is not None
    return Subject(kind, entity)


def owner(registers: Registers, roles: object, day: str, unit: str = "east") -> Owner:
    """Who holds one of the roles in a unit."""
    assert isinstance(roles, (str, list))
    return owner_of({"role": roles}, subject(registers, "unit", unit), date.fromisoformat(day), registers)


@pytest.mark.parametrize(
    ("kind", "identity", "day", "there"),
    [
        ("customer", "C-000001", "2026-01-04", False),
        ("customer", "C-000001", "2026-01-05", True),
        ("customer", "C-000001", "2026-11-30", True),
        ("customer", "C-000001", "2026-12-01", False),
        ("contact", "K-aaaaaaa1", "2026-01-31", False),
        ("contact", "K-aaaaaaa1", "2026-02-01", True),
        ("contact", "K-aaaaaaa1", "2026-10-31", True),
        ("contact", "K-aaaaaaa1", "2026-11-01", False),
        ("person", "zhang", "2026-10-15", True),
        ("person", "zhang", "2026-10-16", False),
        ("unit", "east", "2000-01-01", True),
    ],
)
def test_who_is_there(registers: Registers, kind: str, identity: str, day: str, *, there: bool) -> None:
    """From the first to the last day; the day a customer is closed it is one no more."""
    assert subject(registers, kind, identity).there(date.fromisoformat(day)) is there


@pytest.mark.parametrize(
    ("where", "day", "fit"),
    [
        ({"kind": "group", "grade": "B"}, "2026-03-01", True),
        ({"kind": "group", "grade": ["A", "B"]}, "2026-03-01", True),
        ({"grade": "A"}, "2026-03-01", False),
        ({"kind": "group", "grade": "B"}, "2026-02-28", None),
        ({"kind": "individual-key", "grade": "B"}, "2026-02-28", False),
    ],
)
def test_fits_by_the_day(registers: Registers, where: dict[str, object], day: str, *, fit: bool | None) -> None:
    """Nobody knows where a grade is not told, unless something else speaks against it."""
    assert fits(subject(registers, "customer", "C-000001"), where, date.fromisoformat(day), registers) is fit


def test_a_contact_fits_by_its_customer(registers: Registers) -> None:
    contact = subject(registers, "contact", "K-aaaaaaa1")
    assert contact.customer == "C-000001"
    assert fits(contact, {"customer.grade": "B", "role": "key-person"}, date(2026, 3, 1), registers) is True


@pytest.mark.parametrize(
    ("day", "person", "since", "unit"),
    [
        ("2026-02-28", "li", "2026-01-05", "east"),
        ("2026-03-01", "zhang", "2026-03-01", "east"),
        ("2026-07-01", "zhang", "2026-03-01", "east"),  # two items of the list, one owner without a gap
        ("2026-11-01", "zhang", "2026-03-01", "east"),  # he has left: still named, with his last unit
    ],
)
def test_whose_a_customer_is(registers: Registers, day: str, person: str, since: str, unit: str) -> None:
    for one in (subject(registers, "customer", "C-000001"), subject(registers, "contact", "K-aaaaaaa1")):
        found = owner_of("customer.owner", one, date.fromisoformat(day), registers)
        assert (found.person, str(found.since), found.unit) == (person, since, unit)
        assert found.cause.sentence == "owner.customer"


def test_a_role_in_a_unit(registers: Registers) -> None:
    found = owner(registers, "supervisor", "2026-05-31")
    assert (found.person, found.unit, found.since) == ("boss", "east", date(2025, 1, 1))


def test_an_office_in_another_unit_owes_it(registers: Registers) -> None:
    """East's supervisor owes it for west: the duty is west's, as marketing's inspection of a branch is (A8.7)."""
    west, day = subject(registers, "unit", "west"), date(2026, 5, 31)
    found = owner_of({"role": "supervisor", "unit": "east"}, west, day, registers)
    assert (found.person, found.unit) == ("boss", "west")
    nobody = owner_of({"role": "marketing-manager", "unit": "east"}, west, day, registers)
    assert (nobody.person, nobody.unit) == ("", "west")


def test_nobody_and_several_are_told_not_guessed(registers: Registers) -> None:
    """The day between two supervisors, a branch without one, and two deputies of one rank."""
    for day, unit in (("2026-06-01", "east"), ("2026-06-02", "west")):
        nobody = owner(registers, "supervisor", day, unit)
        assert (nobody.person, nobody.unit, nobody.cause.sentence) == ("", unit, "owner.nobody")
    several = owner(registers, ["general-manager", "deputy-general-manager"], "2026-06-02")
    assert (several.person, several.cause.sentence, len(several.cause.children)) == ("", "owner.several", 2)


def test_roles_are_tried_in_turn(registers: Registers) -> None:
    assert owner(registers, ["general-manager", "supervisor"], "2026-06-02").person == "next"


def test_where_a_value_is_told(registers: Registers) -> None:
    """Of a dated list the item, of anything else the field."""
    entity = subject(registers, "customer", "C-000001").entity
    path = "records/customers/C-000/C-000001.yaml"
    assert told_at(entity, "grade", date(2026, 3, 1), registers) == Source(path, ("grades", 0))
    assert told_at(entity, "kind", date(2026, 3, 1), registers) == Source(path, ("kind",))
