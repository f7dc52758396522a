"""What every command module offers, and the arguments most of them share."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Protocol

from taizhang.desk.sentences import say
from taizhang.records.source import DEFAULT_ROOT, FURTHER_ROOTS, record_roots
from taizhang.when.moment import parse_moment

SCHEMAS = "schemas"
WRITTEN: list[Path] = []
"""What the command at work has written so far: whoever ends it is told."""
REFUSALS = {
    errno.EACCES: "access.refused",
    errno.EPERM: "access.refused",
    errno.EROFS: "access.refused",
    errno.ENOSPC: "access.full",
    errno.EDQUOT: "access.full",
}


class Command(Protocol):
    """A module of this room."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, chosen: argparse.Namespace) -> int:
        """Do it; the exit code."""


def common_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the company's repository is, and further record roots."""
    parser.add_argument("--base-dir", type=Path, default=Path(), metavar="目录", help="项目根目录,默认当前目录")
    parser.add_argument("--root", action="append", metavar="目录", help="记录根目录,可写多次,默认 records")


def refused(why: str) -> int:
    """Say on the error stream why nothing was done; the exit code that tells it."""
    print(why, file=sys.stderr)
    return 1


def from_base(base: Path, asked: str) -> str:
    """A path as people type it, whole or from the repository's root, counted from that root."""
    path = Path(asked)
    if path.is_absolute() and path.is_relative_to(base.absolute()):
        path = path.relative_to(base.absolute())
    return path.as_posix()


def not_here(base: Path) -> str:
    """Why no command can run in a folder: it is not that of a company's repository; nothing where it is."""
    if (base / SCHEMAS).is_dir():
        return ""
    whole = base.absolute()
    above = next((one for one in whole.parents if (one / SCHEMAS).is_dir()), None)
    return say("asked.below", path=whole, above=above) if above else say("asked.not-here", path=whole)


def no_access(stopped: OSError) -> str | None:
    """What a person may mend where the machine refused a file; None where it is not that."""
    sentence = REFUSALS.get(stopped.errno or 0)
    return say(sentence, path=stopped.filename) if sentence and stopped.filename is not None else None


def as_of_argument(parser: argparse.ArgumentParser) -> None:
    """The moment to look at."""
    parser.add_argument("--as-of", type=moment, metavar="时刻", help='按哪一刻看,例如 "2026-10-16 18:00"')


def moment(text: str) -> datetime:
    """A moment as people type it; argparse tells the sentence of what is none."""
    found = parse_moment(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是时刻,写成 2026-10-16 18:00 这样")
    return found


def roots(chosen: argparse.Namespace) -> tuple[str, ...]:
    """The record roots asked for, and further ones from the environment."""
    return record_roots(chosen.root or (DEFAULT_ROOT,), os.environ.get(FURTHER_ROOTS, ""))
