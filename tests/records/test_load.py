"""Loading: the same book from work tree, index and commit and in any order; roots, links and what can't be read."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from taizhang.problem import Place
from taizhang.records.git import Git, blob_id
from taizhang.records.load import Memory, load
from taizhang.records.source import Entry, GitTree, Source, WorkTree
from tests.records.company import TOP, VALID, Files, company_with, good, schemas, told, valid_files
from tests.repository import Repository

CONTACT = "contacts/K-7f/K-7f3k9m2q.yaml"
ELSEWHERE = good("company.yaml").replace("kept_elsewhere: []", "kept_elsewhere: [contact]")


def bad_files() -> dict[str, bytes]:
    """The good company with three things wrong: a typo, a missing customer's record, a file in no folder."""
    files = dict(valid_files())
    files["records/units/marketing.yaml"] = good("units/marketing.yaml").replace("department", "部门").encode()
    del files["records/customers/C-000/C-000123.yaml"]
    files["records/notes/x.yaml"] = b"a: 1\n"
    return files


def write(base: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        file = base / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose one commit and index hold the bad files."""
    made = Repository.create(tmp_path / "company")
    write(made.root, bad_files())
    made.commit("2026-10-12 08:00")
    return made


def test_any_order_of_files_gives_the_same_bytes() -> None:
    paths = list(bad_files().items())
    books = set()
    for seed in range(5):
        random.Random(seed).shuffle(paths)
        books.add(load(Files(dict(paths)), schemas()).dump())
    assert len(books) == 1
    assert b"schema.enum" in books.pop()


def test_work_tree_index_and_commit_give_the_same_bytes(repository: Repository) -> None:
    git = Git(repository.root)
    sources: list[Source] = [
        WorkTree(repository.root),
        GitTree(git),
        GitTree(git, "HEAD"),
        GitTree(git, repository.head()),
    ]
    books = [load(source, schemas()) for source in sources]
    assert len({book.dump() for book in books}) == 1
    assert len({book.digest() for book in books}) == 1
    rules = {problem.rule for problem in books[0].problems}
    assert rules >= {"schema.enum-near", "file.unknown-kind-near", "link.missing"}


def test_a_windows_checkout_gives_the_same_bytes(tmp_path: Path, repository: Repository) -> None:
    write(tmp_path / "windows", {path: text.replace(b"\n", b"\r\n") for path, text in bad_files().items()})
    assert (
        load(WorkTree(tmp_path / "windows"), schemas()).dump() == load(GitTree(Git(repository.root)), schemas()).dump()
    )


def test_the_index_is_read_and_not_the_work_tree(repository: Repository) -> None:
    before = load(GitTree(Git(repository.root)), schemas()).dump()
    repository.write("records/units/marketing.yaml", good("units/marketing.yaml"))
    repository.write("records/untracked.yaml", "x")
    assert load(GitTree(Git(repository.root)), schemas()).dump() == before
    repository.git("add", "records/units/marketing.yaml")
    rules = {problem.rule for problem in load(GitTree(Git(repository.root)), schemas()).problems}
    assert "schema.enum-near" not in rules


def test_files_seen_before_are_not_read_again() -> None:
    memory: Memory = {}
    first = Files(bad_files())
    book = load(first, schemas(), memory)
    second = Files({**bad_files(), "records/units/new.yaml": b"id: new\n"})
    load(second, schemas(), memory)
    assert set(first.asked) == set(bad_files())
    examined_again = [path for path in second.asked if path == "records/units/new.yaml"]
    assert examined_again
    again = load(Files(bad_files()), schemas(), memory)
    assert again.dump() == book.dump()


def test_a_place_is_found_in_the_file() -> None:
    book = load(Files(bad_files()), schemas())
    assert book.place("records/units/marketing.yaml", ("kind",)) == Place(
        "records/units/marketing.yaml", 3, 7, "kind: 部门", 2
    )
    assert book.place("records/units/gone.yaml", ("kind",)).line == 1


def test_a_kind_may_lie_in_a_root_of_its_own() -> None:
    files = {path: content for path, content in valid_files().items() if not path.endswith(CONTACT)}
    contact = valid_files()[f"{TOP}/{CONTACT}"]
    two = Files({**files, f"private/{CONTACT}": contact}, roots=(TOP, "private"))
    book = load(two, schemas())
    assert book.problems == ()
    assert [record.path for record in book.of("contact")] == [f"private/{CONTACT}"]
    assert book.of("contact")[0].key == CONTACT.removesuffix(".yaml")


def test_references_to_what_is_kept_elsewhere_can_not_be_checked() -> None:
    book = company_with({"company.yaml": ELSEWHERE}, without=[CONTACT])
    assert book.problems == ()
    assert book.absent == {"contact"}


def test_references_are_checked_where_it_is_at_hand() -> None:
    wrong = good("notices/C-000123/2025-03-01.yaml").replace("K-7f3k9m2q", "K-00000000")
    book = company_with({"company.yaml": ELSEWHERE, "notices/C-000123/2025-03-01.yaml": wrong})
    assert book.absent == frozenset()
    assert told(book.problems) == [("notices/C-000123/2025-03-01.yaml", 6, 14, "link.missing")]


def test_without_that_word_a_missing_kind_is_missing() -> None:
    rules = {problem.rule for problem in company_with({}, without=[CONTACT]).problems}
    assert rules == {"link.missing"}


def test_links_are_refused_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"records/units/telecom.yaml": good("units/telecom.yaml").encode(), "secret.yaml": b"id: secret\n"})
    (tmp_path / "records/units/secret.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "records/people").symlink_to(tmp_path)
    (tmp_path / "records/units/loop").symlink_to(tmp_path / "records")
    book = load(WorkTree(tmp_path), schemas())
    assert told(book.problems) == [
        ("people", 1, 1, "file.link"),
        ("units/loop", 1, 1, "file.link"),
        ("units/secret.yaml", 1, 1, "file.link"),
    ]
    assert b"secret\\n" not in book.dump()


def test_a_work_tree_s_files_are_examined_again_only_if_they_changed(tmp_path: Path) -> None:
    write(tmp_path, dict(valid_files()))
    memory: Memory = {}
    assert load(WorkTree(tmp_path), schemas(), memory).problems == ()
    known = dict(memory)
    assert len(known) == len(valid_files())
    (tmp_path / "records/units/telecom.yaml").write_text("id: [\n", encoding="utf-8")
    assert load(WorkTree(tmp_path), schemas(), memory).problems
    assert {path for path, version in memory.keys() - known.keys()} == {"records/units/telecom.yaml"}
    (tmp_path / "records/units/telecom.yaml").write_bytes(valid_files()["records/units/telecom.yaml"])
    assert load(WorkTree(tmp_path), schemas(), memory).problems == ()
    assert all(memory[key] is one for key, one in known.items())


def test_links_in_git_are_refused_alike(tmp_path: Path) -> None:
    made = Repository.create(tmp_path)
    made.write("records/units/telecom.yaml", good("units/telecom.yaml"))
    (tmp_path / "records/units/other.yaml").symlink_to("telecom.yaml")
    made.commit("2026-10-12 08:00")
    expected = [("units/other.yaml", 1, 1, "file.link")]
    assert told(load(GitTree(Git(tmp_path)), schemas()).problems) == expected
    assert told(load(WorkTree(tmp_path), schemas()).problems) == expected


def test_a_link_is_no_file_that_was_seen_before() -> None:
    """A link's blob is where it leads to; a file may hold just that."""
    memory: Memory = {}
    content = b"there: 1"
    files = {"records/units/a.yaml": content}
    load(Files(files), schemas(), memory)
    book = load(Files(files, links=frozenset(files)), schemas(), memory)
    assert [problem.rule for problem in book.problems] == ["file.link"]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    hidden = [".DS_Store", "units/.telecom.yaml.swp", ".git/config", "units/.backup/telecom.yaml"]
    write(tmp_path, {f"records/{name}": b"\x00" for name in hidden})
    write(tmp_path, {"records/units/telecom.yaml": good("units/telecom.yaml").encode()})
    made = Repository.create(tmp_path)
    made.git("add", "--force", "records/units", "records/.DS_Store")
    for source in (WorkTree(tmp_path), GitTree(Git(tmp_path))):
        book = load(source, schemas())
        assert book.problems == ()
        assert [record.id for record in book] == ["telecom"]


@pytest.mark.parametrize("folder", ["records", "elsewhere"])
def test_no_records_at_all_is_a_problem(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder / "units").mkdir(parents=True)
    book = load(WorkTree(tmp_path), schemas())
    assert [problem.rule for problem in book.problems] == ["roots.none"]
    assert str(tmp_path) in book.problems[0].message


def test_a_folder_outside_git_has_no_index(tmp_path: Path) -> None:
    assert [problem.rule for problem in load(GitTree(Git(tmp_path)), schemas()).problems] == ["roots.none"]


def test_what_can_not_be_read_is_a_problem() -> None:
    book = load(Files({**valid_files(), f"{TOP}/units/new.yaml": None}), schemas())
    assert told(book.problems) == [("units/new.yaml", 1, 1, "file.unreadable")]


def test_a_file_gone_meanwhile_is_a_problem(tmp_path: Path) -> None:
    source = WorkTree(tmp_path)
    assert list(source.read([Entry("records/units/gone.yaml", TOP)])) == [
        (Entry("records/units/gone.yaml", TOP), None),
    ]


def test_a_name_that_is_no_text_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"records/units/telecom.yaml": good("units/telecom.yaml").encode()})
    with open(os.fsencode(tmp_path) + b"/records/units/\xff\xfe.yaml", "wb") as file:
        file.write(b"id: x\n")
    made = Repository.create(tmp_path)
    made.commit("2026-10-12 08:00")
    book = load(WorkTree(tmp_path), schemas())
    assert "file.name" in {problem.rule for problem in book.problems}
    assert book.dump() == load(GitTree(Git(tmp_path), "HEAD"), schemas()).dump()


def test_the_blob_id_is_that_of_git(repository: Repository) -> None:
    for record in load(WorkTree(repository.root), schemas()):
        assert record.blob == repository.git("rev-parse", f"HEAD:{record.path}")
        assert record.blob == blob_id((repository.root / record.path).read_bytes())


def test_the_examples_lie_where_their_kind_says() -> None:
    for file in VALID.glob("*/*.yaml"):
        assert file.parent.name in schemas().kinds


def test_several_processes_give_the_same_bytes_and_remember_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.records.load.MANY", 10)
    monkeypatch.setattr("taizhang.records.load.AT_ONCE", 7)
    books, memories = [], []
    for processes in (1, 2):
        monkeypatch.setattr("taizhang.records.load.hands", lambda processes=processes: processes)
        memory: Memory = {}
        books.append(load(Files(bad_files()), schemas(), memory).dump())
        memories.append(memory)
    assert books[0] == books[1]
    assert memories[0] == memories[1]
    assert len(memories[0]) == len(bad_files())
