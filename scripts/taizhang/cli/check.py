"""``taizhang check``: everything wrong with the records, or all that a change made wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.cli.command import common_arguments, from_base, refused, roots
from taizhang.cli.report import REPORTERS, Report
from taizhang.desk.sentences import say
from taizhang.problem import Problem, Severity
from taizhang.records.git import Git
from taizhang.records.source import GitTree, Source, WorkTree
from taizhang.records.warm.git_state import State
from taizhang.records.warm.recall import Recalled, recall
from taizhang.records.warm.reckoning import Check

if TYPE_CHECKING:
    from taizhang.progress import Tell
    from taizhang.records.book import Book
    from taizhang.records.load import Memory
    from taizhang.records.schema_set import SchemaSet

FILES_ONLY = "--fix 和 --watch 只看工作区里的文件,不能和 --index、--commit 同用。"
HELP = "检查记录:写法、引用、时段、规则例子"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to check and how to tell it."""
    common_arguments(parser)
    parser.add_argument("paths", nargs="*", metavar="文件", help="只说这些文件的问题")
    parser.add_argument("--index", action="store_true", help="检查 Git 暂存区(提交前的钩子)")
    parser.add_argument("--commit", metavar="版本", help="检查某个提交")
    parser.add_argument("--since", metavar="版本", help="只说从这个版本以来引起的问题,其余计数")
    parser.add_argument("--all", action="store_true", help="旧问题也全部列出")
    parser.add_argument("--fix", action="store_true", help="代改写法上的错(全角、时间、字段次序、放错位置),先给看改动")
    parser.add_argument("--yes", action="store_true", help="与 --fix 同用:看过改动就写入,不再问")
    parser.add_argument("--watch", action="store_true", help="一直看着,存盘就再检查一次,Ctrl-C 结束")
    parser.add_argument("--format", choices=sorted(REPORTERS), default="text", help="输出形式")


def run(chosen: argparse.Namespace) -> int:
    """Check and tell; 1 while a problem blocks."""
    if (chosen.fix or chosen.watch) and (chosen.index or chosen.commit):
        return refused(FILES_ONLY)
    if (wrong := _cannot(chosen)) is not None:
        return refused(wrong)
    if chosen.fix:
        from taizhang.cli.fix import fix

        fix(chosen)
    if not chosen.watch:
        return _tell(chosen, None)
    from taizhang.cli.watch import watch

    memory: Memory = {}
    folders = (chosen.base_dir / "schemas", *(chosen.base_dir / root for root in roots(chosen)))
    return watch(folders, lambda: _again(chosen, memory))


def _cannot(chosen: argparse.Namespace) -> str | None:
    """Why nothing can be said of what is asked for: no such file, no Git, no such commit."""
    base: Path = chosen.base_dir
    git = Git(base)
    if (chosen.index or chosen.commit) and not git.is_repository():
        return say("check.no-git", path=base.absolute())
    if chosen.commit and git.head(chosen.commit) is None:
        return say("check.no-commit", value=chosen.commit)
    if chosen.index or chosen.commit:
        return None
    missing = [path for path in chosen.paths if not (base / from_base(base, path)).exists()]
    return say("check.no-file", path=missing[0]) if missing else None


def _again(chosen: argparse.Namespace, memory: Memory) -> int:
    from taizhang.cli.waiting import begin

    begin()
    return _tell(chosen, memory)


def _tell(chosen: argparse.Namespace, memory: Memory | None) -> int:
    report = examine(chosen, memory)
    sys.stdout.write(REPORTERS[chosen.format](report))
    sys.stdout.flush()
    return 1 if any(problem.severity is Severity.ERROR for problem in report.told) else 0


def examine(chosen: argparse.Namespace, memory: Memory | None = None) -> Report:
    """The problems to tell, and how many there are besides.

    ``memory`` is what this process knows of files from before; without it, what earlier ones kept is looked up.
    """
    since = Git(chosen.base_dir).head(chosen.since) if chosen.since else None
    if chosen.since and since is None:
        print(say("check.no-since", value=chosen.since), file=sys.stderr)
    found = recall(_state(chosen), since, CHECKS) if memory is None and len(roots(chosen)) == 1 else None
    if found is None:
        from taizhang.cli.waiting import waiting
        from taizhang.records.schema_set import load_schemas

        base: Path = chosen.base_dir
        try:
            schemas = load_schemas(base / "schemas")
        except (AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError):
            if problems := _broken_schemas(base / "schemas"):
                return Report(problems, (), 0)
            raise
        with waiting(chosen) as tell:
            found = _whole(chosen, since, schemas, memory, tell)
    told, old = tuple(sorted(found.problems)), tuple[Problem, ...]()
    if found.before is not None:
        from taizhang.records.change import caused

        new, old = caused(told, sorted(found.before))
        told = tuple(sorted({*new, *found.lost}))
        if chosen.all:
            told, old = tuple(sorted({*told, *old})), ()
    if chosen.paths:
        wanted = [from_base(chosen.base_dir, path) for path in chosen.paths]
        told = tuple(one for one in told if any(one.path == path or one.path.startswith(f"{path}/") for path in wanted))
    return Report(told, old, found.records)


def _whole(
    chosen: argparse.Namespace, since: str | None, schemas: SchemaSet, memory: Memory | None, tell: Tell
) -> Recalled:
    """Everything read and checked, and kept for the next time."""
    from taizhang.progress import Phase, telling
    from taizhang.records.change import rewritten
    from taizhang.records.load import load
    from taizhang.records.warm.keep import keeper

    kept = keeper(_state(chosen)) if memory is None and len(roots(chosen)) == 1 else None
    memory = {} if memory is None else memory
    book = load(_source(chosen, chosen.base_dir), schemas, memory, tell)
    checks = telling(CHECKS, tell, Phase.CHECKING, len(CHECKS))
    by_check = {check.name: frozenset(check.run(book)) for check in checks}
    if kept is not None:
        tell(Phase.KEEPING)
        kept.keep(book, memory, by_check, CHECKS)
    problems, records = frozenset(book.problems).union(*by_check.values()), sum(1 for _ in book)
    if since is None:
        return Recalled(problems, records)
    before = load(GitTree(Git(chosen.base_dir), since, roots(chosen)), schemas, memory, tell)
    return Recalled(problems, records, frozenset(every_problem(before)), tuple(rewritten(book, before)))


def _broken_schemas(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with schemas that can't be used; the tests look at those that can (it takes about a second)."""
    from taizhang.records.lint.schemas import lint

    return lint(folder) if folder.is_dir() else ()


def every_problem(book: Book) -> set[Problem]:
    """What is wrong with files, references between them, calendars, draws, corrections, rulebooks, worked examples."""
    return {*book.problems, *(problem for check in CHECKS for problem in check.run(book))}


def _calendars(book: Book) -> Iterable[Problem]:
    from taizhang.facts.calendar_check import calendar_problems

    return calendar_problems(book)


def _draws(book: Book) -> Iterable[Problem]:
    from taizhang.ledger.draw_check import draw_problems

    return draw_problems(book)


def _rulings(book: Book) -> Iterable[Problem]:
    from taizhang.ledger.draw_check import ruling_problems

    return ruling_problems(book)


def _corrections(book: Book) -> Iterable[Problem]:
    from taizhang.closing.correction_check import correction_problems

    return correction_problems(book)


def _rulebooks(book: Book) -> Iterable[Problem]:
    from taizhang.ledger.rulebook_check import rulebook_problems

    return rulebook_problems(book)


def _examples(book: Book) -> Iterable[Problem]:
    from taizhang.ledger.examples import problems_of

    return problems_of(book)


CHECKS = (
    Check("calendars", frozenset({"calendar"}), _calendars),
    Check("draws", frozenset({"draw"}), _draws),
    Check("rulings", frozenset({"ruling"}), _rulings),
    Check("corrections", frozenset({"closing", "correction"}), _corrections, asked=True),
    Check("rulebooks", frozenset({"rulebook"}), _rulebooks),
    Check("examples", frozenset({"calendar", "company", "rulebook"}), _examples),
)
"""What looks at all records of some kinds, beyond single files and references; each is read when it runs."""


def _state(chosen: argparse.Namespace) -> State:
    return State(chosen.base_dir, roots(chosen)[0], chosen.index and not chosen.commit, chosen.commit or None)


def _source(chosen: argparse.Namespace, base: Path) -> Source:
    if chosen.index or chosen.commit:
        git = Git(base, frozenset({"GIT_INDEX_FILE"}) if chosen.index else frozenset())
        return GitTree(git, chosen.commit, roots(chosen))
    return WorkTree(base, roots(chosen))
