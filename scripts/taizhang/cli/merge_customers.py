"""``taizhang merge-customers KEEP GONE --on DATE``: two customers that are one; whole or not at all."""

from __future__ import annotations

import argparse

from taizhang.cli.command import common_arguments, refused, roots
from taizhang.cli.company import open_book
from taizhang.cli.edits import apply
from taizhang.cli.report import plain
from taizhang.desk.asked import Unknown, date_of
from taizhang.desk.upkeep.merging import merging_of

HELP = "并档:两个客户其实是同一家,并入保留的那个;先给看改动"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which two, and from when."""
    common_arguments(parser)
    parser.add_argument("keep", metavar="保留", help="保留的客户,编号或全名")
    parser.add_argument("gone", metavar="并入", help="并进去的客户,编号或全名")
    parser.add_argument("--on", required=True, metavar="日期", help="从哪天起算同一个客户,最好是某月 1 日")
    parser.add_argument("--write", action="store_true", help="写入;不加只给看")


def run(chosen: argparse.Namespace) -> int:
    """Tell what it comes to, show the difference, write it where asked; 1 where it can't be."""
    book = open_book(chosen)
    day = date_of(chosen.on)
    if isinstance(day, Unknown):
        return refused(day.text)
    found = merging_of(book, chosen.keep, chosen.gone, day, roots(chosen)[0])
    if isinstance(found, Unknown):
        return refused(found.text)
    for line in found.lines:
        print(plain(line))
    return apply(chosen, book, found.edits)
