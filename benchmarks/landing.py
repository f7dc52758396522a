"""When each record landed, read from Git: beside one ``git log`` pass over the same line, and after one more commit.

The repository is made: requests that bring a few records each, most of them merged, and now and then a change, a move
to the right place, a removal. It is packed as a clone is. The peer is the one pass that no reader of the line can do
without, its output taken off a pipe and thrown away: every commit of the first-parent line against its first parent,
merges too, with moves found as closely as we ask for, and the messages in which the trailers stand.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.timing import Found, Timed, against, in_turn, processor_table  # noqa: E402 - run as a script, the path comes first
from taizhang.history.history import read_history  # noqa: E402
from taizhang.history.landing import Landing  # noqa: E402

FILES, RUNS = 10_000, 7
PASSES = 1.5
"""What is to be reached: so many passes of ``git log``."""
UNITS, MANAGERS, BEHIND = 5, 20, 4
START, BETWEEN = 1_767_600_000, 1_800  # seconds
PASS = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--root", "-z", "--name-status", "--find-renames=80%"),
    *("--format=%H%x00%ct%x00%P%x00%B", "main"),
)
ALONE = """if True:
    import sys
    from pathlib import Path
    from taizhang.history.history import read_history
    history = read_history(Path(sys.argv[1]), "+08:00", Path(sys.argv[2]))
    landed = [history.landing(path) for path in history.paths()]"""
TITLES = ("走访客户", "服务需求", "消费变化", "问题", "结论", "建议", "下周计划", "备注")


def main() -> None:
    """Make a repository, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES, help="how many records")
    parser.add_argument("--runs", type=int, default=RUNS, help="how many runs")
    chosen = parser.parse_args()
    print(landed(chosen.files, chosen.runs).text)


def landed(files: int = FILES, runs: int = RUNS) -> Found:
    """Landing times as a section of the benchmark."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        found = landing_times(folder, files, runs)
        commits = told(folder / "repository", "rev-list", "--count", "main").strip()
    title = f"Landing times of {files:,} records in {commits} commits"
    rows = (against(found[0], found[-1], PASSES, f"landing times of {files:,} records, read anew"),)
    return Found(rows, processor_table(title, found))


def landing_times(folder: Path, files: int = FILES, runs: int = RUNS) -> list[Timed]:
    """The landing of every record: read anew and kept, read on, read again; the pass of ``git log`` for a peer.

    ``folder`` gets the repository and what is kept of it. One more commit, before each reading on, changes a record.
    """
    repository, kept = made(folder / "repository", files), folder / "history.json"
    if len(ours(repository, kept)) != files:
        raise SystemExit("records have no landing")
    afresh = partial(kept.unlink, missing_ok=True)
    number = count()
    alone = [sys.executable, "-c", ALONE, repository, kept]
    tasks: dict[str, tuple[Callable[[], object], Callable[[], object] | None]] = {
        "landing times, read anew": (partial(ours, repository, kept), afresh),
        "one more commit": (partial(ours, repository, kept), lambda: one_more(repository, next(number))),
        "nothing new": (partial(ours, repository, kept), None),
        "read anew, with the start of Python": (partial(done, alone), afresh),
        "one more commit, with the start of Python": (partial(done, alone), lambda: one_more(repository, next(number))),
        "git log, one pass": (partial(drained, repository, *PASS), None),
    }
    return in_turn(
        runs,
        [(name, task) for name, (task, _) in tasks.items()],
        {name: before for name, (_, before) in tasks.items() if before is not None},
    )


def ours(repository: Path, kept: Path) -> list[Landing]:
    """The landing of every record, read on from what is ``kept``."""
    history = read_history(repository, "+08:00", kept)
    landed = (history.landing(path) for path in history.paths())
    return [one for one in landed if one is not None and one.moment is not None]


def one_more(repository: Path, number: int) -> None:
    """A commit on the line that changes one record."""
    path = told(repository, "ls-tree", "-r", "--name-only", "main").splitlines()[number]
    seconds = int(told(repository, "log", "-1", "--format=%ct", "main")) + BETWEEN
    edits = [Edit(path, body(f"{number} anew"))]
    imported(repository, commit("refs/heads/main", 1, seconds, "one more", ("refs/heads/main^0",), edits).encode())


def made(repository: Path, files: int) -> Path:
    """The repository of so many records, packed; made unless it is there."""
    if not repository.is_dir():
        repository.mkdir(parents=True)
        told(repository, "init", "--quiet", "--bare", "--initial-branch=main")
        imported(repository, "".join(line(files)).encode())
        told(repository, "gc", "--quiet")
    return repository


@dataclass(frozen=True, slots=True)
class Edit:
    """What a request does to one record: ``text`` is what it says then, "" where it goes or only moves."""

    path: str
    text: str = ""
    source: str = ""

    def __str__(self) -> str:
        """As fast-import takes it."""
        if not self.text and not self.source:
            return f"D {self.path}\n"
        move = f"R {self.source} {self.path}\n" if self.source else ""
        return move + (f"M 100644 inline {self.path}\n{data(self.text)}" if self.text else "")


def line(files: int) -> Iterator[str]:
    """A company's line as fast-import takes it: four of five requests are merged, the others squashed.

    Requests of new records alone began a few commits ago, as they do where people work side by side.
    """
    chance = random.Random(files)
    marks, seconds = count(1), count(START, BETWEEN)
    main: list[int] = []
    for number, edits in enumerate(requests(files, chance)):
        name, parents = f"request {number}", [f":{main[-1]}"] if main else []
        if main and chance.random() < 0.8:
            new = all(edit.text.startswith("version: 0") for edit in edits)
            side = [f":{main[-min(len(main), chance.randint(1, BEHIND))]}"] if new else parents
            for part in (edits[::2], edits[1::2]):
                if part:
                    mark = next(marks)
                    yield commit("refs/heads/request", mark, next(seconds), name, side, part)
                    side = [f":{mark}"]
            parents, name = [*parents, *side], f"Merge {name}\n\n{trailers(number)}"
        main.append(next(marks))
        yield commit("refs/heads/main", main[-1], next(seconds), name, parents, edits)


def requests(files: int, chance: random.Random) -> Iterator[list[Edit]]:
    """What each request brings, until so many records stand: new ones, and sometimes something happens to an old one.

    Of a hundred requests some 30 change a record, 2 move one, 2 move and change one, 2 remove one.
    """
    there: dict[str, tuple[str, int]] = {}
    placed: list[str] = []
    new = places()
    while len(there) < files:
        fresh = list(islice(new, min(chance.randint(1, 9), files - len(there))))
        edits = [Edit(path, body(path)) for path in fresh]
        path, what = chance.choice(placed or [""]), chance.random()
        if path in there and what < 0.36:
            name, version = there.pop(path)
            target = path if what < 0.3 else path.replace(".yaml", "-1.yaml")
            changed = body(name, version + 1) if what < 0.32 else ""
            edits.append(Edit(path) if what >= 0.34 else Edit(target, changed, path if target != path else ""))
            if what < 0.34:
                there[target] = name, version + bool(changed)
                placed.append(target)
        there |= {one: (one, 0) for one in fresh}
        placed += fresh
        yield edits


def places() -> Iterator[str]:
    """Where records stand, week by week: plan, report and log of every manager, and some of the branch."""
    for number in count():
        week = f"{2026 + number // 52}-W{number % 52 + 1:02}"
        for unit in (f"unit-{one}" for one in range(UNITS)):
            for manager in (f"manager-{one:02}" for one in range(MANAGERS)):
                yield f"records/visit-plans/{unit}/{week}/{manager}.yaml"
                yield f"records/weekly-reports/{unit}/{week}/{manager}.yaml"
                yield f"records/service-logs/{unit}/{manager}/{week}.yaml"
            yield f"records/weekly-rollups/{unit}/{week}.yaml"
            yield f"records/customers/{unit}/C-{number:06}.yaml"


def body(name: str, version: int = 0) -> str:
    """A record of half a kilobyte that resembles no other, but its own other versions."""
    chance = random.Random(name)
    fields = (f"{title}: {''.join(chance.choices(TITLES, k=4))}{chance.getrandbits(64)}\n" for title in TITLES)
    return f"version: {version}\nname: {name}\n{''.join(fields)}"


def trailers(number: int) -> str:
    """What the forge's machine writes below a merge's message."""
    return (
        f"Submitted-At: 2026-01-{number % 28 + 1:02}T17:{number % 60:02}:00+08:00\n"
        f"Submitted-By: manager-{number % MANAGERS:02} <m{number % MANAGERS}@example.com>\n"
        f"Approved-By: supervisor <s{number % UNITS}@example.com>\n"
        f"Approved-At: 2026-01-{number % 28 + 1:02}T18:{number % 60:02}:00+08:00\n"
    )


def commit(branch: str, mark: int, seconds: int, message: str, parents: Sequence[str], edits: Iterable[Edit]) -> str:
    """One commit as fast-import takes it; its edits are against its first parent."""
    person = f"manager <m@example.com> {seconds} +0800"
    head = f"commit {branch}\nmark :{mark}\nauthor {person}\ncommitter {person}\n{data(message)}"
    links = "".join(f"{'merge' if number else 'from'} {one}\n" for number, one in enumerate(parents))
    return f"{head}{links}{''.join(map(str, edits))}\n"


def data(text: str) -> str:
    """A text as fast-import takes it."""
    return f"data {len(text.encode())}\n{text}\n"


def imported(repository: Path, stream: bytes) -> None:
    """Have Git take a stream of commits."""
    subprocess.run(["git", "-C", str(repository), "fast-import", "--quiet"], input=stream, check=True)


def drained(repository: Path, *arguments: str) -> None:
    """Git at work, its output taken off a pipe and thrown away."""
    subprocess.run(["git", "-C", str(repository), *arguments], stdout=subprocess.PIPE, check=True)


def told(repository: Path, *arguments: str) -> str:
    """What Git tells of the repository."""
    return done(["git", "-C", repository, *arguments])


def done(command: list[object]) -> str:
    """The output of a command that must end well."""
    return subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", check=True).stdout


if __name__ == "__main__":
    main()
