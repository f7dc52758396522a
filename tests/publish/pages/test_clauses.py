"""Clauses: which have rules, and on a clause's page how those are kept, and what is filled in for it."""

from __future__ import annotations

import pytest

from taizhang.publish.pages import all_pages, clauses
from taizhang.publish.stamp import Page
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_maker, demo_view
from tests.publish.payloads import Shape


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The demo company's clauses."""
    return companies.by_address(list(clauses.pages(demo_maker())))


def flat(page: Page) -> str:
    """A page's text, cells apart, without what only lays it out."""
    return " ".join(Shape(str(page.body).replace("</td>", " </td>").replace("</th>", " </th>")).text.split())


def test_a_clause_s_page_has_its_rules_and_kinds() -> None:
    made = companies.by_address(list(clauses.pages(companies.maker_of(companies.ordinary()))))
    found = Shape(made["clauses/A5.5/"].body)
    assert "../../rules/weekly-report/" in found.links
    assert "../../fields/weekly-report/" in found.links
    assert "周报" in found.text


def test_the_list_says_how_many_rules_a_clause_has(pages: dict[str, Page]) -> None:
    text = flat(pages["clauses/"])
    assert "A1.4 5 一.2 每周一早上八点半" in text
    assert "A4.6 1 四.3 ✓1 集团客户" in text
    cited = {rule.clause for rule in demo_view().rules}
    without = [clause.id for book in demo_view().rulebooks for clause in book.clauses if clause.id not in cited]
    assert text.count(" — ") == len(without)


def test_a_clause_adds_its_rules_up(pages: dict[str, Page]) -> None:
    """A1.4: 36 weekly meetings, one late; one list of signatures that doesn't agree; 6 decisions that fell due."""
    text = flat(pages["clauses/A1.4/"])
    assert "周一 8:30 开周例会 定期应办 36 35 1 0 0" in text
    assert "签字人数与到会人数相同 必须符合 1 周一" in text
    assert "按期办完会上定的事 限时回应 6 4 1 0 1 合计" in text
    assert "合计 42 39 2 0 1 1" in text
    assert "释义 · 周一晨会与例会可以合开" in text


def test_one_rule_needs_no_sum(pages: dict[str, Page]) -> None:
    text = flat(pages["clauses/A4.7/"])
    assert "规则 类型 问题 记分 拜访的三处记录一致 相互核对 18 −9.0" in text
    assert "合计" not in text
    assert "../../fields/trip-log/" in Shape(pages["clauses/A4.7/"].body).links


def test_a_clause_without_rules_and_kinds_says_so() -> None:
    files = companies.ordinary()
    (path,) = (name for name in files if name.startswith("rulebooks/"))
    more = "clauses:\n  - {id: A9.9, where: 附则, says: 每人每月读一遍制度。}\n"
    files[path] = str(files[path]).replace("clauses:\n", more, 1)
    made = companies.by_address(list(clauses.pages(companies.maker_of(files))))
    assert "还没有规则引用这一条。" in flat(made["clauses/A9.9/"])
    assert "没有哪一类记录专为这一条填写。" in flat(made["clauses/A9.9/"])
    assert "A9.9 — 附则 每人每月读一遍制度。" in flat(made["clauses/"])


def test_a_company_without_clauses() -> None:
    (only,) = clauses.pages(companies.maker_of(companies.empty()))
    assert "还没有条文。" in flat(only)


def test_a_clause_in_two_parts_has_one_page_with_both_wordings() -> None:
    """``check`` says that an id stands twice; the site is made all the same, and nothing is lost."""
    files = companies.ordinary()
    (path,) = books.rulebook()
    again = (
        str(files[path])
        .replace("part: reporting", "part: again")
        .replace("says: 客户经理每周", "says: 每位客户经理每周")
    )
    maker = companies.maker_of({**files, "rulebooks/telecom/again.yaml": again}, faults=True)
    found = list(all_pages(maker))
    addresses = [page.address for page in found]
    assert len(addresses) == len(set(addresses))
    text = flat(found[addresses.index("clauses/A5.5/")])
    assert "客户经理每周交一份周报" in text
    assert "每位客户经理每周交一份周报" in text
    assert addresses.count("rules/weekly-report/") == 1
