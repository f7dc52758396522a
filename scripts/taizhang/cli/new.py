"""``taizhang new KIND``: a stub that already knows what the company knows; printed, never written over anything."""

from __future__ import annotations

import argparse
import sys

from taizhang.desk.calendar_seed import calendar_stub

HELP = "打印一份记录的初稿"
BLANKS = ("title", "issued_on", "entered_by", "reviewed_by", "reviewed_on")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which stub is wanted."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="类别")
    calendar = kinds.add_parser("calendar", help="一年的工作日历,照国家通知预填,须两人核对")
    calendar.add_argument("year", type=int, metavar="年份")


def run(chosen: argparse.Namespace) -> int:
    """Print the stub; 1 where there is nothing to seed it from."""
    stub = calendar_stub(chosen.year, **dict.fromkeys(BLANKS, "待填"))
    if stub is None:
        print(f"{chosen.year} 年的放假安排还没有收录,不能预填,也不猜。", file=sys.stderr)
        return 1
    sys.stdout.write(stub)
    return 0
