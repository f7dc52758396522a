"""Only the bytes of the version that is asked for are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.records.git import blob_id
from taizhang.records.warm.contents import Contents, vouched
from taizhang.records.warm.git_state import State, Uncertain
from tests.repository import Repository


def test_line_ends_of_a_checkout_make_no_other_version() -> None:
    version = blob_id(b"a: 1\n")
    assert vouched(b"a: 1\n", version) == b"a: 1\n"
    assert vouched(b"a: 1\r\n", version) == b"a: 1\r\n"


@pytest.mark.parametrize("content", [b"a: 2\n", b"", b"a: 1\r\r\n", b"a: 1"])
def test_anything_else_does(content: bytes) -> None:
    with pytest.raises(Uncertain):
        vouched(content, blob_id(b"a: 1\n"))


def test_what_reads_as_another_once_more_is_not_vouched_for() -> None:
    with pytest.raises(Uncertain):
        vouched(b"a: 1\r\r\n", blob_id(b"a: 1\r\n"))


def test_disk_and_git(tmp_path: Path) -> None:
    made = Repository.create(tmp_path)
    made.write("records/a.yaml", "a: 1\n")
    made.commit("2026-10-12 08:00")
    made.write("records/a.yaml", "a: 2\n")
    old, new = blob_id(b"a: 1\n"), blob_id(b"a: 2\n")
    work, index = Contents(State(tmp_path, "records"), {}), Contents(State(tmp_path, "records", index=True), {})
    assert work.of("records/a.yaml", new) == b"a: 2\n"
    assert index.of("records/a.yaml", old) == b"a: 1\n"
    for contents, version in ((work, old), (index, new)):
        with pytest.raises(Uncertain):
            contents.of("records/a.yaml", version)
    given = Contents(State(tmp_path, "records"), {"records/b.yaml": b"a: 1\n"})
    assert given.of("records/b.yaml", old) == b"a: 1\n"
