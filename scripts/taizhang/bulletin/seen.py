"""A month's notice from a part of the records: a section in which others have a part says so (A6.1).

The notice is assembled twice, from everything and from what may be seen. A section that reads the same both ways stands
as it may be seen; any other would tell too little, and tells that instead of a wrong figure. Of an issued notice, whose
words are those of its record both ways, a section is held back as well where it names what may not be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taizhang.bulletin.assemble import assemble
from taizhang.bulletin.frozen import record_of
from taizhang.bulletin.notice import Block, Bulletin, Figure, Name, Part, Section, parts_of
from taizhang.bulletin.notices import notice_in
from taizhang.bulletin.sentences import paragraph
from taizhang.bulletin.text import words
from taizhang.ledger import Ledger
from taizhang.records.book import Book, Record
from taizhang.when.period import Period

Read = tuple[Ledger, Book]
_HELD_BACK: tuple[Block, ...] = (paragraph("notice.hidden"),)


def seen(whole: Read, part: Read, month: Period, commit: str = "") -> Bulletin | None:
    """The notice of ``month`` from a ``part`` of the ``whole``; None where what people wrote for it is not in it."""
    told, full = assemble(*part, month, commit), assemble(*whole, month, commit)
    if full.record != told.record:
        return None
    kept = replace(told, sections=tuple(_sections(full, told)))
    record = record_of(whole[1], month, whole[0].as_of)
    return kept if record is None else _issued(record, kept, told, whole, part)


def _issued(record: Record, kept: Bulletin, told: Bulletin, whole: Read, part: Read) -> Bulletin:
    """An issued notice: held back is what is held back of it as reckoned now, and what leads to anything not there."""
    issued, full = (notice_in(record, *read, told.month) for read in (part, whole))
    clear = {one.id for one, again in zip(kept.sections, told.sections, strict=True) if one == again}
    every = {section.id: section for section in full.sections}
    sections = (
        one if one.id in clear and not _lacks(one, every[one.id], part[1]) else replace(one, blocks=_HELD_BACK)
        for one in issued.sections
    )
    return replace(issued, sections=tuple(sections), since=_blocks(full.since, issued.since))


def _lacks(section: Section, full: Section, book: Book) -> bool:
    """Whether a section of an issued notice tells of anything that is not in a part of the records."""
    opened, all_of_it = ([_opened(one) for one in parts_of(given)] for given in (section, full))
    named = (one for one in parts_of(section) if isinstance(one, Name) and one.id)
    return opened != all_of_it or any(book.find(one.kind, one.id) is None for one in named)


def _opened(part: Part) -> int:
    return len(part.outcomes) + len(part.facts) if isinstance(part, Figure) else 0


def _sections(full: Bulletin, told: Bulletin) -> Iterator[Section]:
    """The sections of ``told``, each with its figures only where they are those of ``full``."""
    known = {section.id: section.blocks for section in full.sections}
    for section in told.sections:
        yield replace(section, blocks=_blocks(known.get(section.id, ()), section.blocks))


def _blocks(full: tuple[Block, ...], told: tuple[Block, ...]) -> tuple[Block, ...]:
    return told if _said(full) == _said(told) else _HELD_BACK


def _said(blocks: tuple[Block, ...]) -> list[str]:
    return [text for block in blocks for text in words(block)]
