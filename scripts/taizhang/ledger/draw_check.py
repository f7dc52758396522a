"""What is wrong with a draw or a ruling beyond its schema: it contradicts itself (A8.1, A8.8).

These block a commit: digest, sizes and sample are the programme's own reckoning from what stands beside them, so a
record in which they do not agree can't be right, and its writer mends it by running the command again. What people did
wrong, drawing for their own unit or inspecting who was not drawn, is a finding of rules: it has happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from taizhang.ledger.draws import KIND, LISTS, Draw
from taizhang.problem import Catalogue, Problem, Sentence
from taizhang.records.book import Book

RULING = "ruling"
RUN_AGAIN = "名单、摘要和结果都由程序填写,不手改;用 taizhang draw 重新冻结或抽签"

SENTENCES = Catalogue(
    {
        "draw.repeated": Sentence("名单重复", "{value} 在名单里出现了 {count} 次。", "每个只列一次;" + RUN_AGAIN),
        "draw.too-early": Sentence(
            "数字太早", "名单 {frozen} 冻结,{value} 的数当天或以前就可能知道。", "用冻结那天以后公布的数"
        ),
        "draw.digest": Sentence("摘要不符", "名单的摘要算出来是 {reckoned}。", RUN_AGAIN),
        "draw.size": Sentence("应抽数不符", "{name} 层按比例应抽 {reckoned} 个,写的是 {value}。", RUN_AGAIN),
        "draw.result": Sentence("抽签结果不符", "{name} 层照名单重抽,应是 {reckoned}。", RUN_AGAIN),
        "ruling.other-appeal": Sentence(
            "申诉不符", "这条裁决的单位、月份、申诉人、序号对应的申诉是 {right}。", "改成:appeal: {right}"
        ),
    }
)


def draw_problems(book: Book) -> Iterator[Problem]:
    """Every draw that is not what comes of its own list and number, at the field that differs."""
    for record in book.of(KIND):
        yield from _of_draw(book, Draw(record))


def ruling_problems(book: Book) -> Iterator[Problem]:
    """Every ruling that lies beside another appeal than the one it names."""
    for record in book.of(RULING):
        keys = (record.text("unit"), record.text("month"), f"{record.text('person')}-{record.text('number')}")
        right = "/".join(("appeals", *keys))
        if record.text("appeal") != right:
            place = book.place(record.path, ("appeal",))
            yield SENTENCES.problem("ruling.other-appeal", place, value=record.text("appeal"), right=right)


def _of_draw(book: Book, draw: Draw) -> Iterator[Problem]:
    counts = Counter(member for one in draw.strata for member in one.members)
    for place, one in enumerate(draw.strata):
        field = next((name for name in LISTS if name in _written(draw, place)), LISTS[0])
        for index, member in enumerate(one.members):
            if counts[member] > 1:
                where = book.place(draw.path, ("strata", place, field, index))
                yield SENTENCES.problem("draw.repeated", where, value=member, count=counts[member])
    if draw.day is not None and draw.frozen_at is not None and draw.day <= draw.frozen_at.date():
        where = book.place(draw.path, ("number", "on"))
        yield SENTENCES.problem("draw.too-early", where, value=draw.day, frozen=draw.record.text("frozen_at"))
    if draw.digest != draw.reckoned_digest:
        where = book.place(draw.path, ("digest",))
        yield SENTENCES.problem("draw.digest", where, value=draw.digest, reckoned=draw.reckoned_digest)
    for place, one in enumerate(draw.strata):
        named = {"name": one.name}
        if one.size != (reckoned := draw.reckoned_sizes[one.name]):
            where = book.place(draw.path, ("strata", place, "size"))
            yield SENTENCES.problem("draw.size", where, value=one.size, reckoned=reckoned, **named)
        if draw.is_drawn and one.drawn != (drawn := draw.redrawn[one.name]):
            where = book.place(draw.path, ("strata", place, "drawn"))
            told = "、".join(drawn) or "一个也没有"
            yield SENTENCES.problem("draw.result", where, value="、".join(one.drawn), reckoned=told, **named)


def _written(draw: Draw, place: int) -> frozenset[str]:
    listed = draw.record.data.get("strata")
    found = listed[place] if isinstance(listed, list) else None
    return frozenset(found) if isinstance(found, dict) else frozenset()
