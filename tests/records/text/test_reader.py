"""The strict YAML reader: what values mean, what passes, and that no bytes whatever make it raise."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from taizhang.records.text.decoding import forbidden
from taizhang.records.text.events import MAX_BYTES, MAX_DEPTH, MAX_NODES, Stream, best_events, python_events
from taizhang.records.text.reader import Document, read
from taizhang.records.text.troubles import examine

PATH = "records/service-logs/telecom-east/2026-W42/zhang-wei.yaml"
GOOD = """\
# 一周的服务日志
person: zhang-wei
unit: telecom-east
week: 2026-W42
services:
  - at: 2026-10-13 09:40
    logged_at: 2026-10-14 08:55
    customer: C-000123
    mode: active            # active 主动 | passive 被动
    trip: 2026-10-13-1      # 出行记录里的编号
    topic: "专线: 扩容 #2"
    result: 客户同意试用两周，10 月 27 日前给答复：可以。
    tags: [专线, {name: 报价, count: 3}]
  - at: 2026-10-14 10:00
    note: |
      第一行 #不是注释
      　　第二行: 也是文字
    done: true
    amount: 102000.50
    next:
"""
GOOD_DATA = {
    "person": "zhang-wei",
    "unit": "telecom-east",
    "week": "2026-W42",
    "services": [
        {
            "at": "2026-10-13 09:40",
            "logged_at": "2026-10-14 08:55",
            "customer": "C-000123",
            "mode": "active",
            "trip": "2026-10-13-1",
            "topic": "专线: 扩容 #2",
            "result": "客户同意试用两周，10 月 27 日前给答复：可以。",
            "tags": ["专线", {"name": "报价", "count": 3}],
        },
        {
            "at": "2026-10-14 10:00",
            "note": "第一行 #不是注释\n　　第二行: 也是文字\n",
            "done": True,
            "amount": "102000.50",
            "next": None,
        },
    ],
}
ENGINES = [pytest.param(best_events, id="best"), pytest.param(python_events, id="python")]


def values_of(text: str, stream: Stream = best_events) -> dict[str, Any] | None:
    document = read(text.encode(), PATH, stream)
    assert document.problems == ()
    return document.data


@pytest.mark.parametrize("stream", ENGINES)
def test_a_good_record(stream: Stream) -> None:
    assert read(GOOD.encode(), PATH, stream) == Document(PATH, GOOD_DATA, ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17:30", "17:30"),
        ("8:30", "8:30"),
        ("1:30:00", "1:30:00"),
        ("2026-10-13", "2026-10-13"),
        ("2026-02-30", "2026-02-30"),
        ("2026-10-13 09:40", "2026-10-13 09:40"),
        ("2026-10-13T09:40:00Z", "2026-10-13T09:40:00Z"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", "-0"),
        ("7", 7),
        ("-12", -12),
        ("+5", "+5"),
        ("007", "007"),
        ("013800138000", "013800138000"),
        ("13800138000", 13800138000),
        ("999999999999999999", 999999999999999999),
        ("9999999999999999999", "9999999999999999999"),
        ("102000.50", "102000.50"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("=", "="),
        ("1.10", "1.10"),
        ("010-12345678", "010-12345678"),
        ("'12'", "12"),
        ('"true"', "true"),
        ('"~"', "~"),
        ('"两\\n行\\t格"', "两\n行\t格"),
        ('"反\\\\斜"', "反\\斜"),
        ("客户说：可以，10：30 见", "客户说：可以，10：30 见"),
        ("见 file://x/a#b", "见 file://x/a#b"),
        ("客户#1号", "客户#1号"),
        ("内容 ＃注", "内容 ＃注"),
        ("R&D 2*3 好!", "R&D 2*3 好!"),
        ("张　伟", "张　伟"),
        ("好？ 真的? 是", "好？ 真的? 是"),
        ("😀", "😀"),
        ("-5.5", "-5.5"),
        ("—— 摘自来信", "—— 摘自来信"),
        ("x  # 一眼看得出的注释", "x"),
        ("x  #", "x"),
        ("  # 一眼看得出的注释", None),
        ('"x" #注', "x"),
        ("[]", []),
        ("{}", {}),
        ("[a, 1, ~, 08:30]", ["a", 1, None, "08:30"]),
        ("{b: x, c: file://x}", {"b": "x", "c": "file://x"}),
        ("第一行\n  第二行", "第一行 第二行"),
        (">-\n  折叠\n  两行", "折叠 两行"),
        ("|5\n       深", "  深\n"),
        ("|\n  a: b\n  % c\n  @d", "a: b\n% c\n@d\n"),
    ],
)
@pytest.mark.parametrize("stream", ENGINES)
def test_what_a_value_means(stream: Stream, written: str, meant: object) -> None:
    data = values_of(f"a: {written}\n", stream)
    assert data is not None
    assert data["a"] == meant
    assert type(data["a"]) is type(meant)


@pytest.mark.parametrize("key", ["1", "true", "no", "2026-10-13", "~", "1.5", "客户", '"a b"'])
def test_keys_are_text(key: str) -> None:
    assert values_of(f"{key}: x") == {key.strip('"'): "x"}


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb:\n- x\n- y\n",
        "---\na: 1\nb: [x, y]\n",
        "a: 1\nb: [x, y]\n...\n",
        "\ufeffa: 1\nb: [x,\n  y]\n",
        "a: 1\r\nb:\r\n  - x\r\n  - y\r\n",
        '{"a": 1, "b": ["x", "y"]}',
        '{"a":1,"b":["x","y"]}',
        "a:   1\nb:   # 一项一行\n  - x  # 甲\n\n  # 乙\n  - y",
        "a: 1\nb: #不丢内容\n  - x\n  - y",
    ],
)
@pytest.mark.parametrize("stream", ENGINES)
def test_ways_to_write_the_same(stream: Stream, text: str) -> None:
    assert values_of(text, stream) == {"a": 1, "b": ["x", "y"]}


def test_carriage_returns_never_get_into_texts() -> None:
    assert values_of('a: |\r\n  x\r\n  y\r\nb: "p\r\n\r\n  q"\r\n') == {"a": "x\ny\n", "b": "p\nq"}


def test_text_wrapped_by_a_program_is_text() -> None:
    text = "甲乙丙丁 " * 30 + "note:x " + "戊己庚辛 " * 30 + "- 壬"
    assert values_of(yaml.safe_dump({"a": text}, allow_unicode=True)) == {"a": text}


def nested(depth: int) -> bytes:
    return b"a: " + b"[" * (depth - 1) + b"]" * (depth - 1)


@pytest.mark.parametrize(
    ("fits", "exceeds"),
    [
        pytest.param(nested(MAX_DEPTH), nested(MAX_DEPTH + 1), id="depth"),
        pytest.param(b"a:\n" + b"- 1\n" * (MAX_NODES - 3), b"a:\n" + b"- 1\n" * (MAX_NODES - 2), id="items"),
        pytest.param(
            b"".join(b"k%d: [x]\n" % i for i in range(6666)) + b"\n",
            b"".join(b"k%d: [x]\n" % i for i in range(6667)),
            id="fields",
        ),
        pytest.param(
            b"a:\n" + b"- {b: 1}\n" * 6665 + b"- 1\n- 2\n",
            b"a:\n" + b"- {b: 1}\n" * 6665 + b"- 1\n- 2\n- 3\n",
            id="items with fields",
        ),
        pytest.param(b"a: " + b"x" * (MAX_BYTES - 3), b"a: " + b"x" * (MAX_BYTES - 2), id="bytes"),
    ],
)
def test_limits(fits: bytes, exceeds: bytes) -> None:
    assert read(fits, PATH).problems == ()
    refused = read(exceeds, PATH)
    assert refused.data is None
    assert [problem.rule.split("-")[0] for problem in refused.problems] == ["yaml.too"]


def bomb() -> str:
    lines, before = ["a: &a [x,x,x,x,x,x,x,x,x]"], "a"
    for name in "bcdefghi":
        lines.append(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]")
        before = name
    return "\n".join(lines)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bomb().encode(), id="alias bomb"),
        pytest.param(b"&a [*a]", id="recursion"),
        pytest.param(b"[" * 30_000, id="brackets"),
        pytest.param(b"[" * 30_000 + b"]" * 30_000, id="closed brackets"),
        pytest.param(b"{a: " * 50_000, id="braces"),
        pytest.param(b"- " * 100_000 + b"x", id="dashes"),
        pytest.param(b"? " * 100_000, id="questions"),
        pytest.param("\n".join(" " * i + "a:" for i in range(500)).encode(), id="stairs"),
        pytest.param(b"a: 1\n" * 2_000_000, id="10 MB"),
        pytest.param(b"\0" * 10_000_000, id="10 MB of nothing"),
        pytest.param(b"\tx: @y\n" * 10_000, id="many troubles"),
        pytest.param(b"%\n" * 100_000, id="directives"),
        pytest.param(b'a: "x\n' * 10_000, id="quotes"),
        pytest.param(b'a: "' + b"\\q" * 20_000 + b'"', id="escapes"),
        pytest.param(b"a:" + b" " * 200_000 + b"@", id="spaces"),
        pytest.param(b'a: "\\UFFFFFFFF"', id="no character"),
        pytest.param(b'a: "\\U00110000"', id="beyond the last character"),
        pytest.param(b"\xff\xfe\x00", id="half a character"),
        pytest.param(b"!<tag:x", id="open tag"),
    ],
)
@pytest.mark.parametrize("stream", ENGINES)
def test_hostile_files_are_refused_with_words(stream: Stream, data: bytes) -> None:
    document = read(data, PATH, stream)
    assert document.data is None
    assert document.problems


def test_many_digits_are_text() -> None:
    assert values_of("a: " + "9" * 5000) == {"a": "9" * 5000}


def check(data: bytes) -> None:
    """Either data or problems, problems in the file, and the slow lane says what the reader says."""
    document = read(data, PATH)
    assert document.data is not None or document.problems
    lines = data.count(b"\n") + 1
    for problem in document.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.width >= 1
        assert problem.message
        assert problem.repair
        assert not any(forbidden(character) or character in "\n\t" for character in problem.excerpt)
    assert len({(p.line, p.column, p.rule) for p in document.problems}) == len(document.problems)
    assert examine(data, PATH) == (document.data, document.problems)
    other = read(data, PATH, python_events)
    assert other.data == document.data
    assert bool(other.problems) == bool(document.problems)


SIGNS = " \n\nab:-#\"'[]{},?&*!|>%@`\\~0１9：－　\t\r\u200b.=<客户"
WORDS = [
    "  ",
    "\n  ",
    "\n- ",
    "- ",
    "a: ",
    ": ",
    " #",
    "# ",
    "---\n",
    "...\n",
    '"a"',
    "\\u",
    "\\ud83d",
    "|\n",
    ">5",
    "<<: ",
]
SHAPES = ["!!str ", "title：", "title:", "null", "17：30"]
PIECES = st.sampled_from([*SIGNS, *WORDS, *SHAPES])
QUIET = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@QUIET
@given(st.lists(PIECES, max_size=30).map("".join))
@example("- title:周会")
@example("a: [b?: c]")
@example("a: {b:, c}")
@example("a: |#x\n  y")
@example("!,")
@example("a: ! x")
@example("? a\n: b")
@example("a: [?b]")
def test_text_like_yaml_never_raises(text: str) -> None:
    check(text.encode())


@QUIET
@given(st.binary(max_size=60))
def test_bytes_never_raise(data: bytes) -> None:
    check(data)


@QUIET
@given(st.text(max_size=60))
def test_text_never_raises(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@QUIET
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.sampled_from("dri"), PIECES), min_size=1, max_size=3))
def test_a_damaged_record_never_raises(damages: list[tuple[int, str, str]]) -> None:
    text = list(GOOD)
    for position, way, piece in damages:
        text[position] = {"d": "", "r": piece, "i": text[position] + piece}[way]
    check("".join(text).encode())


CLEAN = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"])
TEXTS = st.text(CLEAN | st.sampled_from(" \n\t#:-\"'\\：，。客户"), max_size=40)
KEYS = st.text(CLEAN, min_size=1, max_size=12)  # an empty one is written "? ''"
PLAINER = st.text("abc 客户说，。：#:-?[]{}&*!|>%@`'\"12", max_size=120)


def json_like(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    values: st.SearchStrategy[Any] = st.recursive(
        st.none() | st.booleans() | st.integers(-(10**17), 10**17) | texts,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(KEYS, values, max_size=4)


class QuotingDumper(yaml.SafeDumper):
    """Writes every text in double quotes, as a program that knows no schema should."""


QuotingDumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"'))


@QUIET
@given(json_like(TEXTS), st.booleans())
def test_what_a_program_wrote_in_quotes_reads_back(data: dict[str, Any], flow: bool) -> None:
    text = yaml.dump(data, Dumper=QuotingDumper, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    assert values_of(text) == data


@QUIET
@given(st.lists(PLAINER, max_size=4))
def test_what_a_program_wrote_plainly_reads_back(texts: list[str]) -> None:
    text = yaml.safe_dump(
        {"texts": texts, "inner": {f"k{i}": text for i, text in enumerate(texts)}}, allow_unicode=True
    )
    document = read(text.encode(), PATH)
    told = {problem.rule for problem in document.problems}
    if told:  # shapes that a person must have meant otherwise
        assert told <= {"yaml.full-width-colon", "yaml.colon-space", "yaml.dash-space", "yaml.flow-mark"}
    else:
        assert document.data == yaml.safe_load(text)
