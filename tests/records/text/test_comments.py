"""Comments, each at what it is about: above, beside and below, and nowhere in a text that only looks like one."""

from __future__ import annotations

import pytest

from taizhang.records.text.comments import Comment, comments_of

HEAD = "# 一\n# yaml-language-server: $schema=x\n# 二\na: 1\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\n", ()),
        ("# 前\na: 1  # 旁\n# 后\n", (Comment(("a",), ["前"], "旁"), Comment((), below=["后"]))),
        (HEAD, (Comment(("a",), ["二"]), Comment((), ["一", "yaml-language-server: $schema=x"]))),
        ("a:  # 表\n  # 一\n  - b: 1  # 二\n", (Comment(("a",), beside="表"), Comment(("a", 0), ["一"]),
                                                Comment(("a", 0, "b"), beside="二"))),
        ("a:\n  - 1\n  # 末\nb: 2\n", (Comment(("b",), ["末"]),)),
        ("a: {b: 1, c: 2}  # 行\n", (Comment(("a",), beside="行"),)),
        ("a: [1,  # 一\n  2]  # 二\n", (Comment(("a",), ["二"], "一"),)),
        ("a: |  # 文\n  # 不是\n  b # 不是\nc: 1\n", (Comment(("a",), beside="文"),)),
        ('a: "b # 不是"\nb: \'# 不是\'\nc: d#不是\n', ()),
        ("#\na: 1\n", (Comment(("a",), [""]),)),
        ("a: [\n", ()),
        ("- a\n", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_each_comment_is_at_what_it_is_about(text: str, found: tuple[Comment, ...]) -> None:
    assert comments_of(text) == found
