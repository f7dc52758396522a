"""Edits of records at the command line: their difference first, then all of them or none."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence

from taizhang.cli.command import refused, roots
from taizhang.cli.files import Change, NotWritten, write_all
from taizhang.cli.report import plain
from taizhang.cli.waiting import waiting
from taizhang.desk.upkeep.edits import Edit, edited_book
from taizhang.desk.upkeep.sentences import say
from taizhang.records.book import Book
from taizhang.records.source import WorkTree


def difference(edit: Edit) -> str:
    """An edit as people review it."""
    before = (edit.before or b"").decode("utf-8", "replace").splitlines()
    after = edit.after.decode("utf-8", "replace").splitlines()
    lines = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
    return "".join(f"{plain(line)}\n" for line in (edit.path, *lines))


def apply(chosen: argparse.Namespace, book: Book, edits: Sequence[Edit]) -> int:
    """Show the edits; with ``--write`` write them, if the company is no worse for them. The exit code."""
    for edit in edits:
        sys.stdout.write(difference(edit))
    source = WorkTree(chosen.base_dir, roots(chosen))
    with waiting(chosen) as tell:
        _, problems = edited_book(source, book, edits, roots(chosen)[0], tell)
    if problems:
        lines = [say("edits.problem-line", path=one.path, line=one.line, message=one.message) for one in problems]
        return refused("\n".join((say("edits.problem"), *lines)))
    if not chosen.write:
        print(say("edits.dry"))
        return 0
    try:
        write_all([Change(chosen.base_dir / one.path, one.before, one.after) for one in edits])
    except NotWritten as stopped:
        return refused(say("edits.meanwhile", path=stopped.file))
    print(say("edits.written", count=len(edits)))
    return 0
