"""The notice as Markdown that is just as well read as plain text: headings, aligned tables, its basis at the foot."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.bulletin.notice import Basis, Block, Bulletin, Cell, Paragraph, Section, Stage, Table
from taizhang.bulletin.numbers import numeral
from taizhang.bulletin.sentences import say, spelt
from taizhang.explain.width import columns, padded
from taizhang.when.moment import format_date, format_moment

COMMIT = 10
"""How much of a commit's id is printed."""
DIGEST = 8
"""How much of a digest is printed."""


def text_of(notice: Bulletin) -> str:
    """The whole notice as Markdown, ending in a line break."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(notice))


def plain(notice: Bulletin) -> str:
    """The whole notice as words alone, for search: no marks of layout."""
    told = [notice.title, notice.number, *notice.addressees, *(spelt(one.parts) for one in notice.opening)]
    for section in notice.sections:
        told += [section.title, *(text for block in section.blocks for text in words(block)), *section.remarks]
    return " ".join([*told, notice.issuer.text])


def heading(section: Section) -> str:
    """``一、总体情况``."""
    return say("notice.heading", number=section.number, title=section.title)


def caption(table: Table) -> str:
    """``表一 各分公司得分与排名``."""
    return say("table.title", number=numeral(table.number), title=table.title)


def stage_word(stage: Stage) -> str:
    """How far a notice has come, in words."""
    return say(f"stage.{stage.value}")


def remarks_word(notice: Bulletin) -> str:
    """What stands before a remark: 市场部说明."""
    return say("notice.remarks", issuer=notice.issuer.text)


def issued(notice: Bulletin) -> str:
    """The day of issue in words."""
    day = notice.issued
    if day is None:
        return say("notice.no-date")
    return say("notice.date", year=day.year, month=day.month, day=day.day)


def foot_line(notice: Bulletin) -> str:
    """What the notice rests on, and whether its figures stand."""
    return basis_line(notice.basis, unsealed=notice.stage is Stage.ISSUED and notice.seal is None)


def seal_line(notice: Bulletin) -> str:
    """Who issued the notice for good, when, and the start of its digest; "" for one that still moves."""
    seal = notice.seal
    if seal is None:
        return ""
    digest = seal.digest.removeprefix("sha256:")[:DIGEST]
    return say("seal.line", name=seal.by.text, at=format_moment(seal.at), digest=digest)


def basis_line(basis: Basis, *, unsealed: bool = False) -> str:
    """What the notice rests on, in one line."""
    parts = [say("basis.commit", commit=basis.commit[:COMMIT]) if basis.commit else say("basis.no-commit")]
    for one in basis.rulebooks:
        if one.since is None:
            parts.append(say("basis.rulebook-undated", title=one.title))
        else:
            parts.append(say("basis.rulebook", title=one.title, since=format_date(one.since)))
    if not basis.rulebooks:
        parts.append(say("basis.no-rulebook"))
    parts.append(say("basis.as-of", as_of=format_moment(basis.as_of)))
    if unsealed:
        parts.append(say("basis.unsealed"))
    return say("basis.line", parts=" · ".join(parts))


def _lines(notice: Bulletin) -> Iterator[str]:
    yield f"# {notice.title}"
    yield from ("", notice.number, "", f"{'、'.join(notice.addressees)}:")
    for one in notice.opening:
        yield from ("", spelt(one.parts))
    for section in notice.sections:
        yield from ("", f"## {heading(section)}")
        yield from _section(section, remarks_word(notice))
    yield from ("", notice.issuer.text, "", issued(notice), "", f"*{foot_line(notice)}*")
    if notice.seal is not None:
        yield from ("", f"*{seal_line(notice)}*")
    if notice.since:
        yield from ("", "---", "", f"## {say('since.title')}")
        yield from _blocks(notice.since)


def _section(section: Section, remarks: str) -> Iterator[str]:
    yield from _blocks(section.blocks)
    for text in section.remarks:
        yield ""
        yield from (f"> {line}".rstrip() for line in f"{remarks}:{text}".splitlines())


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    listing = False
    for block in blocks:
        item = isinstance(block, Paragraph) and block.item
        if not (item and listing):
            yield ""
        listing = item
        if isinstance(block, Table):
            yield from (caption(block), "", *_table(block))
        else:
            yield ("- " if item else "") + spelt(block.parts)


def _table(table: Table) -> Iterator[str]:
    """A Markdown table whose columns stand under one another where a Chinese character takes two columns."""
    rows = [tuple(head.text for head in table.heads), *(tuple(_cell(cell) for cell in row) for row in table.rows)]
    widths = [max(columns(row[number]) for row in rows) for number in range(len(table.heads))]
    shape = tuple(zip(widths, (head.numeric for head in table.heads), strict=True))
    rule = tuple("-" * (width - 1) + (":" if right else "-") for width, right in shape)
    for number, row in enumerate(rows):
        cells = (_aligned(text, width, right=right) for text, (width, right) in zip(row, shape, strict=True))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"| {' | '.join(rule)} |"


def _aligned(text: str, width: int, *, right: bool) -> str:
    return " " * (width - columns(text)) + text if right else padded(text, width)


def _cell(cell: Cell) -> str:
    return spelt(cell).replace("|", "\\|")


def words(block: Block) -> Iterator[str]:
    """What a block says, piece by piece."""
    if isinstance(block, Paragraph):
        yield spelt(block.parts)
        return
    yield caption(block)
    yield from (head.text for head in block.heads)
    yield from (spelt(cell) for row in block.rows for cell in row)
