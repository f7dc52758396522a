"""The ledger: total order, indexes, the same bytes whatever was computed before, and which times are believed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.cli.check import every_problem
from taizhang.facts.company import company_of
from taizhang.history.history import History, Unknown, read_history
from taizhang.ledger import Ledger, compute
from taizhang.records.book import Book, make_book
from taizhang.records.load import Memory, load
from taizhang.records.source import WorkTree
from taizhang.records.text.reader import read
from taizhang.rules.outcome import Cause, State
from tests.books import ROOT, book_of, company, person, report, rulebook, schemas
from tests.repository import Repository

UNVERIFIED = History("+08:00", why_unknown=Unknown.NO_REPOSITORY)


def zhang_and_li() -> dict[str, str]:
    """Two managers, three reports."""
    return (
        company()
        | rulebook()
        | person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
        | person("li", "李娜", "T0002", ("2025-01-01", "", "east"))
        | report("zhang", "2026-W42", "2026-10-16 18:05")
        | report("li", "2026-W42", "2026-10-16 17:30")
        | report("li", "2026-W41", "2026-10-09 17:00")
    )


def printed(ledger: Ledger) -> str:
    """All a ledger holds, as text."""
    return "\n".join(repr(one) for one in ledger.outcomes)


def test_another_order_of_files_gives_the_same_ledger() -> None:
    """Nothing depends on how the files were listed."""
    files = zhang_and_li()
    turned = dict(reversed(files.items()))
    as_of = datetime(2026, 10, 20, 9)
    first, second = (compute(book_of(found), UNVERIFIED, as_of) for found in (files, turned))
    assert printed(first) == printed(second)


def test_another_as_of_and_back_gives_the_same_ledger() -> None:
    """Computing leaves no trace in the book."""
    book = book_of(zhang_and_li())
    as_of = datetime(2026, 10, 20, 9)
    before = printed(compute(book, UNVERIFIED, as_of))
    other = printed(compute(book, UNVERIFIED, datetime(2026, 9, 20, 9)))
    assert printed(compute(book, UNVERIFIED, as_of)) == before
    assert other != before


def test_indexes_hold_what_the_list_holds() -> None:
    """By person and by rule nothing is lost or added."""
    ledger = compute(book_of(zhang_and_li()), UNVERIFIED, datetime(2026, 10, 20, 9))
    by_person = [one for who in ("li", "zhang") for one in ledger.of_person(who)]
    by_rule = [one for rule in ledger.rules for one in ledger.of_rule(rule)]
    assert sorted(one.key for one in by_person) == sorted(one.key for one in ledger.obligations)
    assert by_rule == list(ledger.obligations)


def test_an_empty_company_has_an_empty_ledger() -> None:
    """No people, no duties, no fault."""
    assert compute(book_of(company() | rulebook()), UNVERIFIED, datetime(2026, 10, 20, 9)).obligations == ()


def committed(repository: Repository, files: dict[str, str], moment: str) -> Book:
    """The company written and committed at a local moment; its book from the work tree."""
    for path, text in files.items():
        repository.write(f"records/{path}", text)
    repository.commit(moment)
    return load(WorkTree(repository.root), schemas())


def basis(cause: Cause) -> list[str]:
    """What the times in a cause tree rest on."""
    below = [name for child in cause.children for name in basis(child)]
    return [cause.sentence, *below] if cause.sentence.startswith("time.") else below


def test_a_credible_time_counts(tmp_path: Path) -> None:
    """Typed 17:20, in Git at 17:40: within the trust the typed time counts, so the report is in time."""
    repository = Repository.create(tmp_path)
    files = company() | rulebook() | person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
    committed(repository, files, "2026-09-01 09:00")
    book = committed(repository, report("zhang", "2026-W42", "2026-10-16 17:20"), "2026-10-16 17:40")
    ledger = compute(book, read_history(repository.root, "+08:00"), datetime(2026, 10, 20, 9))
    found = ledger.obligation("weekly-report/2026-W42/zhang")
    assert found is not None
    assert (found.state, basis(found.cause)) == (State.MET, ["time.claim"])


def test_a_back_dated_time_does_not_count(tmp_path: Path) -> None:
    """Typed Friday 17:20, first in Git on Monday: the landing counts, and the page says 倒签 (design §4)."""
    repository = Repository.create(tmp_path)
    files = company() | rulebook() | person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
    committed(repository, files, "2026-09-01 09:00")
    book = committed(repository, report("zhang", "2026-W42", "2026-10-16 17:20"), "2026-10-19 09:12")
    ledger = compute(book, read_history(repository.root, "+08:00"), datetime(2026, 10, 20, 9))
    found = ledger.obligation("weekly-report/2026-W42/zhang")
    assert found is not None
    assert (found.state, found.done_at) == (State.LATE, datetime(2026, 10, 19, 9, 12))
    assert basis(found.cause) == ["time.landing"]


@pytest.fixture(scope="module")
def demo() -> Ledger:
    """The demo company as of its pinned moment, its times as typed."""
    book = load(WorkTree(ROOT), schemas())
    pinned = company_of(book).pinned
    assert pinned is not None
    return compute(book, UNVERIFIED, pinned)


@pytest.mark.parametrize(
    ("week", "who", "state", "points"),
    [
        ("2026-W42", "zhang-wei", State.LATE, -1),  # due 10-16 17:30, submitted 18:05
        ("2026-W39", "zhao-min", State.LATE, -1),  # due Thu 09-24 (Mid-Autumn on Friday), submitted 17:31
        ("2026-W45", "deng-huan", State.LATE, -1),  # submitted on the Monday after
        ("2026-W44", "jiang-yutong", State.MET, 0),  # 17:30 sharp
        ("2026-W38", "chen-bo", State.MISSED, -2),  # before the change of 10-01
        ("2026-W40", "xue-chao", State.MISSED, -2),  # the week began before the change
        ("2026-W43", "cheng-yulan", State.MISSED, -3),  # after it
        ("2026-W46", "zhong-jun", State.OVERDUE, 0),  # November is open
        ("2026-W46", "lin-yong", State.OVERDUE, 0),  # three days' leave do not excuse
        ("2026-W44", "du-jun", State.EXCUSED, 0),  # leave on all five days
    ],
)
def test_the_demo_s_faults_are_found(demo: Ledger, week: str, who: str, state: State, points: int) -> None:
    """Those that were put in by hand under A5.5, with their points; benchmarks/DEMO.md tells them all."""
    found = demo.obligation(f"weekly-report/{week}/{who}")
    assert found is not None
    assert (found.state, found.points) == (state, Decimal(points))


def test_the_demo_has_no_other_faults(demo: Ledger) -> None:
    """12 managers in 12 weeks, less W42 of who left before it was due: 143; 8 not met and 1 excused leave 134."""
    states = Counter(one.state for one in demo.obligations if one.rule == "weekly-report")
    assert states == {State.MET: 134, State.LATE: 3, State.MISSED: 3, State.OVERDUE: 2, State.EXCUSED: 1}


def test_who_left_and_who_came(demo: Ledger) -> None:
    """Xie Jun's last day was Thu 10-15, so W41 is his last; Peng Xin began on Fri 10-16 and owes from W43."""
    weeks = {
        who: [one.period for one in demo.of_person(who) if one.rule == "weekly-report"]
        for who in ("xie-jun", "peng-xin")
    }
    assert weeks["xie-jun"][-1] == "2026-W41"
    assert weeks["peng-xin"][0] == "2026-W43"


def test_all_rules_give_the_same_again_after_another_as_of() -> None:
    """The whole telecom rulebook on the demo: now, a month earlier, and now again, from files listed backwards."""
    as_of, earlier = datetime(2026, 11, 20, 18, 30), datetime(2026, 10, 20, 9)
    book = load(WorkTree(ROOT), schemas())
    before = printed(compute(book, UNVERIFIED, as_of))
    other = printed(compute(book, UNVERIFIED, earlier))
    turned = make_book(book.schemas, reversed(list(book)), book.problems, book.content, book.absent)
    assert printed(compute(turned, UNVERIFIED, as_of)) == before
    assert other != before


SMALL = {
    path.relative_to(root).as_posix(): path.read_bytes()
    for root, below in ((ROOT / "tests/company/records", "**/*.yaml"), (ROOT / "records", "rulebooks/*/*.yaml"))
    for path in sorted(root.glob(below))
}
"""The small company with all rulebooks."""
MEMORY: Memory = {}
ODD: list[object] = [
    None,
    True,
    0,
    -7,
    10**15,
    "",
    "x",
    "2026-02-30",
    "2026-W60",
    "{0}",
    "昨天",
    [],
    {},
    [[]],
    {"a": 1},
]


@settings(max_examples=40)
@given(data=st.data())
def test_no_record_makes_the_ledger_fail(data: st.DataObject) -> None:
    """One value of one record or rulebook replaced by nonsense: told, never a traceback, and the same twice."""
    path = data.draw(st.sampled_from(sorted(SMALL)))
    altered = read(SMALL[path], path).data
    assert isinstance(altered, dict)
    node: Any = altered
    key: Any = data.draw(st.sampled_from(sorted(altered)))
    while isinstance(node[key], (dict, list)) and node[key] and data.draw(st.booleans()):
        node = node[key]
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
    node[key] = data.draw(st.sampled_from(ODD))
    text = yaml.safe_dump(altered, allow_unicode=True, sort_keys=False).encode()
    book = book_of({**SMALL, path: text}, MEMORY)
    # Worked examples rest on the rulebook, the calendars and the company alone, and running them all takes a while.
    on_examples = path.startswith(("rulebooks/", "calendar/", "company"))
    problems = every_problem(book) if on_examples else book.problems
    assert all(problem.message and problem.line >= 1 for problem in problems)
    as_of = datetime(2026, 10, 19, 9)
    assert printed(compute(book, UNVERIFIED, as_of)) == printed(compute(book, UNVERIFIED, as_of))
