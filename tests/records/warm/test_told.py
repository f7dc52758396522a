"""Problems come back from their text as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhang.problem import Problem, Severity
from taizhang.records.warm.told import FIELDS, problems_of, problems_text

TEXT = st.text(max_size=8)
NUMBER = st.integers(0, 10**6)
PROBLEMS = st.builds(
    Problem, TEXT, NUMBER, NUMBER, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, NUMBER, st.sampled_from(list(Severity))
)


@given(st.frozensets(PROBLEMS, max_size=3))
def test_they_come_back(problems: frozenset[Problem]) -> None:
    text = problems_text(problems)
    assert problems_of(text) == sorted(problems)
    assert text.isascii()
    assert bool(text) == bool(problems)


def test_every_field_is_kept() -> None:
    assert tuple(Problem.__dataclass_fields__) == FIELDS
