"""``taizhang workload``: what a branch's people had to do in a week and did, by day."""

from __future__ import annotations

import argparse
import sys

from taizhang.cli.command import as_of_argument, common_arguments
from taizhang.cli.company import open_book, open_ledger
from taizhang.desk.asked import Unknown, unit_of, week_of
from taizhang.desk.workload import Workloads
from taizhang.desk.workload_text import workload_text
from taizhang.facts.registers import Registers
from taizhang.when.period import PeriodKind, period_of

HELP = "列出一个单位一周里每人每天的工作量"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the unit and the week."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("--unit", required=True, metavar="单位", help="哪个单位,代号或名称,例如 telecom-east")
    parser.add_argument("--week", metavar="周次", help="哪一周,例如 2026-W47;不写就是本周")


def run(chosen: argparse.Namespace) -> int:
    """Print the list; 1 where there is no such unit or week."""
    book = open_book(chosen)
    registers = Registers(book)
    unit = unit_of(registers, chosen.unit)
    week = week_of(chosen.week) if chosen.week else None
    for asked in (unit, week):
        if isinstance(asked, Unknown):
            print(asked.text, file=sys.stderr)
            return 1
    assert not isinstance(unit, Unknown)
    assert not isinstance(week, Unknown)
    ledger = open_ledger(chosen, book)
    wanted = week or period_of(PeriodKind.WEEK, ledger.as_of.date())
    loads = Workloads(ledger, registers, book.of("visit-plan")).of_unit(unit.id, wanted)
    sys.stdout.write(workload_text(loads, unit.name, wanted))
    return 0
