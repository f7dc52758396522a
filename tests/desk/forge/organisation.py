"""A small company for owners and trailers: a branch with two heads, one with a single one, marketing, a gym, a shop."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from taizhang.records.book import Book
from tests import books
from tests.books import book_of

UNITS = (
    ("group", "宏图", "company", ""),
    ("east", "城东分公司", "branch", "group"),
    ("west", "城西分公司", "branch", "group"),
    ("marketing", "市场部", "department", "group"),
    ("gym", "健身会所", "venue", ""),
    ("shop", "门店", "venue", ""),
)
PEOPLE = (
    ("li-na", "李娜", "east", "supervisor", "lina"),
    ("sun-qiang", "孙强", "east", "general-manager", "sunqiang"),
    ("zhang-wei", "张伟", "east", "account-manager", "zhangwei"),
    ("gao-xia", "高霞", "west", "supervisor", "gaoxia"),
    ("chen-jing", "陈静", "marketing", "marketing-clerk", "chenjing"),
    ("wu-hao", "吴浩", "marketing", "marketing-manager", "wuhao"),
    ("qiu-lan", "邱岚", "gym", "director", ""),
    ("jin-bo", "金波", "gym", "sales-manager", "jinbo"),
    ("mei", "梅采薇", "shop", "salesperson", ""),
    ("hr", "周岚", "group", "hr-clerk", "zhoulan"),
)
PERSON = """\
id: {id}
name: {name}
pinyin: zhang wei
employee_number: T{number:04}
posts:
  - {{from: 2026-01-01, unit: {unit}, role: {role}, title: 岗位}}
"""
GONE = """\
id: gone
name: 前任
pinyin: qian ren
employee_number: T9999
posts:
  - {from: 2025-01-01, until: 2025-12-31, unit: east, role: supervisor, title: 主管}
accounts:
  - {forge: gitea, login: gone}
"""


@cache
def files() -> dict[str, str]:
    """The company's records by path."""
    found = {"company.yaml": books.COMPANY, "people/gone.yaml": GONE}
    for unit, name, kind, parent in UNITS:
        above = f"parent: {parent}\n" if parent else ""
        found[f"units/{unit}.yaml"] = books.UNIT.format(id=unit, name=name, kind=kind) + above
    for number, (person, name, unit, role, login) in enumerate(PEOPLE, start=1):
        text = PERSON.format(id=person, name=name, number=number, unit=unit, role=role)
        account = "".join(f"  - {{forge: {forge}, login: {login}}}\n" for forge in ("gitea", "github", "gitlab"))
        found[f"people/{person}.yaml"] = text + (f"accounts:\n{account}" if login else "")
    return found


def on_disk(base: Path) -> Path:
    """The company's files and our schemas below ``base``."""
    (base / "schemas").symlink_to(books.ROOT / "schemas")
    for path, text in files().items():
        file = base / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return base


@cache
def company() -> Book:
    """The company without a rulebook: places and people only."""
    return book_of(files())
