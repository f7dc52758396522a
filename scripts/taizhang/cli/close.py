"""``taizhang close``: what a branch's month would be sealed as; with ``--write`` submitted, or confirmed (A8.6)."""

from __future__ import annotations

import argparse
from datetime import datetime

from taizhang.cli.command import as_of_argument, common_arguments, refused, roots
from taizhang.cli.company import computed, moment_of, open_book
from taizhang.cli.files import write_over
from taizhang.closing import closing_of, lines_of, verify
from taizhang.closing.closing import KIND, Closing, fields_of, with_confirmation
from taizhang.closing.digest import basis_of, digest_over
from taizhang.closing.gate import why_no_closing, why_not_confirm, why_not_submit
from taizhang.closing.sentences import say
from taizhang.closing.text import Names, cards_text, head_text, lines_text, names_of, troubles_text
from taizhang.closing.troubles import troubles_of
from taizhang.desk.asked import Unknown, month_of, person_of, unit_of
from taizhang.desk.yaml_text import document
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.records.paths import fill_template
from taizhang.when.period import Period

HELP = "月结:看一个分公司一个月会封存成什么,写出提交或确认"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which month, and who does what."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("month", metavar="月份", help="例如 2026-09")
    parser.add_argument("--unit", required=True, metavar="单位", help="哪个分公司,代号或名称,例如 telecom-east")
    parser.add_argument("--write", action="store_true", help="写出月结记录;不写就只打印")
    parser.add_argument("--confirm", action="store_true", help="市场部确认,从此封存")
    parser.add_argument("--by", metavar="人", help="谁提交或确认,代号或姓名")


def run(chosen: argparse.Namespace) -> int:
    """Print, and write if asked; 1 where there is no such month or unit, or it may not be written."""
    book = open_book(chosen)
    registers = Registers(book)
    month, unit = month_of(chosen.month), unit_of(registers, chosen.unit)
    for asked in (month, unit):
        if isinstance(asked, Unknown):
            return refused(asked.text)
    assert isinstance(month, Period)
    assert isinstance(unit, Entity)
    if why := why_no_closing(book, unit, month):
        return refused(why)
    at = moment_of(chosen, book)
    ledger = computed(chosen, book)
    names = names_of(book, ledger)
    _print_preview(book, ledger, names, unit.id, month)
    if not chosen.write:
        print(say("close.how"))
        return 0
    person = person_of(registers, chosen.by) if chosen.by else Unknown(say("close.need-by"))
    if isinstance(person, Unknown):
        return refused(person.text)
    there = closing_of(book, unit.id, month)
    gate = why_not_confirm if chosen.confirm else why_not_submit
    if why := gate(registers, there, unit, month, person, at):
        return refused(why)
    if chosen.confirm and there is not None:
        _print_moved(book, ledger, names, there)
    text = _text(book, ledger, unit.id, month, there if chosen.confirm else None, person.id, at)
    path = fill_template(book.kind(KIND).template, {"unit": unit.id, "month": month.key})
    root = roots(chosen)[0]
    write_over(chosen.base_dir / root / str(path), text)
    print(say("close.confirmed" if chosen.confirm else "close.submitted", path=f"{root}/{path}", name=person.name))
    return 0


def _print_preview(book: Book, ledger: Ledger, names: Names, unit: str, month: Period) -> None:
    print(head_text(names, unit, month, ledger.as_of))
    cards = lines_of(ledger, unit, month)
    for line in cards_text(cards, names):
        print(line)
    if not cards:
        print(say("close.no-cards"))
    basis = basis_of(book, ledger, unit, month)
    print(say("close.basis", count=len(basis), digest=digest_over(basis).removeprefix("sha256:")[:8]))
    for line in troubles_text(troubles_of(ledger, unit, month), names):
        print(line)


def _print_moved(book: Book, ledger: Ledger, names: Names, there: Closing) -> None:
    """What has changed between submission and confirmation."""
    found = verify(ledger, book, there)
    if found.lines:
        print(say("close.moved", count=len(found.lines)))
        for line in lines_text(found.lines, names):
            print(line)


def _text(
    book: Book, ledger: Ledger, unit: str, month: Period, there: Closing | None, person: str, at: datetime
) -> str:
    """The record's text: a new submission, or the one that is ``there`` with its results of now, confirmed."""
    if there is None:
        return document(fields_of(book, ledger, unit, month, (person, at)))
    fields = fields_of(book, ledger, unit, month, (there.submitted_by, there.submitted_at))
    return document(with_confirmation(fields, person, at))
