"""The notice as Markdown: its whole text for a small month, tables under one another, its basis at the foot."""

from __future__ import annotations

from dataclasses import replace

from taizhang.bulletin import Paragraph, plain, text_of
from taizhang.bulletin.notice import Basis, Version
from taizhang.bulletin.text import basis_line, issued
from taizhang.explain.width import columns
from tests.bulletin.notices import LATER, card, computed, notice_of, people
from tests.bulletin.test_assemble import ISSUED


def test_head_and_foot() -> None:
    files = people() | {"bulletin-remarks/2026-10.yaml": ISSUED}
    lines = text_of(computed(files)).splitlines()
    assert lines[:7] == [
        "# 关于 2026 年 10 月客户经理工作情况的通报",
        "",
        "市场部〔2026〕10 号",
        "",
        "各分公司、人力资源部:",
        "",
        "现将 2026 年 10 月客户经理工作检查与考核情况通报如下。",
    ]
    assert lines[-5:] == [
        "east 分公司",
        "",
        "2026 年 11 月 5 日",
        "",
        "*依据:提交未知 · 没有规则集 · 数据截至 2026-11-20 18:30 · 写了发文日期,还没有定稿,数字仍随记录变动。*",
    ]
    assert "> east 分公司说明:得分" in lines


def test_tables_stand_under_one_another() -> None:
    text = text_of(notice_of(card("zhang", "east", "90"), card("li", "west", None)))
    tables = [[line for line in part.splitlines() if line.startswith("|")] for part in text.split("\n\n")]
    assert [len(table) for table in tables if table] == [4, 4]
    assert all(len({columns(line) for line in table}) == 1 for table in tables if table)
    assert "表一 各分公司得分与排名" in text
    assert "| ---: |" in text


def test_a_remark_of_several_lines_stays_one_quotation() -> None:
    text = ISSUED.replace("text: 第一段", 'text: "一\\n二"')
    told = text_of(computed(people() | {"bulletin-remarks/2026-10.yaml": text}))
    assert "\n> east 分公司说明:一\n> 二\n" in told


def test_a_bar_in_a_name_does_not_break_a_table() -> None:
    told = text_of(notice_of(card("a|b", "east", "90")))
    assert "a\\|b" in told


def test_the_basis() -> None:
    rulebooks = (Version("甲制度", LATER.date()), Version("乙制度", None))
    told = basis_line(Basis("4c1e9a2b7d0123", rulebooks, LATER))
    assert (
        told == "依据:提交 4c1e9a2b7d · 规则集《甲制度》2026-11-20 版 · 规则集《乙制度》 · 数据截至 2026-11-20 18:30。"
    )


def test_a_draft_has_no_day() -> None:
    assert issued(notice_of()) == "未发文"


def test_search_finds_the_whole_text() -> None:
    notice = notice_of(card("zhang", "east", "90"))
    section = replace(notice.sections[0], remarks=("请注意节前安排",), blocks=(Paragraph(("一句话",)),))
    told = plain(replace(notice, sections=(section, *notice.sections[1:])))
    for words in (
        "客户经理工作情况的通报",
        "请注意节前安排",
        "一句话",
        "表一 各分公司得分与排名",
        "张伟",
        "90",
        "市场部",
    ):
        assert words in told
    assert "|" not in told
    assert "#" not in told
