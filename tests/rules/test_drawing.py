"""Drawing by lot: the same everywhere, the list's order without weight, sizes by largest remainder, nobody twice."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from taizhang.rules import drawing

EAST = {"A": ["C-000003", "C-000001", "C-000002"], "B": ["C-000010", "C-000011", "C-000012", "C-000013"]}
FROZEN = drawing.digest("telecom-east", "2026-10", "service-standard", 3, EAST)


def test_the_canonical_list_and_its_digest() -> None:
    """Anybody can write this text by hand and have it digested by another programme."""
    text = drawing.canonical("telecom-east", "2026-10", "service-standard", 3, EAST)
    assert text.decode().splitlines() == [
        "taizhang-draw-1",
        "telecom-east 2026-10 service-standard 3",
        "A C-000001",
        "A C-000002",
        "A C-000003",
        "B C-000010",
        "B C-000011",
        "B C-000012",
        "B C-000013",
    ]
    assert "sha256:" + hashlib.sha256(text).hexdigest() == FROZEN


def test_a_draw_done_by_hand() -> None:
    """The first of stratum A: the key, the first word of the stream, its remainder by three."""
    lines = f"taizhang-draw-1\n2026-10\ntelecom-east\n{FROZEN}\n3251.4\nA\n"
    key = hashlib.sha256(lines.encode()).digest()
    word = int.from_bytes(hashlib.sha256(key + bytes(8)).digest()[:8], "big")
    drawn = drawing.draw("2026-10", "telecom-east", FROZEN, "3251.40", EAST, {"A": 1, "B": 2})
    assert drawn["A"] == (["C-000001", "C-000002", "C-000003"][word % 3],)


def test_vectors() -> None:
    """Fixed for good: a machine or version that draws otherwise is wrong."""
    assert FROZEN == "sha256:274f09a44607c84446bf5a83f179ee0421524112bdea2c8b5bd0928acffb0292"
    assert drawing.draw("2026-10", "telecom-east", FROZEN, "3251.40", EAST, {"A": 1, "B": 2}) == {
        "A": ("C-000002",),
        "B": ("C-000011", "C-000010"),
    }
    assert drawing.draw("2026-10", "telecom-east", FROZEN, "3251.41", EAST, {"A": 3, "B": 4}) == {
        "A": ("C-000001", "C-000003", "C-000002"),
        "B": ("C-000010", "C-000012", "C-000011", "C-000013"),
    }
    assert drawing.draw("2026-11", "telecom-east", FROZEN, "3251.40", EAST, {"A": 1, "B": 2}) == {
        "A": ("C-000001",),
        "B": ("C-000012", "C-000013"),
    }


@pytest.mark.parametrize(
    ("written", "plain"), [("3251.40", "3251.4"), ("3251.4", "3251.4"), ("3251", "3251"), ("03251.00", "3251")]
)
def test_zeros_that_say_nothing_draw_nothing_else(written: str, plain: str) -> None:
    assert drawing.plain_number(written) == plain
    sizes = {"A": 1, "B": 2}
    one = drawing.draw("2026-10", "telecom-east", FROZEN, written, EAST, sizes)
    assert one == drawing.draw("2026-10", "telecom-east", FROZEN, plain, EAST, sizes)


@pytest.mark.parametrize(
    ("size", "counts", "wanted"),
    [
        (8, {"A": 3, "B": 10, "C": 11}, {"A": 1, "B": 3, "C": 4}),  # 1, 3.33, 3.67
        (2, {"A": 1, "B": 1, "C": 1}, {"A": 1, "B": 1, "C": 0}),  # three equal remainders: the first two names
        (4, {"A": 5, "B": 5}, {"A": 2, "B": 2}),
        (9, {"A": 2, "B": 3}, {"A": 2, "B": 3}),
        (0, {"A": 2}, {"A": 0}),
        (3, {}, {}),
    ],
)
def test_sizes_by_largest_remainder(size: int, counts: dict[str, int], wanted: dict[str, int]) -> None:
    assert drawing.shares(size, counts) == wanted


LISTS = some.dictionaries(
    some.sampled_from(["A", "B", "C", "D"]),
    some.lists(some.integers(0, 999999), unique=True, max_size=12).map(lambda found: [f"C-{n:06}" for n in found]),
    max_size=4,
)


@given(LISTS, some.integers(0, 60), some.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(strata: dict[str, list[str]], size: int, random: object) -> None:
    mixed = {name: sorted(listed, key=lambda _: random.random()) for name, listed in strata.items()}  # type: ignore[attr-defined]
    sizes = drawing.shares(size, {name: len(listed) for name, listed in strata.items()})
    frozen = drawing.digest("east", "2026-10", "minutes", size, strata)
    assert drawing.digest("east", "2026-10", "minutes", size, mixed) == frozen
    one = drawing.draw("2026-10", "east", frozen, "1.5", strata, sizes)
    assert one == drawing.draw("2026-10", "east", frozen, "1.5", mixed, sizes)
    for name, drawn in one.items():
        assert len(drawn) == len(set(drawn)) == sizes[name]
        assert set(drawn) <= set(strata[name])


@given(some.dictionaries(some.text("ABCDEFG", min_size=1, max_size=2), some.integers(0, 50)), some.integers(0, 400))
def test_shares_add_up_and_lie_next_to_the_quota(counts: dict[str, int], size: int) -> None:
    found, total = drawing.shares(size, counts), sum(counts.values())
    assert sum(found.values()) == min(size, total)
    for name, count in counts.items():
        assert 0 <= found[name] <= count
        if size < total:
            assert abs(found[name] * total - size * count) < total


def test_nobody_is_favoured() -> None:
    """Of ten one is drawn four thousand times: each comes 400 times, give or take five standard deviations (19)."""
    members = [f"C-{number:06}" for number in range(10)]
    counts = Counter(
        drawing.draw("2026-10", "east", "sha256:x", str(number), {"A": members}, {"A": 1})["A"][0]
        for number in range(4000)
    )
    assert set(counts) == set(members)
    assert all(abs(count - 400) < 95 for count in counts.values())


def test_a_word_in_the_last_stretch_is_passed_over() -> None:
    """2**64 leaves 1 by three: the highest word would favour the first place."""
    assert drawing._below(3, iter([2**64 - 1, 5])) == 2
    assert drawing._below(3, iter([2**64 - 2])) == (2**64 - 2) % 3
