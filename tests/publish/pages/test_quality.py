"""Data quality: what the overview counts, what each list leads to, and that a company without faults reads calm."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from taizhang.publish.audience import Audience
from taizhang.publish.pages import quality
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.demo import demo_pages, maker_with
from tests.publish.payloads import PAYLOADS, Shape
from tests.publish.tables import Tables

demo = partial(demo_pages, quality.pages)
BROKEN = "weekly-reports/east/2026-W44/zhang-wei.yaml"


def flat(page: Page) -> str:
    """A page's text, cells apart."""
    return " ".join(Shape(str(page.body).replace("</td>", " </td>").replace("</b>", "</b> ")).text.split())


def small(changed: Mapping[str, str | bytes], *, faults: bool = False) -> dict[str, Page]:
    """The pages of the ordinary company with these records."""
    files = {**companies.ordinary(), **changed}
    return companies.by_address(list(quality.pages(companies.maker_of(files, faults=faults))))


def test_the_overview_counts_and_leads_to_the_lists() -> None:
    page = demo()["quality/"]
    text, links = flat(page), Shape(page.body).links
    assert "2 到期没有核对的客户资料" in text
    assert "没有发现:没有采用的记录、检查发现的错误和提醒。" in text
    assert "补交的记录(没有 Git 记载可查)" in text, "the demo's past is not known here"
    for topic in ("verified", "missing", "differs", "owners"):
        assert f"../quality/{topic}/" in links
    assert "../quality/problems/" not in links, "nothing is wrong, so there is no page"


def test_a_verification_that_ran_out_names_customer_manager_and_days() -> None:
    """顺越医药 since 10-13: on 11-20 that are 19 days of October and 20 of November."""
    (row,) = (one for one in Tables(demo()["quality/verified/"].body).by_id["rows"].rows if "顺越医药" in one.cells[0])
    assert [" ".join(cell.split()) for cell in row.cells[1:]] == [
        "城东分公司", "张伟", "客户资料 90 天内核对一次", "2026-10-13 起过期,已 39 天",
    ]  # fmt: skip
    assert "../../findings/customer-verified.2026-10-13.C-000147/" in Shape(demo()["quality/verified/"].body).links


def test_what_is_missing_now_stands_apart_from_what_is_still_to_come() -> None:
    tables = Tables(demo()["quality/missing/"].body).by_id
    past = ["".join(row.cells[0].split()) for row in tables["rows"].rows]
    assert "陈波2026-W38" in past
    assert not [name for name in past if name.endswith(("2026-11", "2026-H2"))], "those periods still run"
    assert "陈波2026-11" in ["".join(row.cells[0].split()) for row in tables["coming-rows"].rows]
    assert "周报还没有交,先不算" in flat(demo()["quality/missing/"])


def test_contradictions_say_which_source_lacks_what() -> None:
    rows = {row.cells[0].strip(): row.cells for row in Tables(demo()["quality/differs/"].body).by_id["rows"].rows}
    assert len([cells for cells in rows.values() if cells[3].strip() == "拜访的三处记录一致"]) == 18
    assert "周报:没有" in rows["2026-11-11 众康口腔"][4]
    assert any(cells[3].strip() == "汇总的拜访次数与各人周报一致" for cells in rows.values())


def test_files_are_told_by_unit() -> None:
    rows = {row.cells[0].strip(): row.cells for row in Tables(demo()["quality/"].body).by_id["units"].rows}
    assert [cell.strip() for cell in rows["城东分公司"]] == ["城东分公司", "95.0 %", "", "19", "20", "按期核对 1 户"]
    assert rows["城西分公司"][5].strip() == "都齐"


def test_a_calm_company() -> None:
    files = companies.empty()
    (page,) = quality.pages(companies.maker_of(files))
    assert "没有要补、要改的。" in flat(page)
    assert "还没有客户。" in flat(page)


def test_a_record_that_is_refused_is_told_with_its_line_and_repair() -> None:
    pages = small(
        {BROKEN: str(companies.ordinary()[BROKEN]).replace("2026-10-30 16:20", "2026-10-30 16：20")}, faults=True
    )
    assert {"quality/refused/", "quality/problems/"} <= set(pages)
    refused, problems = flat(pages["quality/refused/"]), flat(pages["quality/problems/"])
    assert "周报" in refused
    assert "处错误。第 " in refused
    assert f"records/{BROKEN}:" in problems
    assert "错误 · 周报" in problems
    assert any(
        "weekly-reports.east.2026-W44.zhang-wei/#L" in link for link in Shape(pages["quality/problems/"].body).links
    )


def test_a_file_that_is_no_record_leads_nowhere() -> None:
    pages = small({"weekly-reports/east/nonsense.yaml": "a: [1\n"}, faults=True)
    page = pages["quality/problems/"]
    assert "不是记录" in flat(page)
    assert not any("nonsense" in link for link in Shape(page.body).links)


def test_an_edition_without_customers_says_that_it_can_not_tell() -> None:
    nobody = Audience("none", "无客户版", frozenset())
    pages = companies.by_address(list(quality.pages(maker_with({}, nobody))))
    text = flat(pages["quality/"])
    assert "资料不全的客户(客户记录不在此处)" in text
    assert "客户记录不在此处。" in text
    assert not {"quality/files/", "quality/owners/", "quality/verified/"} & set(pages)


def test_text_stays_text() -> None:
    hostile = companies.maker_of(companies.writing(PAYLOADS))
    benign = companies.maker_of(companies.writing(["甲" * len(text) for text in PAYLOADS]))
    ours, plain = (companies.by_address(list(quality.pages(one))) for one in (hostile, benign))
    assert set(ours) == set(plain)
    for address, page in ours.items():
        assert sorted(Shape(page.body).tags) == sorted(Shape(plain[address].body).tags), address
