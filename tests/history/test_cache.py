"""The cache: what was put in comes out, and anything else counts as nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.history import cache
from taizhang.history.landing import Commit
from taizhang.history.table import Table

TRACKED = "\nrecords"
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
NAMES = TEXTS.filter(bool) | st.just("\udce4\udcb8")  # one not in UTF-8
NUMBERS = st.integers(0, 99)
IDS = st.text("0123456789abcdef", max_size=40)
COMMITS = st.builds(Commit, IDS, st.none() | NUMBERS, st.booleans(), st.booleans(), TEXTS)
TABLES = st.builds(
    Table,
    IDS,
    st.none() | NUMBERS,
    st.lists(COMMITS, max_size=4).map(tuple),
    st.dictionaries(NAMES, TEXTS, max_size=5),
)
TABLE = Table(
    "ab" * 20,
    7,
    (Commit("ab" * 20, 7, merge=True, trailers="Submitted-By: 张伟"),),
    {"records/a.yaml": "I0 records/华东.yaml\nC0"},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "build" / "history.cache"


@given(TABLES)
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, table: Table) -> None:
    file = tmp_path_factory.getbasetemp() / "history.cache"
    assert cache.save(file, TRACKED, table)
    assert cache.load(file, TRACKED) == table


def test_the_order_of_paths_leaves_no_trace(file: Path, tmp_path: Path) -> None:
    tracks = dict.fromkeys("cab", TABLE.tracks["records/a.yaml"])
    other = tmp_path / "other"
    cache.save(file, TRACKED, Table("c", 1, (), tracks))
    cache.save(other, TRACKED, Table("c", 1, (), dict(sorted(tracks.items()))))
    assert file.read_bytes() == other.read_bytes()


def test_no_file_is_no_table(file: Path, tmp_path: Path) -> None:
    assert cache.load(file, TRACKED) is None
    assert cache.load(tmp_path, TRACKED) is None


def test_a_cache_of_something_else_is_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.save(file, TRACKED, TABLE)
    assert cache.load(file, "sub/\nrecords") is None
    with monkeypatch.context() as patch:
        patch.setattr(cache, "FORMAT", cache.FORMAT + 1)
        assert cache.load(file, TRACKED) is None
    with monkeypatch.context() as patch:
        patch.setattr(cache, "__version__", "99.0")
        assert cache.load(file, TRACKED) is None
    assert cache.load(file, TRACKED) == TABLE


def test_every_cut_and_every_changed_byte_is_noticed(file: Path) -> None:
    cache.save(file, TRACKED, TABLE)
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at])
        assert cache.load(file, TRACKED) is None
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert cache.load(file, TRACKED) is None
    file.write_bytes(whole + b"\n")
    assert cache.load(file, TRACKED) is None


@pytest.mark.parametrize("foreign", [b"", b"\n", b"{}", b"[]\n[]", b"null\nnull", b"\x00\xff" * 9, b"[" * 100_000])
def test_foreign_content_is_none(file: Path, foreign: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(foreign)
    assert cache.load(file, TRACKED) is None


def test_saving_leaves_one_whole_file(file: Path) -> None:
    cache.save(file, TRACKED, Table())
    cache.save(file, TRACKED, TABLE)
    assert [found.name for found in file.parent.iterdir()] == [file.name]
    assert cache.load(file, TRACKED) == TABLE


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    assert not cache.save(in_the_way / "history.cache", TRACKED, TABLE)
    taken = tmp_path / "folder"
    (taken / "inside").mkdir(parents=True)
    assert not cache.save(taken, TRACKED, TABLE)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["file", "folder"]


def test_two_runs_at_once_never_see_half_a_file(file: Path) -> None:
    tables = [Table("c" * 40, number, (), {f"records/{number}": "L0" * 9999}) for number in range(2)]

    def run(number: int) -> list[Table | None]:
        seen = []
        for _ in range(40):
            assert cache.save(file, TRACKED, tables[number])
            seen.append(cache.load(file, TRACKED))
        return seen

    with ThreadPoolExecutor(2) as runs:
        seen = [one for found in runs.map(run, range(2)) for one in found]
    assert all(one in tables for one in seen)
    assert [found.name for found in file.parent.iterdir()] == [file.name]
