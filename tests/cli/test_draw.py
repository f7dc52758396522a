"""``taizhang draw``: frozen, drawn, verified on a disk; nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company
from tests.desk.test_draws import CLERK, CUSTOMERS

PATH = "records/draws/east/2026-11-service-standard.yaml"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company with eight more customers and a clerk of marketing."""
    write_company(tmp_path)
    unit = (tmp_path / "records/units/east.yaml").read_text(encoding="utf-8")
    more = {"units/market.yaml": unit.replace("id: east", "id: market").replace("branch", "department")}
    for path, text in (more | CLERK | CUSTOMERS).items():
        file = tmp_path / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def freeze(base: Path, *more: str, who: str = "chen") -> int:
    given = ("--unit", "east", "--month", "2026-11", "--topic", "service-standard", "--size", "4", "--person", who)
    return main(["draw", "freeze", "--base-dir", str(base), "--as-of", "2026-11-05 17:00", *given, *more])


def run(base: Path, day: str = "2026-11-06", path: str = PATH) -> int:
    given = ("--number", "3251.40", "--source", "上证综指收盘", "--day", day, "--person", "chen")
    return main(["draw", "run", path, "--base-dir", str(base), "--as-of", "2026-11-06 16:40", *given])


def verify(base: Path, *path: str) -> int:
    return main(["draw", "verify", *path, "--base-dir", str(base)])


def test_from_the_list_to_the_sample(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze(base) == 0
    assert capsys.readouterr().out.startswith(f"名单冻结好了:{PATH}\n摘要 sha256:")
    assert verify(base) == 0
    assert "还没有抽签" in capsys.readouterr().out
    assert run(base) == 0
    told = capsys.readouterr().out
    assert "公开的数:上证综指收盘 2026-11-06 3251.40;抽 4 个" in told
    assert "重算相符:C-00000" in told
    assert verify(base, PATH) == 0
    assert [file.name for file in (base / PATH).parent.iterdir()] == [Path(PATH).name]


def test_a_list_and_a_result_are_never_written_over(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze(base) == 0
    assert freeze(base) == 1
    assert run(base) == 0
    drawn = (base / PATH).read_bytes()
    assert run(base) == 1
    assert "已经抽过签,结果不能改。" in capsys.readouterr().err
    assert (base / PATH).read_bytes() == drawn


def test_printing_writes_nothing(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze(base, "--print") == 0
    assert "digest: " in capsys.readouterr().out
    assert not (base / PATH).exists()


def test_what_does_not_agree_ends_with_one(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze(base) == 0
    assert run(base) == 0
    file = base / PATH
    file.write_text(file.read_text(encoding="utf-8").replace("3251.40", "3251.41"), encoding="utf-8")
    capsys.readouterr()
    assert verify(base) == 1
    assert "层照名单重抽,应是" in capsys.readouterr().out
    assert main(["check", "--base-dir", str(base), PATH]) == 1


def test_one_that_cannot_be_read_is_told(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze(base) == 0
    file = base / PATH
    file.write_text(file.read_text(encoding="utf-8").replace("size: 4\n", "size: vier\n", 1), encoding="utf-8")
    capsys.readouterr()
    assert verify(base) == 1
    assert f"{PATH} 写得不对,不能重算" in capsys.readouterr().out


def test_refusals(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(base) == 0
    assert capsys.readouterr().out == "还没有抽签的记录。\n"
    assert freeze(base, who="zhang") == 1
    assert run(base, path="records/draws/east/x.yaml") == 1
    assert freeze(base) == 0
    assert run(base, day="2026-11-05") == 1
    err = capsys.readouterr().err
    for told in ("张伟是east 分公司的人", "没有 records/draws/east/x.yaml 这条抽签记录", "2026-11-05 的数不能用"):
        assert told in err
