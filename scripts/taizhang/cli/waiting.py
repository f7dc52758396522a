"""Whoever waits at the terminal is told how far a command is; nothing is imported for it where nobody does."""

from __future__ import annotations

import argparse
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from taizhang.progress import Tell, nobody

FOR_PEOPLE = "text"


class Work:
    """When the command at work was begun: of several waits in one command, the first two seconds count once."""

    began = time.monotonic()


def begin() -> None:
    """Another piece of work is begun: whoever waits has patience with it anew."""
    Work.began = time.monotonic()


@contextmanager
def waiting(chosen: argparse.Namespace) -> Iterator[Tell]:
    """What to tell how far the block is; when it ends, for whatever reason, nothing is seen of it any more."""
    if getattr(chosen, "format", FOR_PEOPLE) != FOR_PEOPLE or not sys.stderr.isatty() or _piped():
        yield nobody
        return
    from taizhang.publish.waiting import Line, watched

    line = Line(sys.stderr, Work.began)
    try:
        yield line.tell if watched(sys.stderr) else nobody
    finally:
        line.clear()


def _piped() -> bool:
    """Whether what is told goes to another programme, which may draw on the same terminal."""
    try:
        return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return True
