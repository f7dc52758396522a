"""Closings on pages: states by branch and together, sealed lines, a banner where they differ (A8.6)."""

from __future__ import annotations

from taizhang.publish.pages.months import pages
from tests.closing.company import month
from tests.publish.demo import demo_pages, demo_view
from tests.publish.tables import Tables

DENG, SU, ZHANG = "months/deng-huan.2026-09/", "months/su-juan.2026-10/", "months/zhang-wei.2026-11/"


def body(address: str) -> str:
    """A month's page."""
    return str(demo_pages(pages)[address].body)


def test_a_month_is_as_far_as_its_branch() -> None:
    view = demo_view()
    units = ("telecom-east", "telecom-south", "telecom-west")
    assert [view.month_state(month("2026-09"), unit) for unit in units] == ["已确认"] * 3
    assert [view.month_state(month("2026-10"), unit) for unit in units] == ["已确认", "已确认", "已更正"]
    assert [view.month_state(month("2026-11"), unit) for unit in units] == ["开放"] * 3


def test_of_no_unit_all_branches_together() -> None:
    states = [demo_view().month_state(month(key)) for key in ("2026-08", "2026-09", "2026-10", "2026-11")]
    assert states == ["开放", "已确认", "已更正", "开放"]


def test_a_sealed_month_shows_what_was_sealed_and_a_banner() -> None:
    page = body(DENG)
    assert "<b>90.59</b> <span>封存得分</span>" in page
    assert "已封存 2026-10-12(周一)10:20" in page
    assert 'href="../../records/closings.telecom-south.2026-09/">摘要 ' in page
    assert '<section class="tz-undone" id="differs">' in page
    assert "<li>加减分:封存 0.00,现在 -2.00</li>" in page
    assert "<li>总分:封存 90.59,现在 88.59</li>" in page
    rows = {row.cells[0]: row.cells[1] for table in Tables(page).all[:1] for row in table.rows if not row.opens}
    assert rows["总分"] == "90.59现在 88.59"
    assert rows["营销指标"] == "36.93"


def test_one_that_agrees_has_no_banner_and_names_its_correction() -> None:
    page = body(SU)
    assert 'id="sealed"' in page
    assert 'id="differs"' not in page
    assert "有冲正:" in page
    assert "这个月已更正" in page


def test_an_open_month_has_no_seal() -> None:
    page = body(ZHANG)
    assert 'id="sealed"' not in page
    assert "考核得分" in page
    assert "这个月开放" in page


def test_the_list_says_which_months_are_sealed_and_which_differ() -> None:
    page = body("months/")
    assert '已确认,<a href="../months/deng-huan.2026-09/#differs">重算不同</a>' in page
    assert page.count("重算不同") == 1
    assert ">90.59</a>" in page
    assert ">88.59</a>" not in page
