"""``taizhang verify``: sealed months and issued notices reckoned again, and what differs (A8.6, A8.1)."""

from __future__ import annotations

import argparse
import sys

from taizhang.bulletin.compare import compared, issued, told
from taizhang.bulletin.sentences import say as notice_say
from taizhang.cli.command import as_of_argument, common_arguments
from taizhang.cli.company import moment_of, open_book, open_history
from taizhang.cli.waiting import waiting
from taizhang.closing.audit import differences_of
from taizhang.closing.sentences import say
from taizhang.closing.text import differences_text, names_of
from taizhang.desk.asked import Unknown, month_of
from taizhang.ledger import compute
from taizhang.progress import Phase, telling

HELP = "核对:把封存的月份和定稿的通报照现在的记录重算一遍,说出不同"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which month."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("month", nargs="?", metavar="月份", help="例如 2026-09,默认全部封存的月份")


def run(chosen: argparse.Namespace) -> int:
    """Print the comparison of each closing and notice; 1 where one is not what was sealed, or for what is no month.

    Records that changed while every result stayed the same are told and are no difference.
    """
    month = month_of(chosen.month) if chosen.month else None
    if isinstance(month, Unknown):
        print(month.text, file=sys.stderr)
        return 1
    book = open_book(chosen)
    history, now = open_history(chosen, book), moment_of(chosen, book)
    months = [one for one in issued(book, now) if month in (None, one)]
    with waiting(chosen) as tell:
        ledger = compute(book, history, now, tell)
        found = [one for one in differences_of(book, ledger, tell) if month is None or one.closing.month == month]
        each = telling(months, tell, Phase.COMPARING, len(months))
        notices = [compared(book, history, one, now) for one in each]
    names = names_of(book, ledger)
    for one in found:
        for line in differences_text(one, names):
            print(line)
    if not found:
        print(say("verify.none-in", month=month.key) if month else say("verify.none"))
    agrees = all(one.agrees for one in found)
    if not agrees:
        print(say("verify.mend"))
    for notice in notices:
        for line in told(notice):
            print(line)
    if all(notice.agrees for notice in notices):
        return 0 if agrees else 1
    print(notice_say("again.mend"))
    return 1
