"""Small kinds with what few kinds say of their records, and records of them, made alike on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from tests.publish.forms.cases import LEVELS, TEXTS, Case

SMALL: Mapping[str, Any] = {
    "title": "小表",
    "type": "object",
    "x-path": "small/{name}.yaml",
    "x-sensitivity": "commercial",
    "x-sum": [{"parts": "parts/*", "total": "total"}],
    "x-key": [{"each": "rows", "fields": ["id", "../name"], "within": "record"}],
    "x-order": [{"dates": ["start", "end", "rows/*/on"], "strict": True}],
    "$defs": {
        "way": {
            "oneOf": [{"$ref": "#/$defs/one"}, {"type": "object", "required": ["b"], "properties": {"b": {"const": 2}}}]
        },
        "one": {"type": "object", "required": ["a"], "properties": {"a": {"const": 1}}, "additionalProperties": False},
    },
    "properties": {
        "name": {"title": "名称", "type": "string", "minLength": 2, "maxLength": 4, "examples": ["0", "true"]},
        "map": {
            "title": "对照",
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]+$", "maxLength": 3},
            "additionalProperties": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10},
            "minProperties": 1,
            "maxProperties": 2,
        },
        "way": {
            "title": "方式",
            "oneOf": [{"type": "integer"}, {"$ref": "#/$defs/way"}, {"type": "integer", "minimum": 5}],
        },
        "any": {"title": "任一", "anyOf": [{"type": "boolean"}, {"enum": ["甲", "乙"], "type": "string"}]},
        "list": {"type": "array", "contains": {"const": 1}, "uniqueItems": True, "minItems": 1, "maxItems": 3},
        "free": {},
        "never": {"enum": [1, "x"]},
        "first": {"type": "string"},
        "second": {"title": "第二", "type": ["string", "boolean"], "not": {"const": "x"}},
        "choice": {
            "title": "选项",
            "enum": ["late", "on-time", "0"],
            "enumDescriptions": ["ON-TIME 以外", "准时", "没有"],
        },
        "parts": {"type": "array"},
        "total": {"type": ["string", "integer"]},
        "start": {"title": "起"},
        "end": {"title": "止"},
        "terms": {"type": "array", "x-periods": {}},
        "spells": {"type": "array", "x-periods": {"gaps": "allowed"}},
        "confidentiality": {"title": "密级", "enum": ["secret", "top-secret"], "type": "string"},
        "shape": {
            "oneOf": [
                {
                    "type": "object",
                    "properties": {
                        "kind": {"const": "x"},
                        "note": {"title": "说明", "type": "string"},
                        "in": {"type": "object", "required": ["p", "q"]},
                    },
                },
                {
                    "type": "object",
                    "properties": {"kind": {"const": "y"}, "note": {"title": "附注", "type": "string"}},
                    "required": ["z"],
                },
                {"type": "string"},
                {"type": "object", "required": ["kind", "note", "a", "b"]},
            ]
        },
        "rows": {"type": "array", "items": {"type": "object", "properties": {"id": {}, "on": {"format": "date"}}}},
    },
    "required": ["name"],
    "dependentRequired": {"first": ["second", "third"]},
    "allOf": [
        {"if": {"properties": {"free": {"const": 1}}, "required": ["free"]}, "then": {"required": ["map"]}},
        {"if": {"required": ["shape"]}, "then": {"properties": {"shape": {"properties": {"note": {"maxLength": 3}}}}}},
        {"if": {"properties": {"never": {"const": 1}}, "required": ["never"]}, "then": False},
        {"if": {"required": ["never"]}, "then": True, "else": {"properties": {"name": {"not": {"const": "否否"}}}}},
    ],
    "additionalProperties": False,
}
"""Keywords that few kinds use or none yet."""
BARE: Mapping[str, Any] = {
    "title": "最小",
    "type": "object",
    "x-path": "bare.yaml",
    "x-sensitivity": "pay",
    "x-key": [
        {"each": "rows", "fields": ["/name"]},
        {"each": "rows", "fields": ["id"]},
        {"each": "rows", "fields": ["/text"], "within": "record"},
    ],
    "properties": {"name": {}, "rows": {}, "text": {"type": "string"}},
    "additionalProperties": False,
}
SMALL_KINDS = {"small": SMALL, "bare": BARE}
SPANS = [
    {"from": f, "until": u} for f in ("2026-01-01", "2026-02-01", "2026-03-02") for u in ("2026-01-31", "2026-03-01")
]
FILLED: Mapping[str, tuple[object, ...]] = {
    "name": ("一", "一二三四五", "𠮷𠮷𠮷𠮷", "否否", 7, True, None),
    "nmae": ("换了", None),
    "名称": ("换了", None),
    "map": ({}, {"a": 1}, {"a": 0, "B": 10}, {"a": 1, "b": 2, "c": "3"}, {"abcd": 1, "ABCD": 1}, [], "x"),
    "way": (3, 7, {"a": 1}, {"a": 2}, {"a": 1, "c": 1}, {"b": 1}, {}, "x", [], None),
    "any": (True, "甲", "丙", 1, "是"),
    "list": ([1], [1, 1, True], [2], [], [1, 2, 3, 4], ["a", "a", "1", 1], "a"),
    "free": (1, True, "1"),
    "never": (1, "x"),
    "first": ("a",),
    "second": ("x", True, 3, [], {}),
    "choice": ("ontime", "ON-TIME", "准", "迟到", "", "zzz", "0", 0),
    "parts": (["1.10", "2", 3], ["１", "-2.5"], ["a"], ["999999999999.99", "0.01"], []),
    "total": ("6.10", "6.1", "-1.50", "0", 6, "1,000", " 6.1 ", "1000000000000", "-1234567.8"),
    "start": ("2026-10-13", "2026-10-13 10:00", "2026-02-30", 7),
    "end": ("2026-10-13", "2026-10-12", "2026-10-13 09:00"),
    "terms": (
        [*SPANS[::3], {"from": "2026-01-01"}],
        SPANS[1:3],
        SPANS[::4],
        SPANS[::2],
        SPANS[:4:3],
        SPANS[1::-1],
        [7],
    ),
    "spells": (SPANS[::2], SPANS[::4], SPANS[:2], [{"from": "2026-01-01"}, *SPANS[4:]], [{"until": "2026-01-01"}]),
    "confidentiality": ("internal", "secret", "top-secret", 7),
    "shape": (
        {},
        {"kind": "y", "in": {}},
        {"kind": "x", "in": {}, "note": "四个汉字"},
        {"kind": "z", "note": "long"},
        7,
    ),
    "rows": ([{"id": 1}, {"id": "1"}, {"id": True}], [{"id": None}, {"on": "2026-10-01"}, {"on": "x"}], [[], 1]),
}


def small() -> Iterator[Case]:
    """Records of the small kinds: each value alone, drawn ones together, and texts that may hold a number or secret."""
    for name, values in FILLED.items():
        for value in values:
            yield Case(f"small {name} {value!r}", "small", {"name": "名称", name: value})
    chance = random.Random("small")
    for number in range(300):
        names = chance.sample(sorted(FILLED), chance.randint(1, len(FILLED)))
        yield Case(f"small {number}", "small", {name: chance.choice(FILLED[name]) for name in names})
    for text in (*TEXTS, *_drawn(chance, NUMBERS, 400), *_drawn(chance, SECRETS, 600)):
        yield Case(f"bare {text!r}", "bare", {"text": text})
    yield Case("bare twice", "bare", {"text": "甲", "rows": [{"id": 2}, {"id": 3}]})
    for level in LEVELS:
        yield Case(
            f"bare {level}", "bare", {"name": "甲", "rows": [{"id": 1}, {"id": 1}, {}], "confidentiality": level}
        )
    for number, field in enumerate(("password", "db_password", "passwords", "PWD")):
        yield Case(f"bare {field}", "bare", {"rows": [{field: f"x{number}"}, {field: ""}, {field: ["abc", 1]}]})


NUMBERS = (
    ("", "电话", "x", "1", "12 "),
    ("138", "86", "6222", "110101", "41", "13800138000", "020"),
    ("", " ", "-", "－", "\u3000", "  "),
    ("0013", "1111", "02123456789", "19900307", "1990", "１２３４"),
    ("", " ", "-"),
    ("8000", "1111", "0128", "451X", "4514", "4111111111"),
    ("", "", " ", "-", "X", "a"),
    ("", "1234567890128", "13912345678", "1111", "。"),
)
"""Parts of what may be a phone, an identity or a card."""
SECRETS = (
    ("请客户修改", "", "x", "the "),
    ("密码", "口令", "验证码", "password", "Api-Key", "token", "钥匙"),
    ("", ":", " : ", "：", "是", "改为", "重置成:", " is ", " ", "="),
    ("", "“", "'"),
    ("Abc12345", "abcdef", "abc", "12", "123456", "8", "4821", "2026-10-13", "A6.1", "C-100001", "8-16", "9:30", "a1b"),
    ("", ",", ". 再说", " 位", "位", "”。", "的长度", "\n下一行", ";)", " then more"),
)
"""Parts of what may be a secret."""


def _drawn(chance: random.Random, parts: tuple[tuple[str, ...], ...], count: int) -> Iterator[str]:
    """So many texts, one of each of the ``parts`` after the other."""
    for _ in range(count):
        yield "".join(chance.choice(part) for part in parts)
