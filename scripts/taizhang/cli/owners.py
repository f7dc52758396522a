"""``taizhang owners``: the owners file of a code forge from the company's people and units (design §10)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, refused
from taizhang.cli.company import moment_of, open_book
from taizhang.cli.files import write_over
from taizhang.desk.forge.owners import ADMINISTRATOR, PLACES, owned, text
from taizhang.desk.forge.sentences import say

MADE = "taizhang owners --forge"
"""What the first line of a file made here says."""
HELP = "按人员和单位写代码平台的审批人文件 CODEOWNERS"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare for which forge, and what to do with the text."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("--forge", choices=sorted(PLACES), required=True, help="哪个代码平台")
    parser.add_argument("--admin", action="append", default=[], metavar="登录名", help="管理员的登录名或小组,可写多次")
    parser.add_argument("--write", action="store_true", help="写到平台读的地方;不写则只显示")
    parser.add_argument("--check", action="store_true", help="只看那里的文件是不是最新的,不是就以 1 结束")


def run(chosen: argparse.Namespace) -> int:
    """Print or write the file; 1 where it can't be made, or is not current."""
    administrators = tuple(dict.fromkeys(one.removeprefix("@") for one in chosen.admin))
    for one in administrators:
        if not ADMINISTRATOR.fullmatch(one):
            return refused(say("owners.admin-shape", value=one))
    book = open_book(chosen)
    found = owned(book, chosen.forge, moment_of(chosen, book).date(), administrators)
    if not found.administrators.logins:
        return refused(say("owners.no-one", forge=chosen.forge))
    place = PLACES[chosen.forge]
    file: Path = chosen.base_dir / place
    if chosen.check:
        there = file.read_text(encoding="utf-8") if file.is_file() else ""
        if _lines(there) != _lines(text(found)):
            return refused(say("owners.stale", path=place, forge=chosen.forge))
        print(say("owners.current", path=place))
    elif chosen.write and not _ours(file):
        return refused(say("owners.not-ours", path=place))
    elif chosen.write:
        write_over(file, text(found))
        print(say("owners.written", path=place))
    else:
        sys.stdout.write(text(found))
    return 0


def _ours(file: Path) -> bool:
    """Whether a file is not there yet, or was made by this command: what somebody wrote by hand is left alone."""
    return not file.is_file() or MADE in file.read_text(encoding="utf-8", errors="replace").partition("\n")[0]


def _lines(whole: str) -> list[str]:
    """What counts when two files are compared: the lines that ask somebody, not the day they were made."""
    return [line for line in whole.splitlines() if line and not line.startswith("#")]
