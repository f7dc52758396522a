"""With what was kept, without it, with what is left of it: the same book; and nothing known is examined again."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest

from taizhang.records import kept
from taizhang.records.examine import Examiner
from taizhang.records.kept import load_kept
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests.records.company import ROOT, good, schemas, valid_files
from tests.repository import Repository

UNIT = "records/units/marketing.yaml"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A repository with every good example and a bad record in its work tree, by the project's schemas."""
    made = Repository.create(tmp_path / "company")
    for path, content in valid_files().items():
        made.write(path, content.decode())
    made.write("records/units/wrong.yaml", "name: [\n")
    (made.root / "schemas").symlink_to(ROOT / "schemas", target_is_directory=True)
    return made.root


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are examined, in their order."""
    found: list[str] = []
    check = Examiner.check

    def noted(self: Examiner, entry: object, content: bytes | None) -> object:
        found.append(entry.path)  # type: ignore[attr-defined]
        return check(self, entry, content)  # type: ignore[arg-type]

    monkeypatch.setattr(Examiner, "check", noted)
    return found


def bytes_of(company: Path) -> bytes:
    """The book as it is with what is kept, after it was compared with that of a plain load."""
    found = load_kept(WorkTree(company)).dump()
    assert found == load(WorkTree(company), schemas()).dump()
    return found


def files(company: Path) -> list[Path]:
    return sorted((company / ".git/taizhang").glob("*.pickle"))


def test_only_what_is_new_is_examined(company: Path, examined: list[str]) -> None:
    first = bytes_of(company)
    everything = sorted(path.relative_to(company).as_posix() for path in (company / "records").rglob("*.yaml"))
    assert sorted(examined[: len(examined) // 2]) == everything
    examined.clear()
    assert load_kept(WorkTree(company)).dump() == first
    assert examined == []
    (company / UNIT).write_text(good("units/marketing.yaml") + "# changed\n", encoding="utf-8")
    (company / "records/units/wrong.yaml").unlink()
    (company / "records/units/new.yaml").write_text("x: 1\n", encoding="utf-8")
    load_kept(WorkTree(company))
    assert sorted(examined) == sorted([UNIT, "records/units/new.yaml"])
    examined.clear()
    second = load_kept(WorkTree(company)).dump()
    assert examined == []
    assert second == bytes_of(company) != first
    assert [file.name.partition("-")[0] for file in files(company)] == ["recent", "records"]


def test_little_is_written_after_a_small_change_and_all_after_a_large_one(
    company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bytes_of(company)
    (most,) = files(company)
    before = most.stat().st_mtime_ns
    monkeypatch.setattr(kept, "FEW", 2)
    monkeypatch.setattr(kept, "SHARE", 1_000_000)
    for number in range(4):
        (company / f"records/units/new-{number}.yaml").write_text("x: 1\n", encoding="utf-8")
        bytes_of(company)
        assert (most.stat().st_mtime_ns == before) == (number < 2)
        assert len(files(company)) == (2 if number < 2 or number == 3 else 1)


def test_it_is_found_again_where_it_lay_only(company: Path, examined: list[str]) -> None:
    """A file that is moved is examined at its new place: what is wrong with it depends on that."""
    bytes_of(company)
    examined.clear()
    (company / UNIT).rename(company / "records/units/elsewhere.yaml")
    load_kept(WorkTree(company))
    assert examined == ["records/units/elsewhere.yaml"]


def test_damage_costs_time_and_nothing_else(company: Path) -> None:
    first = bytes_of(company)
    (company / "records/units/new.yaml").write_text("x: 1\n", encoding="utf-8")
    second = bytes_of(company)
    assert second != first
    chance = random.Random(1)
    for file in files(company):
        whole = file.read_bytes()
        places = [0, 1, len(whole) // 2, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(5))]
        damaged = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in places]
        for content in (*damaged, *(whole[:at] for at in places), b"", whole + b"x", b"\n\n\n"):
            file.write_bytes(content)
            assert load_kept(WorkTree(company)).dump() == second


def test_nothing_of_another_programme_schema_or_library_is_believed(
    company: Path, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bytes_of(company)
    examined.clear()
    monkeypatch.setattr("taizhang.records.kept.key_of", lambda _state, _conversions: "another")
    load_kept(WorkTree(company))
    assert len(examined) == sum(1 for _ in (company / "records").rglob("*.yaml"))


class Harm:
    """What would run when somebody reads it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.file),))


def test_nothing_that_stands_there_is_run(company: Path, tmp_path: Path) -> None:
    first = bytes_of(company)
    (file,) = files(company)
    harmless = file.read_bytes()
    key = file.read_bytes().split(b"\n")[0]
    body = key + b"\n" + pickle.dumps({("a", "b"): Harm(tmp_path / "harm")})
    file.write_bytes(body + hashlib.blake2b(body, digest_size=20).digest())
    assert file.read_bytes() != harmless
    assert load_kept(WorkTree(company)).dump() == first
    assert not (tmp_path / "harm").exists()


def test_all_that_examining_gives_can_be_read_again(company: Path, examined: list[str]) -> None:
    """Of the demo company too, and of every bad example."""
    for path in sorted((ROOT / "tests/examples/invalid").rglob("*.yaml")):
        target = company / "records" / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    bytes_of(company)
    examined.clear()
    load_kept(WorkTree(company))
    assert examined == []


def test_two_at_once_leave_what_can_be_relied_on(company: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from taizhang.records.kept import load_kept;"
        "from taizhang.records.source import WorkTree; print(load_kept(WorkTree(Path(sys.argv[1]))).digest())"
    )
    command = [sys.executable, "-c", code, str(company)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(2)]
    told = {one.communicate()[0].decode().strip() for one in both}
    assert [one.returncode for one in both] == [0, 0]
    assert told == {load_kept(WorkTree(company)).digest()} == {load(WorkTree(company), schemas()).digest()}


def test_without_git_and_without_leave_to_write_nothing_is_kept(company: Path, tmp_path: Path) -> None:
    (company / ".git/taizhang").write_text("in the way", encoding="utf-8")
    bytes_of(company)
    assert files(company) == []
    (company / ".git").rename(tmp_path / "elsewhere")
    bytes_of(company)
    assert not (company / ".git").exists()
