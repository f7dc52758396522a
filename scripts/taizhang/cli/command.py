"""What every command module offers, and the arguments most of them share."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Protocol

from taizhang.records.source import DEFAULT_ROOT, FURTHER_ROOTS, record_roots
from taizhang.when.moment import parse_moment


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
