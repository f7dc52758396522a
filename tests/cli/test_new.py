"""``taizhang new``: a stub in its place, a calendar to review, or a plain refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company


def test_a_known_year_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Seeded days, and blanks where only people know."""
    assert main(["new", "calendar", "2026"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("year: 2026\nsource:\n  title: 待填\n")
    assert "  - {day: 2026-10-10, name: 国庆节调休}\n" in text


def test_a_year_not_announced_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output that somebody might save."""
    assert main(["new", "calendar", "2099"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "2099" in err


REPORT = "records/weekly-reports/east/2026-W42/zhang.yaml"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company."""
    return write_company(tmp_path)


def new(base: Path, kind: str, *arguments: str, who: str = "zhang", as_of: str = "2026-10-16 16:05") -> int:
    """Run the command on a company."""
    return main(["new", kind, "--base-dir", str(base), "--as-of", as_of, "--person", who, *arguments])


def test_a_report_is_written_in_its_place(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the editor's line on top, whose way leads to the schema."""
    assert new(base, "weekly-report") == 0
    assert capsys.readouterr().out.startswith(f"写好了初稿:{REPORT}\n")
    first = (base / REPORT).read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../../../schemas/weekly-report.schema.json"
    way = first.split("=")[1]
    assert ((base / REPORT).parent / way).resolve() == (base / "schemas/weekly-report.schema.json").resolve()


def test_the_check_tells_what_is_left_to_do(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every gap, and every line to confirm, in words."""
    assert new(base, "weekly-report") == 0
    capsys.readouterr()
    assert main(["check", "--base-dir", str(base), REPORT]) == 1
    said = capsys.readouterr().out
    assert said.count("没有填写\n") == 7
    assert said.count("“已确认”在这里只能是“true”。") == 2


def test_nothing_is_written_over(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, the path, and the file as it was."""
    file = base / REPORT
    file.parent.mkdir(parents=True)
    file.write_text("person: zhang\n", encoding="utf-8")
    assert new(base, "weekly-report") == 1
    assert capsys.readouterr() == ("", f"{REPORT} 已经有了,没有改动它。要看初稿会是什么样,加 --print。\n")
    assert file.read_text(encoding="utf-8") == "person: zhang\n"


def test_a_log_that_is_there_can_be_looked_through_for_what_it_lacks(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The service log has one of two trips; the other is printed."""
    assert new(base, "service-log") == 1
    assert "加 --print 看还缺的几行" in capsys.readouterr().err
    assert new(base, "service-log", "--print") == 0
    said = capsys.readouterr().out
    assert "trip: 2026-10-15-1" in said
    assert "trip: 2026-10-13-1" not in said


@pytest.mark.parametrize("kind", ["visit-plan", "trip-log", "service-log", "weekly-report"])
def test_printing_writes_nothing(base: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    """Only standard output, also for a name instead of an id."""
    before = sorted((base / "records").rglob("*"))
    assert new(base, kind, "--print", "--week", "2026-W43", who="张伟") == 0
    assert "week: 2026-W43\n" in capsys.readouterr().out
    assert sorted((base / "records").rglob("*")) == before


def test_a_plan_is_for_next_week(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Unless another week is named."""
    assert new(base, "visit-plan") == 0
    assert "records/visit-plans/east/2026-W43/zhang.yaml" in capsys.readouterr().out


def test_a_leave_by_days_or_by_week(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One day, several, a whole week; without days there is none."""
    for arguments, days in (
        (("--from", "2026-10-19"), ("2026-10-19", "2026-10-19")),
        (("--from", "2026-10-20", "--until", "2026-10-21"), ("2026-10-20", "2026-10-21")),
        (("--week", "2026-W44"), ("2026-10-26", "2026-11-01")),
    ):
        assert new(base, "leave", *arguments) == 0
        assert f"records/leaves/east/zhang/{days[0]}.yaml" in capsys.readouterr().out
        text = (base / f"records/leaves/east/zhang/{days[0]}.yaml").read_text(encoding="utf-8")
        assert f"from: {days[0]}\nuntil: {days[1]}\n" in text
    assert new(base, "leave") == 1
    assert "--from 2026-10-19" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("weekly-report", "--week", "2026-W54"), "“2026-W54”不是周次,写成 2026-W42 这样。\n"),
        (("leave", "--from", "10-19"), "“10-19”不是日期,写成 2026-10-13 这样。\n"),
        (("leave", "--from", "2026-10-19", "--until", "x"), "“x”不是日期,写成 2026-10-13 这样。\n"),
    ],
)
def test_wrong_days(base: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str) -> None:
    """A sentence, exit code 1, nothing written."""
    assert new(base, *arguments) == 1
    assert capsys.readouterr() == ("", told)


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("zhan", "名册里没有“zhan”这个人。最接近的有:zhang 张伟。\n"),
        ("xie", "谢军的任职到 2026-10-09 为止,2026-W42 已不在岗,不用写。\n"),
        ("peng", "彭鑫 2026-11-02 才到岗,2026-W42 不用写。\n"),
    ],
)
def test_who_writes_none(base: Path, capsys: pytest.CaptureFixture[str], who: str, told: str) -> None:
    """Nobody of that name, one who left, one to come."""
    assert new(base, "weekly-report", who=who) == 1
    assert capsys.readouterr() == ("", told)


def test_a_roll_up_a_task_and_a_coaching(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each in its place, the roll-up of last week; a second time nothing is written over, but tasks are numbered."""
    monday = "2026-10-19 09:00"
    rollup = ["new", "weekly-rollup", "--base-dir", str(base), "--as-of", monday, "--unit", "east"]
    assert main(rollup) == 0
    file = base / "records/weekly-rollups/east/2026-W42.yaml"
    assert "\nreporters:\n  - person: zhang  # 张伟\n    state: missed\n" in file.read_text(encoding="utf-8")
    assert main(rollup) == 1
    assert "records/weekly-rollups/east/2026-W42.yaml 已经有了" in capsys.readouterr().err
    for kind, folder in (("task", "tasks"), ("coaching", "coaching")):
        assert new(base, kind, as_of=monday) == 0
        assert f"records/{folder}/east/2026-10/2026-10-19-zhang.yaml" in capsys.readouterr().out
    assert new(base, "coaching", "--on", "2026-10-16", "--by", "zhang", "--print") == 0
    said = capsys.readouterr().out
    assert "id: 2026-10-16-zhang\nsupervisor: zhang\n" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("weekly-rollup", "--unit", "eas"), "没有“eas”这个单位。最接近的有:east east 分公司。\n"),
        (("weekly-rollup", "--unit", "east", "--week", "W42"), "“W42”不是周次,写成 2026-W42 这样。\n"),
        (("task", "--person", "zhang", "--by", "lina"), "名册里没有“lina”这个人。\n"),
        (("coaching", "--person", "zhang", "--on", "10-16"), "“10-16”不是日期,写成 2026-10-13 这样。\n"),
    ],
)
def test_a_supervisor_s_stub_asked_for_wrongly(
    base: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    """A sentence, exit code 1."""
    kind, *more = arguments
    assert main(["new", kind, "--base-dir", str(base), "--as-of", "2026-10-19 09:00", *more]) == 1
    assert capsys.readouterr() == ("", told)


def test_any_other_kind_with_what_is_known(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pairs may stand before and behind the options; a customer goes by its name."""
    assert new(base, "incident", "type=award-won", "--on", "2026-10-15", "what=获奖") == 0
    path = "records/incidents/east/2026-10/2026-10-15-zhang.yaml"
    assert capsys.readouterr().out.startswith(f"写好了初稿:{path}\n")
    text = (base / path).read_text(encoding="utf-8")
    assert "type: award-won\n" in text
    assert "what: 获奖\n" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new", "weekly-report"], "写明是谁:--person 代号或姓名。\n"),
        (["new", "weekly-rollup"], "写明是哪个单位:--unit 代号或名称。\n"),
        (["new", "calendar"], "写明是哪一年,例如 taizhang new calendar 2027。\n"),
        (["new", "appeal", "--person", "zhang"], "写明是哪个月:--month 2026-10。\n"),
        (
            ["new", "appeal", "--person", "zhang", "--month", "2026-10"],
            "写明对哪一行或哪一笔:--line work-planning,或 --outcome weekly-report/2026-W42/zhang-wei。\n",
        ),
        (["new", "incident", "award"], "“award”看不懂,照“字段=值”写,例如 type=award-won。\n"),
    ],
)
def test_what_is_still_to_be_said(
    base: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """A sentence, exit code 1."""
    assert main([*arguments, "--base-dir", str(base), "--as-of", "2026-10-16 16:05"]) == 1
    assert capsys.readouterr() == ("", told)


def test_an_option_that_is_none_is_refused(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the parser, as ever."""
    with pytest.raises(SystemExit):
        new(base, "incident", "--nonsense=1")
    assert "--nonsense=1" in capsys.readouterr().err
