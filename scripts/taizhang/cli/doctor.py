"""``taizhang doctor``: what is missing on this machine and in this repository, each with what to do."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, roots
from taizhang.cli.company import moment_of, open_book
from taizhang.desk.editor import files_of, merged
from taizhang.desk.forge.starter_files import FILES, starter_files
from taizhang.desk.upkeep.doctor import Lack, Level, lack, lacks_of, text_of
from taizhang.facts.company import Company, company_of
from taizhang.history.cache import USUAL
from taizhang.records.git import Git
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import normalised
from taizhang.when.moment import format_moment, local_from_epoch

HELP = "看这台电脑和这个仓库还缺什么,每样都说怎样办;都齐全就返回 0"
LEAST_PYTHON = (3, 11)
LEAST_GIT = (2, 31)
"""The first Git that can log a merge against its first parent."""
HOOKS = ("pre-commit", "pre-merge-commit")
CONFIG = ".pre-commit-config.yaml"
SKEW = timedelta(minutes=10)
"""So far apart two machines' clocks may be without anybody's fault."""
_IDENTITY = re.compile(r" (\d+) ([+-]\d\d)(\d\d)\Z")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how to tell it."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出形式")


def run(chosen: argparse.Namespace) -> int:
    """Tell what is missing; 1 while something has to be done."""
    base: Path = chosen.base_dir
    found = [*_machine(base)]
    if (base / "schemas").is_dir():
        book = open_book(chosen)
        found += [*_repository(base, company_of(book)), *_editor(base, roots(chosen)), *_workflows(base)]
        found += lacks_of(book, moment_of(chosen, book))
    else:
        found.append(lack("schemas", path=base.absolute()))
    well = all(one.level is Level.NOTE for one in found)
    if chosen.format == "json":
        listed = [{"id": o.id, "level": o.level, "message": o.message, "repair": o.repair} for o in found]
        print(json.dumps({"well": well, "found": listed}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(text_of(found)))
    return 0 if well else 1


def _machine(base: Path) -> Iterator[Lack]:
    """Python, Git, and a place for what is remembered."""
    if sys.version_info[:2] < LEAST_PYTHON:
        yield lack("python", found=".".join(map(str, sys.version_info[:3])))
    least = ".".join(map(str, LEAST_GIT))
    answer = Git(base).run("--version")
    if answer.code is None:
        yield lack("git", least=least)
    elif (version := git_version(answer.text)) and version < LEAST_GIT:
        yield lack("git-old", found=".".join(map(str, version)), least=least)
    place = base / USUAL.parent
    standing = next(one for one in (place, *place.parents) if one.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        yield lack("cache", path=USUAL.parent.as_posix())


def git_version(told: str) -> tuple[int, ...]:
    """The first two numbers of what ``git --version`` says; none where it says nothing of the kind."""
    numbers = re.search(r"(\d+)\.(\d+)", told)
    return (int(numbers[1]), int(numbers[2])) if numbers else ()


def _repository(base: Path, company: Company) -> Iterator[Lack]:
    """Git's side: history, hook, clock."""
    git = Git(base)
    if git.run("--version").code is None:
        return
    if not git.is_repository():
        yield lack("repository", path=base.absolute())
        return
    yield from _hook(base, git)
    identity = _IDENTITY.search(git.run("var", "GIT_COMMITTER_IDENT").text)
    if identity is None:
        yield lack("identity")
    elif (here := f"{identity[2]}:{identity[3]}") != company.utc_offset:
        yield lack("zone", Level.NOTE, here=here, company=company.utc_offset)
    if git.head() is None:
        yield lack("commits")
        return
    if git.is_shallow():
        yield lack("shallow")
    elif (
        (first := _dated(git, company, "--max-parents=0"))
        and company.history_since
        and first - company.history_since > company.trust
    ):
        since = format_moment(company.history_since)
        yield lack("since-before", since=since, first=format_moment(first))
    last = _dated(git, company, "--max-count=1")
    now = local_from_epoch(int(identity[1]), company.utc_offset) if identity else None
    if last and now and last > now + SKEW:
        yield lack("clock", commit=format_moment(last), here=format_moment(now))


def _dated(git: Git, company: Company, *which: str) -> datetime | None:
    """When the oldest of some commits was made, in the company's time."""
    told = git.run("log", *which, "--no-show-signature", "--format=%ct", "HEAD", "--").text.split()
    return local_from_epoch(min(map(int, told)), company.utc_offset) if told else None


def _hook(base: Path, git: Git) -> Iterator[Lack]:
    if not (base / CONFIG).is_file():
        yield lack("hook-config")
        return
    folder = base / git.run("rev-parse", "--git-path", "hooks").text
    missing = [name for name in HOOKS if not _runs(folder / name)]
    if missing:
        yield lack("hook", hooks="、".join(missing))


def _runs(hook: Path) -> bool:
    """Whether a hook is there that pre-commit, or anybody's own script, put in its place."""
    return hook.is_file() and (os.name == "nt" or os.access(hook, os.X_OK))


def _editor(base: Path, listed: tuple[str, ...]) -> Iterator[Lack]:
    stale = []
    for path, ours in files_of(load_schemas(base / "schemas"), listed).items():
        try:
            present = (base / path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            present = ""
        if not present or merged(present, ours) not in (None, present):
            stale.append(path)
    if stale:
        yield lack("editor", paths="、".join(stale))


def _workflows(base: Path) -> Iterator[Lack]:
    """What the forge runs: of the forge some of whose workflows are there."""
    used = [forge for forge in sorted(FILES) if any((base / path).exists() for path in FILES[forge])]
    if not used:
        yield lack("workflows-none", Level.NOTE)
    for forge in used:
        missing, other = [], []
        for path, text in starter_files(forge).items():
            try:
                present = normalised((base / path).read_bytes())
            except OSError:
                missing.append(path)
                continue
            if present != text.encode():
                other.append(path)
        if missing:
            yield lack("workflows-missing", forge=forge, paths="、".join(missing))
        if other:
            yield lack("workflows-other", Level.NOTE, forge=forge, paths="、".join(other))
