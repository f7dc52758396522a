"""The quick search for what was meant gives what difflib gives."""

from __future__ import annotations

import difflib

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.records.near import nearest

WORDS = st.text("abc-01", max_size=9)


def slowly(target: str, names: list[str], cutoff: float, most: int) -> list[str]:
    """What difflib says, of all that are equally near."""
    near = difflib.get_close_matches(target, names, n=most + 1, cutoff=cutoff)
    ratios = [difflib.SequenceMatcher(None, name, target).ratio() for name in near]
    best = [name for name, ratio in zip(near, ratios, strict=True) if ratio == ratios[0]]
    return best if len(best) <= most else []


@settings(max_examples=500)
@given(WORDS, st.lists(WORDS, unique=True, max_size=12), st.sampled_from([0.5, 0.75, 1.0]), st.integers(1, 3))
def test_it_is_what_difflib_says(target: str, names: list[str], cutoff: float, most: int) -> None:
    assert nearest(target, names, cutoff, most) == slowly(target, names, cutoff, most)


def test_numbers_of_one_series() -> None:
    names = [f"C-{n:06}" for n in range(300)]
    for target in ("C-000123", "C-00012", "C-0001234", "C-000321", "D-000123"):
        without = [name for name in names if name != target]
        assert nearest(target, without, 0.75, 3) == slowly(target, without, 0.75, 3)
