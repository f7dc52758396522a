"""Papers kept secret: what is out with the overdue first, what is wrong, what leaked; and a page for each paper."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from taizhang.publish.maker import Maker
from taizhang.publish.pages import custody
from taizhang.publish.stamp import Page
from tests.books import ROOT
from tests.publish import companies
from tests.publish.demo import demo_pages, maker_with
from tests.publish.payloads import Shape

AUDIT = "custody/2026-10-15-audit-contracts/"
PLAN = "custody/2026-10-08-key-account-plan/"
QUOTES = "custody/2026-09-15-old-quotes/"


def flat(page: Page) -> str:
    """A page's text, cells apart."""
    return " ".join(Shape(str(page.body).replace("</td>", " </td>")).text.split())


def pages_with(changed: Mapping[str, str | bytes]) -> dict[str, Page]:
    """The demo's papers with these records in place of its own."""
    return companies.by_address(list(custody.pages(maker_with(changed))))


def written(path: str) -> str:
    """A record of the demo company."""
    return (ROOT / "records" / path).read_text("utf-8")


def test_what_is_out_stands_first_and_of_it_the_overdue() -> None:
    """Lent on Monday 11-09: five working days end on Monday 11-16 at 18:00, four days before the demo's moment."""
    text = flat(demo_pages(custody.pages)["custody/"])
    out = text[text.index("在外的") : text.index("全部文件")]
    overdue = "三季度合同汇编 已逾期 11-16(周一)18:00 11-09(周一)10:00 李娜 诚信会计师事务所 审计项目组 李娜"
    assert out.index(overdue) < out.index("园区投标方案 未到期 11-27(周五)18:00")
    assert "重点客户" not in out, "it is back"


def test_every_paper_has_a_row_and_a_page() -> None:
    pages = demo_pages(custody.pages)
    found = Shape(pages["custody/"].body)
    assert "纸质涉密文件 11 份" in found.text
    assert len(pages) == 12
    for address in set(pages) - {"custody/"}:
        assert f"../{address}" in found.links, address
    text = flat(pages["custody/"])
    assert "三季度收入分析表 城西分公司 秘密 财务和业务数据 在库 城西分公司 205 室文件架 否 萧静 1" in text
    assert "到期的服务协议 城南分公司 秘密 合同、协议、意向书 已销毁" in text


def test_a_leak_stands_with_its_duties() -> None:
    """Found 15:00, reported 17:00 the next day: 26 hours."""
    text = flat(demo_pages(custody.pages)["custody/"])
    leak = text[text.index("泄密报告") :]
    assert "杜俊 2026-11-11 15:00 发现 · 2026-11-12 17:00 报告 · 还没有结案" in leak
    assert "发现泄密 24 小时内报告 杜俊 迟办 11-12(周四)15:00 11-12(周四)17:00" in leak
    assert "查清销毁前谁复印过 朱蕾 按时 11-13(周五)18:00 11-13(周五)10:20" in leak
    assert "向受影响的客户说明并换发新报价 杜俊 已逾期 11-18(周三)18:00" in leak


def test_a_paper_tells_its_movements_and_what_is_wrong() -> None:
    pages = demo_pages(custody.pages)
    assert "1 11-12(周四)09:20 钟俊 回家修改方案 没有写 本公司员工" in flat(pages[PLAN])
    assert (
        "../../findings/custody-approved.2026-11-12.telecom-east.2026-10-08-key-account-plan.1/"
        in Shape(pages[PLAN].body).links
    )
    assert "外借中" in flat(pages[AUDIT])
    assert "11-16(周一)18:00 已逾期 未还" in flat(pages[AUDIT])


def test_a_destroyed_paper_says_by_whom_and_before_whom() -> None:
    pages = demo_pages(custody.pages)
    assert "2026-10-30 17:20 由 朱蕾 销毁,方式:碎纸机,见证人 没有写" in flat(pages[QUOTES])
    assert "见证人 冯霞" in flat(pages["custody/2026-09-07-service-agreement/"])
    assert "../../custody/#leak-telecom-south-2026-11-11-old-quotes" in Shape(pages[QUOTES].body).links


@pytest.mark.parametrize(
    ("returned", "where"), [("2026-11-20 18:30", "在库"), ("2026-11-20 18:31", "外借中"), ("", "外借中")]
)
def test_a_paper_is_back_from_its_minute_on(returned: str, where: str) -> None:
    path = "custody/telecom-east/2026-10-15-audit-contracts.yaml"
    more = f"    returned_at: {returned}\n" if returned else ""
    assert where in flat(pages_with({path: written(path) + more})[AUDIT])


def test_a_paper_an_employee_took_is_out() -> None:
    path = "custody/telecom-east/2026-10-08-key-account-plan.yaml"
    lines = [line for line in written(path).splitlines() if "returned_at" not in line]
    pages = pages_with({path: "\n".join(lines) + "\n"})
    assert "带出未还" in flat(pages[PLAN])
    text = flat(pages["custody/"])
    assert "四季度重点客户拓展方案 已逾期 11-12(周四)18:00" in text[text.index("在外的") : text.index("全部文件")]


def test_without_papers_the_page_says_how_to_begin() -> None:
    view = companies.view_of(companies.empty())
    (page,) = custody.pages(Maker(companies.PAGES / "templates", view))
    text = flat(page)
    assert "还没有登记涉密文件" in text
    assert "没有带出或借出未还的" in text
    assert "没有泄密报告" in text
