"""Write a made company of any size: ``python benchmarks/synthesize.py OUT --seed 1 --branches 3 --managers 4``.

The same arguments give the same bytes. What it writes has no problems; faults of real life are put in by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for folder in (ROOT, ROOT / "scripts"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from benchmarks.synthetic import files, inspections, monthly  # noqa: E402 - found only now
from benchmarks.synthetic.absence import Absences, absences, delegation_files, leave_files  # noqa: E402
from benchmarks.synthetic.cast import Branch, Company, Size, make_company  # noqa: E402
from benchmarks.synthetic.clockwork import Clockwork, work_calendar  # noqa: E402
from benchmarks.synthetic.diary import Week, Writer, owned  # noqa: E402
from benchmarks.synthetic.files import Record  # noqa: E402
from benchmarks.synthetic.meetings import Hall  # noqa: E402
from benchmarks.synthetic.weekly import Reported, plan_file, rollup_file, week_files  # noqa: E402
from taizhang.desk.yaml_text import document  # noqa: E402


def company_of(seed: int, size: Size, first: date, last: date) -> Company:
    """The cast of a company told from ``first`` to ``last``."""
    return make_company(Clockwork(seed, first, last, work_calendar(first, last)), size)


def records(company: Company) -> Iterator[Record]:
    """Every record, as path below ``records/`` and fields in the schema's order."""
    yield files.company_file(company)
    yield from files.unit_files(company)
    yield from files.calendar_files(company)
    yield from files.reading_files(company)
    for person in company.people():
        yield files.person_file(company, person)
    for branch in company.branches:
        yield from _branch_records(company, branch)


def _branch_records(company: Company, branch: Branch) -> Iterator[Record]:
    clock = company.clock
    absent = absences(company, branch)
    for customer in branch.customers:
        yield files.customer_file(clock, branch, customer)
        for contact in customer.contacts:
            yield files.contact_file(customer, contact)
    yield from files.notice_files(clock, branch)
    for leave, record in zip(absent.leaves, leave_files(branch, absent), strict=True):
        yield record
        yield monthly.leave_approval(clock, record, leave.granted_by.id, leave.granted)
    yield from delegation_files(clock, branch, absent)
    hall = Hall(company, branch, absent)
    written: set[str] = set()
    for path, fields in _dated(company, branch, absent, hall):
        written.add(path.removesuffix(".yaml"))
        yield path, fields
    for month in clock.months():
        yield from _month(company, branch, month.start, written)
    yield from monthly.incident_files(company, branch)


def _dated(company: Company, branch: Branch, absent: Absences, hall: Hall) -> Iterator[Record]:
    """The weeks of every manager, then the meetings that speak of them."""
    clock = company.clock
    writer = Writer(clock, branch, absent, owned(branch))
    weeks = clock.weeks()
    yield from _present(rollup_file(company, branch, absent, Reported(weeks[0].previous(), (), ())))
    for week in (*weeks, weeks[-1].next()):
        told: list[Week] = []
        days = clock.days(week)
        serving = branch.serving(days[0]) if days else []
        for person in serving:
            one = writer.week(person, week) if week is not weeks[-1].next() and week.start <= clock.last else None
            yield from _present(plan_file(clock, absent, person, week, one))
            if one is not None:
                told.append(one)
                hall.visits[person.id, week.key] = [touch.customer.name for touch in one.visits]
                yield from week_files(clock, branch, one)
        if week.start <= clock.last:
            yield from _present(rollup_file(company, branch, absent, Reported(week, serving, told)))
    yield from hall.daily()
    yield from hall.monthly()


def _present(record: Record | None) -> Iterator[Record]:
    if record is not None:
        yield record


def _month(company: Company, branch: Branch, start: date, written: set[str]) -> Iterator[Record]:
    clock = company.clock
    month = next(month for month in clock.months() if month.start == start)
    target = monthly.target_file(clock, branch, month)
    yield target
    yield from _present(monthly.result_file(company, branch, month))
    yield from monthly.test_files(clock, branch, month)
    yield from inspections.Round(company, branch, month, frozenset(written)).files()


def write(company: Company, out: Path) -> int:
    """Write the company below ``out``/records; how many files. Company and calendars that are there stay."""
    written: set[str] = set()
    folders: set[Path] = set()
    for path, fields in records(company):
        if path in written:
            raise ValueError(f"{path} is told twice")
        file = out / "records" / path
        if path.startswith(("company", "calendar/")) and file.exists():
            continue
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_bytes(document(fields).encode())
        written.add(path)
    return len(written)


def main(arguments: list[str] | None = None) -> int:
    """The command line; 1 where the folder already holds people."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder that gets records/")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--branches", type=int, default=3)
    parser.add_argument("--managers", type=int, default=4, help="a branch")
    parser.add_argument("--customers", type=int, default=20, help="a branch")
    parser.add_argument("--from", type=date.fromisoformat, default=date(2026, 8, 31), dest="first", metavar="DATE")
    parser.add_argument("--to", type=date.fromisoformat, default=date(2026, 11, 20), dest="last", metavar="DATE")
    chosen = parser.parse_args(arguments)
    if (chosen.out / "records" / "people").exists():
        print(f"{chosen.out} holds people already: name another folder", file=sys.stderr)
        return 1
    size = Size(chosen.branches, chosen.managers, chosen.customers)
    print(write(company_of(chosen.seed, size, chosen.first, chosen.last), chosen.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
