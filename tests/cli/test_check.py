"""``taizhang check``: what it checks, what it tells, and how it ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.cli import check as module
from taizhang.cli import main
from taizhang.cli.check import CHECKS
from taizhang.records.book import Book, Record
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from tests.records.company import ROOT, good, valid_files
from tests.repository import Repository

UNIT = "records/units/telecom-east.yaml"
CUSTOMER = "records/customers/C-000/C-000123.yaml"


@pytest.fixture
def company(tmp_path: Path) -> Repository:
    """The good company with our schemas, committed."""
    made = Repository.create(tmp_path / "company")
    shutil.copytree(ROOT / "schemas", made.root / "schemas")
    for path, content in valid_files().items():
        made.write(path, content.decode())
    made.commit("2026-10-12 08:00")
    return made


def bad_unit(company: Repository) -> None:
    company.write(UNIT, good("units/telecom-east.yaml").replace("branch", "分公司"))


def check(company: Repository, *arguments: str) -> int:
    return main(["check", "--base-dir", str(company.root), *arguments])


def test_a_good_company(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(company) == 0
    assert capsys.readouterr().out == f"检查了 {len(valid_files())} 份记录,没有问题。\n"


def test_a_bad_record(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    bad_unit(company)
    assert check(company) == 1
    assert capsys.readouterr().out == (
        f"{UNIT}:3:7  不在可选值内\n"
        "    kind: 分公司\n"
        "          ^^^^^^\n"
        "  “类别”没有“分公司”这一项。可选:company(公司)、branch(分公司)、department(部门)、venue(营业场所)。\n"
        "  → 改成:branch\n"
        "\n"
        "1 处问题,在 1 个文件里。\n"
    )


def test_index_and_commit_are_read_instead_of_the_work_tree(company: Repository) -> None:
    bad_unit(company)
    assert check(company, "--index") == 0
    company.git("add", UNIT)
    assert check(company, "--index") == 1
    assert check(company, "--commit", "HEAD") == 0
    company.commit("2026-10-12 09:00")
    assert check(company, "--commit", "HEAD") == 1
    assert check(company, "--commit", "HEAD~1") == 0


def test_since_tells_what_is_new(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    bad_unit(company)
    company.commit("2026-10-12 09:00")
    assert check(company, "--since", "HEAD") == 0
    assert "另有 1 处旧问题" in capsys.readouterr().out
    (company.root / CUSTOMER).unlink()
    assert check(company, "--since", "HEAD") == 1
    said = capsys.readouterr().out
    assert f"\n\n{UNIT}:3:7" not in said
    assert "没有编号“C-000123”的客户" in said
    assert check(company, "--since", "HEAD", "--all") == 1
    assert f"\n\n{UNIT}:3:7" in capsys.readouterr().out


def test_since_a_commit_that_is_not_there_tells_all(company: Repository) -> None:
    bad_unit(company)
    assert check(company, "--since", "no-such-branch") == 1


def test_a_rewritten_list_is_told_since(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    company.write(CUSTOMER, good("customers/C-000/C-000123.yaml").replace("why: 建档分配", "why: 后来想的"))
    assert check(company) == 0
    assert check(company, "--since", "HEAD") == 1
    assert f"{CUSTOMER}:19:5  只增不改" in capsys.readouterr().out


def test_only_some_files_are_told(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    bad_unit(company)
    company.write("records/units/telecom.yaml", "id: [")
    assert check(company, f"./{UNIT}") == 1
    assert "units/telecom.yaml:" not in capsys.readouterr().out
    assert check(company, CUSTOMER) == 0


def test_json(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    bad_unit(company)
    assert check(company, "--format", "json") == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["path"], problem["line"], problem["rule"]) == (UNIT, 3, "schema.enum-near")


def test_annotations(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    company.write(UNIT, good("units/telecom-east.yaml").replace("name: 城东分公司", "name: [x]\n::error file=x: 城东"))
    assert check(company, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert commands
    assert all(command.startswith(f"::error file={UNIT},line=") for command in commands)


def test_a_phone_is_not_repeated_in_the_report(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    company.write(
        CUSTOMER, good("customers/C-000/C-000123.yaml").replace("industry: 道路货物运输", "industry: 找 139 0000 0001")
    )
    for form in ("text", "json", "github"):
        assert check(company, "--format", form) == 1
        said = capsys.readouterr().out
        assert "0000 0001" not in said
        assert "个人信息" in said


def test_a_root_of_its_own(company: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = "contacts/K-7f/K-7f3k9m2q.yaml"
    (tmp_path / "private" / "contacts" / "K-7f").mkdir(parents=True)
    shutil.move(company.root / "records" / contact, tmp_path / "private" / contact)
    assert check(company) == 1
    private = str(tmp_path / "private")
    assert check(company, "--root", "records", "--root", private) == 0
    monkeypatch.setenv("TAIZHANG_ROOTS", private)
    assert check(company) == 0


def test_no_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    assert main(["check", "--base-dir", str(tmp_path)]) == 1
    assert "找不到记录文件夹" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("unit", '"title": "单位"', '"title": "单位",,', "schemas/unit.schema.json:"),
        ("unit", "common.schema.json#/$defs/slug", "common.schema.json#/$defs/slugg", "lint.ref"),
    ],
)
def test_broken_schemas_are_told(
    company: Repository, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, told: str
) -> None:
    file = company.root / "schemas" / f"{name}.schema.json"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert check(company, "--format", "json") == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [told in f"{p['path']}:{p['rule']}" for p in problems] == [True] * len(problems)


def test_outside_of_a_company_nothing_runs_and_nothing_crashes(
    tmp_path: Path, company: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "else").mkdir()
    for command in (["check"], ["due"], ["verify"], ["new", "leave"], ["template", "leave", "--out", "x.xlsx"]):
        assert main([*command, "--base-dir", str(tmp_path / "else")]) == 1
        assert capsys.readouterr().err.startswith(f"{tmp_path / 'else'} 不是台账的目录")
    assert main(["check", "--base-dir", str(company.root / "records" / "units")]) == 1
    assert f"请到 {company.root} 里运行" in capsys.readouterr().err


def test_what_is_not_there_is_said_and_not_called_well(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(company, "records/units/nothing.yaml") == 1
    assert capsys.readouterr().err == "没有 records/units/nothing.yaml 这个文件或目录。\n"
    assert check(company, "--commit", "nothing") == 1
    assert "没有“nothing”这个版本" in capsys.readouterr().err
    assert check(company, "--since", "nothing") == 0
    assert "分不出新旧,全部列出" in capsys.readouterr().err
    shutil.rmtree(company.root / ".git")
    assert check(company, "--index") == 1
    assert "不在 Git 仓库里" in capsys.readouterr().err


def test_a_folder_or_a_whole_path_may_be_asked_for(company: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    bad_unit(company)
    for asked in ("records/units", "records/units/", "./" + UNIT, str(company.root / UNIT)):
        assert check(company, asked) == 1, asked
        assert UNIT in capsys.readouterr().out
    assert check(company, "records/people") == 0


@pytest.mark.parametrize(
    ("stopped", "code", "told"),
    [
        (PermissionError(13, "Permission denied", "records/x.yaml"), 1, "records/x.yaml 没有权限读写"),
        (OSError(28, "No space left on device", "x.xlsx"), 1, "磁盘满了,x.xlsx 没有写成"),
        (OSError(5, "Input/output error", "x"), 3, "taizhang 自身出错了"),
    ],
)
def test_a_machine_that_refuses_a_file(
    company: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stopped: OSError,
    code: int,
    told: str,
) -> None:
    def refuse(*_: object) -> None:
        raise stopped

    monkeypatch.setattr(module, "examine", refuse)
    assert check(company) == code
    assert told in capsys.readouterr().err


def test_wrong_arguments(company: Repository) -> None:
    with pytest.raises(SystemExit) as ended:
        check(company, "--format", "pdf")
    assert ended.value.code == 2


def test_a_fault_of_the_programme_is_told_apart(
    company: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("taizhang.records.load.load", broken)
    assert check(company) == 3
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "这不是您的记录的问题" in said


def test_checks_read_only_the_kinds_they_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A warm check runs them only when records of these kinds changed."""
    book = load(WorkTree(ROOT), load_schemas(ROOT / "schemas"))
    of, iterate, find, at = Book.of, Book.__iter__, Book.find, Book.at
    read: set[str] = set()

    def noted_of(self: Book, kind: str) -> tuple[Record, ...]:
        read.update({kind} if self is book else ())
        return of(self, kind)

    def noted_iterate(self: Book) -> Iterator[Record]:
        read.update({"everything"} if self is book else ())
        return iterate(self)

    def noted_find(self: Book, kind: str, identity: str) -> Record | None:
        read.update({kind} if self is book else ())
        return find(self, kind, identity)

    def noted_at(self: Book, path: str) -> Record | None:
        found = at(self, path)
        read.update({found.kind} if self is book and found else ())
        return found

    for name, noted in (("of", noted_of), ("__iter__", noted_iterate), ("find", noted_find), ("at", noted_at)):
        monkeypatch.setattr(Book, name, noted)
    for one in CHECKS:
        read.clear()
        list(one.run(book))
        assert read <= one.kinds | ({"everything"} if one.asked else set()), one.name
        assert read, one.name
