"""The log of one line, read step by step."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.history.landing import Commit
from taizhang.history.line import Move, Step, follows, read_line
from taizhang.records.git import Git
from tests.repository import Repository, body


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path)


def steps(repository: Repository, after: str = "") -> tuple[Step, ...]:
    found = read_line(Git(repository.root), repository.head(), after=after)
    assert isinstance(found, tuple)
    return found


def done(repository: Repository) -> list[tuple[tuple[str, str] | Move, ...]]:
    return [(*zip(step.letters, step.paths, strict=True), *step.moves) for step in steps(repository)]


def test_each_commit_with_its_files_oldest_first(repository: Repository) -> None:
    first = repository.put("a.yaml", "2026-10-12 09:00")
    second = repository.commit("2026-10-12 09:10")
    repository.write("华东/b c.yaml", "x")
    repository.write("a.yaml", "other")
    third = repository.commit("2026-10-12 09:20")
    assert steps(repository) == (
        Step(Commit(first, 1791766830), "A", ("a.yaml",)),
        Step(Commit(second, 1791767430), parent=first),
        Step(Commit(third, 1791768030), "MA", ("a.yaml", "华东/b c.yaml"), parent=second),
    )
    assert steps(repository, after=second) == steps(repository)[2:]
    assert steps(repository, after=third) == ()


def test_moves_are_told_with_whence_and_whether_they_changed(repository: Repository) -> None:
    text = body("a")
    repository.put("a.yaml", "2026-10-12 09:00", text)
    repository.git("mv", "a.yaml", "b.yaml")
    repository.commit("2026-10-12 09:10")
    repository.git("mv", "b.yaml", "c.yaml")
    repository.put("c.yaml", "2026-10-12 09:20", text.replace("a-3", "repaired"))
    assert done(repository)[1:] == [
        (Move("a.yaml", "b.yaml"),),
        (Move("b.yaml", "c.yaml", edited=True),),
    ]


def test_another_record_in_another_place_is_no_move(repository: Repository) -> None:
    repository.put("w41.yaml", "2026-10-12 09:00", "person: zhang\nkind: plan\n" + body("w41"))
    repository.git("rm", "--quiet", "w41.yaml")
    repository.put("w42.yaml", "2026-10-12 09:10", "person: zhang\nkind: plan\n" + body("w42"))
    assert done(repository)[1] == (("D", "w41.yaml"), ("A", "w42.yaml"))


def test_empty_files_are_never_the_same_record(repository: Repository) -> None:
    (repository.root / "a.yaml").touch()
    repository.commit("2026-10-12 09:00")
    (repository.root / "a.yaml").rename(repository.root / "b.yaml")
    repository.commit("2026-10-12 09:10")
    assert done(repository)[1] == (("D", "a.yaml"), ("A", "b.yaml"))


def test_a_merge_is_one_step_with_all_that_it_brings(repository: Repository) -> None:
    repository.put("a.yaml", "2026-10-12 09:00")
    repository.git("checkout", "--quiet", "-b", "request")
    repository.put("b.yaml", "2026-10-12 09:10")
    repository.put("c.yaml", "2026-10-12 09:20")
    repository.git("checkout", "--quiet", "main")
    message = "Merge\n\nSubmitted-At: 2026-10-12\n  09:25\nReviewed-By: x\nApproved-By: 王芳 <w@example.com>\n"
    merge = repository.merge("request", "2026-10-12 10:00", message)
    assert steps(repository)[1:] == (
        Step(
            Commit(
                merge,
                1791770430,
                merge=True,
                trailers="Submitted-At: 2026-10-12 09:25\nApproved-By: 王芳 <w@example.com>",
            ),
            "AA",
            ("b.yaml", "c.yaml"),
            parent=steps(repository)[0].commit.id,
        ),
    )


def test_names_that_look_like_something_else(repository: Repository) -> None:
    names = ["M", "A", "R100", "a\nb", "\u0001x", "0" * 40, " ", "-z", '"quoted"']
    for name in names:
        repository.write(name, body(name))
    repository.commit("2026-10-12 09:00")
    (step,) = steps(repository)
    assert sorted(step.paths) == sorted(names)


def test_the_users_settings_change_nothing(repository: Repository) -> None:
    repository.put("华东.yaml", "2026-10-12 09:00", body("a"))
    repository.put("华北.yaml", "2026-10-12 09:00", body("b"))
    repository.git("checkout", "--quiet", "-b", "request")
    repository.git("rm", "--quiet", "华东.yaml", "华北.yaml")
    repository.write("1.yaml", body("a") + "repaired\n")
    repository.put("2.yaml", "2026-10-12 09:10", body("b") + "repaired\n")
    repository.git("checkout", "--quiet", "main")
    repository.merge("request", "2026-10-12 10:00", "合并\n\nSubmitted-By: 张伟 <z@example.com>\n")
    plain = steps(repository)
    settings = {
        "color.ui": "always",
        "core.quotePath": "true",
        "diff.ignoreSubmodules": "all",
        "diff.relative": "true",
        "diff.renameLimit": "1",
        "diff.renames": "false",
        "i18n.logOutputEncoding": "GBK",
        "log.abbrevCommit": "true",
        "log.decorate": "full",
        "log.diffMerges": "off",
        "log.follow": "true",
        "log.showRoot": "false",
        "log.showSignature": "true",
        "trailer.separators": "#",
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    assert steps(repository) == plain
    assert (len(plain[2].paths), len(plain[2].moves)) == (0, 2)
    assert plain[2].commit.trailers == "Submitted-By: 张伟 <z@example.com>"


def test_a_date_far_before_its_parents_is_marked(repository: Repository) -> None:
    repository.put("a.yaml", "2026-10-12 09:00")
    second = repository.put("b.yaml", "2026-10-12 08:50")
    repository.put("c.yaml", "2026-10-12 08:39")
    assert [step.commit.backwards for step in steps(repository)] == [False, False, True]
    rest = read_line(Git(repository.root), repository.head(), after=second, before=1791766230)
    assert rest == steps(repository)[2:]


def test_a_commit_without_a_readable_date(repository: Repository) -> None:
    tree = repository.git("mktree")
    raw = f"tree {tree}\nauthor a <a@b> 1 +0000\ncommitter a <a@b> never\n\nbroken\n"
    broken = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw.encode())
    repository.git("update-ref", "refs/heads/main", broken)
    repository.put("a.yaml", "2026-10-12 09:00")
    assert [step.commit.seconds in {None, 0} for step in steps(repository)] == [True, False]
    assert [step.commit.backwards for step in steps(repository)] == [False, False]


def test_gits_refusal_is_handed_on(repository: Repository) -> None:
    assert "bad object" in str(read_line(Git(repository.root), "0" * 40))


def test_only_the_first_parents_follow_each_other(repository: Repository) -> None:
    first = repository.put("a.yaml", "2026-10-12 09:00")
    repository.git("checkout", "--quiet", "-b", "request")
    side = repository.put("b.yaml", "2026-10-12 09:10")
    repository.git("checkout", "--quiet", "main")
    main = repository.put("c.yaml", "2026-10-12 09:20")
    merge = repository.merge("request", "2026-10-12 10:00")
    git = Git(repository.root)
    assert follows(git, first, merge)
    assert follows(git, main, merge)
    assert follows(git, merge, merge)
    assert not follows(git, side, merge)
    assert git.is_ancestor(side, merge)
    assert not follows(git, merge, main)
    assert not follows(git, "0" * 40, merge)
