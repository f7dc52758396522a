"""The share of complete files by unit: the least complete first, in figures worked out by hand."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.customer_files import File, by_unit, files
from tests.publish.demo import demo_view, maker_with


def of(unit: str, *lacks: str) -> File:
    """A file."""
    return File("C-000001", "records/x.yaml", unit, "", "", lacks)


def test_shares_by_unit() -> None:
    """Two of three are 66.7 %; a unit with nothing complete is 0 and stands first."""
    found = by_unit([of("b"), of("b", "grade", "owner"), of("b"), of("a"), of("c", "grade")])
    assert [(one.unit, one.full, one.share) for one in found] == [
        ("c", 0, Decimal("0.0")),
        ("b", 2, Decimal("66.7")),
        ("a", 1, Decimal("100.0")),
    ]
    assert dict(found[1].lacks) == {"grade": 1, "owner": 1}


def test_stale_is_lacking() -> None:
    found = {one.customer: one.lacks for one in files(demo_view(), frozenset({"C-000111"}))}
    assert found["C-000111"] == ("verified",)


def test_without_contacts_nobody_lacks_one() -> None:
    """Contacts kept elsewhere are no fault of the files."""
    view = maker_with({}).view
    assert not [one for one in files(view, frozenset()) if "contact" in one.lacks]
    gone = {
        record.path.removeprefix("records/")
        for record in view.records("contact")
        if record.text("customer") == "C-000111"
    }
    assert gone
    left = files(maker_with(dict.fromkeys(gone, "{}")).view, frozenset())
    assert [one.customer for one in left if "contact" in one.lacks] == ["C-000111"], "others like it have one"
