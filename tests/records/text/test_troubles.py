"""Every row of what may be wrong with a file's writing: which sentence, where, and what to write instead."""

from __future__ import annotations

import string

import pytest

from taizhang.problem import Problem
from taizhang.records.text.events import Stream, best_events, python_events
from taizhang.records.text.messages import YAML_SENTENCES
from taizhang.records.text.reader import read

PATH = "records/x.yaml"
ENGINES = [pytest.param(best_events, id="best"), pytest.param(python_events, id="python")]
ANY = None

Row = tuple[str | bytes, str, int, int, str | None]

FILES: list[Row] = [
    (b"a: 1\n" * 110_000, "yaml.too-large", 1, 1, "拆成几份记录;附件不要写进记录"),
    ("a: 中".encode("utf-16"), "yaml.utf16", 1, 1, "用编辑器另存为 UTF-8"),
    ("a: 中".encode("utf-16-be"), "yaml.utf16", 1, 1, ANY),
    ("a: x\ntitle: 中文".encode("gbk"), "yaml.gbk", 2, 8, "用编辑器另存为 UTF-8"),
    (b"a: \xe4\xb8\xff", "yaml.encoding", 1, 4, ANY),
    ("b: 中文\na: 中".encode()[:-1], "yaml.encoding", 2, 4, ANY),
    (b"a: \xed\xa0\xbd", "yaml.encoding", 1, 4, ANY),
    ("a: 1\rb: 2", "yaml.newline", 1, 5, "用编辑器把换行改为 LF"),
    ("a: 1\nb: 2\rc: 3\n", "yaml.newline", 2, 5, ANY),
    ("", "yaml.empty", 1, 1, ANY),
    ("\n\n", "yaml.empty", 1, 1, ANY),
    ("# 备注\n", "yaml.empty", 1, 1, ANY),
    ("---\n", "yaml.empty", 1, 1, ANY),
    ("hello", "yaml.root", 1, 1, ANY),
    ("~", "yaml.root", 1, 1, ANY),
    ("# 备注\n- a\n", "yaml.root", 2, 1, ANY),
    ("a: 1\n---\nb: 2", "yaml.documents", 2, 1, ANY),
    ("%YAML 1.2\n---\na: 1", "yaml.directive", 1, 1, ANY),
    ("%TAG ! x\n---\na: 1", "yaml.directive", 1, 1, ANY),
    ("%FOO\n---\na: 1", "yaml.directive", 1, 1, ANY),
    ("a: " + "[" * 50, "yaml.too-deep", 1, 43, ANY),
    ("a:\n" + "- 1\n" * 20_000, "yaml.too-many", 19_999, 3, ANY),
]

CHARACTERS: list[Row] = [
    ("a:\n\tb: 1", "yaml.tab", 2, 1, "换成空格"),
    ("a:\tb", "yaml.tab", 1, 3, "换成空格"),
    ("a: b\t# c", "yaml.tab", 1, 5, ANY),
    ("a: x\x00y", "yaml.control", 1, 5, "删去它"),
    ("a: x\x7f", "yaml.control", 1, 5, ANY),
    ("a: x\x9fy", "yaml.control", 1, 5, ANY),
    ("a: 张\x1b[31m伟", "yaml.control", 1, 5, ANY),
    ("a: x\x85b", "yaml.line-separator", 1, 5, ANY),
    ("a: x\u2028b: y", "yaml.line-separator", 1, 5, ANY),
    ("a: x\u2029b", "yaml.line-separator", 1, 5, ANY),
    ("a: 张\u200b伟", "yaml.invisible", 1, 5, "删去它"),
    ("# 张\u200d伟\na: 1", "yaml.invisible", 1, 4, ANY),
    ("a: 1\n\ufeffb: 2", "yaml.invisible", 2, 1, ANY),
    ("a: x\ufffey", "yaml.invisible", 1, 5, ANY),
    ("a: 张\u202e伟", "yaml.bidi", 1, 5, "删去它"),
    ("a: 张\u2066伟", "yaml.bidi", 1, 5, ANY),
    ('a: "\\ud83d"', "yaml.escape-character", 1, 5, ANY),
    ('a: "\\ud83d\\ude00"', "yaml.escape-character", 1, 5, ANY),
    ('a: "x\\0"', "yaml.escape-character", 1, 6, ANY),
    ('a: "x\\u202e"', "yaml.escape-character", 1, 6, ANY),
    ('a: "x\\x07"', "yaml.escape-character", 1, 6, ANY),
    ('a: "x\\e"', "yaml.escape-character", 1, 6, ANY),
    ('a: "第一行\n  \\u200b"', "yaml.escape-character", 2, 3, ANY),
    ('"k\\0": x', "yaml.escape-character", 1, 3, ANY),
    ('a: "C:\\data"', "yaml.escape", 1, 7, '改成:a: "C:\\\\data"'),
    ("a:\n\u00a0\u00a0b: 1", "yaml.indent-space", 2, 1, "改成:b: 1"),
    ("a:\n\u3000b: 1", "yaml.indent-space", 2, 1, "改成:b: 1"),
    ("a: @x\nc:\n\u3000b: 1", "yaml.quote-start", 1, 4, ANY),
]

WIDTHS: list[Row] = [
    ("标题：周会", "yaml.full-width-colon", 1, 3, "改成:标题: 周会"),
    ("title: 周会\ndate：2026-03-20", "yaml.full-width-colon", 2, 5, "改成:date: 2026-03-20"),
    ("a:\n  - 标题：周会\n    b: 1", "yaml.full-width-colon", 2, 7, "改成:- 标题: 周会"),
    ("a:\n  - title：周会", "yaml.full-width-colon", 2, 10, "改成:- title: 周会"),
    ("a: {title：周会}", "yaml.full-width-colon", 1, 10, "改成:a: {title: 周会}"),
    ("a: x\n  title：周会", "yaml.full-width-colon", 2, 8, "改成:title: 周会"),
    ("a:\n  title：周会", "yaml.full-width-colon", 2, 8, "改成:title: 周会"),
    ("title:周会", "yaml.colon-space", 1, 6, "改成:title: 周会"),
    ("title:周会\nb: 1", "yaml.colon-space", 1, 6, "改成:title: 周会"),
    ("a:\u3000b", "yaml.colon-space", 1, 2, "改成:a: b"),
    ("a:\n  title:周会", "yaml.colon-space", 2, 8, "改成:title: 周会"),
    ("a: x\n  title:周会", "yaml.colon-space", 2, 8, "改成:title: 周会"),
    ("a:\n  - title:周会", "yaml.colon-space", 2, 10, "改成:- title: 周会"),
    ("a: {title:周会}", "yaml.colon-space", 1, 10, "改成:a: {title: 周会}"),
    ("a:\n  － x", "yaml.full-width-dash", 2, 3, "改成:- x"),
    ("a:\n－ x", "yaml.full-width-dash", 2, 1, "改成:- x"),
    ("a:\n  — x", "yaml.full-width-dash", 2, 3, "改成:- x"),
    ("a:\n  -客户", "yaml.dash-space", 2, 3, "改成:- 客户"),
    ("a:\n-客户", "yaml.dash-space", 2, 1, "改成:- 客户"),
    ("at: 17：30", "yaml.full-width", 1, 5, "改成:at: 17:30"),
    ("    at: 2026-10-13 9：40", "yaml.full-width", 1, 9, "改成:at: 2026-10-13 09:40"),
    ("a: １２", "yaml.full-width", 1, 4, "改成:a: 12"),
    ("a: －１２．５", "yaml.full-width", 1, 4, "改成:a: -12.5"),
    ("a: 2026－10－13", "yaml.full-width", 1, 4, "改成:a: 2026-10-13"),
    ("a: 2026／3／5　8：05", "yaml.full-width", 1, 4, "改成:a: 2026-03-05 08:05"),
    ("a: ２０２６-Ｗ42", "yaml.full-width", 1, 4, "改成:a: 2026-W42"),
    ("a:\n  - x\n  - １  # 注", "yaml.full-width", 3, 5, "改成:- 1  # 注"),
    ("a: [8：05, x]", "yaml.full-width", 1, 5, "改成:a: [08:05, x]"),
]

QUOTES: list[Row] = [
    ("a: 结论: 很好", "yaml.quote-colon", 1, 4, '改成:a: "结论: 很好"'),
    ("a: “引号: 内容”", "yaml.quote-colon", 1, 4, '改成:a: "“引号: 内容”"'),
    ("a: 结论:", "yaml.quote-colon", 1, 4, '改成:a: "结论:"'),
    ("a: b: c: d", "yaml.quote-colon", 1, 4, '改成:a: "b: c: d"'),
    ("a: @张伟", "yaml.quote-start", 1, 4, '改成:a: "@张伟"'),
    ('a: @张 "伟" \\  # 备注', "yaml.quote-start", 1, 4, '改成:a: "@张 \\"伟\\" \\\\"  # 备注'),
    ("a:\n  - @张伟", "yaml.quote-start", 2, 5, '改成:- "@张伟"'),
    ("a: %50", "yaml.quote-start", 1, 4, '改成:a: "%50"'),
    ("a: `x`", "yaml.quote-start", 1, 4, '改成:a: "`x`"'),
    ("a: |保留", "yaml.quote-start", 1, 4, '改成:a: "|保留"'),
    ("a: >10", "yaml.quote-start", 1, 4, '改成:a: ">10"'),
    ("a: >5\nb: 1", "yaml.quote-start", 1, 4, '改成:a: ">5"'),
    ("a: |#备注\n  x", "yaml.quote-start", 1, 4, ANY),
    ("a: {客户}名", "yaml.quote-start", 1, 4, '改成:a: "{客户}名"'),
    ("a: [重要]客户", "yaml.quote-start", 1, 4, '改成:a: "[重要]客户"'),
    ("a: ]x", "yaml.quote-start", 1, 4, '改成:a: "]x"'),
    ("a: ,x", "yaml.quote-start", 1, 4, '改成:a: ",x"'),
    ("a: ? x", "yaml.quote-start", 1, 4, '改成:a: "? x"'),
    ("a: - x", "yaml.quote-dash", 1, 4, '改成:a: "- x"'),
    ('a: "未闭合\nb: 1', "yaml.quote-open", 1, 4, '改成:a: "未闭合"'),
    ('a: "未闭合\nb: "x"\nc: 1', "yaml.quote-open", 1, 4, '改成:a: "未闭合"'),
    ("a: '未闭合", "yaml.quote-open", 1, 4, '改成:a: "未闭合"'),
    ('a: "好" 的', "yaml.quote-open", 1, 4, '改成:a: "\\"好\\" 的"'),
    ("a: 'it's'", "yaml.quote-open", 1, 4, '改成:a: "it\'s"'),
    ('"a', "yaml.quote-end", 1, 1, "补上结束的引号"),
    ("a: [重要", "yaml.bracket", 1, 4, '改成:a: "[重要"'),
    ("a: {x\nb: 1\nc: 2", "yaml.bracket", 1, 4, '改成:a: "{x"'),
    ("a:\n  [x,\n  y", "yaml.bracket-end", 2, 3, ANY),
    ("a: [好?, x]", "yaml.flow-mark", 1, 5, '改成:a: ["好?", x]'),
    ("a: {好?: x}", "yaml.flow-mark", 1, 5, '改成:a: {"好?": x}'),
    ("a: 客户 #1 号", "yaml.comment", 1, 7, '改成:a: "客户 #1 号"'),
    ("a: 客户 # 1 号", "yaml.comment", 1, 7, '改成:a: "客户 # 1 号"'),
    ("a: 客户  #1 号", "yaml.comment", 1, 8, '改成:a: "客户  #1 号"'),
    ("a: #重要", "yaml.comment", 1, 4, '改成:a: "#重要"'),
    ("a:\n  - x #y", "yaml.comment", 2, 7, '改成:- "x #y"'),
    ("a: 12 #y", "yaml.comment", 1, 7, '改成:a: "12 #y"'),
    ("a: 第一行\n  第二行 #3\nb: 1", "yaml.comment", 2, 7, '改成:a: "第一行 第二行 #3"'),
    ("a: [客户 #1 号, x]", "yaml.comment", 1, 8, '改成:a: ["客户 #1 号", x]'),
    ("a: !重要", "yaml.tag", 1, 4, '改成:a: "!重要"'),
    ("a: !重要 x", "yaml.tag", 1, 4, '改成:a: "!重要 x"'),
    ("a: !foo x", "yaml.tag", 1, 4, '改成:a: "!foo x"'),
    ("a: ! x", "yaml.tag", 1, 4, '改成:a: "! x"'),
    ("a: !!str 123", "yaml.tag", 1, 4, '改成:a: "123"'),
    ("a: !!python/object/apply:os.system [id]", "yaml.tag", 1, 4, "改成:a: [id]"),
    ("a: &x y", "yaml.anchor", 1, 4, '改成:a: "&x y"'),
    ("a: &x\n  b: 1", "yaml.anchor", 1, 4, "改成:a:"),
    ("a: *x", "yaml.alias", 1, 4, '改成:a: "*x"'),
    ("a: *加粗*", "yaml.alias", 1, 4, '改成:a: "*加粗*"'),
    ("*x : y", "yaml.alias", 1, 1, ANY),
    ("a: [x, *y]", "yaml.alias", 1, 8, '改成:a: [x, "*y"]'),
]

SHAPES: list[Row] = [
    ("a: 1\nb: 2\na: 3", "yaml.duplicate-key", 3, 1, ANY),
    ("x:\n  - b: 1\n    b: 1", "yaml.duplicate-key", 3, 5, ANY),
    ("a: {b: 1, b: 2}", "yaml.duplicate-key", 1, 11, ANY),
    ("<<: {a: 1}", "yaml.merge-key", 1, 1, ANY),
    ("? [1]\n: 2", "yaml.complex-key", 1, 3, ANY),
    ("{a: 1}: 2", "yaml.complex-key", 1, 1, ANY),
    ("? a\n: 2", "yaml.complex-key", 1, 3, ANY),
    ("? a", "yaml.complex-key", 1, 3, ANY),
    ("a: [?b]", "yaml.complex-key", 1, 6, ANY),
    ("?\n  a\n: 2", "yaml.complex-key", 2, 3, ANY),
    (": 2", "yaml.empty-key", 1, 1, ANY),
    ("a: 1\n: 2", "yaml.empty-key", 2, 1, ANY),
    ("a: 1\nfoo\nb: 2", "yaml.no-colon", 2, 1, ANY),
    ("a: 1\n b: 2", "yaml.indent", 2, 2, "改成 0 个空格"),
    ("a:\n  - b: 1\n   c: 2", "yaml.indent", 3, 4, "改成 4 个空格"),
    ("a:\n    b: 1\n  c: 2\nd: 3", "yaml.indent", 3, 3, ANY),
    ("a: 1\n}: 2", "yaml.syntax", 2, 1, ANY),
]

ROWS = [*FILES, *CHARACTERS, *WIDTHS, *QUOTES, *SHAPES]
LATER: frozenset[str] = frozenset({"yaml.more"})


def troubles(source: str | bytes, stream: Stream = best_events) -> tuple[Problem, ...]:
    data = source.encode() if isinstance(source, str) else source
    return read(data, PATH, stream).problems


def named(row: Row) -> str:
    return f"{row[1]} {row[0][:30]!a}"


@pytest.mark.parametrize("stream", ENGINES)
@pytest.mark.parametrize("row", ROWS, ids=named)
def test_what_is_told(row: Row, stream: Stream) -> None:
    source, rule, line, column, repair = row
    found = troubles(source, stream)
    assert found
    first = found[0]
    assert (first.path, first.rule, first.line, first.column) == (PATH, rule, line, column)
    assert repair in {ANY, first.repair}
    assert {problem.title for problem in found} <= {sentence.title for sentence in YAML_SENTENCES.values()}


@pytest.mark.parametrize("row", [row for row in [*WIDTHS, *QUOTES] if (row[4] or "").startswith("改成:")], ids=named)
def test_the_repair_repairs(row: Row) -> None:
    source, _, number, _, repair = row
    assert isinstance(source, str)
    lines = source.split("\n")
    line = lines[number - 1]
    lines[number - 1] = line[: len(line) - len(line.lstrip())] + (repair or "").removeprefix("改成:")
    left = {problem.rule for problem in troubles("\n".join(lines)) if problem.line == number}
    assert left <= {"yaml.indent"}  # what followed a text belongs to it no longer


def test_every_sentence_is_exercised() -> None:
    assert {row[1] for row in ROWS} | LATER == set(YAML_SENTENCES)


@pytest.mark.parametrize("rule", YAML_SENTENCES)
def test_every_sentence_is_whole(rule: str) -> None:
    sentence = YAML_SENTENCES[rule]
    for text in (sentence.title, sentence.message, sentence.repair):
        assert text
        fields = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        assert fields <= {"value", "fixed", "sign", "first", "now", "right", "limit", "size", "count"}


def test_the_sentence_of_a_repeated_field_says_where_the_first_is() -> None:
    (problem,) = troubles("x: 1\na: 1\nb: 2\na: 3")
    assert problem.message == "“a”重复出现,第 2 行已经有了。"
    assert (problem.value, problem.excerpt, problem.width) == ("a", "a: 3", 1)


def test_the_sentence_of_a_full_width_time_shows_value_and_line() -> None:
    (problem,) = troubles("services:\n  - at: x\n    to: 2026-10-13 9：40\n")
    assert (problem.line, problem.column, problem.width) == (3, 9, 15)
    assert problem.excerpt == "    to: 2026-10-13 9：40"
    assert problem.message == "“2026-10-13 9：40”用了全角字符,数字、日期和时间一律用半角。"
    assert problem.repair == "改成:to: 2026-10-13 09:40"


def test_a_quoting_sentence_says_quote_the_whole_value() -> None:
    (problem,) = troubles("a: 结论: 很好")
    assert "这一行的值请整体加英文双引号" in problem.message


def test_the_shown_line_is_safe_to_print() -> None:
    (problem, _) = troubles("a: 张\u202e伟\x1b[31m")
    assert problem.excerpt == "a: 张�伟�[31m"
    assert problem.value == "U+202E"


@pytest.mark.parametrize(
    "text", ["题: ９：５", "1：30：5", "甲１２", "１２ 户", "12：30 见面", "①", "“12”", "3，5", "2026年", "：："]
)
def test_free_text_keeps_its_full_width_characters(text: str) -> None:
    source = f"a: {text}" if ": " not in text else f'a: "{text}"'
    expected = ["yaml.full-width"] if text == "1：30：5" else []
    assert [problem.rule for problem in troubles(source)] == expected


def test_one_value_is_meant_plainly_and_so_data_come_with_the_problem() -> None:
    document = read("a: １２\nb: 9：40\nc: 客户 #1 号\nd: #重要\ne: 2\n".encode(), PATH)
    assert document.data == {"a": 12, "b": "09:40", "c": "客户 #1 号", "d": "#重要", "e": 2}
    assert [problem.rule for problem in document.problems] == ["yaml.full-width"] * 2 + ["yaml.comment"] * 2


def test_all_troubles_are_told_not_just_the_first() -> None:
    text = """\
person: @zhang
week: 2026-W42 #1
日期：2026-10-13
services:
  - at: 9：40
\tcustomer: C-1
    result: 结论: 好
    note: "未闭合
    topic: *加粗*
   mode: active
  - at:2026-10-14
    at: 张\u200b伟
    tag: !x y
"""
    assert [(problem.line, problem.rule) for problem in troubles(text)] == [
        (1, "yaml.quote-start"),
        (2, "yaml.comment"),
        (3, "yaml.full-width-colon"),
        (5, "yaml.full-width"),
        (6, "yaml.tab"),
        (7, "yaml.quote-colon"),
        (8, "yaml.quote-open"),
        (9, "yaml.alias"),
        (10, "yaml.indent"),
        (11, "yaml.colon-space"),
        (12, "yaml.invisible"),
        (13, "yaml.tag"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "标题：周会\n日期：2026-03-20\n地点：三楼",
            [(1, "yaml.full-width-colon"), (2, "yaml.full-width-colon"), (3, "yaml.full-width-colon")],
        ),
        ("a:\n  － x\n  － y", [(2, "yaml.full-width-dash"), (3, "yaml.full-width-dash")]),
        ("标题：@周会", [(1, "yaml.full-width-colon")]),
        ("a: 张\u200b\u202e伟", [(1, "yaml.invisible"), (1, "yaml.bidi")]),
        ("\ta: 1\n\tb: 2", [(1, "yaml.tab"), (2, "yaml.tab")]),
        ("a: 结论：好: 行\n", [(1, "yaml.quote-colon")]),
        ("a: *x\nb: &y z\nc: !t u", [(1, "yaml.alias"), (2, "yaml.anchor"), (3, "yaml.tag")]),
        ("a: 1\na: 2\na: 3", [(2, "yaml.duplicate-key"), (3, "yaml.duplicate-key")]),
    ],
)
def test_each_trouble_once(text: str, told: list[tuple[int, str]]) -> None:
    assert [(problem.line, problem.rule) for problem in troubles(text)] == told


@pytest.mark.parametrize(
    "text", ["a: |\n  　　段落：首行\n  %x\n  - @y\nb: 1", 'a: "x\n\n  　　y"', "a: x\nb: >\n  c：d\n\n  e:f"]
)
def test_within_texts_nothing_is_told(text: str) -> None:
    assert troubles(text) == ()


@pytest.mark.parametrize("head", ["a: |\n", "a: >-\n", "a:\n  - |\n", "a: |  # 注\n"])
def test_within_texts_nothing_is_told_beyond_an_error_either(head: str) -> None:
    found = troubles(f"x: @y\n{head}    　　段落：首行\n\n    %z\nb: @c\n")
    assert {problem.rule for problem in found} == {"yaml.quote-start"}
    assert len(found) == 2


def test_many_troubles_are_counted() -> None:
    found = troubles("\ta: 1\n" * 5000)
    assert len(found) == 50
    assert [problem.rule for problem in found[-2:]] == ["yaml.tab", "yaml.more"]
    assert found[-1].message == "这个文件另有 4951 处问题没有列出。"
