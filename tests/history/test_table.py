"""What a table keeps of the steps: which record is the same, which is a new one."""

from __future__ import annotations

import pytest

from taizhang.history.landing import Commit
from taizhang.history.line import Move, Step
from taizhang.history.table import Kind, Table, advance, events, is_there, landed_with, present

Done = tuple[tuple[str, str] | Move, ...]


def step(number: int, done: Done) -> Step:
    moves = tuple(one for one in done if isinstance(one, Move))
    entries = [one for one in done if not isinstance(one, Move)]
    letters, paths = "".join(one[0] for one in entries), tuple(one[1] for one in entries)
    return Step(Commit(f"c{number}", number + 1), letters, paths, moves)


def table(*steps: Done, under: tuple[str, ...] = ()) -> Table:
    made = tuple(step(number, done) for number, done in enumerate(steps))
    whole = advance(Table(), made, under)
    for cut in range(len(made)):
        assert advance(advance(Table(), made[:cut], under), made[cut:], under) == whole
    assert list(whole.tracks) == sorted(whole.tracks)
    return whole


def test_landing_change_and_removal() -> None:
    found = table((("A", "a"),), (("M", "a"),), (("T", "a"),), (("D", "a"),))
    assert found.tracks == {"a": "L0\nC1\nC2\nD3"}
    assert not is_there(found.tracks["a"])
    assert not is_there("")


def test_what_is_removed_and_made_again_lands_anew() -> None:
    track = table((("A", "a"),), (("D", "a"),), (("A", "a"),)).tracks["a"]
    assert track == "L0\nD1\nL2"
    assert is_there(track)
    assert present(track) == "L2"
    assert landed_with(track) == 2


def test_a_move_takes_the_past_along_and_leaves_a_trace() -> None:
    found = table((("A", "a"),), (("M", "a"),), (Move("a", "b", edited=True),))
    assert found.tracks == {"a": "L0\nC1\nO2 b", "b": "L0\nC1\nI2 a\nC2"}
    assert landed_with(found.tracks["b"]) == 0
    assert not is_there(found.tracks["a"])


def test_only_the_record_itself_moves_not_what_stood_before_it() -> None:
    found = table(
        (("A", "a"), ("A", "b")),
        (("D", "a"), ("M", "b")),
        (("A", "a"), ("D", "b")),
        (Move("a", "b"),),
    )
    assert found.tracks["b"] == "L0\nC1\nD2\nL2\nI3 a"
    assert present(found.tracks["b"]) == "L2\nI3 a"


def test_records_that_change_places() -> None:
    found = table((("A", "a"),), (("A", "b"),), (Move("a", "b"), Move("b", "a")))
    assert present(found.tracks["a"]) == "L1\nI2 b"
    assert present(found.tracks["b"]) == "L0\nI2 a"


def test_a_new_record_where_another_moved_away() -> None:
    assert table((("A", "a"),), (Move("a", "b"), ("A", "a"))).tracks["a"] == "L0\nO1 b\nL1"


@pytest.mark.parametrize("name", ["a b", "a\nL9", "\\n", "a\\\nb\\\\n", "L1", "\udce4\udcb8"])
def test_names_of_any_kind(name: str) -> None:
    tracks = table((("A", name),), (Move(name, "b"),), (("M", "b"),)).tracks
    assert list(events(tracks[name])) == [(0, Kind.LANDED, ""), (1, Kind.MOVED_OUT, "b")]
    assert list(events(tracks["b"])) == [(0, Kind.LANDED, ""), (1, Kind.MOVED_IN, name), (2, Kind.CHANGED, "")]
    assert landed_with(tracks["b"]) == 0
    assert list(events("")) == []


def test_only_what_is_tracked_counts() -> None:
    found = table(
        (("A", "records/a"), ("A", "records-of-old/b"), ("A", "site/c")),
        (("M", "site/c"),),
        (Move("site/c", "records/c"), Move("records/a", "site/a"), Move("records-of-old/b", "site/b")),
        (Move("site/b", "site/d"),),
        under=("records",),
    )
    assert found.tracks == {"records/a": "L0\nD1", "records/c": "L1"}
    assert [commit.id for commit in found.commits] == ["c0", "c2"]
    assert (found.head, found.seconds) == ("c3", 4)


def test_a_commit_without_a_date_leaves_the_last_one_standing() -> None:
    steps = (Step(Commit("c0", 5)), Step(Commit("c1", None)))
    assert advance(Table(), steps, ()) == Table("c1", 5)
