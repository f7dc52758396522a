"""``make bench``: our check and our loader beside their peers, on the same files in the same run.

The warm checks stand beside what any of them must take at least: reading the files, asking Git what changed; landing
times beside one pass of ``git log``.
The peer of the whole check (schema, references, dated periods, sums, worked examples) is check-jsonschema, which does
the schemas alone; the peer of the loader is PyYAML's CSafeLoader, which checks nothing.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.landing import landing_table  # noqa: E402 - run as a script, the path comes first
from benchmarks.timing import Timed, in_turn, processor_table, table  # noqa: E402
from benchmarks.warm import at_rest, changing  # noqa: E402
from taizhang.records.schema_set import load_schemas  # noqa: E402
from taizhang.records.text.reader import read  # noqa: E402

BIN = Path(sys.executable).parent
SAMPLE = 4000
BRANCH_YEAR = 5700  # records of one branch in a year
CUSTOMERS_FILES = 1150  # of them customers and contacts, however long it runs


def main() -> None:
    """Synthesize, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000, help="how many records, about")
    parser.add_argument("--runs", type=int, default=1, help="how many runs of the cold check (its peer takes minutes)")
    parser.add_argument("--large", type=int, default=100_000, help="how many records to change one among, about")
    parser.add_argument("--only-warm", action="store_true", help="the warm checks alone")
    chosen = parser.parse_args()
    company = synthesized(chosen.records)
    files = sorted((company / "records").rglob("*.yaml"))
    sizes = sum(file.stat().st_size for file in files)
    print(f"## {len(files):,} records, {sizes / len(files):,.0f} bytes on average\n")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    warm_checks(company, synthesized(chosen.large))
    if chosen.only_warm:
        return
    with tempfile.TemporaryDirectory() as folder:
        print(landing_table(Path(folder)))
    print(table("Cold check of everything, whole process", cold_check(company, files, chosen.runs)))
    print(table("Check of one file among them, whole process", one_file(company, files, 5)))
    print(table(f"Loader alone, {min(SAMPLE, len(files)):,} files in memory", loaders(files)))


def warm_checks(company: Path, large: Path) -> None:
    """Nothing changed; one record changed among many, seen from work tree and index; one deleted that others need."""
    print(processor_table("Warm check, nothing changed, whole process", at_rest(company, 7)))
    count = f"{sum(1 for _ in (large / 'records').rglob('*.yaml')):,}"
    print(processor_table(f"Warm check of one change among {count} records, whole process", changing(large, 7)))


def synthesized(records: int) -> Path:
    """A company of about so many records below build/, made anew unless it is there."""
    company = ROOT / "build" / "bench" / str(records)
    if not (company / "records").is_dir():
        command = [sys.executable, str(ROOT / "benchmarks/synthesize.py"), str(company), *shape(records)]
        subprocess.run(command, check=True)
    if not (company / "schemas").exists():
        (company / "schemas").symlink_to(ROOT / "schemas", target_is_directory=True)
    return company


def shape(records: int) -> list[str]:
    """The arguments for about so many records: branches of 20 managers and 400 customers, up to a year."""
    branches = -(-records // BRANCH_YEAR)
    weeks = max(1, min(51, 51 * (records // branches - CUSTOMERS_FILES) // (BRANCH_YEAR - CUSTOMERS_FILES)))
    last = date(2026, 1, 4) + timedelta(weeks=weeks)
    size = ["--branches", str(branches), "--managers", "20", "--customers", "400"]
    return ["--seed", "1", *size, "--from", "2026-01-05", "--to", last.isoformat()]


def cold_check(company: Path, files: list[Path], runs: int) -> list[Timed]:
    """Ours does everything in one process; the peer runs once a kind, on schemas alone."""
    ours = partial(quietly, [BIN / "taizhang", "check", "--base-dir", company], {0})
    return in_turn(runs, [("taizhang check", ours), ("check-jsonschema, schemas alone", partial(peer, files))])


def peer(files: list[Path]) -> None:
    """check-jsonschema over all files, kind by kind; its own formats differ from ours and stay off."""
    schemas = load_schemas(ROOT / "schemas")
    by_kind: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        below = file.as_posix().split("/records/", 1)[1]
        kind = schemas.kind_of(below)
        if kind is not None:
            by_kind[kind.name].append(file)
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
