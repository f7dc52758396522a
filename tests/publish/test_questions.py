"""Questions that people ask: the pages that answer them are among the first three that search gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.publish import built
from tests.publish.questions import QUESTIONS, UNANSWERED

FIRST = 3
START = """async () => {
  const index = await (await fetch("search/entries.json")).json();
  window.worker = new Worker("assets/search.js");
  window.told = (message) => new Promise((then) => {
    worker.onmessage = ({ data }) => then(data);
    worker.postMessage(message);
  });
  await told({ type: 0, data: index });
}"""
ASK = """async (question) => {
  const { data } = await told({ type: 2, data: question });
  return data.items.map(([{ location, tags }]) => [location, (tags ?? [])[0] ?? ""]);
}"""

pytestmark = pytest.mark.browser
Ask = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def ask(browser: Browser, demo_site: Path) -> Iterator[Ask]:
    """The pages that the demo company's search gives for a question, each with what kind of page it is."""
    with built.serving(demo_site) as base:
        page = browser.new_page()
        page.goto(base)
        page.evaluate(START)
        yield lambda question: [(where, kind) for where, kind in page.evaluate(ASK, question)]
        page.close()


@pytest.mark.parametrize("role", QUESTIONS)
def test_questions_of_a_role_are_answered_among_the_first(ask: Ask, role: str) -> None:
    missed = {}
    for question, wanted in QUESTIONS[role]:
        first = [where for where, _ in ask(question)[:FIRST]]
        if not set(wanted) & set(first):
            missed[question] = first
    assert set(missed) == {question for question, _ in QUESTIONS[role]} & UNANSWERED, missed


def test_every_role_asks_ten_questions() -> None:
    assert len(QUESTIONS) == 12
    assert {len(asked) for role, asked in QUESTIONS.items() if "anybody" not in role} == {10}


def test_pages_that_are_wanted_are_there(demo_site: Path) -> None:
    wanted = {where for asked in QUESTIONS.values() for _, pages in asked for where in pages}
    assert [where for where in sorted(wanted) if not (demo_site / where / "index.html").is_file()] == []


def test_an_answer_says_what_kind_of_page_it_is_and_no_page_comes_twice(ask: Ask) -> None:
    kinds = dict(ask("宏远物流"))
    assert kinds["customers/C-000123/"] == "客户"
    assert dict(ask("张伟"))["people/zhang-wei/"] == "人员"
    assert dict(ask("交周报"))["rules/weekly-report/"] == "规则"
    found = [where for where, _ in ask("城东分公司")]
    assert len(found) == len(set(found))


def test_single_cases_come_after_the_rule_that_they_are_cases_of(ask: Ask) -> None:
    """The finding is called as the rule is; who asks wants to know what holds."""
    found = [where for where, _ in ask("出发前填写出行记录")]
    assert found[0] == "rules/trip-filled/"
    assert any(where.startswith("findings/trip-filled.") for where in found[1:])


def test_days_months_and_weeks_count_from_the_day_of_the_data(ask: Ask) -> None:
    """The data are of Friday 2026-11-20."""
    assert ask("城东 上周")[0][0] == "weeks/telecom-east.2026-W46/"
    assert ask("城东 本周")[0][0] == "weeks/telecom-east.2026-W47/"
    assert "bulletins/2026-10/" in [where for where, _ in ask("上个月通报")[:2]]
    assert ask("张伟 9月")[0][0] == "months/zhang-wei.2026-09/"
    assert ask("2026年11月10日")[0][0] == "boards/sales-office.2026-11-10/"
    assert ask("售楼处 11.10")[0][0] == "boards/sales-office.2026-11-10/"


def test_a_question_of_nothing_but_asking_words_has_an_answer_or_none_but_no_error(ask: Ask) -> None:
    for question in ("", " ", "谁", "怎么", "的", "?", "今天", "……", "<b>", "a" * 2000, "的" * 2000):
        assert isinstance(ask(question), list)
