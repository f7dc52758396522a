"""``taizhang audit``: what Git's past says against the records (design §4, §10)."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from taizhang.cli.command import common_arguments, refused, roots
from taizhang.cli.company import open_book
from taizhang.cli.waiting import waiting
from taizhang.facts.company import company_of
from taizhang.history.cache import USUAL
from taizhang.history.history import History, read_history
from taizhang.progress import Phase
from taizhang.records.book import Book
from taizhang.records.git import Git
from taizhang.records.load import collector_off
from taizhang.review.audit import Audit, Auditor
from taizhang.review.audit_text import FORMATS, MOST
from taizhang.review.past import Past
from taizhang.review.sentences import say
from taizhang.when.moment import parse_date, parse_moment

HELP = "核查历史:倒签和预填、不该由他改的改动、自己批自己、被删改的清单和记录"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how far back to look and how to tell it."""
    common_arguments(parser)
    parser.add_argument(
        "--since", default="", metavar="日期或版本", help="只看这以来的,例如 2026-10-01 或一个提交;默认全部"
    )
    parser.add_argument("--revision", default="HEAD", metavar="版本", help="公司的主线,默认当前的 HEAD")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出形式,json 供程序用")
    parser.add_argument("--all", action="store_true", help=f"一类里超过 {MOST} 处的也全部列出")
    parser.add_argument("--strict", action="store_true", help="有发现就以 1 退出,供自动检查用")


def run(chosen: argparse.Namespace) -> int:
    """Print what is to be looked at; 1 for what Git cannot tell, with ``--strict`` also for any finding."""
    git, listed = Git(chosen.base_dir), roots(chosen)
    with collector_off():
        book = open_book(chosen)
        found = _audited(chosen, git, book, tuple(one.rstrip("/") for one in listed))
    if isinstance(found, str):
        return refused(found)
    sys.stdout.write(FORMATS[chosen.format](found, chosen.since, 0 if chosen.all else MOST))
    return 1 if chosen.strict and found.findings else 0


def _audited(chosen: argparse.Namespace, git: Git, book: Book, under: tuple[str, ...]) -> Audit | str:
    """What is to be looked at, or why Git cannot tell."""
    with waiting(chosen) as tell:
        tell(Phase.PAST)
        offset = company_of(book).utc_offset
        history = read_history(chosen.base_dir, offset, chosen.base_dir / USUAL, under=under, revision=chosen.revision)
        if not history.known:
            return say("audit.no-history")
        wanted = _wanted(git, history, chosen.since)
        if isinstance(wanted, str):
            return wanted
        return Auditor(Past(git, history, book, under, wanted)).audit(tell)


def _wanted(git: Git, history: History, since: str) -> frozenset[str] | str | None:
    """The commits to look at, None for all; why none where ``since`` is neither a date nor a commit."""
    if not since:
        return None
    commits = history.table.commits
    first = parse_moment(since)
    if first is None and (day := parse_date(since)) is not None:
        first = datetime(day.year, day.month, day.day)
    if first is not None:
        landings = (history.commit(one.id) for one in commits)
        return frozenset(one.commit for one in landings if one and one.moment is not None and one.moment >= first)
    start = git.head(since)
    if start is None:
        return say("audit.no-since", value=since)
    return frozenset(git.run("rev-list", "--first-parent", f"{start}..{history.head}", "--").text.split())
