"""Versions as Git has them: who wrote them, what differs, whence they came; caches, garbage, merges, folders below."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.history.differences import Form, Keys
from taizhang.history.history import Status, read_history
from taizhang.history.versions import LARGEST, Version, Versions
from taizhang.records.book import Record
from taizhang.records.git import Git, blob_id
from tests.repository import OFFSET, Repository

PATH = "records/reports/a.yaml"
KEYS: Keys = {("visits",): ("id",)}


def versions(root: Path, cache: Path | None = None, tracked: str = "") -> Versions:
    """The versions of the repository at ``root``; every folder holds one kind, whose visits have an id."""
    history = read_history(root, OFFSET)
    return Versions(Git(root), history, lambda path: (path.split("/")[1], KEYS), cache, tracked=tracked)


def brief(found: tuple[Version, ...]) -> list[tuple[str, str, list[tuple[str, str, object, object]]]]:
    """What happened, when, and what differs."""
    told = []
    for one in found:
        compared = one.content.compared if one.content else None
        differences = [("/".join(d.pattern), d.form.value, d.was, d.now) for d in compared.told] if compared else []
        told.append((one.status.value, f"{one.moment:%m-%d %H:%M}" if one.moment else "", differences))
    return told


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "company")


def test_a_record_written_once_needs_no_reading(repository: Repository, tmp_path: Path) -> None:
    repository.put(PATH, "2026-10-12 09:00", "count: 3\n")
    cache = tmp_path / "versions.json"
    found = versions(repository.root, cache).of(PATH)
    assert brief(found) == [("landed", "10-12 09:00", [])]
    assert found[0].content is None
    assert not cache.exists()


def test_each_version_is_held_against_the_one_before(repository: Repository) -> None:
    repository.put(PATH, "2026-10-12 09:00", "count: 3\nvisits: [{id: x, who: 甲}, {id: y}]\n")
    repository.put(PATH, "2026-10-13 09:00", "count: 4\nvisits: [{id: y}, {id: x, who: 乙}]\n")
    repository.put(PATH, "2026-10-14 09:00", "# 说明\ncount: 4\nvisits: [{id: y}, {id: x, who: 乙}]\n")
    found = versions(repository.root).of(PATH)
    assert brief(found) == [
        ("landed", "10-12 09:00", []),
        (
            "changed",
            "10-13 09:00",
            [("count", "changed", 3, 4), ("visits/*/who", "changed", "甲", "乙"), ("visits", "order", None, None)],
        ),
        ("changed", "10-14 09:00", []),
    ]
    assert found[2].content is not None
    assert found[2].content.compared is not None, "compared, and nothing differs"


def test_a_move_is_followed_and_a_removal_ends_a_record(repository: Repository) -> None:
    """Moved with a change from another folder, which holds another kind: nothing to compare there."""
    text = "".join(f"line_{number}: 文字 {number}\n" for number in range(30))
    repository.put("records/reports/old.yaml", "2026-10-12 09:00", text)
    repository.put("records/reports/old.yaml", "2026-10-12 10:00", text.replace("文字 7", "改 7"))
    repository.git("mv", "records/reports/old.yaml", PATH)
    repository.put(PATH, "2026-10-13 09:00", text.replace("文字 7", "改 8"))
    assert brief(versions(repository.root).of(PATH)) == [
        ("landed", "10-12 09:00", []),
        ("changed", "10-12 10:00", [("line_7", "changed", "文字 7", "改 7")]),
        ("moved-in", "10-13 09:00", []),
        ("changed", "10-13 09:00", [("line_7", "changed", "改 7", "改 8")]),
    ]
    places = [one.path for one in versions(repository.root).of(PATH)]
    assert places == ["records/reports/old.yaml"] * 2 + [PATH] * 2
    (repository.root / PATH).unlink()
    repository.commit("2026-10-14 09:00")
    repository.put(PATH, "2026-10-15 09:00", "count: 1\n")
    found = versions(repository.root).of(PATH)
    assert [one.status.value for one in found][-2:] == ["removed", "landed"]
    assert (found[-1].again, found[0].again) == (True, False)
    assert found[-1].content is not None
    assert found[-1].content.compared is None
    repository.git("mv", PATH, "records/other.yaml")
    repository.commit("2026-10-16 09:00")
    (repository.root / "records/meetings").mkdir()
    repository.git("mv", "records/other.yaml", "records/meetings/a.yaml")
    repository.put("records/meetings/a.yaml", "2026-10-17 09:00", "count: 2\n")
    last = versions(repository.root).of("records/meetings/a.yaml")[-1].content
    assert last is None or last.compared is None


@pytest.mark.parametrize(
    "garbage",
    [
        "visits: [\n",
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(30)),
        "just text\n",
        "\x00\x01",
        "text: " + "x" * LARGEST,
    ],
    ids=["no yaml", "aliases", "no mapping", "bytes", "too large"],
)
def test_a_version_that_cannot_be_read_is_told_as_such(repository: Repository, garbage: str) -> None:
    repository.put(PATH, "2026-10-12 09:00", "count: 3\n")
    repository.put(PATH, "2026-10-13 09:00", garbage)
    repository.put(PATH, "2026-10-14 09:00", "count: 4\n")
    found = [one.content for one in versions(repository.root).of(PATH)]
    assert [one.readable for one in found if one] == [True, False, True]
    assert [one.compared for one in found if one] == [None] * 3
    assert [one.before for one in found if one] == ["", "", None]


def test_who_merged_and_who_wrote(repository: Repository) -> None:
    repository.put("records/reports/b.yaml", "2026-10-12 09:00", "count: 1\n", "b")
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.put(PATH, "2026-10-12 10:00", "count: 3\n", "周报")
    side = repository.put(PATH, "2026-10-12 11:00", "count: 4\n", "周报改数")
    repository.put("README", "2026-10-12 11:30", "x", "no record")
    repository.git("checkout", "--quiet", "main")
    merge = repository.merge("topic", "2026-10-13 09:00", "Merge 周报")
    found = versions(repository.root)
    assert brief(found.of(PATH)) == [("landed", "10-13 09:00", [])]
    brought = found.brought(merge)
    assert [one.paths for one in brought] == [(PATH,), (PATH,)]
    assert brought[0].id == side, "the newest first"
    told = found.authored(side)
    assert told is not None
    assert (told.name, told.mail, told.subject) == ("张伟", "zhang@example.com", "周报改数")
    merged = found.authored(merge)
    assert merged is not None
    assert merged.subject == "Merge 周报"
    assert found.touched(merge) == (PATH,)


def test_reading_on_from_the_cache_is_reading_anew(repository: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "versions.json"
    for number in range(1, 5):
        repository.put(PATH, f"2026-10-1{number} 09:00", f"count: {number}\n", f"第 {number} 次")
        if number == 3:
            repository.git("checkout", "--quiet", "-b", "topic")
            repository.put("records/reports/side.yaml", "2026-10-13 10:00", "count: 1\n", "side")
            repository.git("checkout", "--quiet", "main")
            repository.merge("topic", "2026-10-13 11:00")
        one, anew = versions(repository.root, cache), versions(repository.root)
        head = repository.head()
        assert one.of(PATH) == anew.of(PATH)
        assert (one.authored(head), one.brought(head)) == (anew.authored(head), anew.brought(head))
        again = versions(repository.root, cache)
        assert again.of(PATH) == anew.of(PATH)
    kept = cache.read_bytes()
    assert versions(repository.root, cache).of(PATH)
    assert cache.read_bytes() == kept, "nothing new, nothing written"
    versions(repository.root, cache, tracked="other keys").of(PATH)
    assert cache.read_bytes() != kept


def test_a_folder_below_the_repository_s_top(tmp_path: Path) -> None:
    top = Repository.create(tmp_path / "top")
    for number in (1, 2):
        top.put(f"company/{PATH}", f"2026-10-1{number} 09:00", f"count: {number}\n")
    assert brief(versions(top.root / "company").of(PATH))[1:] == [
        ("changed", "10-12 09:00", [("count", "changed", 1, 2)])
    ]


def test_what_is_not_committed_yet(repository: Repository) -> None:
    repository.put(PATH, "2026-10-12 09:00", "count: 3\n")
    found = versions(repository.root)

    def record(text: bytes, path: str = PATH, count: int = 3) -> Version | None:
        return found.uncommitted(Record("report", path, "", "", blob_id(text), {"count": count}), lambda _: text)

    assert record(b"count: 3\n") is None
    changed = record(b"count: 5\n", count=5)
    assert changed is not None
    assert changed.content is not None
    assert changed.content.compared is not None
    assert [(one.form, one.was, one.now) for one in changed.content.compared.told] == [(Form.CHANGED, 3, 5)]
    new = record(b"count: 5\n", "records/reports/new.yaml")
    assert new is not None
    assert (new.status, new.commit) == (Status.LANDED, "")
    assert record(b"count: 5\n", "/elsewhere/pay/x.yaml") is None
    assert record(b"count: 3\r\n".replace(b"\r\n", b"\n")) is None


def test_without_git_nothing_is_told(tmp_path: Path) -> None:
    found = versions(tmp_path)
    assert found.of(PATH) == ()
    assert found.uncommitted(Record("report", PATH, "", "", "0", {}), lambda _: b"") is None
    assert found.authored("0" * 40) is None


def test_five_hundred_versions(repository: Repository) -> None:
    blobs = []
    for number in range(500):
        text = f"count: {number}\n"
        stamp = 1_760_000_000 + 60 * number
        blobs.append(
            f"commit refs/heads/main\ncommitter x <x@x> {stamp} +0800\ndata 1\nx\n"
            f"M 100644 inline {PATH}\ndata {len(text)}\n{text}\n"
        )
    repository.git("fast-import", "--quiet", given="".join(blobs).encode())
    found = versions(repository.root).of(PATH)
    assert len(found) == 500
    last = found[-1].content
    assert last is not None
    assert last.compared is not None
    assert [(one.was, one.now) for one in last.compared.told] == [(498, 499)]


def test_what_git_does_not_give_today_is_not_kept_as_unreadable(repository: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "versions.json"
    for number in (1, 2, 3):
        repository.put(PATH, f"2026-10-1{number} 09:00", f"count: {number}\n")
    name = repository.git("rev-parse", f"HEAD~1:{PATH}")
    blob = repository.root / ".git/objects" / name[:2] / name[2:]
    away = blob.rename(tmp_path / "blob")
    told = [one.content for one in versions(repository.root, cache).of(PATH)]
    assert [one.readable for one in told if one] == [True, False, True]
    away.rename(blob)
    anew = versions(repository.root, cache).of(PATH)
    assert [one.content.readable for one in anew if one.content] == [True] * 3
    assert brief(anew) == brief(versions(repository.root).of(PATH))
