"""The database of an edition: what it holds agrees with the View, and its bytes are the same again."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from taizhang.publish.audience import STAFF, Audience
from taizhang.publish.feeds import feeds_of
from taizhang.publish.feeds.database import database
from taizhang.publish.feeds.questions import ASKED, QUESTIONS, Question
from taizhang.publish.feeds.tables import TABLES, VERSION
from taizhang.publish.links import DATABASE
from tests.publish import companies, hostile
from tests.publish.demo import demo_view, maker_with

Found = list[tuple[Any, ...]]


def opened(content: bytes) -> sqlite3.Connection:
    """A database in memory."""
    made = sqlite3.connect(":memory:")
    made.deserialize(content)
    return made


@pytest.fixture(scope="module")
def demo() -> Iterator[sqlite3.Connection]:
    """The demo company's database."""
    with closing(opened(database(demo_view()))) as made:
        yield made


def ask(made: sqlite3.Connection, query: str, *values: object) -> Found:
    """The rows of a query."""
    return made.execute(query, values).fetchall()


def test_it_is_whole_and_every_reference_leads_somewhere(demo: sqlite3.Connection) -> None:
    assert ask(demo, "PRAGMA integrity_check") == [("ok",)]
    assert ask(demo, "PRAGMA foreign_key_check") == []
    assert ask(demo, "PRAGMA user_version") == [(VERSION,)]
    references = sum(len(ask(demo, f"PRAGMA foreign_key_list({table.name})")) for table in TABLES)
    assert references == sum(bool(column.refers) for table in TABLES for column in table.columns) > 30


def test_it_says_of_when_and_for_whom_it_is(demo: sqlite3.Connection) -> None:
    told: dict[str, str] = dict(ask(demo, "SELECT key, value FROM meta"))
    assert told["as_of"] == "2026-11-20 18:30"
    assert (told["edition"], told["edition_title"], told["schema_version"]) == ("staff", "员工版", str(VERSION))
    assert told["utc_offset"] == "+08:00"


def test_every_table_and_column_is_told_in_the_schema_and_in_a_table(demo: sqlite3.Connection) -> None:
    schema: dict[str, str] = dict(ask(demo, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert list(schema) == [table.name for table in TABLES]
    for table in TABLES:
        columns = [name for _, name, *_ in ask(demo, f"PRAGMA table_info({table.name})")]
        assert columns == [column.name for column in table.columns]
        told = ask(demo, "SELECT column_name, words FROM columns WHERE table_name = ? ORDER BY place", table.name)
        assert told == [(None, table.words), *((column.name, column.words) for column in table.columns)]
        words = (table.words, *(column.words for column in table.columns))
        assert all(f"-- {one}" in schema[table.name] for one in words)


def test_it_holds_what_the_ledger_holds(demo: sqlite3.Connection) -> None:
    view = demo_view()
    for table, outcomes in (
        ("obligations", view.obligations),
        ("findings", view.ledger.findings),
        ("entries", view.ledger.entries),
        ("measures", view.ledger.measures),
        ("decisions", view.ledger.decisions),
        ("scorecards", view.cards),
    ):
        keys = [key for (key,) in ask(demo, f"SELECT key FROM {table} ORDER BY key")]  # noqa: S608 - names of our own
        assert keys == sorted(one.key for one in outcomes), table
    assert ask(demo, "SELECT count(*) FROM scorecard_lines") == [(sum(len(card.lines) for card in view.cards),)]
    assert ask(demo, "SELECT path FROM records ORDER BY path") == [(path,) for path in view.shown]


def test_a_late_report_is_told_as_on_its_page(demo: sqlite3.Connection) -> None:
    """Due on 10-16 at 17:30, handed in at 18:05: a point off (A5.5)."""
    query = """SELECT o.due, o.state, o.state_title, o.done_at, o.points, o.points_number, o.month, o.clause,
      p.name, u.name FROM obligations o JOIN people p ON p.id = person JOIN units u ON u.id = o.unit WHERE key = ?"""
    assert ask(demo, query, "weekly-report/2026-W42/zhang-wei") == [
        ("2026-10-16 17:30", "late", "迟交", "2026-10-16 18:05", "-1", -1.0, "2026-10", "A5.5", "张伟", "城东分公司")
    ]
    fact = "SELECT f.at, f.record, f.pointer FROM facts f WHERE f.name = 'weekly-report.submitted' AND f.record LIKE ?"
    assert ask(demo, fact, "%2026-W42/zhang-wei.yaml") == [
        ("2026-10-16 18:05", "records/weekly-reports/telecom-east/2026-W42/zhang-wei.yaml", "submitted_at")
    ]


def test_lines_of_a_card_add_up_to_its_total(demo: sqlite3.Connection) -> None:
    wrong = ask(
        demo,
        """SELECT s.key, s.total_number, sum(l.score_number) FROM scorecards s JOIN scorecard_lines l ON l.card = s.key
           WHERE s.total IS NOT NULL AND l.counts GROUP BY s.key
           HAVING abs(s.total_number - sum(l.score_number)) > 0.001""",
    )
    counted = ask(demo, "SELECT count(*) FROM scorecards WHERE total IS NOT NULL")
    assert (wrong, counted > [(20,)]) == ([], True)


def test_a_sealed_card_is_told_as_it_was_sealed_beside_what_it_would_be_now(demo: sqlite3.Connection) -> None:
    """Deng Huan's September was sealed at 90.59; a record came later by which it would be two points less."""
    query = "SELECT total, sealed FROM scorecards WHERE key = ?"
    assert ask(demo, query, "scorecard/2026-09/deng-huan") == [("90.59", 1)]
    lines = "SELECT score, score_now FROM scorecard_lines WHERE card = ? AND score_number <> CAST(score_now AS REAL)"
    ((was, now),) = ask(demo, lines, "scorecard/2026-09/deng-huan")
    assert Decimal(str(was)) - Decimal(str(now)) == Decimal(2)


def test_attributes_are_rows_and_numbers_can_be_added(demo: sqlite3.Connection) -> None:
    query = """SELECT sum(a.number), count(*) FROM facts f JOIN fact_attributes a ON a.fact = f.id
      WHERE f.name = 'meeting.held' AND a.name = 'signed_count' AND f.unit = 'telecom-west' AND f.record LIKE ?"""
    ((signed, rows),) = ask(demo, query, "%2026-10-19-weekly.yaml")
    assert (signed, rows) == (8.0, 2), "four signatures, told of both meetings that were held together"


def test_this_month_s_failures_are_those_of_the_pages(demo: sqlite3.Connection) -> None:
    view = demo_view()
    wanted = [
        one
        for one in view.obligations
        if one.state in {"late", "missed", "overdue"} and one.due and f"{one.due:%Y-%m}" == "2026-11"
    ]
    found = ask(demo, "SELECT 姓名, 应办, 截止, 状态 FROM 本月未按时")
    assert len(found) == len(wanted) > 10
    assert ("邓欢", "周五 17:30 前提交周报", "2026-11-06 17:30", "迟交") in found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_every_view_answers(demo: sqlite3.Connection, question: Question) -> None:
    assert ask(demo, f"SELECT * FROM {question.name}")  # noqa: S608 - names of our own


def test_the_rate_of_a_month_is_that_of_the_unit_s_page(demo: sqlite3.Connection) -> None:
    view = demo_view()
    found = ask(demo, "SELECT 已到期, 按时, 按时率 FROM 各月按时率 WHERE 月份 = '2026-10' AND 单位 = '城东分公司'")
    owed = [
        one
        for one in view.obligations
        if one.unit == "telecom-east"
        and one.due is not None
        and f"{one.due:%Y-%m}" == "2026-10"
        and one.state in {"met", "late", "missed", "overdue"}
    ]
    met = sum(one.state == "met" for one in owed)
    assert found == [(len(owed), met, round(100 * met / len(owed), 1))]


@pytest.mark.parametrize(("words", "query"), ASKED)
def test_the_queries_of_the_page_answer_with_python(demo: sqlite3.Connection, words: str, query: str) -> None:
    assert ask(demo, query), words


def test_the_bytes_are_the_same_again_and_tell_nothing_of_who_wrote_them() -> None:
    files = companies.ordinary()
    first, second = (database(companies.view_of(files)) for _ in range(2))
    assert first == second
    assert int.from_bytes(first[24:28], "big") == int.from_bytes(first[92:96], "big") == 1
    assert int.from_bytes(first[96:100], "big") == 3_031_000
    assert int.from_bytes(first[16:18], "big") == 4096


def test_a_company_on_its_first_day_has_empty_tables() -> None:
    with closing(opened(database(companies.view_of(companies.empty())))) as made:
        assert ask(made, "SELECT count(*) FROM obligations") == [(0,)]
        found = [ask(made, f"SELECT * FROM {one.name}") for one in QUESTIONS]  # noqa: S608 - names of our own
        assert found == [[]] * len(QUESTIONS)


def test_hostile_texts_are_cells_like_others() -> None:
    with closing(opened(database(companies.view_of(hostile.company().files)))) as made:
        assert ask(made, "PRAGMA integrity_check") == [("ok",)]
        assert ask(made, "PRAGMA foreign_key_check") == []
        names = {str(name) for (name,) in ask(made, "SELECT name FROM customers")}
        assert any("<" in name for name in names), "as written, for no page shows them"


def test_records_that_no_page_leads_to_are_left_out_with_their_facts() -> None:
    """Of contacts the staff sees a part, and no page of their own."""
    found = {}
    for audience in (STAFF, Audience("all", "全", frozenset({"commercial", "personal", "pay", "secret"}))):
        with closing(opened(database(maker_with({}, audience).view))) as made:
            found[audience.id] = (
                ask(made, "SELECT count(*) FROM records WHERE kind = 'contact'")[0][0],
                ask(made, "SELECT count(*) FROM facts WHERE name LIKE 'contact.%'")[0][0],
            )
    assert found["staff"] == (0, 0)
    assert min(found["all"]) > 50


def test_people_whom_no_register_holds_are_there_by_their_ids() -> None:
    view = companies.view_of(companies.ordinary())
    with closing(opened(database(view))) as made:
        assert ask(made, "SELECT id, registered FROM people ORDER BY id") == [
            ("li-na", 1),
            ("wang-fang", 1),
            ("zhang-wei", 1),
        ]
        assert ask(made, "SELECT page FROM people WHERE NOT registered") == []


def test_the_command_line_of_sqlite_opens_it(tmp_path: Path) -> None:
    """As the page says it, where the programme is installed; its module in Python otherwise."""
    file = tmp_path / "taizhang.sqlite"
    file.write_bytes(feeds_of(demo_view())[DATABASE]())
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as made:
        wanted = [len(ask(made, query)) for _, query in ASKED]
    assert wanted == [len(told(file, query)) for _, query in ASKED]


def told(file: Path, query: str) -> list[str]:
    """The lines that ``sqlite3`` prints for a query."""
    try:
        run = subprocess.run(
            ["sqlite3", "-readonly", str(file), query], capture_output=True, encoding="utf-8", check=True
        )
    except FileNotFoundError:
        with closing(sqlite3.connect(file)) as made:
            return ["|".join(map(str, row)) for row in ask(made, query)]
    return run.stdout.splitlines()
