"""The warm check tells the same bytes as one that reads everything, whatever was done to records, Git and its file."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.cli import check as checking
from taizhang.records.warm import recall as recalling
from taizhang.records.warm import store as storing
from taizhang.records.warm.git_state import State, Uncertain
from taizhang.records.warm.key import place
from taizhang.records.warm.recall import recall
from tests.records.company import valid_files
from tests.records.warm.steps import CUSTOMER, LOOKS, RARE, STEPS, Company, good_company
from tests.repository import Repository

ANY = st.integers(0, 999)
LOG = "records/service-logs/telecom-east/2026-W42/zhang-wei.yaml"
PERSON = "records/people/zhang-wei.yaml"
UNIT = "records/units/telecom-east.yaml"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good company's folder, checked once."""
    made = Company(good_company(tmp_path_factory.mktemp("warm") / "good"))
    made.check()
    return made.root


@pytest.fixture
def company(begun: Path, tmp_path: Path) -> Company:
    """The good company, checked once."""
    return copied(begun, tmp_path / "company")


def copied(root: Path, to: Path) -> Company:
    """Another such company."""
    shutil.copytree(root, to, symlinks=True)
    made = Company(Repository(to))
    made.git("status")
    made.check()
    return made


@pytest.fixture
def recalled(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each check needed to read nothing but what changed."""
    found: list[bool] = []

    def noted(*asked: object) -> object:
        told = recall(*asked)  # type: ignore[arg-type]
        found.append(told is not None)
        return told

    monkeypatch.setattr(checking, "recall", noted)
    return found


def file_of(company: Company) -> Path:
    """The file of the warm check."""
    file = place(State(company.root, "records"))
    assert file is not None
    return file


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


@pytest.mark.parametrize("where", ["middle", "head", "end", "empty", "text", "older", "key", "seal", "no seal", "tail"])
def test_a_file_that_is_not_what_it_should_be(company: Company, recalled: list[bool], where: str) -> None:
    file = file_of(company)
    content = file.read_bytes()
    half = len(content) // 2
    broken = {
        "middle": content[:half] + b"x" * 4096 + content[half + 4096 :],
        "head": b"x" * 100 + content[100:],
        "end": content[:half],
        "empty": b"",
        "text": b"something else\n" * 1000,
        "tail": content + b"\0" * 4096,
    }
    if where in broken:
        file.write_bytes(broken[where])
    elif where == "no seal":
        file.with_suffix(".seal").unlink()
    elif where == "seal":
        file.with_suffix(".seal").write_bytes(b"1 2 3\n")
    else:
        statement = "UPDATE meta SET value = 'x' WHERE name = 'key'" if where == "key" else "PRAGMA user_version = 0"
        with sqlite3.connect(file) as db:
            db.execute(statement)
        db.close()
    (company.root / CUSTOMER).unlink()
    company.check()
    company.check()
    assert recalled == [False, True]


def test_another_programme_or_other_schemas(
    company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = company.root / "schemas/unit.schema.json"
    said = json.loads(schema.read_text("utf-8"))
    schema.write_text(json.dumps({**said, "required": [*said["required"], "motto"]}), encoding="utf-8")
    assert "没有问题" not in company.check()
    company.check()
    monkeypatch.setattr("taizhang.records.warm.key.PACKAGE", company.root / "schemas")
    company.check()
    assert recalled == [False, True, False]


def test_a_folder_that_cannot_be_written_to(
    company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = sqlite3.connect

    def read_only(place: str, **options: object) -> sqlite3.Connection:
        return opened(place.replace("mode=rwc", "mode=ro").replace("mode=rw", "mode=ro"), **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", read_only)
    company.check()
    (company.root / CUSTOMER).unlink()
    company.check()
    assert recalled == [True, False]


def test_a_disk_that_is_full(company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    opened = sqlite3.connect

    def small(place: str, **options: object) -> sqlite3.Connection:
        made: sqlite3.Connection = opened(place, **options)  # type: ignore[call-overload]
        made.execute("PRAGMA max_page_count = 1")
        return made

    monkeypatch.setattr(sqlite3, "connect", small)
    for number in range(40):
        company.repository.write(f"records/customers/C-000/x{number}.yaml", f"x: {'y' * 4000}\n")
    company.check()
    monkeypatch.undo()
    company.check()
    assert recalled == [False]


def test_a_check_that_was_ended_in_the_middle(
    company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    (company.root / CUSTOMER).unlink()
    with monkeypatch.context() as patched:
        patched.setattr("taizhang.records.warm.advance.renew", ended)
        patched.setattr("taizhang.records.warm.relink.Linker.tell", ended)
        with pytest.raises(KeyboardInterrupt):
            company.check()
    company.check()
    assert recalled[-1:] == [True]


def test_a_process_that_was_killed_while_it_wrote(company: Company, recalled: list[bool]) -> None:
    code = """if True:
        import os, signal, sys
        from pathlib import Path
        from taizhang.records.warm.store import writing
        with writing(Path(sys.argv[1])) as store:
            store.do("PRAGMA cache_size = 1")
            store.do("DELETE FROM known")
            store.do("UPDATE told SET problems = 'x'")
            os.kill(os.getpid(), signal.SIGKILL)"""
    done = subprocess.run([sys.executable, "-c", code, str(file_of(company))], check=False)
    assert done.returncode == -signal.SIGKILL
    company.check()
    company.check()
    assert recalled[-1]


def test_checks_at_once(company: Company) -> None:
    """Several processes while records change: each tells what is there, and what they leave is good."""
    code = "import sys; from taizhang.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "check", "--base-dir", str(company.root), "--format", "json"]
    for number in range(3):
        company.repository.write(LOG, valid_files()[LOG].decode().replace("C-000123", f"C-00013{number}"))
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
        said = {run.communicate() for run in runs}
        assert len(said) == 1
        company.check()


def test_a_writer_is_waited_for(company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "PATIENCE", 0.05)
    (company.root / CUSTOMER).unlink()
    with storing.writing(file_of(company)):
        start = time.perf_counter()
        company.check()
        assert time.perf_counter() - start < 60
    company.check()
    assert recalled == [False, True]


def test_what_is_unsure_is_not_told(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(*_: object) -> None:
        raise Uncertain

    state = State(company.root, "records")
    assert recall(state, None, checking.CHECKS) is not None
    monkeypatch.setattr(recalling, "unflagged", unsure)
    company.repository.write("new", "x")
    company.git("add", "new")
    assert recall(state, None, checking.CHECKS) is None
