"""``taizhang verify``: what differs, in Chinese; 1 where a result does, 0 where records changed and no result."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.bulletin.issued import PATH as NOTICE
from tests.bulletin.issued import issued
from tests.cli.closing_company import write_company
from tests.closing.company import files, incident, sealed

AWARD = incident("zhang", "2026-09-20", "2026-09-21 10:00")
(PATH,) = AWARD


def verify(base: Path, *month: str) -> int:
    """Run the command on a company."""
    return main(["verify", "--base-dir", str(base), "--as-of", "2026-11-20 18:30", *month])


def test_all_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(write_company(tmp_path, sealed(AWARD))) == 0
    told = capsys.readouterr().out
    assert told.startswith("east 分公司 2026-09 已封存 2026-10-12,摘要 ")
    assert told.endswith(":重算相同,共 2 张考核表。\n")


def test_a_difference_line_by_line_with_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")
    base = write_company(tmp_path, sealed() | late)
    for month in ((), ("2026-09",)):
        assert verify(base, *month) == 1
        assert capsys.readouterr().out.splitlines()[1:] == [
            "  张伟 加减分:封存 0.00,现在 -2.00",
            "  张伟 总分:封存 18.00,现在 16.00",
            "  依据的记录有变动:",
            "    新增:incidents/east/2026-09/2026-09-28-x-zhang",
            "封存的不改:该退回的请退回,确实有错的在开放的月份冲正。",
        ]


def test_a_record_changed_and_no_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = sealed(AWARD)
    base = write_company(tmp_path, {**found, PATH: found[PATH].replace("有通报。", "有新通报。")})
    assert verify(base) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  结果没有变,但依据的记录有变动:",
        "    改过:incidents/east/2026-09/2026-09-20-x-zhang",
    ]


@pytest.mark.parametrize(
    ("month", "code", "told"),
    [
        ((), 0, ("还没有封存的月份。\n", "")),
        (("2026-09",), 0, ("2026-09 还没有封存的月结。\n", "")),
        (("九月",), 1, ("", "“九月”不是月份,写成 2026-10 这样。\n")),
    ],
)
def test_nothing_sealed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], month: tuple[str, ...], code: int, told: tuple[str, str]
) -> None:
    assert verify(write_company(tmp_path, files()), *month) == code
    assert capsys.readouterr() == told


def test_explain_says_that_a_month_is_sealed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")
    base = write_company(tmp_path, sealed() | late)
    common = ["--base-dir", str(base), "--as-of", "2026-11-20 18:30"]
    assert main(["explain", "zhang", "2026-09", *common]) == 0
    assert "\n已封存 2026-10-12,吴浩确认,摘要 " in (told := capsys.readouterr().out)
    assert told.endswith("  张伟 总分:封存 18.00,现在 16.00\n")
    assert main(["explain", "zhang", "2026-10", *common]) == 0
    assert "已封存" not in capsys.readouterr().out


def test_an_issued_notice_is_reckoned_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = issued()
    assert verify(write_company(tmp_path / "good", found)) == 0
    assert ":照现在的记录重算相同,共 " in capsys.readouterr().out
    assert verify(tmp_path / "good", "2026-10") == 0
    assert "通报" not in capsys.readouterr().out
    altered = {**found, NOTICE: found[NOTICE].replace("分数都有进步", "分数都很差")}
    assert verify(write_company(tmp_path / "bad", altered)) == 1
    assert capsys.readouterr().out.endswith("发了文的不改:有变化的写在以后月份的通报里。\n")
