"""``taizhang approve``: a signature holds what ``sha256sum`` tells, and holds no longer when the record is changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company

AS_OF = ("--as-of", "2026-10-16 18:05")
LEAVE = """\
person: zhang
unit: east
from: {day}
until: {day}
part: whole
type: annual
submitted_at: 2026-10-15 10:20
state: applied
"""
FIRST, SECOND = ("records/leaves/east/zhang/2026-10-20.yaml", "records/leaves/east/zhang/2026-10-21.yaml")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company with two leaves that somebody asks for."""
    company = write_company(tmp_path / "company")
    for path in (FIRST, SECOND):
        (company / path).parent.mkdir(parents=True, exist_ok=True)
        (company / path).write_text(LEAVE.format(day=Path(path).stem), encoding="utf-8")
    return company


def approve(base: Path, *arguments: str) -> int:
    """Run the command."""
    return main(["approve", "--base-dir", str(base), *AS_OF, *arguments])


def approvals(base: Path) -> list[Path]:
    """The signatures on the disk."""
    return sorted((base / "records").glob("approvals/*/*.yaml"))


def test_it_is_shown_first_then_written_with_the_digest_of_the_file(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve(base, FIRST, "--by", "zhang") == 0
    assert "还没有写" in capsys.readouterr().out
    assert approvals(base) == []
    assert approve(base, FIRST, "--by", "张伟", "--remark", "注意 # 客户", "--write") == 0
    (made,) = approvals(base)
    assert made.relative_to(base).as_posix() == (
        "records/approvals/zhang/2026-10-16-account-manager-east-zhang-2026-10-20.yaml"
    )
    text = made.read_text(encoding="utf-8")
    assert f'digest: "sha256:{hashlib.sha256((base / FIRST).read_bytes()).hexdigest()}"' in text
    assert "person: zhang\nsubject: leaves/east/zhang/2026-10-20\n" in text
    assert "decision: agreed\nat: 2026-10-16 18:05\n" in text
    assert 'remark: "注意 # 客户"\n' in text
    capsys.readouterr()
    assert main(["check", "--base-dir", str(base), str(made.relative_to(base))]) == 0


def test_several_at_once_at_the_step_of_before_or_none_of_them(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert approve(base, FIRST, SECOND, "records/leaves/east/zhang/2026-10-22.yaml", "--by", "zhang", "--write") == 1
    assert "没有 records/leaves/east/zhang/2026-10-22.yaml 这条记录。最接近的有" in capsys.readouterr().err
    assert approvals(base) == []
    assert approve(base, FIRST, "--by", "zhang", "--step", "supervisor", "--write") == 0
    assert approve(base, str(base / SECOND), "--by", "zhang", "--refuse", "--write") == 0
    texts = [file.read_text(encoding="utf-8") for file in approvals(base)]
    assert ["decision: agreed" in text for text in texts] == [True, False]
    assert all("step: supervisor\n" in text for text in texts)


def test_nothing_is_signed_twice_until_it_is_changed(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert approve(base, FIRST, "--by", "zhang", "--write") == 0
    before = approvals(base)[0].read_bytes()
    assert approve(base, FIRST, "--by", "zhang", "--refuse", "--write") == 1
    assert "已经签过了" in capsys.readouterr().err
    (base / FIRST).write_text(LEAVE.format(day="2026-10-20") + "reason: 搬家\n", encoding="utf-8")
    assert approve(base, FIRST, "--by", "zhang", "--write") == 0
    assert [file.stem[-2:] for file in approvals(base)] == ["-2", "20"]
    assert approvals(base)[1].read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((FIRST, "--by", "张三"), "名册里没有“张三”这个人。"),
        ((FIRST, "--by", "zhang", "--step", "../x"), "“../x”不是步骤的名称"),
        ((FIRST, "--by", "zhang", "--remark", "a\nb"), "批语写一行字"),
        (("../../x", "--by", "zhang"), "没有 ../../x 这条记录"),
        ((FIRST, FIRST.removesuffix(".yaml"), "--by", "zhang"), "写了两次"),
    ],
)
def test_what_cannot_be_signed(
    base: Path, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve(base, *arguments, "--write") == 1
    assert told in capsys.readouterr().err
    assert approvals(base) == []


def test_no_signature_on_what_is_wrong_nor_on_a_signature(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / SECOND).write_text("person: zhang\n", encoding="utf-8")
    assert approve(base, SECOND, "--by", "zhang", "--write") == 1
    assert "写得不对,不能签" in capsys.readouterr().err
    assert approve(base, FIRST, "--by", "zhang", "--write") == 0
    (made,) = approvals(base)
    assert approve(base, made.relative_to(base).as_posix(), "--by", "zhang", "--write") == 1
    assert "本身就是签字" in capsys.readouterr().err


def test_which_step_is_asked_where_there_were_several(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for step in ("first-review", "second-review"):
        assert approve(base, FIRST, "--by", "zhang", "--step", step, "--write") == 0
    assert approve(base, SECOND, "--by", "zhang") == 1
    assert "用 --step 写明是哪一步:first-review、second-review" in capsys.readouterr().err
