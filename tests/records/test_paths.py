"""The path language of the schemas, and templates of places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.records.paths import (
    SELF,
    Path,
    fill_template,
    first,
    follow,
    items,
    parse_path,
    root_spot,
    select,
    template_fields,
)

RECORD = {
    "id": "x",
    "none": None,
    "meetings": [
        {"id": "m1", "attendance": [{"person": "a"}, {"person": "b"}]},
        {"id": "m2", "attendance": [{"person": "c"}], "place": {"room": "301"}},
        "no meeting",
    ],
}


def values(pattern: str) -> list[object]:
    return [spot.value for spot in select(RECORD, parse_path("/" + pattern).steps)]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("id", ["x"]),
        ("none", [None]),
        ("meetings/*/id", ["m1", "m2"]),
        ("meetings/*/attendance/*/person", ["a", "b", "c"]),
        ("meetings/*/place/room", ["301"]),
        ("gone", []),
        ("id/x", []),
        ("id/*", []),
        ("meetings/id", []),
    ],
)
def test_select(pattern: str, found: list[object]) -> None:
    assert values(pattern) == found


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("a", Path(0, ("a",))),
        ("a/*/b", Path(0, ("a", "*", "b"))),
        ("../a", Path(1, ("a",))),
        ("../../a", Path(2, ("a",))),
        ("/a/b", Path(None, ("a", "b"))),
        ("", Path(0, ())),
        ("/", Path(None, ())),
        (".", SELF),
    ],
)
def test_parse(written: str, path: Path) -> None:
    assert parse_path(written) == path


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("person", ["a"]),
        ("../id", ["m1"]),
        ("../../id", ["x"]),
        ("../../../id", []),
        ("/id", ["x"]),
        ("../attendance/*/person", ["a", "b"]),
        ("", [{"person": "a"}]),
    ],
)
def test_follow_from_an_item(written: str, found: list[object]) -> None:
    item = items(RECORD, "meetings/*/attendance")[0]
    assert item.pointer == ("meetings", 0, "attendance", 0)
    spots = list(follow(item, parse_path(written)))
    assert [spot.value for spot in spots] == found
    assert first(item, parse_path(written)) == (found[0] if found else None)


def test_follow_from_a_plain_value_counts_from_the_object_around() -> None:
    value = select(RECORD, ("meetings", "*", "attendance", "*", "person"))[0]
    assert first(value, parse_path("person")) == "a"
    assert first(value, parse_path("../id")) == "m1"


def test_a_plain_element_is_itself() -> None:
    value = select({"days": ["mon", "tue"]}, ("days", "*"))[1]
    assert first(value, parse_path(".")) == "tue"
    assert [spot.pointer for spot in follow(value, parse_path("."))] == [("days", 1)]


def test_items() -> None:
    assert [spot.pointer for spot in items(RECORD, None)] == [()]
    assert [spot.pointer for spot in items(RECORD, "meetings")] == [("meetings", 0), ("meetings", 1), ("meetings", 2)]
    assert items(RECORD, "id") == []
    assert root_spot(RECORD).trail == (((), RECORD),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), JSON, max_size=3),
    st.lists(st.sampled_from(["a", "b", "c", "*"]), max_size=4).map(tuple),
)
def test_every_spot_is_where_it_says(data: dict[str, object], pattern: tuple[str, ...]) -> None:
    for spot in select(data, pattern):
        value: object = data
        for step in spot.pointer:
            value = value[step]  # type: ignore[index]
        assert value is spot.value or value == spot.value
        assert tuple("*" if isinstance(step, int) else step for step in spot.pointer) == pattern
        for pointer, around in spot.trail:
            assert spot.pointer[: len(pointer)] == pointer
            assert isinstance(around, dict)


def test_template_fields() -> None:
    assert template_fields("meetings/{unit}/{id:7}/{id}.yaml") == ("unit", "id", "id")
    assert template_fields("company.yaml") == ()


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"unit": "east", "id": "2026-10-12-weekly"}, "m/east/2026-10/2026-10-12-weekly.yaml"),
        ({"unit": "east", "id": 12345678}, "m/east/1234567/12345678.yaml"),
        ({"unit": "east", "id": "ab"}, "m/east/ab/ab.yaml"),
        ({"unit": "east"}, None),
        ({"unit": "", "id": "a"}, None),
        ({"unit": None, "id": "a"}, None),
        ({"unit": True, "id": "a"}, None),
        ({"unit": ["east"], "id": "a"}, None),
        ({"unit": "../east", "id": "a"}, None),
        ({"unit": "..", "id": "a"}, None),
        ({"unit": ".", "id": "a"}, None),
        ({"unit": "/", "id": "a"}, None),
    ],
)
def test_where_a_record_belongs(data: dict[str, object], path: str | None) -> None:
    assert fill_template("m/{unit}/{id:7}/{id}.yaml", data) == path


@given(st.dictionaries(st.sampled_from(["unit", "id"]), JSON, max_size=2))
def test_a_place_never_leaves_its_folder(data: dict[str, object]) -> None:
    path = fill_template("m/{unit}/{id}.yaml", data)
    assert path is None or (path.startswith("m/") and path.count("/") == 2 and ".." not in path.split("/"))
