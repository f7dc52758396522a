"""A catering department for tests: its real rulebook, two supervisors, and what a test gives them (D3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from taizhang.closing.closing import fields_of, with_confirmation
from taizhang.desk.yaml_text import document
from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.records.book import Book
from taizhang.when.period import PeriodKind, parse_period
from tests.books import COMPANY, ROOT, book_of

HISTORY = History("+08:00", why_unknown=Unknown.NO_GIT)
UNIT = "id: hall\nname: 餐饮部\nkind: venue\ncalendar: every-day\nopened_on: 2020-01-01\n"
POSTED = """\
id: {id}
name: {name}
pinyin: {id}
employee_number: {number}
posts:
  - {{from: 2020-01-01, unit: hall, role: {role}, title: 岗位}}
"""
STAFF = (
    ("meng", "孟云", "P0001", "catering-supervisor"),
    ("xu", "徐禾", "P0002", "catering-supervisor"),
    ("luo", "罗言", "P0003", "catering-manager"),
    ("yao", "姚茜", "P0004", "office-clerk"),
)


@cache
def rulebook() -> tuple[tuple[str, str], ...]:
    """The department's rulebook, as it stands in the records, for this unit."""
    parts = sorted((ROOT / "records/rulebooks/catering").glob("*.yaml"))
    return tuple(
        (f"rulebooks/catering/{part.name}", part.read_text(encoding="utf-8").replace("[catering]", "[hall]"))
        for part in parts
    )


def company() -> dict[str, str]:
    """The department and its rules."""
    calendar = (ROOT / "records/calendar/2026.yaml").read_text(encoding="utf-8")
    found = {"company.yaml": COMPANY, "units/hall.yaml": UNIT, **dict(rulebook())}
    for who, name, number, role in STAFF:
        found[f"people/{who}.yaml"] = POSTED.format(id=who, name=name, number=number, role=role)
    return found | {"calendar/2026.yaml": calendar}


def statement(
    *sales: tuple[str, str, str], person: str = "meng", month: str = "2026-10", at: str = "2026-11-02 10:30"
) -> dict[str, str]:
    """A month's sales of a person, each with day, category and amount; reported, or not yet where ``at`` is empty."""
    rows = "".join(f'  - {{on: {on}, category: {category}, amount: "{amount}"}}\n' for on, category, amount in sales)
    text = f"unit: hall\nmonth: {month}\nperson: {person}\ncounted_by: yao\n"
    text += f"submitted_at: {at}\n" if at else ""
    return {f"sales-statements/hall/{month}/{person}.yaml": text + (f"sales:\n{rows}" if rows else "sales: []\n")}


def book(*files: Mapping[str, str]) -> Book:
    """The department with what is given."""
    found = company()
    for one in files:
        found |= one
    return book_of(found)


def ledger_at(at: str, *files: Mapping[str, str]) -> Ledger:
    """The department's ledger at a moment."""
    return compute(book(*files), HISTORY, datetime.fromisoformat(at))


def closed(*files: Mapping[str, str], month: str = "2026-10", at: str = "2026-11-04 09:30") -> dict[str, str]:
    """The department's files with a month submitted and confirmed as it stood."""
    period = parse_period(month, PeriodKind.MONTH)
    assert period is not None
    found = company()
    for one in files:
        found |= one
    moment, whole = datetime.fromisoformat(at), book_of(found)
    fields = fields_of(whole, compute(whole, HISTORY, moment), "hall", period, ("yao", moment))
    found[f"closings/hall/{month}.yaml"] = document(with_confirmation(fields, "luo", moment))
    return found
