"""The file of the warm check: all or nothing, and nothing that somebody else has touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhang.records.warm.git_state import Differing, Uncertain
from taizhang.records.warm.store import LONG, discard, discard_old, reading, writing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a key."""
    made = tmp_path / "new" / "check.sqlite"
    with writing(made, anew=True) as store:
        store.remember("key", "k")
    return made


def test_what_was_written_is_there(file: Path) -> None:
    with reading(file) as store:
        store.check("k")
        assert store.meta("key") == "k"
        assert store.meta("other") == ""


def test_nothing_is_written_when_something_is_raised(file: Path) -> None:
    def ended() -> None:
        with writing(file) as store:
            store.remember("key", "other")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ended()
    with reading(file) as store:
        store.check("k")


def test_anew_nothing_is_left_of_before(file: Path) -> None:
    with writing(file) as store:
        store.set_drift({"a": Differing("1", "2")})
    with writing(file, anew=True) as store:
        assert store.drift() == {}
        store.remember("key", "k")
    with reading(file) as store:
        store.check("k")


def test_another_key(file: Path) -> None:
    with reading(file) as store, pytest.raises(Uncertain):
        store.check("other")


def test_a_touched_file(file: Path) -> None:
    content = bytearray(file.read_bytes())
    times = file.stat()
    content[-1] ^= 1
    file.write_bytes(bytes(content))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    with reading(file) as store, pytest.raises(Uncertain):
        store.check("k")


def test_an_earlier_state_of_the_file(file: Path) -> None:
    earlier = file.read_bytes()
    with writing(file) as store:
        store.remember("tree", "t")
    file.write_bytes(earlier)
    with reading(file) as store, pytest.raises(Uncertain):
        store.check("k")


def test_one_that_is_deleted(file: Path) -> None:
    discard(file)
    discard(file)
    assert list(file.parent.iterdir()) == []


def test_what_an_installation_that_has_gone_left_over(file: Path) -> None:
    old, young = file.with_name("check-old.sqlite"), file.with_name("check-young.sqlite")
    for one, age in ((old, LONG + 10), (young, LONG - 10)):
        one.write_bytes(b"")
        os.utime(one, (file.stat().st_mtime - age,) * 2)
    discard_old(file)
    assert not old.exists()
    assert young.exists()
    assert file.exists()
