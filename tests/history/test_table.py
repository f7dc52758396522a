"""What a table keeps of the steps: which record is the same, which is a new one."""

from __future__ import annotations

from taizhang.history.landing import Commit
from taizhang.history.line import Entry, Step
from taizhang.history.table import Kind, Table, advance, is_there, present

L, C, IN, OUT, D = Kind.LANDED, Kind.CHANGED, Kind.MOVED_IN, Kind.MOVED_OUT, Kind.REMOVED


def table(*steps: tuple[Entry, ...], under: tuple[str, ...] = ()) -> Table:
    made = tuple(Step(Commit(f"c{number}", number + 1), entries) for number, entries in enumerate(steps))
    whole = advance(Table(), made, under)
    for cut in range(len(made)):
        assert advance(advance(Table(), made[:cut], under), made[cut:], under) == whole
    return whole


def test_landing_change_and_removal() -> None:
    found = table((Entry("A", "a"),), (Entry("M", "a"),), (Entry("T", "a"),), (Entry("D", "a"),))
    assert found.tracks == {"a": ((0, L), (1, C), (2, C), (3, D))}
    assert not is_there(found.tracks["a"])


def test_what_is_removed_and_made_again_lands_anew() -> None:
    track = table((Entry("A", "a"),), (Entry("D", "a"),), (Entry("A", "a"),)).tracks["a"]
    assert track == ((0, L), (1, D), (2, L))
    assert is_there(track)
    assert present(track) == ((2, L),)


def test_a_move_takes_the_past_along_and_leaves_a_trace() -> None:
    found = table((Entry("A", "a"),), (Entry("M", "a"),), (Entry("R", "b", "a", edited=True),))
    assert found.tracks == {"a": ((0, L), (1, C), (2, OUT, "b")), "b": ((0, L), (1, C), (2, IN, "a"), (2, C))}


def test_only_the_record_itself_moves_not_what_stood_before_it() -> None:
    found = table(
        (Entry("A", "a"), Entry("A", "b")),
        (Entry("D", "a"), Entry("M", "b")),
        (Entry("A", "a"), Entry("D", "b")),
        (Entry("R", "b", "a"),),
    )
    assert found.tracks["b"] == ((0, L), (1, C), (2, D), (2, L), (3, IN, "a"))
    assert present(found.tracks["b"]) == ((2, L), (3, IN, "a"))


def test_records_that_change_places() -> None:
    found = table((Entry("A", "a"),), (Entry("A", "b"),), (Entry("R", "b", "a"), Entry("R", "a", "b")))
    assert present(found.tracks["a"]) == ((1, L), (2, IN, "b"))
    assert present(found.tracks["b"]) == ((0, L), (2, IN, "a"))


def test_only_what_is_tracked_counts() -> None:
    found = table(
        (Entry("A", "records/a"), Entry("A", "records-of-old/b"), Entry("A", "site/c")),
        (Entry("M", "site/c"),),
        (
            Entry("R", "records/c", "site/c"),
            Entry("R", "site/a", "records/a"),
            Entry("R", "site/b", "records-of-old/b"),
        ),
        under=("records",),
    )
    assert found.tracks == {"records/a": ((0, L), (1, D)), "records/c": ((1, L),)}
    assert [commit.id for commit in found.commits] == ["c0", "c2"]
    assert (found.head, found.seconds) == ("c2", 3)


def test_a_commit_without_a_date_leaves_the_last_one_standing() -> None:
    steps = (Step(Commit("c0", 5), ()), Step(Commit("c1", None), ()))
    assert advance(Table(), steps, ()) == Table("c1", 5)
