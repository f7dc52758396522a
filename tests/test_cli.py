"""The command line as a whole: a command that is ended leaves whole files only, and says which it has written."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from taizhang.cli import main
from tests.records.company import good, on_disk
from tests.repository import Repository
from tests.struck import Blow, struck

HEADS = "请假人,单位,开始日期,结束日期,时段,假别,申请时间,状态,批准人,批准时间"
ROW = "张伟,城东分公司,2026-{day},2026-{day},全天,年休假,2026-10-19 10:20,已申请,,"
UNIT = "records/units/telecom-east.yaml"
NOTHING = "已停止,没有写任何文件。\n"
WRITTEN = "已停止。之前已经写好 {count} 个文件,都是完整的:"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The good company with our schemas."""
    return on_disk(tmp_path)


def state(base: Path) -> Mapping[str, bytes]:
    """Every file and folder below the company's."""
    return {str(one.relative_to(base)): one.read_bytes() if one.is_file() else b"" for one in base.rglob("*")}


def table(base: Path) -> None:
    """A table of three leaves."""
    rows = (HEADS, *(ROW.format(day=day) for day in ("11-23", "11-24", "11-25")))
    (base / "table.csv").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize(
    "blow",
    [
        Blow("tempfile:mkstemp", 2),
        Blow("os:link", 1),
        Blow("os:link", 2, signal.SIGTERM),
        Blow("taizhang.sheets.judging:caused"),
    ],
)
def test_an_import_that_is_ended_writes_nothing(company: Path, blow: Blow) -> None:
    table(company)
    before = state(company)
    run = struck(blow, company, "import", "table.csv", "--kind", "leave", "--write")
    assert (run.returncode, run.stderr) == (128 + blow.number, NOTHING)
    assert state(company) == before


def test_or_all_where_the_last_file_has_its_place(company: Path) -> None:
    table(company)
    run = struck(Blow("os:link", 3), company, "import", "table.csv", "--kind", "leave", "--write")
    assert run.returncode == 130
    assert run.stderr.startswith(WRITTEN.format(count=3)), run.stderr
    left = {path for path in state(company) if "/leaves/telecom-east/zhang-wei/2026-11-2" in path}
    assert {path[-8:] for path in left} == {"-23.yaml", "-24.yaml", "-25.yaml"}


@pytest.mark.parametrize("place", ["tempfile:mkstemp", "os:replace"])
def test_files_put_right_one_after_another_are_told(company: Path, place: str) -> None:
    """The first file is whole whenever the blow comes; the second is as it was."""
    wrong = {UNIT: ("branch", "分公司"), "records/units/telecom.yaml": ("company", "公司")}
    for path, (right, slip) in wrong.items():
        text = good(path.removeprefix("records/"))
        (company / path).write_text(text.replace(right, slip), encoding="utf-8")
    second = (company / "records/units/telecom.yaml").read_bytes()
    run = struck(Blow(place), company, "check", "--fix", "--yes")
    assert run.returncode == 130
    assert run.stderr == WRITTEN.format(count=1) + f"{UNIT}。\n"
    assert (company / UNIT).read_text(encoding="utf-8") == good("units/telecom-east.yaml")
    assert (company / "records/units/telecom.yaml").read_bytes() == second
    assert not [path for path in state(company) if path.endswith(".tmp")]


def test_a_record_that_moves_is_never_there_twice(company: Path) -> None:
    there, wrong = company / UNIT, company / "records/units/east.yaml"
    there.rename(wrong)
    run = struck(Blow("os:link"), company, "check", "--fix", "--yes")
    assert (run.returncode, run.stderr) == (130, WRITTEN.format(count=1) + f"{UNIT}。\n")
    assert there.is_file()
    assert not wrong.exists()


@pytest.mark.parametrize(
    ("blow", "there"), [(Blow("shutil:rmtree"), True), (Blow("pathlib:Path.write_bytes", 5), False)]
)
def test_a_company_is_begun_whole_or_not_at_all(tmp_path: Path, blow: Blow, there: bool) -> None:
    run = struck(blow, tmp_path, "init", "company", "--name", "宏图通信", "--rulebook", "telecom")
    assert run.returncode == 130
    assert run.stderr.startswith(WRITTEN.format(count=1) if there else NOTHING)
    assert [one.name for one in tmp_path.iterdir()] == (["company"] if there else [])


@pytest.mark.parametrize(
    "place",
    [
        "taizhang.records.examine:Examiner.check",
        "taizhang.records.warm.store:Store.many",
        "tempfile:NamedTemporaryFile",
    ],
)
def test_a_check_that_is_ended_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    """What it was about to keep is not taken for true by the next, and no half of it is left."""
    made = Repository.create(tmp_path / "company")
    on_disk(made.root)
    made.commit("2026-10-12 08:00")
    run = struck(Blow(place), made.root, "check")
    assert (run.returncode, run.stdout, run.stderr) == (130, "", NOTHING)
    kept = made.root / ".git" / "taizhang"
    assert {one.suffix for one in kept.glob("*")} <= {".sqlite", ".seal"}
    made.write(UNIT, good("units/telecom-east.yaml").replace("branch", "分公司"))
    for _ in range(2):
        assert main(["check", "--base-dir", str(made.root)]) == 1
        assert "1 处问题,在 1 个文件里。" in capsys.readouterr().out


def test_signals_are_as_before_once_a_command_is_done(company: Path) -> None:
    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]
    assert main(["check", "--base-dir", str(company)]) == 0
    assert [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)] == before
