"""How often something is wanted, by a table over the register; what is not told is not guessed (A4.8, G12)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from taizhang.facts.registers import Registers
from taizhang.ledger import compute
from taizhang.rulebook import rulebooks_of
from taizhang.rules.outcome import State
from taizhang.rules.population import Subject
from taizhang.rules.times import wanted_of
from tests.books import ROOT, book_of, company, person
from tests.rules.test_recurring import UNVERIFIED, sentences

PATH = "rulebooks/telecom/service.yaml"


def customer(kind: str, grades: str) -> dict[str, str]:
    """A customer of Zhang's with some grades."""
    text = f"id: C-000001\nname: 甲公司\nkind: {kind}\nopened_on: 2025-01-01\n"
    text += "owners:\n  - {from: 2025-01-01, person: zhang, why: 建档分配}\n" + grades
    return {"customers/C-000/C-000001.yaml": text}


def graded(grade: str, start: str = "2025-01-01") -> str:
    """One grade from a day on."""
    return f"grades:\n  - {{from: {start}, grade: {grade}, approved_by: zhang}}\n"


FILES = {
    **company(),
    **person("zhang", "张伟", "T0001", ("2025-01-01", "", "east")),
    PATH: (ROOT / "records" / PATH).read_text(encoding="utf-8"),
}


@pytest.mark.parametrize(
    ("kind", "grade", "month", "quarter"),
    [
        ("group", "A", 4, 0),
        ("group", "B", 2, 0),
        ("group", "C", 1, 0),
        ("group", "D", 0, 0),
        ("individual-key", "A", 2, 0),
        ("individual-key", "B", 1, 0),
        ("individual-key", "C", 0, 1),
        ("individual-key", "D", 0, 0),
    ],
)
def test_the_company_s_table(kind: str, grade: str, month: int, quarter: int) -> None:
    """The defaults of A4.8; 0 means that nothing is owed."""
    book = book_of(FILES | customer(kind, graded(grade)))
    registers = Registers(book)
    entity = registers.entity("customer", "C-000001")
    assert entity is not None
    rules = {rule.id: rule for rule in rulebooks_of(book)[0].rules}
    found = []
    for name in ("service-frequency", "service-frequency-quarter"):
        rule, day = rules[name], date(2026, 10, 1)
        where = rule.parameters["per"].get("where", {}).get("kind", kind)
        wanted = wanted_of(rule, rule.on(day), Subject("customer", entity), day, registers)
        found.append(wanted.times if where == kind else 0)
    assert found == [month, quarter]


def test_an_untold_grade_is_listed_not_guessed() -> None:
    """Graded from 10-15 on: nobody knows what was wanted in October, and it says so."""
    book = book_of(FILES | customer("group", graded("A", "2026-10-15")))
    ledger = compute(book, UNVERIFIED, datetime(2026, 11, 20, 9))
    states = {one.period: (one.state, one.wanted) for one in ledger.obligations}
    assert states == {"2026-09": (State.UNKNOWN, 0), "2026-10": (State.UNKNOWN, 0), "2026-11": (State.PENDING, 4)}
    october = ledger.obligation("service-frequency/2026-10/C-000001")
    assert october is not None
    assert "times.untold" in sentences(october.cause)
