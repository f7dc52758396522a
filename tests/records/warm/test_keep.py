"""What is kept is believed only while it is whole, and where it can't be kept the check does without."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import strategies as st

from taizhang.cli import check as checking
from taizhang.problem import Problem
from taizhang.records.load import Memory, load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from taizhang.records.warm import recall as recalling
from taizhang.records.warm import store as storing
from taizhang.records.warm.git_state import State, Uncertain
from taizhang.records.warm.keep import keeper
from taizhang.records.warm.recall import recall
from tests.records.company import valid_files
from tests.records.warm.steps import CUSTOMER, Company, file_of

ANY = st.integers(0, 999)
LOG = "records/service-logs/telecom-east/2026-W42/zhang-wei.yaml"
PERSON = "records/people/zhang-wei.yaml"
UNIT = "records/units/telecom-east.yaml"


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


def test_more_is_missing_than_is_searched_for(
    company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which of them are searched for depends on all records, so nothing can be told of a part."""
    (company.root / CUSTOMER).unlink()
    (company.root / UNIT).unlink()
    for module in ("relink", "keep"):
        monkeypatch.setattr(f"taizhang.records.warm.{module}.MOST_SEARCHES", 1)
    company.check()
    company.check()
    company.git("checkout", "-q", "--", ".")
    company.check()
    assert recalled == [False, False, True]


def test_more_is_told_than_is_kept(company: Company, recalled: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("relink", "keep"):
        monkeypatch.setattr(f"taizhang.records.warm.{module}.MOST_UNITS", 3)
    (company.root / CUSTOMER).unlink()
    company.check()
    company.check()
    assert recalled == [False, False]


def test_what_is_kept_elsewhere_is_not_missed(company: Company, recalled: list[bool]) -> None:
    """A first record of such a kind here makes its references count."""
    path = next(path for path in valid_files() if path.startswith("records/company"))
    text = valid_files()[path].decode().replace("kept_elsewhere: []", "kept_elsewhere: [contact]")
    contact = next(path for path in valid_files() if path.startswith("records/contacts/"))
    company.repository.write(path, text)
    (company.root / contact).unlink()
    company.check()
    company.repository.write(LOG, valid_files()[LOG].decode().replace("C-000123", "C-000124"))
    company.check()
    company.repository.write(contact, valid_files()[contact].decode())
    company.check()
    assert recalled == [False, True, False]


def test_schemas_that_changed_meanwhile(company: Company) -> None:
    state = State(company.root, "records")
    made = keeper(state)
    assert made is not None
    (company.root / "schemas/unit.schema.json").write_text("{}", encoding="utf-8")
    memory: Memory = {}
    book = load(WorkTree(company.root), load_schemas(company.root / "schemas"), memory)
    assert not made.keep(book, memory, {check.name: () for check in checking.CHECKS}, checking.CHECKS)


def test_what_was_not_told_is_not_kept(company: Company) -> None:
    """What is kept must tell what the check of everything told; else it would be our fault, and nothing is kept."""
    (company.root / CUSTOMER).unlink()
    state = State(company.root, "records")
    made = keeper(state)
    assert made is not None
    memory: Memory = {}
    book = load(WorkTree(company.root), load_schemas(company.root / "schemas"), memory)
    told = {check.name: frozenset(check.run(book)) for check in checking.CHECKS}
    more = replace(book, problems=(*book.problems, Problem(UNIT, 1, 1, "own.other", "told by nobody")))
    assert not made.keep(more, memory, told, checking.CHECKS)
    assert made.keep(book, memory, told, checking.CHECKS)
