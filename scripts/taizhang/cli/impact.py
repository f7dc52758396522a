"""``taizhang impact``: whose obligation, score, share, grade or pay a request moves, by which clause (design §10)."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, refused, roots
from taizhang.cli.company import moment_of
from taizhang.cli.waiting import waiting
from taizhang.closing import audited
from taizhang.closing.text import names_of
from taizhang.facts.company import company_of
from taizhang.facts.registers import Registers
from taizhang.history.cache import USUAL
from taizhang.history.history import History, read_history, with_request
from taizhang.problem import Severity
from taizhang.progress import Phase, Tell
from taizhang.records.book import Book
from taizhang.records.change import caused
from taizhang.records.git import Git
from taizhang.records.load import Memory, collector_off, load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import GitTree, Source, WorkTree
from taizhang.review.impact import Side, impact
from taizhang.review.sentences import say
from taizhang.review.telling import Teller
from taizhang.review.text import FORMATS, MOST

HELP = "说明一次改动影响谁的应办、考核、分成、等级和薪酬,依据哪一条"
DOTS = ".."
HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Ends:
    """What is compared: the commit both sides have in common, and the request's last one; "" for the work tree."""

    base: str
    head: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to compare and how to tell it."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument(
        "range",
        nargs="?",
        default=HEAD,
        metavar="版本",
        help="例如 main..HEAD;只写一个版本,就与工作区里的文件相比;默认 HEAD,说还没有提交的改动",
    )
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="输出形式,markdown 供合并请求的评论用"
    )
    parser.add_argument("--all", action="store_true", help=f"一个人一个月里超过 {MOST} 项的也全部列出")


def run(chosen: argparse.Namespace) -> int:
    """Print what the change does; 1 for what Git cannot compare."""
    git = Git(chosen.base_dir)
    ends = _ends(git, chosen.range)
    if isinstance(ends, str):
        return refused(ends)
    with collector_off(), waiting(chosen) as tell:
        before, after = _sides(chosen, git, ends, tell)
        tell(Phase.TELLING)
        found = impact(before, after)
        registers = (Registers(after.book), Registers(before.book))
        teller = Teller(registers, names_of(after.book, after.ledger).lines, after.book.schemas)
        told = teller.told(found)
    fresh, _ = caused(after.book.problems, before.book.problems)
    errors = sum(problem.severity is Severity.ERROR for problem in fresh)
    if errors:
        print(say("impact.problems", count=errors), file=sys.stderr)
    if not before.history.known:
        print(say("impact.shallow"), file=sys.stderr)
    sys.stdout.write(FORMATS[chosen.format](told, 0 if chosen.all else MOST))
    return 0


def _ends(git: Git, asked: str) -> Ends | str:
    """What ``asked`` compares, or why it can't be."""
    if not git.is_repository():
        return say("impact.no-git")
    base, dots, head = asked.partition(DOTS)
    names = (base or HEAD, head.removeprefix(".") or HEAD) if dots else (base, "")
    commits: list[str] = []
    for name in names:
        commit = git.head(name) if name else ""
        if commit is None:
            return say("impact.no-base", value=name)
        commits.append(commit)
    first, last = commits
    if not last:
        return Ends(first, "")
    common = git.run("merge-base", first, last).text
    return Ends(common, last) if common else say("impact.no-common", base=names[0], head=names[1])


def _sides(chosen: argparse.Namespace, git: Git, ends: Ends, tell: Tell) -> tuple[Side, Side]:
    """Both sides at the same moment: that of the request's company record."""
    base: Path = chosen.base_dir
    schemas, memory, listed = load_schemas(base / "schemas"), Memory(), roots(chosen)
    source: Source = GitTree(git, ends.head, listed) if ends.head else WorkTree(base, listed)
    old, new = (load(one, schemas, memory, tell) for one in (GitTree(git, ends.base, listed), source))
    tell(Phase.PAST)
    line = read_history(base, company_of(new).utc_offset, base / USUAL, revision=ends.base)
    now = moment_of(chosen, new)

    def side(book: Book, history: History) -> Side:
        return Side(book, history, audited(book, history, now, tell))

    return side(old, line), side(new, with_request(line, base, ends.base, ends.head) if ends.head else line)
