"""What of a contact may be shown."""

from __future__ import annotations

import json

import pytest

from taizhang.publish.contacts import Contact, contacts, labelled_contact
from taizhang.publish.hidden import masked
from tests.publish import companies


def files(*until: str) -> companies.Files:
    """A company with a customer and one contact for each last day, "" for who is still there."""
    owners = [{"from": "2026-01-05", "person": "zhang-wei", "why": "建档分配"}]
    customer = {"id": "C-000111", "name": "宏远物流", "kind": "group", "opened_on": "2026-01-05", "owners": owners}
    found = companies.ordinary() | {"customers/C-000/C-000111.yaml": json.dumps(customer)}
    for number, last in enumerate(until):
        one = {"id": f"K-aaaa000{number}", "customer": "C-000111", "name": f"王{number}", "role": "key-person"}
        one |= {"from": "2026-01-05", **({"until": last} if last else {})}
        found[f"contacts/K-aa/K-aaaa000{number}.yaml"] = json.dumps(one)
    return found


@pytest.mark.parametrize(("name", "told"), [("王芳", "王**"), ("欧阳娜娜", "欧**"), ("王", "王**"), ("", "**")])
def test_a_name_is_its_first_character(name: str, told: str) -> None:
    assert masked(name) == told


def test_who_left_is_told_from_the_day_after() -> None:
    found = contacts(companies.view_of(files("2026-11-04", "2026-11-05", "")))["C-000111"]
    assert [(one.id, one.gone) for one in found] == [
        ("K-aaaa0001", False),
        ("K-aaaa0002", False),
        ("K-aaaa0000", True),
    ]
    assert found[0] == Contact("K-aaaa0001", "王**", "关键联络人", "", birthday=False, gone=False)


def test_a_contact_of_a_fact_is_masked_and_an_unknown_one_only_an_id() -> None:
    view = companies.view_of(files(""))
    assert labelled_contact(view, "K-aaaa0000").line == "王**"
    assert labelled_contact(view, "K-aaaa0000").label == "联系人"
    assert labelled_contact(view, "K-gone0000").line == "K-gone0000"
    assert contacts(companies.view_of(companies.empty())) == {}
