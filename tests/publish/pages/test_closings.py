"""The pages of sealed months: every figure as sealed, what it would be today, and where both lead (A8.6)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from taizhang.publish.audience import Audience
from taizhang.publish.pages import branches, closings, pages_of
from taizhang.publish.pages import months as month_pages
from tests.publish import companies
from tests.publish.demo import demo_files, demo_pages, demo_view, maker_with
from tests.publish.histories import Told
from tests.publish.payloads import Shape
from tests.publish.tables import Tables

LIST, SOUTH, WEST = "closings/", "closings/telecom-south.2026-09/", "closings/telecom-west.2026-10/"
RECORD = "closings/telecom-south/2026-09.yaml"


def body(address: str) -> str:
    """A page of the demo's."""
    return str(demo_pages(closings.pages)[address].body)


def test_the_list_has_every_closing_and_says_where_it_differs() -> None:
    """92.65 is (90.59 + 95.92 + 91.61 + 92.46) / 4 = 370.58 / 4, as sealed."""
    rows = [[cell.strip() for cell in row.cells] for row in Tables(body(LIST)).by_id["closings"].rows]
    assert [(row[0], row[1]) for row in rows] == sorted(
        ((row[0], row[1]) for row in rows), key=lambda one: one[0], reverse=True
    )
    assert len(rows) == len([path for path in demo_files() if path.startswith("closings/")])
    (south,) = [row for row in rows if row[:2] == ["2026-09", "城南分公司"]]
    assert south[2:6] == ["已确认", "4", "92.65", "1 人不同"]
    assert south[6] == "10-12(周一)10:20 吴浩"
    assert [row[5] for row in rows].count("相同") == len(rows) - 1


def test_every_sealed_figure_leads_to_its_line_and_today_s_to_what_makes_it_so() -> None:
    """Two points for arrears came after the sealing: 90.59 sealed, 88.59 now."""
    page = Shape(body(SOUTH))
    lines = str(demo_files()[RECORD].decode()).splitlines()  # type: ignore[union-attr]
    (total,) = [number for number, line in enumerate(lines, 1) if line == "    total: 90.59"]
    card = total - 3
    assert lines[card - 1].strip() == "- person: deng-huan"
    assert f"../../records/closings.telecom-south.2026-09/#L{card}" in page.links
    (marketing,) = [number for number, line in enumerate(lines, 1) if "line: marketing" in line and "36.93" in line]
    assert f"../../records/closings.telecom-south.2026-09/#L{marketing}" in page.links
    assert {"../../months/deng-huan.2026-09/#card", "../../months/deng-huan.2026-09/#line-adjustments-bounded"} <= set(
        page.links
    )
    rows = {row.cells[0]: [cell.strip() for cell in row.cells[1:]] for row in Tables(body(SOUTH)).all[0].rows}
    assert rows["邓欢"][0] == "90.59现在 88.59"
    assert rows["邓欢"][-1] == "0.00现在 -2.00"
    assert rows["杜俊"][0] == "95.92"
    assert "照现在的记录重算,有 1 人与封存的不同。" in page.text
    assert "邓欢 总分:封存 90.59,现在 88.59" in page.text


def test_who_sealed_it_with_digest_and_corrections() -> None:
    text = Shape(body(SOUTH)).text
    assert "2026-10-12(周一)10:20 吴浩,从此封存" in text
    assert "sha256:15acc60ffa9aa26d" in text
    assert "有冲正:" in Shape(body(WEST)).text
    assert "每一行都和封存的相同" in Shape(body(WEST)).text


def test_who_left_stands_in_the_month_that_was_sealed_with_him() -> None:
    """Xie Jun left the west branch in October: September has his card."""
    rows = {row.cells[0]: row.cells[1] for row in Tables(body("closings/telecom-west.2026-09/")).all[0].rows}
    assert len(rows) == 4
    assert "谢军" in rows
    assert "谢军" not in {row.cells[0] for row in Tables(body(WEST)).all[0].rows}


def test_a_card_that_is_gone_or_new_since_is_told() -> None:
    """Without Deng Huan's card in the record he is new; a person who has none now keeps what was sealed."""
    text = demo_files()[RECORD]
    assert isinstance(text, bytes)
    start = text.index(b"  - person: deng-huan")
    end = text.index(b"  - person: du-jun")
    (month,) = [
        one for one in closings.months(maker_with({RECORD: text[:start] + text[end:]}).view) if one.address == SOUTH
    ]
    assert month.people == ("deng-huan",)
    assert "没有这一项" in str(
        companies.by_address(list(closings.pages(maker_with({RECORD: text[:start] + text[end:]}))))[SOUTH].body
    )
    renamed = text.replace(b"  - person: deng-huan", b"  - person: wu-hao")
    (month,) = [one for one in closings.months(maker_with({RECORD: renamed}).view) if one.address == SOUTH]
    gone = next(row for row in month.groups[0].rows if row.card.person == "wu-hao")
    assert (gone.reckoned, gone.card.total) == (False, Decimal("90.59"))
    page = companies.by_address(list(closings.pages(maker_with({RECORD: renamed}))))[SOUTH]
    assert "现在 没有这一项" in Shape(page.body).text
    assert "../../months/wu-hao.2026-09/#card" not in Shape(page.body).links


def test_months_branches_and_cards_lead_there() -> None:
    assert f"../{SOUTH}" in Shape(demo_pages(month_pages.pages)["months/"].body).links
    assert f"../../{SOUTH}" in Shape(demo_pages(month_pages.pages)["months/deng-huan.2026-09/"].body).links
    assert f"../../{SOUTH}" in Shape(demo_pages(branches.pages)["branches/telecom-south/"].body).links
    assert f"../../{SOUTH}" in Shape(demo_pages(branches.pages)["branches/telecom/"].body).links


def test_one_that_is_not_confirmed_yet_says_so() -> None:
    text = demo_files()[RECORD]
    assert isinstance(text, bytes)
    kept = b"\n".join(line for line in text.split(b"\n") if not line.startswith(b"confirmed_"))
    made = companies.by_address(list(closings.pages(maker_with({RECORD: kept}))))
    assert "还没有确认,数字还会变" in Shape(made[SOUTH].body).text
    assert "提交的得分" in Shape(made[SOUTH].body).text
    assert "还没有封存" in Shape(made[LIST].body).text


def test_the_commit_that_has_the_record(tmp_path: Path) -> None:
    company = Told(tmp_path / "company")
    assert closings.commit_of(company.view(), "records/units/west.yaml") == company.repository.head()[:8]
    assert closings.commit_of(demo_view(), f"records/{RECORD}") == "", "nobody knows the demo's past here"


def test_a_company_without_closings_reads_well() -> None:
    (page,) = closings.pages(companies.maker_of(companies.empty()))
    assert "还没有提交或封存的月份" in Shape(page.body).text


def test_an_edition_that_may_not_see_closings_says_so() -> None:
    outsider = Audience("outsider", "外部版", frozenset())
    (page,) = pages_of(maker_with({}, outsider), "closings")
    assert "90.59" not in page.body
