"""Two people of one name are told apart wherever a name stands, so that a table chosen by it shows one of them."""

from __future__ import annotations

from datetime import date

from taizhang.facts.registers import Registers
from taizhang.publish.namesakes import told_apart
from taizhang.publish.pages import obligations, people
from tests import books
from tests.publish import companies
from tests.publish.tables import Tables

DAY = date(2026, 11, 5)
NOW = ("2026-01-01", "", "east")


def called(**posts: tuple[str, str, str]) -> dict[str, str]:
    """What people named 张伟 are called, by id, with whoever else the ordinary company has."""
    files: companies.Files = {**books.company("east", "west")}
    for number, (identity, post) in enumerate(posts.items(), 1):
        files |= companies.person(identity, "张伟", f"T000{number}", post)
    files |= companies.person("li-na", "李娜", "T0009", NOW)
    return dict(told_apart(Registers(books.book_of(files)), DAY, {"east": "城东", "west": "城西"}.__getitem__))


def test_one_of_a_name_goes_by_it() -> None:
    assert called(one=NOW) == {}


def test_of_two_units_each_has_his_own() -> None:
    assert called(one=NOW, two=("2026-01-01", "", "west")) == {"one": "张伟(城东)", "two": "张伟(城西)"}


def test_two_of_one_unit_go_by_their_numbers() -> None:
    third = ("2026-01-01", "", "west")
    assert called(one=NOW, two=NOW, three=third) == {"one": "张伟(T0001)", "two": "张伟(T0002)", "three": "张伟(城西)"}


def test_who_holds_no_post_goes_by_his_number() -> None:
    assert called(one=NOW, two=("2026-01-01", "2026-11-04", "east")) == {"one": "张伟(城东)", "two": "张伟(T0002)"}


def test_a_table_chosen_by_name_shows_one_of_the_two() -> None:
    """Both of the east: 李娜's reports are hers of the west, the second 张伟 sent none."""
    files = companies.ordinary() | companies.person("zhang-er", "张伟", "T0008", ("2026-01-01", "", "east"))
    maker = companies.maker_of(files)
    page = companies.by_address(list(obligations.pages(maker)))["obligations/east.2026-10/"]
    table = Tables(str(page.body)).by_id["duties"]
    assert {row.cells[0].strip() for row in table.rows if not row.opens} == {"张伟(T0001)", "张伟(T0008)"}
    assert table.shows({"person": ["张伟(T0001)"], "state": ["按时"]})
    assert not table.shows({"person": ["张伟(T0008)"], "state": ["按时"]})
    assert not table.shows({"person": ["张伟"]})
    made = companies.by_address(list(people.pages(maker)))
    assert made["people/zhang-er/"].title == "张伟(T0008)"
