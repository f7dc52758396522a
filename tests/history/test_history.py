"""History on real repositories: when each record landed, whatever way it took, and that reading on is reading all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from taizhang.history.history import Change, History, Status, Unknown, read_history
from taizhang.history.landing import Approval, Note
from taizhang.when.moment import format_moment
from tests.history.company import Company
from tests.repository import OFFSET, Repository, body

A = "records/weekly-reports/telecom-east/2026-W42/zhang-wei.yaml"
B = "records/weekly-reports/telecom-east/2026-W42/li-na.yaml"
TRAILERS = """Merge request 7

Submitted-At: 2026-10-16T17:05:00+08:00
Submitted-By: 李娜 <li@example.com>
Approved-By: 王芳 <wang@example.com>
Approved-At: 2026-10-19T09:30:00+08:00
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path / "company")
    made.put(A, "2026-10-12 09:00")
    return made


def read(repository: Repository, cache: Path | None = None) -> History:
    return read_history(repository.root, OFFSET, cache)


def landed(repository: Repository, path: str) -> str:
    landing = read(repository).landing(path)
    return format_moment(landing.moment) if landing and landing.moment else ""


def statuses(history: History, path: str) -> list[str]:
    return [change.status for change in history.changes(path)]


def on_branch(repository: Repository, path: str = B, at: str = "2026-10-16 16:00") -> None:
    """A request: ``path`` committed on a branch, and the main line checked out again."""
    repository.git("checkout", "--quiet", "-b", "request")
    repository.put(path, at)
    repository.git("checkout", "--quiet", "main")


def test_a_commit_on_the_line_is_the_landing(repository: Repository) -> None:
    landing = read(repository).landing(A)
    assert landing
    assert landing.moment == datetime(2026, 10, 12, 9, 0)
    assert landing.commit == repository.head()
    assert read(repository).head == repository.head()


def test_author_dates_never_count(repository: Repository) -> None:
    repository.write(B, body(B))
    repository.commit("2026-10-19 09:00", author_at="2020-01-01 00:00")
    assert landed(repository, B) == "2026-10-19 09:00"


def test_a_branch_lands_with_its_merge(repository: Repository) -> None:
    on_branch(repository)
    assert not landed(repository, B)
    repository.put("records/other.yaml", "2026-10-17 09:00")
    repository.merge("request", "2026-10-19 09:30")
    assert landed(repository, B) == "2026-10-19 09:30"


def test_a_merge_without_other_commits_between_is_still_the_landing(repository: Repository) -> None:
    on_branch(repository)
    repository.merge("request", "2026-10-19 09:30")
    assert landed(repository, B) == "2026-10-19 09:30"


def test_a_merge_tells_when_the_request_was_submitted_and_who_approved(repository: Repository) -> None:
    on_branch(repository)
    merge = repository.merge("request", "2026-10-19 09:31", TRAILERS)
    history = read(repository)
    landing = history.landing(B)
    assert landing
    assert landing.moment == landing.submitted_at == datetime(2026, 10, 16, 17, 5)
    assert landing.submitted_by == "李娜 <li@example.com>"
    assert landing.approved == (Approval("王芳", "wang@example.com", datetime(2026, 10, 19, 9, 30)),)
    assert landing.notes == ()
    assert history.commit(merge) == landing
    assert history.commit("0" * 40) is None


def test_a_malformed_trailer_gives_way_and_is_told(repository: Repository) -> None:
    on_branch(repository)
    repository.merge("request", "2026-10-19 09:31", "Merge\n\nSubmitted-At: 周五下午\n")
    landing = read(repository).landing(B)
    assert landing
    assert landing.moment == datetime(2026, 10, 19, 9, 31)
    assert landing.notes == (Note.SUBMITTED_AT_MALFORMED,)


def test_a_squash_lands_with_itself_and_its_text_is_not_believed(repository: Repository) -> None:
    on_branch(repository)
    repository.git("merge", "--quiet", "--squash", "request")
    repository.commit("2026-10-19 09:31", TRAILERS)
    landing = read(repository).landing(B)
    assert landing
    assert landing.moment == datetime(2026, 10, 19, 9, 31)
    assert landing.notes == (Note.TRAILERS_OUTSIDE_MERGE,)
    believed = read_history(repository.root, OFFSET, squashes=True).landing(B)
    assert believed
    assert believed.moment == datetime(2026, 10, 16, 17, 5)


def test_a_rebase_lands_with_its_new_committer_date(repository: Repository) -> None:
    on_branch(repository)
    repository.put("records/other.yaml", "2026-10-17 09:00")
    repository.git("checkout", "--quiet", "request")
    repository.git("rebase", "--quiet", "main", at="2026-10-19 09:31")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--ff-only", "request")
    assert landed(repository, B) == "2026-10-19 09:31"


def test_main_merged_into_a_branch_is_another_line(repository: Repository) -> None:
    on_branch(repository)
    repository.put("records/other.yaml", "2026-10-17 09:00")
    repository.git("checkout", "--quiet", "request")
    repository.merge("main", "2026-10-18 09:00")
    assert landed(repository, "records/other.yaml") == "2026-10-18 09:00"
    main = read_history(repository.root, OFFSET, revision="main")
    landing = main.landing("records/other.yaml")
    assert landing
    assert landing.moment == datetime(2026, 10, 17, 9, 0)
    assert main.landing(B) is None


def test_what_is_not_committed_has_not_landed(repository: Repository) -> None:
    repository.write(B, body(B))
    repository.git("add", "--all")
    history = read(repository)
    assert history.known
    assert history.landing(B) is None
    assert history.changes(B) == ()
    assert history.changed_at(B) is None


def test_changes_after_landing(repository: Repository) -> None:
    second = repository.put(A, "2026-10-13 10:00", "other: text\n")
    history = read(repository)
    assert history.changes(A)[1] == Change(second, datetime(2026, 10, 13, 10, 0), Status.CHANGED)
    assert history.changed_at(A) == datetime(2026, 10, 13, 10, 0)
    assert landed(repository, A) == "2026-10-12 09:00"


def test_a_record_moved_to_its_right_place_keeps_its_landing(repository: Repository) -> None:
    repository.git("mv", A, B)
    repository.commit("2026-10-20 09:00")
    history = read(repository)
    assert landed(repository, B) == "2026-10-12 09:00"
    assert statuses(history, B) == ["landed", "moved-in"]
    assert [change.other for change in history.changes(B)] == ["", A]
    assert history.changed_at(B) is None
    assert history.landing(A) is None
    assert statuses(history, A) == ["landed", "moved-out"]
    assert history.paths() == (B,)
    assert history.gone() == (A,)


def test_a_move_with_a_repair_keeps_the_landing_and_shows_the_change(repository: Repository) -> None:
    repository.git("mv", A, B)
    repository.put(B, "2026-10-20 09:00", body(A) + "unit: telecom-east\n")
    history = read(repository)
    assert landed(repository, B) == "2026-10-12 09:00"
    assert statuses(history, B) == ["landed", "moved-in", "changed"]
    assert history.changed_at(B) == datetime(2026, 10, 20, 9, 0)


def test_what_is_removed_and_made_again_lands_anew(repository: Repository) -> None:
    repository.put(A, "2026-10-12 10:00", "other: text\n")
    repository.git("rm", "--quiet", A)
    repository.commit("2026-10-13 09:00")
    assert read(repository).landing(A) is None
    assert read(repository).changed_at(A) is None
    repository.put(A, "2026-10-20 09:00")
    history = read(repository)
    assert landed(repository, A) == "2026-10-20 09:00"
    assert statuses(history, A) == ["landed", "changed", "removed", "landed"]
    assert history.changed_at(A) is None


def test_chinese_names_and_folders(repository: Repository) -> None:
    name = "records/rulebooks/电信/考核 办法.yaml"
    repository.put(name, "2026-10-13 09:00")
    assert landed(repository, name) == "2026-10-13 09:00"


def test_only_the_folders_that_were_named(repository: Repository) -> None:
    repository.put("pay/a.yaml", "2026-10-13 09:00")
    repository.put("site/index.md", "2026-10-13 09:00")
    assert read(repository).paths() == (A,)
    assert read_history(repository.root, OFFSET, under=("records", "pay")).paths() == ("pay/a.yaml", A)
    assert len(read_history(repository.root, OFFSET, under=()).paths()) == 3


def test_a_company_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "group")
    repository.write("east/" + A, body(A))
    repository.write(A, body(B))
    repository.commit("2026-10-12 09:00")
    repository.git("mv", A, "east/" + B)
    repository.commit("2026-10-13 09:00")
    cache = tmp_path / "cache"
    read(repository, cache)
    history = read_history(repository.root / "east", OFFSET, cache)
    assert history.paths() == (B, A)
    landing = history.landing(B)
    assert landing
    assert landing.moment == datetime(2026, 10, 13, 9, 0)


def test_a_detached_head_and_a_second_work_tree(repository: Repository, tmp_path: Path) -> None:
    first = repository.head()
    repository.put(B, "2026-10-13 09:00")
    whole = read(repository)
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "second"), "main")
    assert read_history(tmp_path / "second", OFFSET) == whole
    repository.git("checkout", "--quiet", "--detach", first)
    assert read(repository).paths() == (A,)


def test_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--bare", str(repository.root), str(tmp_path / "bare"))
    assert read_history(tmp_path / "bare", OFFSET) == read(repository)


def test_a_shallow_clone_knows_nothing_and_touches_no_cache(repository: Repository, tmp_path: Path) -> None:
    repository.put(B, "2026-10-13 09:00")
    cache = tmp_path / "cache"
    read(repository, cache)
    before = cache.read_bytes()
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", repository.root.as_uri(), str(shallow))
    history = read_history(shallow, OFFSET, cache)
    assert (history.known, history.why_unknown) == (False, Unknown.SHALLOW)
    assert history.landing(B) is None
    assert history.paths() == ()
    assert cache.read_bytes() == before


def test_a_clone_without_contents_is_enough(repository: Repository, tmp_path: Path) -> None:
    repository.put(B, "2026-10-13 09:00")
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--bare", "--filter=blob:none", repository.root.as_uri(), str(clone))
    assert read_history(clone, OFFSET) == read(repository)


def test_no_repository_no_commit_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    assert read_history(tmp_path / "plain", OFFSET).why_unknown == Unknown.NO_REPOSITORY
    assert read_history(tmp_path / "absent", OFFSET).why_unknown == Unknown.NO_REPOSITORY
    empty = Repository.create(tmp_path / "empty")
    assert read(empty).why_unknown == Unknown.EMPTY
    assert not read(empty).known
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(empty).why_unknown == Unknown.NO_GIT


def test_a_broken_repository_is_told_with_gits_own_words(repository: Repository) -> None:
    tree = repository.git("rev-parse", "HEAD^{tree}")
    (repository.root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    history = read(repository)
    assert history.why_unknown == Unknown.REFUSED
    assert tree in history.complaint
    (repository.root / ".git" / "config").write_text("[core\n", encoding="utf-8")
    assert read(repository).why_unknown == Unknown.REFUSED


def test_the_variables_of_a_hook_lead_to_no_other_history(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(repository)
    other = Repository.create(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert read(repository) == whole


def test_reading_on_after_the_line_was_written_anew(repository: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    repository.put(B, "2026-10-13 09:00")
    read(repository, cache)
    repository.git("reset", "--quiet", "--hard", "HEAD^")
    assert read(repository, cache) == read(repository)
    repository.put("records/c.yaml", "2026-10-14 09:00")
    read(repository, cache)
    repository.git("commit", "--quiet", "--amend", "-m", "again", at="2026-10-15 09:00")
    assert read(repository, cache) == read(repository)
    assert landed(repository, "records/c.yaml") == "2026-10-15 09:00"


def test_a_cache_whose_last_commit_is_nowhere(repository: Repository, tmp_path: Path) -> None:
    """As after a clone, or where Git has thrown away what no branch held."""
    cache = tmp_path / "cache"
    other = Repository.create(tmp_path / "other")
    other.put(B, "2026-10-13 09:00")
    read(other, cache)
    assert read(repository, cache) == read(repository)
    assert read(repository, cache).paths() == (A,)


def test_reading_on_where_the_last_commit_became_a_second_parent(repository: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    on_branch(repository)
    repository.put("records/c.yaml", "2026-10-17 09:00")
    read(repository, cache)
    repository.git("checkout", "--quiet", "request")
    repository.merge("main", "2026-10-18 09:00")
    history = read(repository, cache)
    assert history == read(repository)
    landing = history.landing("records/c.yaml")
    assert landing
    assert landing.moment == datetime(2026, 10, 18, 9, 0)


@pytest.mark.parametrize("damage", [b"", b"garbage", b'["taizhang-history", 1]\n[]'])
def test_a_damaged_cache_is_read_over_and_mended(repository: Repository, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    whole = read(repository, cache)
    good = cache.read_bytes()
    for content in (damage, good[:-9], good.replace(b"zhang-wei", b"zhang-wen")):
        cache.write_bytes(content)
        assert read(repository, cache) == whole
        assert cache.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_done_without(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert read(repository, tmp_path / "file" / "cache") == read(repository)


def test_two_runs_at_once_tell_the_same_as_one_without_a_cache(repository: Repository, tmp_path: Path) -> None:
    """They read different commits of the line, so that each finds what the other kept, older or newer."""
    for number in range(4):
        repository.put(f"records/{number}.yaml", f"2026-10-13 09:0{number}")
    names = ("main", "main~1", "main~3")
    alone = {name: read_history(repository.root, OFFSET, revision=name) for name in names}
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(3) as runs:
        found = list(runs.map(lambda name: read_history(repository.root, OFFSET, cache, revision=name), names * 4))
    assert found == [alone[name] for name in names * 4]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("cache")] == ["cache"]


@pytest.mark.parametrize("seed", range(5))
def test_reading_on_is_reading_all_and_both_are_right(tmp_path: Path, seed: int) -> None:
    company = Company(Repository.create(tmp_path / "company"), seed)
    cache, fresh = tmp_path / "cache", tmp_path / "fresh"
    for _ in range(25):
        company.step()
        fresh.unlink(missing_ok=True)
        history = read(company.repository, cache)
        assert history == read(company.repository, fresh)
        assert cache.read_bytes() == fresh.read_bytes()
        found = {path: landing.moment for path in history.paths() if (landing := history.landing(path))}
        assert found == company.landings
