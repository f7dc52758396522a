"""Every family's pages: what they show, and that nothing anybody writes is more than text."""

from __future__ import annotations

import pytest

from taizhang.publish.maker import Maker
from taizhang.publish.pages import FAMILIES, all_pages
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.payloads import PAYLOADS, Shape

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


def test_a_cited_record_is_shown_line_by_line(pages: dict[str, Page]) -> None:
    found = shape(pages[REPORT])
    assert {"L1", "L4", "L11"} <= found.ids
    assert "submitted_at: 2026-10-16 18:05" in found.text


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
    assert {"", "people/", "rules/", "clauses/"} <= set(pages)
    for address, told in (("people/", "还没有人员"), ("rules/", "还没有规则"), ("clauses/", "还没有条文")):
        assert told in shape(pages[address]).text


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
