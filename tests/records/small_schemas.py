"""A small set of schemas without a fault, for the linter's tests to put one fault in."""

from __future__ import annotations

import copy
from typing import Any

COMMON: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "共用",
    "description": "共用的写法。",
    "$defs": {
        "slug": {
            "title": "代号",
            "description": "小写英文。",
            "type": "string",
            "pattern": "^[a-z]+$",
            "patternErrorMessage": "只用小写英文",
            "examples": ["zhang"],
        },
        "date": {
            "title": "日期",
            "description": "某一天。",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": "写成 2026-10-13 这样",
            "examples": ["2026-10-13"],
        },
    },
}
SLUG = {"$ref": "common.schema.json#/$defs/slug"}
DATE = {"$ref": "common.schema.json#/$defs/date"}
PERSON: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "人员",
    "description": "一个人。",
    "type": "object",
    "x-path": "people/{id}.yaml",
    "x-id": "id",
    "x-life": "posts",
    "x-sensitivity": "internal",
    "x-clause": [],
    "x-key": [{"each": "posts", "fields": ["from"], "within": "record"}],
    "x-order": [{"dates": ["born_on", "joined_on"]}],
    "x-sum": [{"each": "posts", "when": {"acting": True}, "parts": "shares/*", "total": "whole"}],
    "x-facts": [{"fact": "post.began", "each": "posts", "at": "from", "person": "/id", "with": ["/joined_on"]}],
    "properties": {
        "id": SLUG,
        "born_on": DATE,
        "joined_on": DATE,
        "kind": {
            "title": "类别",
            "description": "哪一类。",
            "type": "string",
            "enum": ["a", "b"],
            "enumDescriptions": ["甲", "乙"],
            "examples": ["a"],
        },
        "posts": {
            "title": "任职",
            "description": "各段任职。",
            "type": "array",
            "maxItems": 9,
            "x-periods": {"gaps": "allowed"},
            "items": {
                "title": "一段",
                "description": "一段任职。",
                "type": "object",
                "properties": {
                    "from": DATE,
                    "until": DATE,
                    "unit": SLUG,
                    "acting": {"title": "代理", "description": "是否代理。", "type": "boolean", "examples": [True]},
                    "whole": {"title": "合计", "description": "合计。", "type": "integer", "examples": [3]},
                    "shares": {
                        "title": "份额",
                        "description": "各份。",
                        "type": "array",
                        "maxItems": 9,
                        "items": {"type": "integer", "examples": [1]},
                    },
                },
                "required": ["from"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["id", "posts"],
    "additionalProperties": False,
}
NOTE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "便条",
    "description": "一张便条。",
    "type": "object",
    "x-path": "notes/{person}/{day}.yaml",
    "x-sensitivity": "internal",
    "x-clause": [],
    "x-facts": [
        {"fact": "note.made", "at": "day", "person": "person", "case": "about", "when": {"urgent": True}},
        {"fact": "note.made", "at": "day", "person": "person", "when": {"urgent": False}},
    ],
    "properties": {
        "person": {**SLUG, "x-ref": {"kind": "person", "at": "day", "during": "posts", "with": {"unit": "unit"}}},
        "unit": SLUG,
        "day": DATE,
        "about": {**SLUG, "x-ref": "record"},
        "urgent": {"title": "紧急", "description": "是否紧急。", "type": "boolean", "examples": [True]},
        "rules": {
            "title": "规则",
            "description": "各条规则。",
            "type": "array",
            "maxItems": 9,
            "x-variants": {"field": "kind", "folder": "rules"},
            "items": {
                "$comment": "x-variants checks the rest.",
                "title": "一条",
                "description": "一条规则。",
                "type": "object",
                "properties": {"kind": SLUG},
                "required": ["kind"],
                "additionalProperties": True,
            },
        },
    },
    "required": ["person", "day"],
    "additionalProperties": False,
}
RULE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "规则",
    "description": "一类规则。",
    "type": "object",
    "properties": {"kind": {"$ref": "../common.schema.json#/$defs/slug"}},
    "required": ["kind"],
    "additionalProperties": False,
}


def small() -> dict[str, Any]:
    """A small sound set: common, two kinds, a rule kind."""
    return copy.deepcopy(
        {
            "common.schema.json": COMMON,
            "person.schema.json": PERSON,
            "note.schema.json": NOTE,
            "rules/plain.schema.json": RULE,
        }
    )
