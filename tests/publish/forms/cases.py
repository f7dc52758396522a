"""Records for the check of forms: the examples, and what goes wrong with them, made alike on every machine."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from taizhang.records.text.reader import read
from tests.records.company import ROOT, VALID

INVALID = ROOT / "tests" / "examples" / "invalid"
CHECKED_OTHERWISE = frozenset({"rulebook"})
"""Kinds of which no form is made and whose items have schemas of their own (x-variants)."""
PER_EXAMPLE = 20
"""How many changed records each good example gives, of some hundred that it could."""

Data = dict[str, Any]
Pointer = tuple[str | int, ...]

TEXTS = (
    "",
    " ",
    "\u3000",
    "  前后有空格  ",
    "两行\n文字",
    "长" * 3000,
    "𠮷" * 81,
    "<script>alert(1)</script>",
    "=cmd|'/c calc'!A1",
    "{{ 7 * 7 }}{value}",
    "../../etc/passwd",
    "$& $1 $`",
    "是",
    "不",
    "0",
    "-3",
    "1.005",
    "１２３",
    "2026-02-29",
    "2026-02-30",
    "2024-02-29",
    "2026-13-01",
    "1899-12-31",
    "2200-01-01",
    "2026-10-13 24:00",
    "2026-10-13 09:40",
    "1926-10-13 09:40",
    "2196-10-13 09:40",
    "２０２６-１０-１３",
    "24:00",
    "2026-W53",
    "2026-W54",
    "2025-W53",
    "2026-00",
    "2026-Q5",
    "2026-H2",
    "2026",
    "2026-10-01..2026-09-30",
    "请打 138 0013 8000 找他",
    "电话１３８００１３８０００",
    "86-13800138000",
    "身份证 110101199003074514",
    "卡号 6222 0212 3456 7890 128,又 13912345678",
    "4111111111111111",
    "订单 20261013123456789",
    "密码:Abc12345",
    "系统口令改为 hunter2x,请转告",
    "密码 8 位,每 90 天换",
    "token = 2026-10-13",
    "the password is swordfish",
    "api_key: 'sk-12ab34cd'",
    "-----BEGIN RSA PRIVATE KEY-----",
    "验证码是“4821”",
)
VALUES: tuple[object, ...] = (
    None,
    True,
    False,
    0,
    -1,
    7,
    10**9,
    [],
    ["a"],
    [7],
    {},
    {"a": "b"},
    "x",
    "true",
    "yes",
    "无",
)
WAYS = ("drop", "name", "value", "text", "text", "near", "near")
NEAR = ("near",)
LEVELS = ("internal", "secret", "top-secret", "秘密")
NAMES = ("备注", "remark", "__proto__", "constructor", "password", "x" * 90)


class Case(NamedTuple):
    """One record to check: where it comes from, its kind and what it says."""

    name: str
    kind: str
    data: Data


def examples() -> Iterator[Case]:
    """The good and bad examples whose text can be read; what YAML refuses never is a value in a form."""
    for folder in (VALID, INVALID):
        for file in sorted(folder.glob("*/*.yaml")):
            kind, data = file.parent.name, read(file.read_bytes(), file.name).data
            if isinstance(data, dict) and kind not in CHECKED_OTHERWISE:
                yield Case(f"{folder.name}/{kind}/{file.stem}", kind, data)


def changed() -> Iterator[Case]:
    """Good examples with one thing changed; which, is drawn by the example's name."""
    for case in examples():
        if not case.name.startswith(VALID.name):
            continue
        chance = random.Random(case.name)
        spots = list(_walk(case.data))
        lists = [spot for spot in spots if isinstance(spot[1], (list, dict))]
        for number in range(PER_EXAMPLE):
            data = copy.deepcopy(case.data)
            if number % 10 == 0:
                data["confidentiality"] = what = chance.choice(LEVELS)
            elif number % 10 < 4 and lists:
                what = _change(data, *chance.choice(lists), chance, NEAR)
            else:
                what = _change(data, *chance.choice(spots), chance, WAYS)
            yield Case(f"{case.name} {number} {what}", case.kind, data)


def _walk(value: object, pointer: Pointer = ()) -> Iterator[tuple[Pointer, object]]:
    if pointer:
        yield pointer, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield from _walk(inner, (*pointer, step))


def _change(data: Data, pointer: Pointer, value: object, chance: random.Random, ways: tuple[str, ...]) -> str:
    """Change ``data`` at or beside ``pointer``; what was done."""
    parent: Any = data
    for step in pointer[:-1]:
        parent = parent[step]
    step = pointer[-1]
    way = chance.choice(ways)
    if way == "drop":
        del parent[step]
    elif way == "name" and isinstance(parent, dict):
        given = chance.choice((*NAMES, str(step)[:-1], f"{step}s", str(step).replace("_", "-")))
        parent[given] = chance.choice((None, "x", parent.pop(step)))
    elif way == "near":
        parent[step] = _near(value, chance)
    elif way == "text":
        parent[step] = chance.choice(TEXTS)
    else:
        parent[step] = copy.deepcopy(chance.choice(VALUES))
    return f"{way} {'/'.join(map(str, pointer))}"


def _near(value: object, chance: random.Random) -> object:
    """Something that looks like ``value``."""
    if isinstance(value, bool):
        return chance.choice((not value, str(value).lower(), "对"))
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 1000, -(10**6)))
    if isinstance(value, list):
        twice = [*value, *copy.deepcopy(value[:1])]
        return chance.choice((twice, value[::-1], value[1:], [], copy.deepcopy(value) * 40, value[:1]))
    if isinstance(value, dict):
        return chance.choice(({}, dict(list(value.items())[1:]), list(value), {**value, "until": "2026-01-01"}))
    text = str(value)
    wide = text.translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})
    raised = "".join(str((int(c) + 1) % 10) if c in "0123456789" else c for c in text)
    half = text[: len(text) // 2]
    return chance.choice((text.upper(), text[:-1], f"{text}x", wide, raised, half, text * 30, text[::-1], f" {text}"))
