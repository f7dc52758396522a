"""``taizhang explain KEY``: why an obligation is in its state, down to file and line, up to the clause."""

from __future__ import annotations

import argparse
import difflib
import sys

from taizhang.cli.command import as_of_argument, common_arguments
from taizhang.cli.company import open_book, open_ledger
from taizhang.explain import tell, to_text

HELP = "说明一项应办为什么是这个状态"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to explain."""
    common_arguments(parser)
    parser.add_argument("key", metavar="应办", help="例如 weekly-report/2026-W42/zhang-wei")
    as_of_argument(parser)


def run(chosen: argparse.Namespace) -> int:
    """Print the cause tree; 1 where there is no such obligation."""
    book = open_book(chosen)
    ledger = open_ledger(chosen, book)
    found = ledger.find(chosen.key)
    if found is None:
        near = difflib.get_close_matches(chosen.key, [one.key for one in ledger.obligations], n=3)
        guess = "最接近的有:" + "、".join(near) if near else ""
        print(f"没有“{chosen.key}”这项应办。{guess}", file=sys.stderr)
        return 1

    def name_of(unit: str) -> str:
        record = book.find("unit", unit)
        return record.text("name") if record else unit

    sys.stdout.write(to_text(tell(found.cause, book.place, name_of)))
    return 0
