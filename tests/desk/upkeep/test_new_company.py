"""A company's own repository as files: its rules are the template's, its records nobody's but its own."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache

import pytest
import yaml

from taizhang.cli.check import every_problem
from taizhang.desk.asked import Unknown
from taizhang.desk.upkeep.new_company import Wanted, books_of, first_files, first_records, lacking, makefile, plain
from taizhang.records.book import Book
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests.books import ROOT, book_of, schemas

SINCE = date(2026, 11, 23)


@cache
def template() -> Book:
    """The project's own records, from which companies begin."""
    return load(WorkTree(ROOT), schemas())


def files_of(*books: str, name: str = "鸿运通信", since: date = SINCE) -> dict[str, str]:
    """The records of a new company by path below the root."""
    files = first_files(ROOT, template(), Wanted(name, books, since))
    assert not isinstance(files, Unknown), files
    return {path.removeprefix("records/"): text.decode() for path, text in files.items() if path.startswith("records/")}


@pytest.mark.parametrize("book", sorted(books_of(template())))
def test_each_rulebook_stands_alone(book: str) -> None:
    """Its examples pass, its readings are there, nothing of the demonstration is needed."""
    made = book_of(files_of(book))
    assert sorted(every_problem(made)) == []
    assert {one.text("book") for one in made.of("rulebook")} == {book}
    there = {one.id for one in template().of("reading") if one.text("book") == book}
    assert {one.id for one in made.of("reading")} == there


def test_nobody_of_the_demonstration_comes_along() -> None:
    """Not as a person, and not as somebody who decided or reviewed."""
    files = files_of(*sorted(books_of(template())))
    made = book_of(files)
    assert {one.id for one in made.of("person")} == {"admin", "reviewer"}
    kinds = {"calendar", "company", "person", "reading", "rulebook", "unit"}
    assert {one.kind for one in made} == kinds
    assert {one.text("decided_by") for one in made.of("reading")} == {"admin"}
    assert {one.text("decided_on") for one in made.of("reading")} == {"2026-11-23"}
    assert {(one.text("entered_by"), one.text("reviewed_by")) for one in made.of("calendar")} == {("admin", "reviewer")}
    assert "as_of" not in made.of("company")[0].data
    assert sorted(every_problem(made)) == []


def test_readings_keep_their_text_byte_for_byte() -> None:
    was = (ROOT / "records/readings/k1.yaml").read_text(encoding="utf-8")
    now = files_of("telecom")["readings/k1.yaml"]
    assert now == was.replace("decided_by: wu-hao", "decided_by: admin").replace(
        "decided_on: 2026-08-20", "decided_on: 2026-11-23"
    )


def test_one_rulebook_makes_the_company_its_unit_and_several_stand_below_it() -> None:
    alone = book_of(files_of("telecom"))
    assert [(one.id, one.text("name"), one.text("parent")) for one in alone.of("unit")] == [("telecom", "鸿运通信", "")]
    both = book_of(files_of("telecom", "fitness"))
    assert [(one.id, one.text("name"), one.text("parent")) for one in both.of("unit")] == [
        ("company", "鸿运通信", ""),
        ("fitness", "鸿运通信(会籍顾问对单制度)", "company"),
        ("telecom", "鸿运通信(客户经理管理制度)", "company"),
    ]


def test_a_name_is_text_whatever_it_holds() -> None:
    name = '<script>alert("1")</script>: {{ x }} #1'
    files = first_files(ROOT, template(), Wanted(name, ("towers",), SINCE))
    assert not isinstance(files, Unknown)
    assert yaml.safe_load(files["records/company.yaml"])["name"] == name
    heads = [line for line in files["mkdocs.yml"].decode().splitlines() if line.startswith("site_name:")]
    assert yaml.safe_load(heads[0])["site_name"] == f"{name}台账"
    assert "\\<script\\>" in files["README.zh-CN.md"].decode()
    assert plain("a*b") == "a\\*b"


@pytest.mark.parametrize("name", ["", "两\n行", "\x1b[2J"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    assert isinstance(first_files(ROOT, template(), Wanted(name, ("towers",), SINCE)), Unknown)


def test_what_there_is_to_choose_from_is_told() -> None:
    none = first_files(ROOT, template(), Wanted("鸿运", (), SINCE))
    other = first_files(ROOT, template(), Wanted("鸿运", ("telcom",), SINCE))
    assert isinstance(none, Unknown)
    assert isinstance(other, Unknown)
    assert "telecom(客户经理管理制度)" in none.text
    assert other.text.startswith("没有“telcom”这个规则集。")


def test_the_doors_that_need_the_projects_tests_are_gone() -> None:
    made = makefile((ROOT / "Makefile").read_text(encoding="utf-8"))
    for door in ("site", "serve", "check", "hooks", "clean", "editions"):
        assert f"\n{door}:" in made
    for door in ("test", "lint", "types", "bench", "lock", "fmt"):
        assert f"\n{door}:" not in made
        assert f" {door}" not in made.split(".PHONY:")[1].splitlines()[0]
    assert "$(READY): $(BIN)/python requirements.txt pyproject.toml" in made


def test_the_install_names_only_what_is_there() -> None:
    files = first_files(ROOT, template(), Wanted("鸿运", ("towers",), SINCE))
    assert not isinstance(files, Unknown)
    made = tomllib.loads(files["pyproject.toml"].decode())
    assert made["project"]["readme"] in files
    assert "pytest" not in made["tool"]
    assert not [path for path in files if "__pycache__" in path or path.startswith("tests/")]
    assert lacking(ROOT) == ()


def test_a_year_not_announced_is_told_as_missing() -> None:
    files = first_files(ROOT, template(), Wanted("鸿运", ("towers",), SINCE))
    assert not isinstance(files, Unknown)
    readme = files["README.zh-CN.md"].decode()
    assert "records/calendar/2026.yaml" in files
    if "records/calendar/2027.yaml" not in files:
        assert "用 taizhang new calendar 2027 补上" in readme


def test_a_calendar_issued_after_the_first_day_is_not_taken() -> None:
    """Nobody can have reviewed in 2025-10 what was issued in November."""
    records = first_records(template(), Wanted("鸿运", ("towers",), date(2025, 10, 1)))
    assert not any(path.startswith("calendar/") for path in records)
    assert "calendar/2024.yaml" in files_of("towers", since=date(2025, 10, 1))
