"""Every family's pages: what they show, and that nothing anybody writes is more than text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhang.publish.maker import Maker
from taizhang.publish.pages import FAMILIES, all_pages
from taizhang.publish.pages.start import by_person, by_unit, shown_month, to_do
from taizhang.publish.stamp import Page
from taizhang.rules.outcome import State
from tests.publish import companies
from tests.publish.payloads import PAYLOADS, Shape

PERSON = "people/zhang-wei/"
RULE = "rules/weekly-report/"
REPORT = "records/weekly-reports.east.2026-W42.zhang-wei/"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The ordinary company's pages."""
    return companies.by_address(list(all_pages(companies.maker_of(companies.ordinary()))))


def shape(page: Page) -> Shape:
    """What a page is made of."""
    return Shape(page.body)


def test_families_have_their_shells() -> None:
    written = companies.PAGES / "pages"
    used = {page.shell for page in all_pages(companies.maker_of(companies.ordinary()))}
    for address in used:
        name = "shell.md" if address.endswith("shell/") else "index.md"
        assert (written / address.removesuffix("shell/") / name).is_file(), address
    assert list(FAMILIES)[-1] == "records", "records come last: pages before cite them"


def test_the_start_page_has_what_is_to_be_done_and_the_month(pages: dict[str, Page]) -> None:
    text = shape(pages[""]).text
    assert pages[""].title == "试验公司"
    assert "2026-11-05(周四)09:00" in text
    assert "2026 年 10 月" in text
    assert "张伟 2026-W42 " in text
    assert {"#weekly-report-2026-W42"} <= {link[link.find("#") :] for link in shape(pages[""]).links}


def test_a_person_s_page_says_why(pages: dict[str, Page]) -> None:
    found = shape(pages[PERSON])
    assert "weekly-report-2026-W42" in found.ids
    assert "迟交" in found.text
    assert "../../records/weekly-reports.east.2026-W42.zhang-wei/#L4" in found.links
    assert "../../clauses/A5.5/" in found.links
    assert "../../rules/weekly-report/" in found.links
    assert "zhangwei" in (pages[PERSON].words or "")
    assert "客户经理" in (pages[PERSON].words or "")


def test_who_owes_nothing_has_a_page_that_says_so(pages: dict[str, Page]) -> None:
    assert "王芳目前没有应办的事项。" in shape(pages["people/wang-fang/"]).text
    assert "已不在岗" in shape(pages["people/wang-fang/"]).text


def test_a_rule_s_page_has_clause_parameters_history_examples_and_state(pages: dict[str, Page]) -> None:
    text = shape(pages[RULE]).text
    for told in ("客户经理每周交一份周报", "遇假日", "市场部〔2026〕7 号", "国庆周四起放假", "2026-W42"):
        assert told in text
    assert "../../people/zhang-wei/#weekly-report-2026-W42" in shape(pages[RULE]).links


def test_a_clause_s_page_has_its_rules_and_kinds(pages: dict[str, Page]) -> None:
    found = shape(pages["clauses/A5.5/"])
    assert "../../rules/weekly-report/" in found.links
    assert "周报" in found.text


def test_a_cited_record_is_shown_line_by_line(pages: dict[str, Page]) -> None:
    found = shape(pages[REPORT])
    assert {"L1", "L4", "L11"} <= found.ids
    assert "submitted_at: 2026-10-16 18:05" in found.text
    assert "records/units.east/" not in pages, "nobody cites it"


def test_a_record_s_problems_stand_on_its_page() -> None:
    files = companies.ordinary() | {"leaves/east/zhang-wei/2026-10-19.yaml": "person: zhang-wei\n"}
    files["weekly-reports/east/2026-W42/zhang-wei.yaml"] = str(
        files["weekly-reports/east/2026-W42/zhang-wei.yaml"]
    ).replace("visits: []", "visits: [{on: 2026-10-13, customer: C-000999, confirmed: true}]")
    page = companies.by_address(list(all_pages(companies.maker_of(files, faults=True))))[REPORT]
    assert "这条记录有 1 处错误" in shape(page).text
    assert "#L5" in shape(page).links


def test_a_company_on_its_first_day_reads_well() -> None:
    pages = companies.by_address(list(all_pages(companies.maker_of(companies.empty()))))
    assert set(pages) == {"", "people/", "rules/", "clauses/"}
    assert "没有逾期的,也没有即将到期的。" in shape(pages[""]).text
    assert "还没有到期的应办。" in shape(pages[""]).text
    for address, told in (("people/", "还没有人员"), ("rules/", "还没有规则"), ("clauses/", "还没有条文")):
        assert told in shape(pages[address]).text


def test_the_month_shown_is_the_last_that_has_something() -> None:
    view = companies.view_of(companies.ordinary())
    month, due = shown_month(view)
    assert month.key == "2026-10"
    assert {one.due.month for one in due if one.due} == {10}
    assert [(unit, counts.owed) for unit, counts, _ in by_unit(due)] == [("east", 4), ("west", 4)]
    assert [person.id for person, _ in by_person(view.people, due)] == ["zhang-wei", "li-na"]


def test_overdue_comes_before_what_is_not_yet_due() -> None:
    view = companies.view_of(companies.ordinary())
    some = view.obligations[:3]
    states = (State.PENDING, State.MET, State.OVERDUE)
    mixed = [replace(one, state=state) for one, state in zip(some, states, strict=True)]
    assert [one.state for one in to_do(mixed)] == [State.OVERDUE, State.PENDING]


def test_nothing_anybody_writes_is_more_than_text() -> None:
    plain = ["甲" * len(text) for text in PAYLOADS]
    hostile = companies.by_address(list(all_pages(companies.maker_of(companies.writing(PAYLOADS)))))
    benign = companies.by_address(list(all_pages(companies.maker_of(companies.writing(plain)))))
    assert set(hostile) == set(benign)
    for address, page in hostile.items():
        one, other = shape(page), shape(benign[address])
        assert set(one.tags) == set(other.tags), address
        if not address.startswith("records/"):  # a record's lines are as many as its writer made
            assert sorted(one.tags) == sorted(other.tags), address
        assert all(link.startswith(("../", "./", "#")) for link in one.links), address
        assert not [tag for tag in one.tags if any(name.startswith("on") for name in tag[1:])], address
    told = shape(hostile[RULE]).text
    assert [text for text in PAYLOADS if text not in told] == []


def test_pages_are_the_same_each_time(pages: dict[str, Page]) -> None:
    again = Maker(companies.PAGES / "templates", companies.view_of(companies.ordinary()))
    assert companies.by_address(list(all_pages(again))) == pages
