"""Authors as Git tells them: free text in one line, dates that may be none, what merges of merges brought."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taizhang.history.authors import Authors, from_plain, plain, read_authors
from taizhang.history.history import read_history
from taizhang.records.git import Git
from tests.repository import OFFSET, Repository

RECORDS = ("records",)


def authors(root: Path, known: Authors | None = None) -> Authors:
    """What is known of the repository at ``root``, read on from ``known``."""
    return read_authors(Git(root), read_history(root, OFFSET).table, known or Authors(), RECORDS, relative=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "company")


def test_texts_of_people_are_one_line_and_short(repository: Repository) -> None:
    repository.write("records/a.yaml", "a: 1\n")
    repository.git("add", "--all")
    subject = "<script>x</script>\ttab  " + "长" * 500
    repository.git("commit", "--quiet", "-m", subject, "--author", "名" * 300 + " <a@b>")
    (one,) = authors(repository.root).commits.values()
    assert one.subject.startswith("<script>x</script> tab 长")
    assert len(one.subject) <= 120
    assert len(one.name) <= 60
    assert one.seconds == 1_791_763_230


def test_a_name_in_another_encoding_and_a_date_beyond_all_time(repository: Repository) -> None:
    stream = (
        b"commit refs/heads/main\nauthor \xd5\xc5 <a@b> 99999999999 +0800\ncommitter x <x@x> 1760000000 +0800\n"
        b"data 1\nx\nM 100644 inline records/a.yaml\ndata 5\na: 1\n\n"
    )
    repository.git("fast-import", "--quiet", given=stream)
    (one,) = authors(repository.root).commits.values()
    assert one.name == "\ufffd\ufffd"
    assert one.seconds is None


def test_merges_of_merges(repository: Repository) -> None:
    """Each commit came with the one merge of the line that brought it first."""
    repository.put("records/a.yaml", "2026-10-12 09:00", "a: 1\n", "main")
    repository.git("checkout", "--quiet", "-b", "inner")
    inner = repository.put("records/b.yaml", "2026-10-12 10:00", "b: 1\n", "inner")
    repository.git("checkout", "--quiet", "-b", "outer", "main")
    outer = repository.put("records/c.yaml", "2026-10-12 11:00", "c: 1\n", "outer")
    repository.merge("inner", "2026-10-12 12:00", "inner into outer")
    repository.git("checkout", "--quiet", "main")
    first = repository.merge("outer", "2026-10-12 13:00", "outer into main")
    repository.git("checkout", "--quiet", "outer")
    late = repository.put("records/c.yaml", "2026-10-12 14:00", "c: 2\n", "late")
    repository.git("checkout", "--quiet", "main")
    known = authors(repository.root)
    second = repository.merge("outer", "2026-10-12 15:00", "outer again")
    for found in (authors(repository.root), authors(repository.root, known)):
        assert {one.id for one in found.brought[first]} == {inner, outer}
        assert [one.id for one in found.brought[second]] == [late]
        assert [one.paths for one in found.brought[second]] == [("records/c.yaml",)]
        assert found.commits[late].subject == "late"
    rewritten = repository.git("commit-tree", "HEAD^{tree}", "-m", "new root")
    repository.git("reset", "--quiet", "--hard", rewritten)
    assert set(authors(repository.root, known).commits) == {rewritten}, "another line is read anew"


def test_what_is_kept_is_what_was_read(repository: Repository) -> None:
    repository.put("records/a.yaml", "2026-10-12 09:00", "a: 1\n", "main")
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.put("records/b.yaml", "2026-10-12 10:00", "b: 1\n", "topic")
    repository.git("checkout", "--quiet", "main")
    repository.merge("topic", "2026-10-12 13:00")
    found = authors(repository.root)
    ids = {one.id for one in read_history(repository.root, OFFSET).table.commits}
    assert from_plain(json.loads(json.dumps(plain(found, ids)))) == found
    assert from_plain(json.loads(json.dumps(plain(found, ())))) == Authors(found.head)
