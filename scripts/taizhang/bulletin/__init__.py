"""The month's notice: assembled from ledger and book as data; terminal and page each lay it out (design §8)."""

from taizhang.bulletin.assemble import assemble, months_of
from taizhang.bulletin.notice import Bulletin, Figure, Name, Paragraph, Section, Stage, Table
from taizhang.bulletin.notices import notice_of, notices_of
from taizhang.bulletin.seen import seen
from taizhang.bulletin.text import plain, text_of

__all__ = [
    "Bulletin",
    "Figure",
    "Name",
    "Paragraph",
    "Section",
    "Stage",
    "Table",
    "assemble",
    "months_of",
    "notice_of",
    "notices_of",
    "plain",
    "seen",
    "text_of",
]
