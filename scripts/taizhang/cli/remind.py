"""``taizhang remind``: one text per person for the company's messenger."""

from __future__ import annotations

import argparse
import sys

from taizhang.cli.command import as_of_argument, common_arguments
from taizhang.cli.company import open_book, open_ledger
from taizhang.desk.asked import Unknown, unit_of
from taizhang.desk.due_list import Duties
from taizhang.desk.remind import reminders
from taizhang.desk.sentences import say

HELP = "每人一段提醒,可贴到公司的即时消息里"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whom to remind."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("--unit", metavar="单位", help="只提醒这个单位的人,代号或名称;不写则全公司")


def run(chosen: argparse.Namespace) -> int:
    """Print the texts, an empty line between two; 1 where there is no such unit."""
    book = open_book(chosen)
    duties = Duties(open_ledger(chosen, book), book)
    branch = unit_of(duties.registers, chosen.unit) if chosen.unit else None
    if isinstance(branch, Unknown):
        print(branch.text, file=sys.stderr)
        return 1
    identity = branch.id if branch else ""
    texts = list(reminders(duties.of_unit(identity), duties.today(identity)))
    sys.stdout.write("\n".join(texts) if texts else say("remind.nobody") + "\n")
    return 0
