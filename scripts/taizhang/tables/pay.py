"""The month's pay proposals for human resources, 薪酬建议表: of confirmed months, and nothing else (D3.4, A8.6).

What a rule of money enters is a proposal; its legal basis and its cap stand in the row. Fines are entries of money too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.closing.closing import Closing, closing_of
from taizhang.closing.states import branches_of
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.rules.adjust import MEASURED
from taizhang.rules.charge import MONEY
from taizhang.rules.outcome import Entry, Known, Measure
from taizhang.tables.scores import foot_of, name_of
from taizhang.tables.sentences import say
from taizhang.tables.workbook import Cell, Table
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Payable:
    """Of the units with entries of money in a month: the ``sealed`` closings, and the ids of those ``lacking`` one.

    ``never`` are those that close no months at all: what nobody confirms is not exported.
    """

    sealed: tuple[Closing, ...]
    lacking: tuple[str, ...]
    never: tuple[str, ...]


def payable(ledger: Ledger, book: Book, month: Period, unit: str = "") -> Payable:
    """What of a month may be exported, of all units or of one."""
    money = (*entries_of(ledger, month), *(one for _, one in waiting(ledger, month)))
    units = sorted({one.unit for one in money if not unit or one.unit == unit})
    closing = set(branches_of(book, month))
    found = [closing_of(book, one, month) for one in units if one in closing]
    sealed = tuple(one for one in found if one is not None and one.sealed(ledger.as_of))
    there = {one.unit for one in sealed}
    lacking = tuple(one for one in units if one in closing and one not in there)
    return Payable(sealed, lacking, tuple(one for one in units if one not in closing))


def entries_of(ledger: Ledger, month: Period) -> tuple[Entry, ...]:
    """The entries of money of a month."""
    return tuple(one for one in ledger.entries if one.account == MONEY and one.period == month.key)


def waiting(ledger: Ledger, month: Period) -> Iterator[tuple[str, Measure]]:
    """The measures of a month that are no number, so that a rule of money could enter nothing, with that rule's id."""
    for rule in ledger.rules:
        fact = str(rule.parameters.get("on", {}).get("fact", ""))
        if rule.kind == "adjust" and rule.parameters.get("account") == MONEY and fact.endswith(MEASURED):
            for one in ledger.measures:
                if (
                    one.rule == fact.removesuffix(MEASURED)
                    and one.period == month.key
                    and one.known is not Known.NUMBER
                ):
                    yield rule.id, one


def pay_table(ledger: Ledger, book: Book, month: Period, closings: tuple[Closing, ...]) -> Table:
    """The table of these units: an entry a row, each with its basis and cap; what waits for a number says so."""
    units = {one.unit for one in closings}
    entries = [one for one in entries_of(ledger, month) if one.unit in units]
    rows = [_row(ledger, book, month, one.rule, one) for one in entries]
    rows += [_row(ledger, book, month, rule, one) for rule, one in waiting(ledger, month) if one.unit in units]
    heads = ("unit", "person", "number", "rule", "clause", "amount", "basis", "cap")
    company = next((record.text("name") for record in book.of("company")), "")
    return Table(
        say("pay.sheet"),
        say("pay.title", company=company, year=month.start.year, month=month.start.month),
        tuple(say(f"pay.{head}") for head in heads),
        tuple(sorted(rows, key=lambda row: tuple(str(cell) for cell in row[:5]))),
        (say("pay.proposal"), *(foot_of(book, one) for one in closings)),
    )


def _row(ledger: Ledger, book: Book, month: Period, identity: str, one: Entry | Measure) -> tuple[Cell, ...]:
    rule = next(rule for rule in ledger.rules if rule.id == identity)
    parameters = rule.on(month.start).parameters
    person = book.find("person", one.person)
    return (
        name_of(book, "unit", one.unit),
        name_of(book, "person", one.person),
        person.text("employee_number") if person else "",
        rule.title if isinstance(one, Measure) else one.title,
        rule.clause,
        one.amount if isinstance(one, Entry) else say(f"scores.{one.known.value}"),
        str(parameters.get("basis", "")),
        str(parameters.get("cap", "")),
    )
