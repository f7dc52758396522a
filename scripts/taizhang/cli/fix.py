"""``taizhang check --fix``: what is only written wrongly is put right, after its difference was shown."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from taizhang.cli.command import roots
from taizhang.cli.files import write_new, write_over
from taizhang.cli.report import plain
from taizhang.cli.waiting import waiting
from taizhang.desk.repair import Repair, in_order, repair
from taizhang.desk.sentences import say
from taizhang.progress import Phase, Tell, nobody, telling
from taizhang.publish.stopping import undisturbed
from taizhang.records.examine import Examiner
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import Entry, WorkTree

YES = frozenset({"y", "yes", "是", "好"})


def fix(chosen: argparse.Namespace) -> None:
    """Show what would be put right in the files named, or in all, and write it once somebody says so."""
    base: Path = chosen.base_dir
    wanted = frozenset(Path(path).as_posix().removeprefix("./") for path in chosen.paths)
    with waiting(chosen) as tell:
        found = tuple(repairs(base, roots(chosen), wanted, tell))
    for one in found:
        sys.stdout.write(shown(one))
    if not found:
        print(say("fix.nothing"))
        return
    print(say("fix.sum", count=len(found)))
    if chosen.yes or _asked():
        written = sum(_write(base, one) for one in found)
        print(say("fix.written", count=written))
    else:
        print(say("fix.not-written"))


def repairs(base: Path, listed: Sequence[str], wanted: frozenset[str], tell: Tell = nobody) -> Iterator[Repair]:
    """What can be put right, by path; of the files named, else of all."""
    schemas = load_schemas(base / "schemas")
    source = WorkTree(base, listed)
    book = load(source, schemas, tell=tell)
    doubtful = {problem.path for problem in book.problems}
    doubtful |= {record.path for record in book if not in_order(record.data, schemas.kinds[record.kind])}
    told = [one for one in source.entries() if one.path in doubtful and not one.link]
    entries: list[Entry] = sorted(one for one in told if not wanted or one.path in wanted)
    examiner = Examiner(schemas)
    for entry, content in telling(source.read(entries), tell, Phase.REPAIRING, len(entries)):
        found = repair(examiner, entry, content) if content is not None else None
        if found is not None:
            yield found


def shown(one: Repair) -> str:
    """A repair as a difference, headed by what it puts right."""
    what = "、".join(dict.fromkeys(problem.title for problem in one.mended))
    if one.reordered:
        what = "、".join(part for part in (what, say("fix.order")) if part)
    head = say("fix.moved", path=one.path, target=one.target) if one.moved else one.path
    before, after = (side.decode("utf-8", "replace").splitlines() for side in (one.before, one.after))
    lines = list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]
    return "".join(f"{plain(line)}\n" for line in (say("fix.head", path=head, what=what), *lines, ""))


def _asked() -> bool:
    """Whether somebody at the terminal says yes; without a terminal nobody does."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(say("fix.ask")).strip().lower() in YES
    except EOFError:
        return False


def _write(base: Path, one: Repair) -> bool:
    """Write a repair, unless the file changed meanwhile or another has its place; whether it was written."""
    file, target = base / one.path, base / one.target
    if file.read_bytes() != one.before:
        print(say("fix.meanwhile", path=one.path), file=sys.stderr)
        return False
    if not one.moved:
        write_over(file, one.after)
        return True
    with undisturbed():
        moved = write_new(target, one.after.decode())
        if moved:
            file.unlink()
    if not moved:
        print(say("fix.taken", path=one.path, target=one.target), file=sys.stderr)
    return moved
