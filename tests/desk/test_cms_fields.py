"""Fields of schemas as fields of a form: widgets, limits, Chinese words; and what no form can ask for."""

from __future__ import annotations

from typing import Any

from taizhang.desk.cms_fields import Asked, asked_of, registers
from taizhang.records.schema_set import compile_kind
from tests.books import schemas


def asked(properties: dict[str, Any], required: tuple[str, ...] = (), **more: object) -> Asked:
    """What a form asks of a kind with these fields."""
    schema = {"title": "类", "x-path": "things/{id}.yaml", "type": "object", "properties": properties, **more}
    return asked_of(compile_kind("thing", {**schema, "required": list(required), "$defs": {}}), schemas())


def one(node: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    """The form's field for one field."""
    (found,) = asked({"x": {"title": "甲", **node}}, ("x",) if required else ()).fields
    return found


def test_texts_with_pattern_and_our_hint() -> None:
    found = one({"type": "string", "pattern": "^[a-z]+$", "patternErrorMessage": "只写小写字母", "maxLength": 64})
    assert found == {
        "name": "x",
        "label": "甲",
        "widget": "string",
        "maxlength": 64,
        "pattern": ["^[a-z]+$", "只写小写字母"],
    }
    assert one({"type": "string", "pattern": "^a$"})["pattern"][1] == "写法不对,请看说明"
    assert one({"type": "string", "maxLength": 4000})["widget"] == "text"


def test_dates_are_stored_as_ours() -> None:
    assert one({"type": "string", "format": "date"})["format"] == "YYYY-MM-DD"
    assert one({"type": "string", "format": "moment"})["format"] == "YYYY-MM-DD HH:mm"
    assert one({"type": "string", "format": "month"})["widget"] == "string"


def test_amounts_are_texts_and_counts_are_numbers() -> None:
    assert one({"type": ["number", "string"], "pattern": "^[0-9]+$"})["widget"] == "string"
    found = one({"type": "integer", "minimum": 0, "maximum": 9})
    assert (found["widget"], found["value_type"], found["min"], found["max"]) == ("number", "int", 0, 9)


def test_choices_by_their_chinese_names() -> None:
    found = one({"type": "string", "enum": ["a", "b"], "enumDescriptions": ["甲类", "乙类"]})
    assert found["options"] == [{"label": "甲类", "value": "a"}, {"label": "乙类", "value": "b"}]


def test_a_switch_only_where_it_has_to_be_set() -> None:
    assert one({"type": "boolean"})["widget"] == "boolean"
    found = one({"type": "boolean"}, required=False)
    assert (found["widget"], found["required"]) == ("select", False)
    assert [one["value"] for one in found["options"]] == [True, False]
    assert one({"type": "boolean", "const": True})["options"] == [{"label": "是", "value": True}]


def test_lists_of_things_of_words_and_of_people() -> None:
    things = one({"type": "array", "minItems": 1, "items": {"type": "object", "properties": {"n": {"type": "string"}}}})
    assert (things["widget"], things["min"], things["max"]) == ("list", 1, 1000)
    assert things["fields"][0]["required"] is False
    words = one({"type": "array", "maxItems": 5, "items": {"title": "词", "type": "string"}})
    assert words["field"] == {"name": "item", "label": "词", "widget": "string"}
    people = one({"type": "array", "items": {"type": "string", "x-ref": "person"}})
    assert (people["widget"], people["collection"], people["multiple"]) == ("relation", "person", True)


def test_a_list_that_may_be_empty_is_told() -> None:
    assert asked({"x": {"title": "甲", "type": "array", "items": {"type": "string"}}}, ("x",)).filled == ["甲"]


def test_what_no_form_can_ask_for() -> None:
    free = {"title": "各人", "type": "object", "additionalProperties": {"type": "integer"}}
    either = {"title": "几选一", "oneOf": [{"type": "string"}, {"type": "integer"}]}
    found = asked({"a": free, "b": either}, ("b",))
    assert (found.fields, found.without, found.lacking) == ([], ["各人"], ["几选一"])
    part = {"title": "部分", "type": "object", "properties": {"b": either}, "required": ["b"]}
    whole = asked({"p": part, "n": {"type": "string"}})
    assert ([one["name"] for one in whole.fields], whole.without, whole.lacking) == (["n"], ["部分"], [])


def test_conditions_are_counted() -> None:
    depends = {"if": {"required": ["a"]}, "then": {"required": ["b"]}}
    assert asked({"a": {"type": "string"}}, allOf=[depends, depends]).conditions == 2
    part = {"type": "object", "properties": {"a": {"type": "string"}}, **depends}
    assert asked({"p": part}).conditions == 1


def test_registers_whose_records_lie_in_one_folder() -> None:
    found = registers(schemas())
    assert found["person"] == "name"
    assert found["unit"] == "name"
    assert "customer" not in found
