"""Who signs on paper, by the demo company's registers (A7.4, A8.6)."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.publish.signing import Signer, Signing
from tests.publish import companies
from tests.publish.demo import demo_view

OCTOBER = date(2026, 10, 31)


def told(signers: tuple[Signer, ...]) -> list[str]:
    """The lines, each as what somebody signs and who."""
    return [f"{one.label} {one.name}".strip() for one in signers]


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("telecom-east", ["客户经理主管 李娜", "分公司总经理 孙强", "市场部", "人力资源部"]),
        ("cabinets-showroom", ["展厅经理 董启明", "人事部经理 袁爽", "总经理 翁国栋"]),
        ("catering", ["餐饮部经理 罗景言"]),
        ("towers-linhe", ["区域经理 耿博毅"]),
        ("towers", []),
        ("", []),
        ("nowhere", []),
    ],
)
def test_who_leads_a_unit_signs_and_who_confirms_its_results(unit: str, lines: list[str]) -> None:
    assert told(Signing(demo_view().registers).of_unit(unit, OCTOBER)) == lines


def test_nobody_signs_twice() -> None:
    """The supervisor's own card is signed by those above her."""
    signing = Signing(demo_view().registers)
    assert told(signing.of_card("li-na", "telecom-east", OCTOBER))[0] == "分公司总经理 孙强"
    assert told(signing.of_card("zhang-wei", "telecom-east", OCTOBER))[0] == "客户经理主管 李娜"


def test_only_who_holds_a_post_on_the_day_signs() -> None:
    assert Signing(demo_view().registers).of_unit("telecom-east", date(2015, 1, 1)) == ()


def test_where_several_hold_a_post_none_is_named() -> None:
    files = companies.ordinary()
    for number, name in enumerate(("钱一", "孙二")):
        files |= companies.person(f"head-{number}", name, f"H{number}001", ("2026-01-01", "", "east"))
        path = next(path for path in files if path.endswith(f"head-{number}.yaml"))
        files[path] = str(files[path]).replace("account-manager", "supervisor").replace("客户经理", "主管")
    (one,) = Signing(companies.view_of(files).registers).of_unit("east", OCTOBER)
    assert one == Signer("主管")
