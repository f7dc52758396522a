"""``taizhang init DIR``: a company's own repository from chosen rulebooks; whole, checked, or not at all."""

from __future__ import annotations

import argparse
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from taizhang.cli.check import every_problem
from taizhang.cli.command import WRITTEN, as_of_argument, refused
from taizhang.desk.asked import Unknown
from taizhang.desk.forge.starter_files import FILES, starter_files
from taizhang.desk.upkeep.new_company import Wanted, books_of, first_files, lacking
from taizhang.desk.upkeep.sentences import say
from taizhang.problem import Problem
from taizhang.publish.stopping import undisturbed
from taizhang.records.git import Git
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import DEFAULT_ROOT, WorkTree
from taizhang.when.clock import moment_for

HELP = "建一家公司自己的仓库:选好规则集,不带演示的记录,建好就能提交"
TEMPLATE = Path(__file__).resolve().parents[3]
"""The repository this programme lies in."""
OFFSET = "+08:00"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where, which company, which rules."""
    as_of_argument(parser)
    parser.add_argument("folder", type=Path, metavar="目录", help="还没有的或空的目录")
    parser.add_argument("--name", required=True, metavar="公司名", help="公司的正式名称")
    parser.add_argument("--rulebook", action="append", default=[], metavar="规则集", help="例如 telecom,可写多次")
    parser.add_argument(
        "--forge", choices=sorted(FILES), default="none", help="代码托管平台,连它的工作流一起写好;默认不写"
    )


def run(chosen: argparse.Namespace) -> int:
    """Make the repository and say what comes next; 1, and nothing is left behind, where it can't be."""
    folder: Path = chosen.folder.absolute()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()) or (folder.is_dir() and any(folder.iterdir())):
        return refused(say("init.not-empty", path=folder))
    if Git(_standing(folder)).run("rev-parse", "--is-inside-work-tree").text == "true":
        return refused(say("init.inside", path=folder))
    if missing := lacking(TEMPLATE):
        return refused(say("init.no-template", path=TEMPLATE, lacking="、".join(missing)))
    template = load(WorkTree(TEMPLATE), load_schemas(TEMPLATE / "schemas"))
    since = moment_for(chosen.as_of, None, OFFSET).date()
    wanted = Wanted(chosen.name.strip(), tuple(dict.fromkeys(chosen.rulebook)), since)
    files = first_files(TEMPLATE, template, wanted)
    if isinstance(files, Unknown):
        return refused(files.text)
    files |= {path: text.encode() for path, text in starter_files(chosen.forge).items()}
    problem = settle(folder, files)
    if problem is not None:
        return refused(say("init.wrong", problem=f"{problem.path}:{problem.line} {problem.message}"))
    titles = books_of(template)
    told = "、".join(titles[one] for one in wanted.books)
    count = sum(1 for path in files if path.startswith(f"{DEFAULT_ROOT}/"))
    print(say("init.written", path=folder, name=wanted.name, books=told, count=count))
    if not _begin(folder):
        print(say("init.no-git", path=folder))
    print(say("init.next", path=folder))
    return 0


def settle(folder: Path, files: Mapping[str, bytes]) -> Problem | None:
    """Write ``files`` beside ``folder``, check them there, give them its name; else the first problem, and nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = folder.parent / f".taizhang-init-{secrets.token_hex(8)}"
    try:
        staging.mkdir(mode=0o700)
        for path, content in files.items():
            file = staging / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        book = load(WorkTree(staging), load_schemas(staging / "schemas"))
        if problems := sorted(every_problem(book)):
            return problems[0]
        staging.chmod(0o755)
        with undisturbed():
            if folder.exists():
                folder.rmdir()  # it is empty, or this refuses
            staging.rename(folder)
            WRITTEN.append(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return None


def _standing(folder: Path) -> Path:
    """The nearest folder above that is there."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _begin(folder: Path) -> bool:
    """Begin a Git repository on ``main``; False where there is no Git."""
    git = Git(folder)
    return git.run("init", "--quiet").ok and git.run("symbolic-ref", "HEAD", "refs/heads/main").ok
