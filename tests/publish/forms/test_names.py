"""What references find: everybody by name, the newest records by what they are called, nothing that is not shown."""

from __future__ import annotations

import gzip

from taizhang.publish.audience import USUAL
from taizhang.publish.forms import as_json
from taizhang.publish.forms.names import MOST, names, referred
from taizhang.publish.view import View
from tests.publish import companies
from tests.publish.canaries import OUTSIDER
from tests.publish.demo import demo_view, maker_with

MANAGEMENT = USUAL[-1]
RECORD = 60
"""So many bytes a customer takes at most on the average: twenty thousand of them take little more than a megabyte."""


def by_id(view: View, kind: str) -> dict[str, dict[str, str]]:
    return {one["id"]: one for one in names(view, kind)}


def test_every_kind_that_a_form_refers_to_is_there() -> None:
    assert referred(demo_view()) == (
        *("committee", "contact", "custody", "customer", "demand", "person", "record", "service-order", "unit"),
        "unit-sale",
    )
    for kind in referred(demo_view()):
        found = names(demo_view(), kind)
        assert found, kind
        assert len({one["id"] for one in found}) == len(found)
        assert all(set(one) <= {"id", "name", "note", "unit", "until"} for one in found)


def test_who_it_is_is_told() -> None:
    people = by_id(demo_view(), "person")
    assert people["zhang-wei"] == {"id": "zhang-wei", "name": "张伟", "note": "客户经理", "unit": "telecom-east"}
    assert people["bai-lin"] == {"id": "bai-lin", "name": "白琳", "until": "2026-09-15"}
    assert by_id(demo_view(), "customer")["C-000147"] == {"id": "C-000147", "name": "顺越医药", "note": "A 级"}


def test_records_are_found_by_place_the_newest_first() -> None:
    found = names(demo_view(), "record")
    assert len(found) <= MOST
    days = [one["id"].rsplit("/", 1)[-1][:10] for one in found if one["id"].startswith("meetings/")]
    assert days == sorted(days, reverse=True)
    keys = {record.key for record in demo_view().book}
    assert {one["id"] for one in found} <= keys


def test_names_are_those_of_the_edition() -> None:
    """Contacts are masked for the staff, and whose they are is told by the customer; outsiders have no customers."""
    staff, management = demo_view(), maker_with({}, MANAGEMENT).view
    contact, whole = next(iter(names(staff, "contact"))), next(iter(names(management, "contact")))
    assert contact["id"] == whole["id"]
    assert (contact["name"][1:], len(whole["name"])) == ("**", len(whole["name"]))
    assert "*" not in whole["name"]
    assert contact["note"] == whole["note"] != ""
    outsider = maker_with({}, OUTSIDER).view
    assert names(outsider, "customer") == []
    assert {one["id"].split("/")[0] for one in names(outsider, "record")}.isdisjoint({"weekly-reports", "customers"})


def test_twenty_thousand_customers_stay_a_file_to_be_loaded() -> None:
    found = names(demo_view(), "customer")
    assert len(as_json(found).encode()) / len(found) < RECORD
    many = [{**one, "id": f"C-{number:06}"} for number, one in enumerate(found * (20_000 // len(found) + 1))][:20_000]
    assert len(as_json(many).encode()) < 1_300_000
    assert len(gzip.compress(as_json(many).encode(), mtime=0)) < 300_000


def test_a_company_on_its_first_day_has_nobody_to_refer_to() -> None:
    view = companies.view_of(companies.empty())
    assert names(view, "person") == names(view, "customer") == []
    assert all(isinstance(names(view, kind), list) for kind in referred(view))
