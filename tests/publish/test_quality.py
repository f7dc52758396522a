"""What is thin in the records, by small changes of the demo company whose results are worked out by hand."""

from __future__ import annotations

from taizhang.publish.quality import Topic, quality
from taizhang.publish.view import View
from tests.books import ROOT
from tests.publish.demo import demo_view, maker_with

CUSTOMER = "customers/C-000/C-000111.yaml"


def topic(view: View, name: str) -> Topic:
    """One topic."""
    (found,) = (one for one in quality(view).topics if one.id == name)
    return found


def with_customer(old: str, new: str) -> View:
    """The demo company with a change in the file of 达康保安."""
    text = (ROOT / "records" / CUSTOMER).read_text("utf-8")
    assert old in text
    return maker_with({CUSTOMER: text.replace(old, new)}).view


def test_a_verification_made_good_is_no_trouble_any_more() -> None:
    late = {row.customer for row in topic(demo_view(), "verified").rows}
    assert "C-000147" in late
    path = "customers/C-000/C-000147.yaml"
    text = (ROOT / "records" / path).read_text("utf-8")
    head, _, tail = text.partition("verifications:\n")
    mended = f"{head}verifications:\n{tail.partition(chr(10))[0]}\n  - {{on: 2026-11-18, by: zhang-wei}}\n"
    now = maker_with({path: mended}).view
    assert {row.customer for row in topic(now, "verified").rows} == late - {"C-000147"}


def test_a_file_lacks_what_others_like_it_hold() -> None:
    (row,) = (
        one for one in topic(with_customer("industry: 安保服务\n", ""), "files").rows if one.customer == "C-000111"
    )
    assert row.values["file"].lacks == ("industry",)
    assert row.unit == "telecom-east"


def test_a_trade_that_grades_nobody_lacks_no_grades() -> None:
    found = [one for one in quality(demo_view()).files if one.unit in {"fitness", "sales-office"}]
    assert found
    assert not [one for one in found if "grade" in one.lacks]


def test_a_customer_left_by_his_manager_is_without_owner() -> None:
    view = with_customer(
        "    person: zhang-wei\n    why: 建档分配\n",
        "    until: 2026-11-01\n    person: zhang-wei\n    why: 建档分配\n",
    )
    rows = {row.customer: row for row in topic(view, "owners").rows}
    assert rows["C-000111"].values["file"].last == "zhang-wei"
    assert rows["C-000111"].unit == "telecom-east", "where he was last"


def test_closed_customers_are_not_looked_at() -> None:
    shut = with_customer("opened_on: 2025-10-27\n", "opened_on: 2025-10-27\nclosed_on: 2026-11-19\n")
    assert "C-000111" not in {one.customer for one in quality(shut).files}
    later = with_customer("opened_on: 2025-10-27\n", "opened_on: 2025-10-27\nclosed_on: 2026-11-21\n")
    assert "C-000111" in {one.customer for one in quality(later).files}


def test_who_left_and_still_has_customers_is_named() -> None:
    path = "people/zhang-wei.yaml"
    text = (ROOT / "records" / path).read_text("utf-8")
    left = text.replace("    unit: telecom-east\n", "    until: 2026-11-10\n    unit: telecom-east\n", 1)
    assert left != text
    rows = {row.person: row for row in topic(maker_with({path: left}).view, "posts").rows}
    held = len(demo_view().registers.customers_of("zhang-wei", demo_view().as_of.date()))
    assert rows["zhang-wei"].values["customers"] == held > 0


def test_a_unit_whose_supervisor_left_is_named() -> None:
    path = "people/li-na.yaml"
    text = (ROOT / "records" / path).read_text("utf-8")
    assert "telecom-east" not in {row.unit for row in topic(demo_view(), "posts").rows}
    left = text.replace("    unit: telecom-east\n", "    until: 2026-11-10\n    unit: telecom-east\n", 1)
    rows = topic(maker_with({path: left}).view, "posts").rows
    assert "telecom-east" in {row.unit for row in rows if not row.person}
