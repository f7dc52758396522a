"""What a form writes is what ``taizhang`` writes, byte for byte; comments of a record that is written again stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route

from taizhang.desk.yaml_text import document
from taizhang.publish.forms.kinds import formed
from taizhang.publish.forms.record import record_data
from taizhang.records.text.comments import comments_of
from taizhang.records.text.reader import read
from tests.books import ROOT
from tests.desk.test_yaml_text import HOSTILE, SIGNS
from tests.publish.demo import demo_view

SITE = "http://localhost/"
WRITE = """async (text) => {
  const {document} = await import("./yaml.js");
  return JSON.parse(text).map(([value, comments]) => {
    try { return document(value, comments); } catch (error) { return {error: error.name}; }
  });
}"""
ORDERED = """async ([comments, at, order]) => (await import("./yaml.js")).rearranged(comments, at, order)"""

Data = dict[str, Any]
Comments = list[dict[str, Any]]
Write = Callable[[list[tuple[Any, Comments]]], list[Any]]

TEXTS = st.text(st.sampled_from(SIGNS + "客户张伟，。、"), max_size=24) | st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), max_size=12
)
FIELDS = st.sampled_from(["a", "at", "visits", "tasks", "birthday", "day", "scores"])
VALUES = st.recursive(
    TEXTS | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=10,
)
RECORDS = st.dictionaries(FIELDS, VALUES, min_size=1)
WORDS = TEXTS.map(lambda text: " ".join(text.split()) or "说明")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Any]:
    """A page on which the forms' scripts can be loaded, and nothing else."""

    def served(route: Route) -> None:
        name = route.request.url.removeprefix(SITE)
        if name:
            route.fulfill(path=ROOT / "site/theme/assets/forms" / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>yaml</title>", content_type="text/html")

    opened = browser.new_page()
    opened.route("**", served)
    opened.goto(SITE)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def write(page: Any) -> Write:  # noqa: ANN401 - a page of the browser
    """What the script writes for values with their comments."""
    return lambda cases: list(page.evaluate(WRITE, json.dumps(cases)))


def noted(text: str) -> Comments:
    return [
        {"at": list(one.at), "above": one.above, "beside": one.beside, "below": one.below} for one in comments_of(text)
    ]


def words_of(comments: Comments) -> list[str]:
    return sorted(
        word for one in comments for word in (*one.get("above", ()), one.get("beside"), *one.get("below", ())) if word
    )


@pytest.mark.browser
def test_every_hostile_text_is_written_alike(write: Write) -> None:
    values: list[Data] = [
        {"a": text, "list": [text, text], "items": [{"b": text}], "tasks": [{"b": text, "c": text}, text]}
        for text in HOSTILE
    ]
    assert write([(value, []) for value in values]) == [document(value) for value in values]


@pytest.mark.browser
@settings(max_examples=20)
@given(values=st.lists(RECORDS, min_size=15, max_size=15))
def test_anything_is_written_alike(write: Write, values: list[Data]) -> None:
    assert write([(value, []) for value in values]) == [document(value) for value in values]


@pytest.mark.browser
def test_both_refuse_the_same(write: Write) -> None:
    values: list[Any] = [{"a": "\u202eb"}, {"a": "\x00"}, {"A": 1}, {"a-b": 1}, {"a": {"B": 1}}, {"a": ["\ufdd0"]}]
    for value in values:
        assert write([(value, [])]) == [{"error": "RangeError"}]
        with pytest.raises(ValueError, match=r"no (record|field)"):
            document(value)
    assert write([({"a": 1.5}, []), ({"a": 2**60}, [])]) == [{"error": "RangeError"}] * 2
    assert write([({"a": "b"}, [{"at": ["a"], "beside": "c\u202e"}])]) == [{"error": "RangeError"}]


@pytest.mark.browser
def test_a_record_that_nobody_changed_is_written_as_it_stands(write: Write) -> None:
    """In the demo company: what stands in canonical form, comments and all; of anything else no comment is lost."""
    view = demo_view()
    kinds = {kind.name for kind in formed(view)}
    found = [json.loads(text) for path in view.shown if (text := record_data(view, path))]
    assert {one["kind"] for one in found} <= kinds
    assert len(found) > 1000
    written = write([(one["value"], one["comments"]) for one in found])
    same = 0
    for one, text in zip(found, written, strict=True):
        stood = view.book.content(one["path"]).decode()
        bare = document(one["value"])
        assert read(text.encode(), one["path"]).data == one["value"]
        assert words_of(noted(text)) == words_of(one["comments"]), one["path"]
        if not one["comments"]:
            assert text == bare
        same += text == stood
    assert same > len(found) // 2


COMMENTED = """\
# 交给谁看
# yaml-language-server: $schema=../x.json
# 谁
person: zhang-wei  # 张伟
# 去了哪里
visits:  # 三次
  # 第一次
  - day: 2026-10-01  # 上午
    # 客户
    customer: C-1  # 宏远
    purpose: "a: b # 不是注释"
  # 第二次
  - day: 2026-10-02
    customer: C-2
tasks:
  # 一件
  - {what: 好, day: 2026-10-02}  # 记得
# 说明
note: |-  # 两行
  第一行
  第二行
# 完
# 真的完
"""


@pytest.mark.browser
def test_every_comment_stays_where_it_is(write: Write) -> None:
    data = read(COMMENTED.encode(), "x.yaml").data
    assert write([(data, noted(COMMENTED))]) == [COMMENTED]


@pytest.mark.browser
def test_comments_at_what_is_gone_stand_at_what_it_lay_in(write: Write) -> None:
    comments: Comments = [
        {"at": ["visits", 3, "day"], "beside": "没有了", "above": ["上面"]},
        {"at": ["gone"], "above": ["去掉的"], "beside": "旁边"},
        {"at": ["visits"], "beside": "表"},
    ]
    (text,) = write([({"visits": [{"day": "2026-10-01"}]}, comments)])
    assert text == "# 去掉的\n# 旁边\n# 上面\n# 表\nvisits:  # 没有了\n  - day: 2026-10-01\n"


def pointers(value: object, at: tuple[str | int, ...] = ()) -> Iterator[list[str | int]]:
    """Every place in a value."""
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield [*at, step]
        yield from pointers(inner, (*at, step))


@st.composite
def commented(draw: st.DrawFn) -> tuple[Data, Comments]:
    """A record with comments anywhere in it, a place at most once."""
    value = draw(RECORDS)
    places = draw(st.lists(st.sampled_from(list(pointers(value))), max_size=4, unique_by=tuple))
    return value, [
        {"at": at, "above": draw(st.lists(WORDS, max_size=2)), "beside": draw(WORDS | st.just(""))} for at in places
    ]


@pytest.mark.browser
@settings(max_examples=20)
@given(cases=st.lists(commented(), min_size=8, max_size=8))
def test_no_comment_is_lost_and_no_value_changes(write: Write, cases: list[tuple[Data, Comments]]) -> None:
    """Written once, it is read as it was; and written again it stays as it stands."""
    texts = write([(value, comments) for value, comments in cases])
    for text, (value, comments) in zip(texts, cases, strict=True):
        found = read(text.encode(), "records/x.yaml")
        assert (found.problems, found.data) == ((), value), text
        assert words_of(noted(text)) == words_of(comments), text
    assert write([(value, noted(text)) for text, (value, _) in zip(texts, cases, strict=True)]) == texts


@pytest.mark.browser
def test_comments_go_with_the_items_of_a_list(page: Any) -> None:  # noqa: ANN401 - a page of the browser
    comments = [
        {"at": ["visits"], "beside": "表"},
        {"at": ["visits", 0, "day"], "beside": "一"},
        {"at": ["visits", 1], "above": ["二"]},
        {"at": ["visits", 2], "above": ["三"]},
    ]
    assert page.evaluate(ORDERED, [comments, ["visits"], [2, 0]]) == [
        {"at": ["visits"], "beside": "表"},
        {"at": ["visits", 1, "day"], "beside": "一"},
        {"at": ["visits", 0], "above": ["三"]},
    ]
