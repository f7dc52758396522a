"""``taizhang bulletin``: a month's notice as Markdown that reads just as well as plain text."""

from __future__ import annotations

import argparse
import sys

from taizhang.bulletin import assemble, text_of
from taizhang.bulletin.sentences import say
from taizhang.cli.command import as_of_argument, common_arguments
from taizhang.cli.company import moment_of, open_book, open_history
from taizhang.closing import audited
from taizhang.desk.asked import Unknown, month_of
from taizhang.when.period import PeriodKind, period_of

HELP = "写出一个月的通报"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which month."""
    common_arguments(parser)
    parser.add_argument("month", nargs="?", metavar="月份", help="例如 2026-10,默认最近结束的一个月")
    as_of_argument(parser)


def run(chosen: argparse.Namespace) -> int:
    """Print the notice; 1 for what is no month, or one that has not begun."""
    asked = month_of(chosen.month) if chosen.month else None
    if isinstance(asked, Unknown):
        print(asked.text, file=sys.stderr)
        return 1
    book = open_book(chosen)
    now = moment_of(chosen, book)
    today = now.date()
    month = asked or period_of(PeriodKind.MONTH, today).previous()
    if month.start > today:
        print(say("notice.not-begun", month=month.key), file=sys.stderr)
        return 1
    history = open_history(chosen, book)
    sys.stdout.write(text_of(assemble(audited(book, history, now), book, month, history.head)))
    return 0
