"""``taizhang check``: everything wrong with the records, or all that a change made wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from taizhang.cli.command import common_arguments, from_base, refused, roots
from taizhang.cli.fix import fix
from taizhang.cli.report import REPORTERS, Report
from taizhang.closing.correction_check import correction_problems
from taizhang.desk.sentences import say
from taizhang.facts.calendar_check import calendar_problems
from taizhang.ledger.draw_check import draw_problems, ruling_problems
from taizhang.ledger.examples import problems_of
from taizhang.ledger.rulebook_check import rulebook_problems
from taizhang.problem import Problem, Severity
from taizhang.records.book import Book
from taizhang.records.change import caused, rewritten
from taizhang.records.git import Git
from taizhang.records.load import Memory, load
from taizhang.records.schema_set import SchemaSet, load_schemas
from taizhang.records.source import GitTree, Source, WorkTree

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
        fix(chosen.base_dir, roots(chosen), chosen.paths, sure=chosen.yes)
    memory: Memory = {}
    if not chosen.watch:
        return _tell(chosen, memory)
    from taizhang.cli.watch import watch

    folders = (chosen.base_dir / "schemas", *(chosen.base_dir / root for root in roots(chosen)))
    return watch(folders, lambda: _tell(chosen, memory))


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


def _tell(chosen: argparse.Namespace, memory: Memory) -> int:
    report = examine(chosen, memory)
    sys.stdout.write(REPORTERS[chosen.format](report))
    sys.stdout.flush()
    return 1 if any(problem.severity is Severity.ERROR for problem in report.told) else 0


def examine(chosen: argparse.Namespace, memory: Memory) -> Report:
    """The problems to tell, and how many there are besides; ``memory`` is what is known of files from before."""
    base: Path = chosen.base_dir
    try:
        schemas = load_schemas(base / "schemas")
    except (AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError):
        if problems := _broken_schemas(base / "schemas"):
            return Report(problems, (), 0)
        raise
    book = load(_source(chosen, base), schemas, memory)
    told: tuple[Problem, ...] = tuple(sorted(every_problem(book)))
    old: tuple[Problem, ...] = ()
    if chosen.since and (before := _before(chosen, base, schemas, memory)) is not None:
        known = every_problem(before)
        new, old = caused(told, sorted(known))
        told = tuple(sorted({*new, *rewritten(book, before)}))
        if chosen.all:
            told, old = tuple(sorted({*told, *old})), ()
    if chosen.paths:
        wanted = [from_base(base, path) for path in chosen.paths]
        told = tuple(one for one in told if any(one.path == path or one.path.startswith(f"{path}/") for path in wanted))
    return Report(told, old, sum(1 for _ in book))


def _broken_schemas(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with schemas that can't be used; the tests look at those that can (it takes about a second)."""
    from taizhang.records.lint.schemas import lint

    return lint(folder) if folder.is_dir() else ()


def every_problem(book: Book) -> set[Problem]:
    """What is wrong with files, references between them, calendars, draws, corrections, rulebooks, worked examples."""
    reckoned = {*draw_problems(book), *ruling_problems(book), *correction_problems(book)}
    return {*book.problems, *calendar_problems(book), *reckoned, *rulebook_problems(book), *problems_of(book)}


def _source(chosen: argparse.Namespace, base: Path) -> Source:
    if chosen.index or chosen.commit:
        git = Git(base, frozenset({"GIT_INDEX_FILE"}) if chosen.index else frozenset())
        return GitTree(git, chosen.commit, roots(chosen))
    return WorkTree(base, roots(chosen))


def _before(chosen: argparse.Namespace, base: Path, schemas: SchemaSet, memory: Memory) -> Book | None:
    """The book at ``--since``; None in a repository without that commit (the first one)."""
    git = Git(base)
    revision = git.head(chosen.since)
    if revision is None and git.head() is not None:
        print(say("check.no-since", value=chosen.since), file=sys.stderr)
    return None if revision is None else load(GitTree(git, revision, roots(chosen)), schemas, memory)
