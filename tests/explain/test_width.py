"""How wide text is shown."""

from __future__ import annotations

from taizhang.explain.width import columns, padded


def test_chinese_takes_two_columns() -> None:
    assert columns("a: 张伟") == 7


def test_filled_up_and_never_cut() -> None:
    assert (padded("张伟", 6), padded("张伟", 3)) == ("张伟  ", "张伟")
