"""What of a kind's records an audience may not see, field by field."""

from __future__ import annotations

import pytest

from taizhang.publish.audience import USUAL, Audience
from taizhang.publish.hidden import HIDDEN, limits_of, masked, unread, without
from taizhang.records.book import Record
from tests import books

STAFF, MARKETING, HR, MANAGEMENT = USUAL
OUTSIDER = Audience("outsider", "外部版", frozenset())
CONTACT: dict[str, object] = {
    "id": "K-aaaa0001",
    "customer": "C-000111",
    "name": "欧阳明月",
    "role": "key-person",
    "phone": "13900000001",
    "birthday": {"calendar": "solar", "month": 3, "day": 4},
    "from": "2026-01-05",
}


def record(kind: str, data: dict[str, object]) -> Record:
    """A record with its data."""
    return Record(kind, f"records/{kind}s/x.yaml", "x", "x", "", data)


@pytest.mark.parametrize(
    ("kind", "audience", "gone", "none"),
    [
        ("contact", STAFF, False, False),
        ("contact", MARKETING, False, True),
        ("contact", OUTSIDER, True, False),
        ("customer", MARKETING, False, False),
        ("customer", MANAGEMENT, False, True),
        ("customer", OUTSIDER, True, False),
        ("leave", STAFF, False, False),
        ("leave", HR, False, True),
        ("person", OUTSIDER, False, True),
    ],
)
def test_a_kind_is_there_in_part_whole_or_not(kind: str, audience: Audience, *, gone: bool, none: bool) -> None:
    found = limits_of(books.schemas().kinds[kind], audience)
    assert (found.gone, found.none) == (gone, none)


def test_a_field_is_as_what_it_lies_in_unless_it_says_otherwise() -> None:
    staff = limits_of(books.schemas().kinds["customer"], STAFF)
    assert staff.hides(("contracts", "*", "kept_at", "deeper"))
    assert staff.hides(("profile",))
    assert not staff.hides(("name",))
    assert not staff.hides(("nothing-known",))
    assert staff.names == {"contracts", "profile"}
    contact = limits_of(books.schemas().kinds["contact"], STAFF)
    assert contact.hides(("nothing-known",)), "of a kind that may not be seen"
    assert not contact.hides(("role",))


def test_values_give_way_to_a_word_names_to_their_first_character_lists_are_empty() -> None:
    seen, pointers = without(record("contact", CONTACT), limits_of(books.schemas().kinds["contact"], STAFF))
    assert dict(seen.data) == {**CONTACT, "name": "欧**", "phone": HIDDEN, "birthday": {}}
    assert pointers == {("name",), ("phone",), ("birthday",)}
    contracts: list[object] = [{"number": "HY-1", "title": "专线"}]
    customer: dict[str, object] = {
        "id": "C-1",
        "name": "宏远",
        "contracts": contracts,
        "owners": [{"from": "2026-01-05", "person": "z"}],
    }
    seen, pointers = without(record("customer", customer), limits_of(books.schemas().kinds["customer"], STAFF))
    assert dict(seen.data) == {**customer, "contracts": []}
    assert pointers == {("contracts",)}


def test_a_record_without_anything_hidden_is_the_same() -> None:
    one = record("contact", CONTACT)
    assert without(one, limits_of(books.schemas().kinds["contact"], HR)) == (one, frozenset())


def test_no_file_s_name_is_made_of_what_may_be_hidden_in_it() -> None:
    for kind in books.schemas().kinds.values():
        for one in (*USUAL, OUTSIDER):
            found = limits_of(kind, one)
            named = {step.split(":")[0] for step in kind.template.replace("}", "{").split("{")[1::2]}
            assert found.gone or not any(found.hides((name,)) for name in named), kind.name


def test_attributes_are_hidden_as_the_fields_they_are_taken_from() -> None:
    customer, leave = (books.schemas().kinds[name] for name in ("customer", "leave"))
    found = set(unread(customer, limits_of(customer, STAFF)))
    assert found == {("contract.signed", "title"), ("contract.signed", "expires_on"), ("contract.signed", "amount")}
    assert set(unread(customer, limits_of(customer, MANAGEMENT))) == set()
    assert {name for _, name in unread(leave, limits_of(leave, STAFF))} <= {"type", "reason"}


@pytest.mark.parametrize(("name", "told"), [("王芳", "王**"), ("", "**")])
def test_a_name_is_its_first_character(name: str, told: str) -> None:
    assert masked(name) == told
