"""Records: what there is of each kind, all that is wrong, and the pages of what is cited."""

from __future__ import annotations

from taizhang.publish.maker import Maker
from taizhang.publish.pages import records
from taizhang.publish.stamp import Page
from tests.books import ROOT
from tests.publish import companies
from tests.publish.demo import demo_maker
from tests.publish.payloads import Shape

REPORT = "weekly-reports/east/2026-W42/zhang-wei.yaml"
ADDRESS = "records/weekly-reports.east.2026-W42.zhang-wei/"


def made(maker: Maker) -> dict[str, Page]:
    """The family's pages, with nothing cited before."""
    return companies.by_address(list(records.pages(maker)))


def broken(customer: str = "C-000999") -> companies.Files:
    """The ordinary company, one report naming a customer who is not there, one leave that its schema refuses."""
    files = companies.ordinary() | {"leaves/east/zhang-wei/2026-10-19.yaml": "person: zhang-wei\n"}
    visit = f"visits: [{{on: 2026-10-13, customer: {customer}, confirmed: true}}]"
    files[REPORT] = str(files[REPORT]).replace("visits: []", visit)
    return files


def test_the_list_counts_the_records_of_every_kind() -> None:
    maker = demo_maker()
    held = {one.kind.name: one for one in records.held(maker.view)}
    for kind, folder in (("customer", "customers"), ("incident", "incidents")):
        assert len(held[kind].records) == len(list((ROOT / "records" / folder).rglob("*.yaml")))
    assert held["incident"].newest.endswith("/2026-11-17-competitor-won-over-zhong-jun.yaml")
    assert sum(one.wrong for one in held.values()) == 0
    text = Shape(made(maker)["records/"].body).text
    assert f"共 {sum(len(one.records) for one in held.values())} 条" in text
    assert "每条记录都合乎字段说明" in text


def test_all_that_is_wrong_is_listed_and_leads_to_its_line() -> None:
    maker = companies.maker_of(broken(), faults=True)
    pages = made(maker)
    found = Shape(pages["records/"].body)
    assert "2 条有错误或提醒" in found.text
    assert f"records/{REPORT}:5" in found.text
    assert "../records/weekly-reports.east.2026-W42.zhang-wei/#L5" in found.links
    assert ADDRESS in pages, "what is wrong is cited, so that it has a page"
    assert "records/leaves.east.zhang-wei.2026-10-19/" in pages, "also what its schema refuses"
    assert {one.kind.name: one.wrong for one in records.held(maker.view) if one.wrong} == {
        "leave": 1,
        "weekly-report": 1,
    }


def test_a_count_of_what_is_wrong_opens_into_the_rows_it_counts() -> None:
    found = Shape(made(companies.maker_of(broken(), faults=True))["records/"].body)
    assert "../records/?problems.kind=%E5%91%A8%E6%8A%A5#problems" in found.links


def test_a_file_that_is_no_record_is_told_without_a_link() -> None:
    files = companies.ordinary() | {"leaves/east/zhang-wei/2026-10-20.yaml": "person: [\n"}
    found = Shape(made(companies.maker_of(files, faults=True))["records/"].body)
    assert "records/leaves/east/zhang-wei/2026-10-20.yaml:" in found.text
    assert not [link for link in found.links if "2026-10-20" in link]


def test_a_record_leads_to_its_kind_and_to_the_page_about_it() -> None:
    maker = demo_maker()
    maker.cited |= {"records/people/zhang-wei.yaml", "records/customers/C-000/C-000123.yaml"}
    pages = made(maker)
    person = Shape(pages["records/people.zhang-wei/"].body).links
    assert {"../../fields/person/", "../../people/zhang-wei/"} <= set(person)
    customer = Shape(pages["records/customers.C-000.C-000123/"].body).links
    assert {"../../fields/customer/", "../../customers/C-000123/"} <= set(customer)


def test_a_company_on_its_first_day_reads_well() -> None:
    text = Shape(made(companies.maker_of(companies.empty()))["records/"].body).text
    assert "还没有" in text
    assert "没有。每条记录都合乎字段说明" in text


def test_what_is_wrong_is_told_as_text() -> None:
    plain = made(companies.maker_of(broken('"甲"'), faults=True))["records/"]
    hostile = made(companies.maker_of(broken('"<b>甲</b>"'), faults=True))["records/"]
    assert Shape(hostile.body).tags == Shape(plain.body).tags
