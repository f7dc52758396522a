"""The warm check beside what it can't do without: reading every file, or asking Git what changed."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.timing import Timed, in_turn

BIN = Path(sys.executable).parent
ME = ("-c", "user.name=bench", "-c", "user.email=bench@example.com")
READ = """if True:
    import os, sys
    for folder, _, files in os.walk(sys.argv[1]):
        for name in files:
            with open(os.path.join(folder, name), "rb") as file:
                file.read()"""


def at_rest(company: Path, runs: int) -> list[Timed]:
    """Nothing changed since the last check; the peer reads all files' bytes and does nothing with them."""
    prepare(company)
    reading = partial(done, [sys.executable, "-c", READ, company / "records"])
    return in_turn(runs, [("taizhang check", checking(company)), ("reading every file", reading)])


def changing(company: Path, runs: int) -> list[Timed]:
    """One record changed since the last check; the peer starts Python and asks Git what changed."""
    prepare(company)
    report = next((company / "records/weekly-reports").rglob("*.yaml"))
    customer = next((company / "records/customers").rglob("*.yaml"))
    text, numbers = report.read_text("utf-8"), itertools.count()

    def change() -> None:
        customer_back()
        report.write_text(f"{text.rstrip()}\n{'#' * (next(numbers) % 70 + 1)}\n", encoding="utf-8")

    def stage() -> None:
        change()
        git(company, "add", "records")

    def unstage() -> None:
        git(company, "reset", "-q")
        change()
        checking(company)()

    def delete() -> None:
        customer.unlink()

    def customer_back() -> None:
        git(company, "checkout", "-q", "HEAD", "--", customer.relative_to(company).as_posix())

    def peer() -> None:
        done([sys.executable, "-c", "pass"])
        done(["git", "-C", company, "status"])

    tasks: dict[str, tuple[Callable[[], object], Callable[[], object] | None]] = {
        "taizhang check": (checking(company), change),
        "taizhang check --since HEAD": (checking(company, "--since", "HEAD"), change),
        "taizhang check --index --since HEAD": (checking(company, "--index", "--since", "HEAD"), stage),
        "a record deleted that others refer to": (checking(company, codes=frozenset({1})), delete),
        "python -c pass, git status": (peer, unstage),
    }
    found = in_turn(
        runs,
        [(name, task) for name, (task, _) in tasks.items()],
        {name: before for name, (_, before) in tasks.items() if before is not None},
    )
    customer_back()
    report.write_text(text, encoding="utf-8")
    return found


def prepare(company: Path) -> None:
    """A repository that holds the records, and a check that has seen them."""
    if not (company / ".git").is_dir():
        git(company, "init", "-q")
        (company / ".git/info/exclude").write_text("schemas\n", encoding="utf-8")
        git(company, "add", "records")
        git(company, "commit", "-q", "-m", "records")
    git(company, "reset", "-q", "--hard")
    git(company, "status")
    done([BIN / "taizhang", "check", "--base-dir", company])


def checking(company: Path, *how: str, codes: frozenset[int] = frozenset({0})) -> Callable[[], None]:
    """A whole check, as people call it."""
    return partial(done, [BIN / "taizhang", "check", "--base-dir", company, *how], codes)


def git(company: Path, *arguments: str) -> None:
    """Git in the company's repository."""
    done(["git", "-C", company, *ME, *arguments])


def done(command: list[object], codes: frozenset[int] = frozenset({0})) -> None:
    """Run a command that must end with one of ``codes``."""
    ended = subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", check=False)
    if ended.returncode not in codes:
        raise SystemExit(f"{command} ended with {ended.returncode}:\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
