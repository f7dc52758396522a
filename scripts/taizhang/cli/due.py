"""``taizhang due``: what I owe, or what a branch owes by person."""

from __future__ import annotations

import argparse
import sys

from taizhang.cli.command import as_of_argument, common_arguments
from taizhang.cli.company import open_book, open_ledger
from taizhang.desk.asked import Unknown, person_of, unit_of
from taizhang.desk.due_list import Duties, When
from taizhang.desk.due_text import GROUPS, person_text, unit_text

HELP = "列出今天、本周和逾期的应办"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whose duties, and which of them."""
    common_arguments(parser)
    as_of_argument(parser)
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--person", metavar="人", help="谁的,代号或姓名,例如 zhang-wei")
    whose.add_argument("--unit", metavar="单位", help="哪个单位的,代号或名称,例如 telecom-east;不写则全公司")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--today", dest="group", action="store_const", const=When.TODAY, help="只看今天")
    which.add_argument("--week", dest="group", action="store_const", const=When.WEEK, help="只看本周余下几天")
    which.add_argument("--overdue", dest="group", action="store_const", const=When.OVERDUE, help="只看逾期")


def run(chosen: argparse.Namespace) -> int:
    """Print the list; 1 where there is no such person or unit."""
    book = open_book(chosen)
    duties = Duties(open_ledger(chosen, book), book)
    groups = GROUPS if chosen.group is None else (chosen.group,)
    if chosen.person:
        person = person_of(duties.registers, chosen.person)
        if isinstance(person, Unknown):
            print(person.text, file=sys.stderr)
            return 1
        found = duties.of_person(person)
        unit = str(found.post.values.get("unit", "")) if found.post else ""
        sys.stdout.write(person_text(found, duties.today(unit), groups))
        return 0
    branch = unit_of(duties.registers, chosen.unit) if chosen.unit else None
    if isinstance(branch, Unknown):
        print(branch.text, file=sys.stderr)
        return 1
    identity, name = (branch.id, branch.name) if branch else ("", "")
    sys.stdout.write(unit_text(duties.of_unit(identity), name, duties.today(identity), groups))
    return 0
