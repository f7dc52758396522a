"""The warm check tells the same bytes as one that reads everything, whatever was done to records, Git and its file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.cli import check as checking
from taizhang.records.warm import recall as recalling
from taizhang.records.warm import store as storing
from tests.records.company import valid_files
from tests.records.warm.steps import CUSTOMER, LOOKS, RARE, STEPS, Company, copied, file_of

ANY = st.integers(0, 999)
LOG = "records/service-logs/telecom-east/2026-W42/zhang-wei.yaml"
PERSON = "records/people/zhang-wei.yaml"
UNIT = "records/units/telecom-east.yaml"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([*STEPS, "swap", "delete", *RARE]), ANY, ANY, st.sampled_from([None, *range(6)])),
        min_size=3,
        max_size=10,
    )
)
def test_whatever_is_done_it_is_what_a_check_of_everything_tells(
    begun: Path, steps: list[tuple[str, int, int, int | None]]
) -> None:
    with TemporaryDirectory() as folder:
        company = copied(begun, Path(folder, "company"))
        for name, number, which, look in steps:
            company.done.append((name, number, which))
            {**STEPS, **RARE}[name](company, number, which)
            if look is not None:
                company.look(look)
        company.check()


@pytest.mark.parametrize("how", LOOKS)
def test_nothing_changed(company: Company, recalled: list[bool], how: tuple[str, ...]) -> None:
    assert "没有问题" in company.check(*how)
    assert recalled == [True]


def test_nothing_is_loaded_where_nothing_changed(company: Company) -> None:
    code = f"""if True:
        import sys
        from taizhang.cli import main
        assert main(["check", "--base-dir", {str(company.root)!r}]) == 0
        heavy = "yaml jsonschema jsonschema_rs jinja2 mkdocs taizhang.records.links taizhang.records.schema_set"
        print(sorted(set(heavy.split()) & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("how", LOOKS)
def test_one_record_changed(company: Company, recalled: list[bool], how: tuple[str, ...]) -> None:
    company.repository.write(LOG, valid_files()[LOG].decode().replace("C-000123", "C-000132"))
    company.git("add", "--all")
    company.check(*how)
    assert recalled == [True]


def test_a_deleted_record_is_missed(company: Company, recalled: list[bool]) -> None:
    (company.root / CUSTOMER).unlink()
    assert "没有编号“C-000123”的客户" in company.check()
    assert "没有编号“C-000123”的客户" in company.check("--since", "HEAD")
    company.git("checkout", "-q", "--", ".")
    assert "没有问题" in company.check()
    assert recalled == [True] * 3


def test_a_person_who_left_is_missed_where_others_refer_to_him(company: Company, recalled: list[bool]) -> None:
    text = valid_files()[PERSON].decode()
    assert "  - from: 2025-03-01\n    unit" in text
    company.repository.write(
        PERSON, text.replace("  - from: 2025-03-01\n", "  - from: 2025-03-01\n    until: 2026-10-09\n", 1)
    )
    assert "不在期内" in company.check()
    assert recalled == [True]


def test_a_guess_is_made_anew_when_what_was_meant_appears(company: Company, recalled: list[bool]) -> None:
    company.repository.write(LOG, valid_files()[LOG].decode().replace("C-000123", "C-000778"))
    assert "是 C-000777" in company.check()
    text = (
        valid_files()[CUSTOMER]
        .decode()
        .replace("C-000123", "C-0007781")
        .replace("宏远物流", "近")
        .replace("HY-2", "NY-2")
    )
    company.repository.write("records/customers/C-000/C-0007781.yaml", text)
    company.check()
    assert recalled == [True, True]


@pytest.mark.parametrize("kind", sorted({kind for check in checking.CHECKS for kind in check.kinds}))
def test_checks_of_some_kinds_run_when_these_change(company: Company, recalled: list[bool], kind: str) -> None:
    path = next(path for path in sorted(valid_files()) if path.split("/")[1].rstrip("s").startswith(kind))
    text = valid_files()[path].decode()
    for old, new in (("2026", "2027"), ("1", "2"), ("5", "7")):
        company.repository.write(path, text.replace(old, new))
        company.check()
    assert recalled == [kind != "company"] * 3


def test_a_correction_of_what_is_no_closing(company: Company, recalled: list[bool]) -> None:
    path = next(path for path in valid_files() if path.startswith("records/corrections/"))
    text = valid_files()[path].decode()
    cited = next(line for line in text.splitlines() if line.startswith("closing:"))
    company.repository.write(path, text.replace(cited, "closing: leaves/nobody"))
    assert "correction.no-closing" not in company.check("--format", "json")
    leave = next(file for file in valid_files() if file.startswith("records/leaves/"))
    company.repository.write("records/leaves/nobody.yaml", valid_files()[leave].decode())
    company.check()
    (company.root / "records/leaves/nobody.yaml").unlink()
    company.check()
    assert recalled == [True] * 3


def test_a_file_saved_within_the_second_of_the_index(company: Company, recalled: list[bool]) -> None:
    """Git's times are too coarse to tell; it looks into such files, and so is believed."""
    text = valid_files()[UNIT].decode()
    other = text.replace("telecom-east", "telecom-eask")
    assert len(other) == len(text)
    for _ in range(3):
        company.repository.write(UNIT, text)
        company.git("add", "--all")
        company.check()
        company.repository.write(UNIT, other)
        assert "telecom-eask" in company.check()
    times = (company.root / UNIT).stat()
    company.repository.write(UNIT, text)
    os.utime(company.root / UNIT, ns=(times.st_atime_ns, times.st_mtime_ns))
    company.check()
    assert all(recalled)


def test_ignored_files_are_records_too(company: Company, recalled: list[bool]) -> None:
    company.repository.write("records/units/ignored-unit.yaml", valid_files()[UNIT].decode())
    company.repository.write("records/units/notes.tmp", "notes")
    assert "2 个文件里" in company.check()
    assert recalled == [True]


def test_many_commits_later(company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalling, "REBASE", 1)
    for number in range(3):
        for name in ("a", "b"):
            company.repository.write(f"records/customers/C-00{number}/{name}.yaml", "x: 1\n")
        company.repository.commit("2026-10-13 08:00")
        company.check()
        company.check("--since", "HEAD~1")
    with storing.reading(file_of(company)) as store:
        assert store.meta("tree") == company.repository.git("rev-parse", "HEAD^{tree}")
        assert store.drift() == {}
    assert all(recalled)


def test_before_anything_is_in_git(company: Company, recalled: list[bool]) -> None:
    shutil.rmtree(company.root / ".git")
    company.git("init", "-q")
    company.check()
    (company.root / CUSTOMER).unlink()
    company.check()
    company.git("add", "--all")
    company.check()
    assert recalled == [False, True, True]


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_where_git_looks_away_everything_is_read(company: Company, recalled: list[bool], flag: str) -> None:
    company.git("update-index", flag, UNIT)
    company.repository.write(UNIT, "x: 1\n")
    assert "没有问题" not in company.check()
    company.git("update-index", flag.replace("--", "--no-"), UNIT)
    company.check()
    assert recalled == [False, True]


def test_line_ends_that_a_checkout_put_in(company: Company, recalled: list[bool]) -> None:
    company.git("config", "core.autocrlf", "true")
    shutil.rmtree(company.root / "records")
    company.git("checkout", "-q", "-f", "HEAD", "--", "records")
    assert b"\r\n" in (company.root / UNIT).read_bytes()
    company.check()
    company.check()
    (company.root / CUSTOMER).unlink()
    company.check()
    assert recalled == [False, True, True]


def test_a_filter_between_disk_and_git(company: Company, recalled: list[bool]) -> None:
    company.git("config", "filter.loud.clean", "tr A-Z a-z")
    company.git("config", "filter.loud.smudge", "tr a-z A-Z")
    (company.root / ".gitattributes").write_text("units/*.yaml filter=loud\nrecords/units/*.yaml filter=loud\n")
    shutil.rmtree(company.root / "records/units")
    company.git("checkout", "-q", "-f", "HEAD", "--", "records/units")
    assert b"TELECOM" in (company.root / UNIT).read_bytes()
    for _ in range(2):
        assert "没有问题" not in company.check()
    assert recalled == [False, False]


def test_without_a_repository(company: Company, recalled: list[bool]) -> None:
    shutil.rmtree(company.root / ".git")
    company.check()
    assert recalled == [False]
    assert not (company.root / ".git").exists()
