"""Records: what there is of each kind, all that is wrong, and the pages of what is cited."""

from __future__ import annotations

from pathlib import Path

from taizhang.publish.audience import EVERYTHING, STAFF, Audience
from taizhang.publish.maker import Maker
from taizhang.publish.pages import records
from taizhang.publish.stamp import Page
from tests.books import ROOT
from tests.publish import companies
from tests.publish.demo import demo_maker
from tests.publish.histories import CUSTOMER, GUEST, Told, customer
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


def page_of(company: Told, audience: Audience = STAFF) -> Page:
    """The page of the company's customer."""
    maker = Maker(companies.PAGES / "templates", company.view(audience))
    maker.cited.add(CUSTOMER)
    return made(maker)["records/customers.C-000.C-000111/"]


def past_of(company: Told, audience: Audience = STAFF) -> str:
    """What the page tells of the past."""
    text = "".join(Shape(page_of(company, audience).body).text.split())
    return text[text.index("历史最近的在前") :]


def test_a_record_tells_its_past(tmp_path: Path) -> None:
    company = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer()})
    commit = company.put(CUSTOMER, customer(name="宏远集团"), "2026-10-12 09:30", "更名")
    company.write({CUSTOMER.removeprefix("records/"): customer(name="宏远")})
    text = past_of(company, EVERYTHING)
    assert "还没有提交名称宏远集团→宏远2026" in text
    assert f"2026-10-12(周一)09:30张伟提交名称宏远物流→宏远集团提交{commit[:8]}更名" in text
    assert text.index("宏远集团→宏远2026") < text.index("宏远物流→宏远集团") < text.index("新建")


def test_many_versions_are_folded(tmp_path: Path) -> None:
    company = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer()})
    for number in range(12):
        company.put(CUSTOMER, customer(name=f"第{number}名"), f"2026-10-12 09:{number + 10}")
    text = past_of(company)
    assert text.index("第3名→第4名") < text.index("更早的5次") < text.index("第2名→第3名")
    told = records.past(company.view(), CUSTOMER)
    assert (len(told.late), len(told.early), told.more) == (records.AT_ONCE, 5, 0)


def test_the_past_is_text(tmp_path: Path) -> None:
    """Names, messages and old values with tags in them make no tags; they are told as written."""
    shapes = []
    hostile = "<b>甲</b>{{ 7*7 }}<script>alert(1)</script>"
    for number, text in enumerate(("乙" * len(hostile), hostile)):
        company = Told(tmp_path / f"company-{number}", {"customers/C-000/C-000111.yaml": customer(name=text)})
        company.put(CUSTOMER, customer(), "2026-10-12 09:30", text, GUEST)
        company.put(CUSTOMER, customer(profile=text * 9), "2026-10-13 09:30", text)
        company.put(CUSTOMER, customer(profile=text * 4 + "改" + text * 5), "2026-10-14 09:30", text)
        found = Shape(page_of(company, EVERYTHING).body)
        assert text in found.text
        shapes.append(found.tags)
    assert shapes[0] == shapes[1]


def test_without_git_the_page_says_why_there_is_no_past() -> None:
    maker = companies.maker_of(broken(), faults=True)
    assert "这里没有 Git 的历史" in Shape(made(maker)[ADDRESS].body).text
