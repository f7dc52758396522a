"""What stands beside one thing in a row."""

from __future__ import annotations

import pytest

from taizhang.publish.neighbours import beside


@pytest.mark.parametrize(("one", "around"), [("a", ("", "b")), ("b", ("a", "c")), ("c", ("b", ""))])
def test_before_and_after(one: str, around: tuple[str, str]) -> None:
    assert beside(("a", "b", "c"), one) == around


def test_alone_and_not_there() -> None:
    assert beside(["a"], "a") == ("", "")
    with pytest.raises(ValueError, match="not in"):
        beside(["a"], "b")
