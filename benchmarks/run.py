"""``make bench``: our check and our loader beside their peers, on the same files in the same run.

The warm checks stand beside what any of them must take at least: reading the files, asking Git what changed; landing
times beside one pass of ``git log``.
The peer of the whole check (schema, references, dated periods, sums, worked examples) is check-jsonschema, which does
the schemas alone; the peer of the loader is PyYAML's CSafeLoader, which checks nothing.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.made import files_of, forget, records_of, synthesized  # noqa: E402 - run as a script, the path first
from benchmarks.timing import Found, Timed, against, in_turn, processor_table, table  # noqa: E402
from benchmarks.warm import at_rest, changing  # noqa: E402
from taizhang.records.schema_set import load_schemas  # noqa: E402
from taizhang.records.text.reader import read  # noqa: E402

BIN = Path(sys.executable).parent
SAMPLE = 4000
FASTER, AT_REST, CHANGED = 10.0, 5.0, 6.0
"""What is to be reached: so many times check-jsonschema, so many readings of all bytes, so many of Git's answers."""
SHARE = 4
"""check-jsonschema gets one file in so many of each kind, and what it takes for them is scaled; 1 gives it all."""


def main() -> None:
    """Synthesize, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000, help="how many records, about")
    parser.add_argument("--runs", type=int, default=1, help="how many runs of the cold check (its peer takes minutes)")
    parser.add_argument("--large", type=int, default=100_000, help="how many records to change one among, about")
    parser.add_argument("--only-warm", action="store_true", help="the warm checks alone")
    parser.add_argument("--share", type=int, default=SHARE, help="check-jsonschema gets one file in so many")
    chosen = parser.parse_args()
    if chosen.only_warm:
        print(warm_checks(synthesized(chosen.records), synthesized(chosen.large)).text)
    else:
        print(checks(chosen.records, chosen.large, chosen.runs, chosen.share).text)


def checks(records: int = 20_000, large: int = 100_000, runs: int = 1, share: int = SHARE) -> Found:
    """Every check beside its peer, warm and cold, whole and of one file, and the loader alone."""
    company = synthesized(records)
    files = files_of(company)
    size = sum(file.stat().st_size for file in files) / len(files)
    warm = warm_checks(company, synthesized(large))
    cold = cold_check(company, files, runs, share)
    row = against(cold[0], cold[1], FASTER, f"cold check of {len(files):,} records, everything", faster=True)
    tables = [
        f"{len(files):,} records, {size:,.0f} bytes on average.\n",
        warm.text,
        processor_table("Cold check of everything, whole process", cold),
        table("Check of one file among them, after an earlier check, whole process", one_file(company, files, 5)),
        table(f"Loader alone, {min(SAMPLE, len(files)):,} files in memory", loaders(files)),
    ]
    return Found((row, *warm.rows), "\n".join(tables))


def warm_checks(company: Path, large: Path) -> Found:
    """Nothing changed; one record changed among many, seen from work tree and index; one deleted that others need."""
    rest, change = at_rest(company, 7), changing(large, 7)
    count = f"{records_of(large):,}"
    title = f"Warm check of one change among {count} records, whole process"
    tables = (
        processor_table("Warm check, nothing changed, whole process", rest),
        processor_table(title, change),
    )
    rows = [against(rest[0], rest[1], AT_REST, f"warm check, nothing changed of {records_of(company):,} records")]
    for number, what in ((0, "one changed"), (3, "one referenced deleted")):
        rows.append(against(change[number], change[-1], CHANGED, f"warm check, {what} of {count} records"))
    return Found(tuple(rows), "\n".join(tables))


def cold_check(company: Path, files: list[Path], runs: int, share: int) -> list[Timed]:
    """Ours does everything in one process; the peer runs once a kind, on schemas alone.

    The peer's files are a share of each kind's: what it takes for them beyond its start is scaled to all.
    """
    by_kind = kinds_of(files)
    ours = partial(quietly, [BIN / "taizhang", "check", "--base-dir", company], {0})
    some = {kind: found[::share] for kind, found in by_kind.items()}
    first = {kind: found[:1] for kind, found in by_kind.items()}
    name = "check-jsonschema, schemas alone"
    name += f" (one file in {share}, scaled)" if share > 1 else ""
    tasks = [("taizhang check", ours), (name, partial(peer, some)), ("its start", partial(peer, first))]
    own, part, start = in_turn(runs, tasks, {"taizhang check": partial(forget, company)})
    if share == 1:
        return [own, part]
    counts = [sum(len(found) for found in each.values()) for each in (by_kind, some, first)]
    return [own, scaled(part, start, (counts[0] - counts[2]) / (counts[1] - counts[2]))]


def scaled(part: Timed, start: Timed, times: float) -> Timed:
    """What a part took beyond its start so many times over, and the start once."""
    seconds, processor = (
        tuple(begun + (taken - begun) * times for taken, begun in zip(whole, first, strict=True))
        for whole, first in ((part.seconds, start.seconds), (part.processor, start.processor))
    )
    return Timed(part.name, seconds, processor)


def kinds_of(files: list[Path]) -> dict[str, list[Path]]:
    """The files by kind."""
    schemas = load_schemas(ROOT / "schemas")
    by_kind: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        kind = schemas.kind_of(file.as_posix().split("/records/", 1)[1])
        if kind is not None:
            by_kind[kind.name].append(file)
    return by_kind


def peer(by_kind: Mapping[str, list[Path]]) -> None:
    """check-jsonschema over files, kind by kind; its own formats differ from ours and stay off."""
    for kind_name, found in by_kind.items():
        schema = ROOT / "schemas" / f"{kind_name}.schema.json"
        command = [BIN / "check-jsonschema", "--disable-formats", "*", "--schemafile", schema, *found]
        quietly(command, {0, 1})


def one_file(company: Path, files: list[Path], runs: int) -> list[Timed]:
    """One weekly report: ours links it to all the others."""
    one = next(file for file in files if "/weekly-reports/" in file.as_posix())
    below = one.relative_to(company).as_posix()
    schema = ROOT / "schemas/weekly-report.schema.json"
    ours = partial(quietly, [BIN / "taizhang", "check", "--base-dir", company, below], {0})
    alone = partial(quietly, [BIN / "check-jsonschema", "--disable-formats", "*", "--schemafile", schema, one], {0, 1})
    return in_turn(runs, [("taizhang check FILE, with its links", ours), ("check-jsonschema, schema alone", alone)])


def loaders(files: list[Path]) -> list[Timed]:
    """The strict reader against PyYAML's C loader, bytes in memory, collector off as in the bulk load."""
    step = max(1, len(files) // SAMPLE)
    contents = [file.read_bytes() for file in files[::step][:SAMPLE]]
    gc.disable()
    try:
        return in_turn(
            5, [("strict reader", partial(strictly, contents)), ("yaml.CSafeLoader", partial(safely, contents))]
        )
    finally:
        gc.enable()


def strictly(contents: list[bytes]) -> None:
    """Read each with all guards."""
    for content in contents:
        read(content, "x.yaml")


def safely(contents: list[bytes]) -> None:
    """Load each as PyYAML does."""
    for content in contents:
        yaml.load(content, Loader=yaml.CSafeLoader)


def quietly(command: list[object], codes: set[int]) -> None:
    """Run a command; its output matters only if it ends with a code that means something else than it should."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode not in codes:
        raise SystemExit(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
