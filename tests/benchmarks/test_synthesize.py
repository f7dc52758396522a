"""The synthesizer: the same bytes for a seed, the size asked for, no problem, times and ties that fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from benchmarks.synthesize import company_of, main, records, write
from benchmarks.synthetic.cast import Company, Size
from benchmarks.synthetic.files import Record
from taizhang.desk.yaml_text import document
from taizhang.explain.width import columns
from taizhang.records.book import Book
from taizhang.records.load import load
from taizhang.records.schema_set import SchemaSet, load_schemas, resolved
from taizhang.records.source import WorkTree

ROOT = Path(__file__).resolve().parents[2]
SIZE = Size(branches=2, managers=3, customers=8)
FIRST, LAST = date(2026, 8, 31), date(2026, 10, 30)
HOLIDAYS = {"2026-W39": "2026-09-24", "2026-W40": "2026-09-30", "2026-W41": "2026-10-09"}


def small(seed: int = 1, size: Size = SIZE) -> Company:
    return company_of(seed, size, FIRST, LAST)


@pytest.fixture(scope="module")
def schemas() -> SchemaSet:
    return load_schemas(ROOT / "schemas")


@pytest.fixture(scope="module")
def told() -> list[Record]:
    return list(records(small()))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, schemas: SchemaSet) -> Book:
    folder = tmp_path_factory.mktemp("synthetic")
    write(small(), folder)
    return load(WorkTree(folder), schemas)


def texts(seed: int) -> list[tuple[str, str]]:
    return [(path, document(fields)) for path, fields in records(small(seed))]


def test_a_seed_gives_the_same_bytes() -> None:
    assert texts(5) == texts(5)


def test_another_seed_gives_other_bytes() -> None:
    ours, theirs = texts(5), texts(6)
    assert ours != theirs
    assert dict(ours)["units/telecom.yaml"] == dict(theirs)["units/telecom.yaml"]


def test_no_record_is_told_twice(told: list[Record]) -> None:
    assert len({path for path, _ in told}) == len(told)


@pytest.mark.parametrize(("branches", "managers", "customers"), [(1, 1, 1), (2, 3, 8), (4, 2, 5)])
def test_sizes_are_as_asked(branches: int, managers: int, customers: int) -> None:
    """In every third branch, from the second on, a manager leaves and another comes."""
    company = small(size=Size(branches, managers, customers))
    paths = Counter(path.split("/")[0] for path, _ in records(company))
    newcomers = sum(1 for index in range(branches) if index % 3 == 1)
    assert paths["units"] == branches + 3
    assert paths["people"] == 5 + branches * (managers + 2) + newcomers
    assert paths["customers"] == branches * customers
    assert [len(branch.customers) for branch in company.branches] == [customers] * branches


def test_a_company_has_no_problems(book: Book) -> None:
    assert book.problems == ()


@pytest.mark.parametrize(
    ("size", "first", "last"),
    [
        (Size(3, 1, 9), date(2026, 3, 8), date(2026, 4, 25)),
        (Size(1, 4, 22), date(2025, 1, 23), date(2025, 1, 29)),
        (Size(2, 1, 1), date(2026, 10, 3), date(2026, 10, 4)),
    ],
    ids=["the only manager leaves", "a week before a festival", "two days off"],
)
def test_odd_companies_have_no_problems(
    size: Size, first: date, last: date, schemas: SchemaSet, tmp_path: Path
) -> None:
    write(company_of(7, size, first, last), tmp_path)
    assert load(WorkTree(tmp_path), schemas).problems == ()


def test_all_kinds_asked_for_are_there(book: Book) -> None:
    wanted = (
        "company unit person calendar customer contact meeting leave visit-plan trip-log service-log notice "
        "weekly-report weekly-rollup target result test inspection incident approval reading"
    )
    assert [kind for kind in wanted.split() if not book.of(kind)] == []


def test_delegations_are_written_before_the_meetings_they_are_for(schemas: SchemaSet, tmp_path: Path) -> None:
    write(company_of(42, Size(3, 4, 5), FIRST, LAST), tmp_path)
    made = load(WorkTree(tmp_path), schemas)
    assert made.problems == ()
    assert made.of("delegation")
    for delegation in made.of("delegation"):
        assert delegation.text("submitted_at")[:10] < delegation.text("from")


def test_fields_stand_in_the_schema_order(told: list[Record], schemas: SchemaSet, book: Book) -> None:
    for path, fields in told:
        record = book.at(f"records/{path}")
        assert record is not None
        schema = schemas.kinds[record.kind].schema
        wrong = list(out_of_order(fields, schema, schema))
        assert wrong == [], path


def out_of_order(value: object, schema: Mapping[str, object], root: Mapping[str, object]) -> Iterator[list[str]]:
    """The keys of each mapping in ``value`` that stand otherwise than in ``schema``."""
    node = resolved(schema, root)
    if isinstance(value, Mapping) and "properties" in node:
        order = [name for name in node["properties"] if name in value]
        if list(value) != order:
            yield list(value)
        for name, inner in value.items():
            yield from out_of_order(inner, node["properties"][name], root)
    elif isinstance(value, list) and "items" in node:
        for inner in value:
            yield from out_of_order(inner, node["items"], root)


def test_lines_are_short(told: list[Record]) -> None:
    long = [line for _, fields in told for line in document(fields).splitlines() if columns(line) > 120]
    assert long == []


def test_reports_come_before_their_deadline(book: Book) -> None:
    """Friday 17:30; in the weeks of Mid-Autumn and National Day on the last working day before (A5.5)."""
    days: dict[str, set[str]] = {}
    for report in book.of("weekly-report"):
        day, time = report.text("submitted_at").split(" ")
        assert time < "17:30"
        days.setdefault(report.text("week"), set()).add(day)
    for week, due in HOLIDAYS.items():
        assert max(days[week]) == due
    assert {day for found in days.values() for day in found} & {"2026-09-25", "2026-10-01", "2026-10-02"} == set()


def test_minutes_of_submission_vary(book: Book) -> None:
    times = {report.text("submitted_at")[11:] for report in book.of("weekly-report")}
    assert len(times) > len(book.of("weekly-report")) // 2


def test_trips_services_and_reports_tell_of_the_same_visits(book: Book) -> None:
    """The three-way reconciliation finds nothing (A4.7)."""

    def visits(kind: str, each: str, day: str) -> set[tuple[str, str, str]]:
        rows = [(record.text("person"), row) for record in book.of(kind) for row in as_rows(record.data.get(each))]
        seen = [(person, row) for person, row in rows if row.get("channel", "visit") == "visit"]
        return {(person, str(row["customer"]), str(row[day])[:10]) for person, row in seen}

    trips = visits("trip-log", "trips", "departed_at")
    assert trips
    assert trips == visits("service-log", "services", "at") == visits("weekly-report", "visits", "on")


def as_rows(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list | None)
    return value or []


def test_trips_are_filled_in_before_departure(book: Book) -> None:
    """The same minute would be too late (A5.2)."""
    for log in book.of("trip-log"):
        for trip in as_rows(log.data["trips"]):
            assert str(trip["filled_at"]) < str(trip["departed_at"]) < str(trip["returned_at"])


def test_phones_are_nobody_s_and_only_in_contacts(book: Book) -> None:
    assert {contact.text("phone")[:4] for contact in book.of("contact")} == {"1390"}
    assert [record.path for record in book if record.kind != "contact" and "1390" in str(record.data)] == []


def test_the_names_the_demo_needs_are_there(book: Book) -> None:
    owner = book.find("customer", "C-000123")
    assert owner is not None
    assert owner.text("name") == "宏远物流"
    assert as_rows(owner.data["owners"])[-1]["person"] == "zhang-wei"
    assert [
        person.text("name") for name in ("zhang-wei", "he-jing", "wu-hao") if (person := book.find("person", name))
    ] == [
        "张伟",
        "何静",
        "吴浩",
    ]


def test_company_and_calendar_that_are_there_stay(tmp_path: Path) -> None:
    kept = tmp_path / "records" / "company.yaml"
    kept.parent.mkdir()
    kept.write_text("name: 另一家公司\n", encoding="utf-8")
    write(small(), tmp_path)
    assert kept.read_text(encoding="utf-8") == "name: 另一家公司\n"
    assert (tmp_path / "records/calendar/2026.yaml").exists()


def test_a_folder_with_people_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_one = [str(tmp_path), "--branches", "1", "--managers", "1", "--customers", "1", "--to", "2026-09-11"]
    assert main(small_one) == 0
    written = sum(1 for file in tmp_path.rglob("*.yaml") if file.is_file())
    assert capsys.readouterr().out == f"{written}\n"
    assert main(small_one) == 1
    assert "another folder" in capsys.readouterr().err


def test_a_span_past_the_known_calendars_still_stands(schemas: SchemaSet, tmp_path: Path) -> None:
    """2027 is not announced: its days are not worked, and nothing is told of them."""
    write(company_of(1, Size(1, 2, 3), date(2026, 12, 21), date(2027, 1, 8)), tmp_path)
    made = load(WorkTree(tmp_path), schemas)
    assert made.problems == ()
    assert max(meeting.text("begun_at") for meeting in made.of("meeting")) < "2027"
