"""Audiences: for whom editions of the site are made, and what they may see (A6.1). Data of the company, not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.records.book import Book
from taizhang.records.levels import LEVELS, NEEDS, highest, kind_level, level_of, raised

INTERNAL, COMMERCIAL, PERSONAL, PAY, SECRET = "internal", "commercial", "personal", "pay", "secret"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an edition is for.

    ``sees`` are the sensitivities it may see; what is internal everybody sees. With ``unit`` it is the edition of one
    unit, in which checks that come there unannounced are not told before their day.
    """

    id: str
    title: str
    sees: frozenset[str]
    unit: str = ""

    def may_see(self, sensitivity: str) -> bool:
        """Whether this audience may see what bears a sensitivity."""
        return sensitivity == INTERNAL or sensitivity in self.sees

    @property
    def level(self) -> str:
        """Up to which level this audience may read records that were raised (A6.4)."""
        return next(level for level in reversed(LEVELS) if self.may_see(NEEDS[level]))

    @property
    def most(self) -> str:
        """The highest level of anything in this audience's edition, of kinds and of records that were raised."""
        return highest((self.level, *(kind_level(one) for one in self.sees)))

    def above(self, sensitivity: str, data: Mapping[str, object]) -> bool:
        """Whether a record of a kind with this sensitivity was raised to a level this audience may not read (A6.4)."""
        return raised(sensitivity, data) and not self.may_see(NEEDS[level_of(sensitivity, data)])


STAFF = Audience("staff", "员工版", frozenset({COMMERCIAL}))
"""Whom the site in ``build/site`` is for, unless the company says otherwise."""

USUAL = (
    STAFF,
    Audience("marketing", "市场部版", frozenset({COMMERCIAL, PERSONAL})),
    Audience("hr", "人力资源版", frozenset({COMMERCIAL, PERSONAL, PAY})),
    Audience("management", "管理层版", frozenset({COMMERCIAL, PERSONAL, PAY, SECRET})),
)
"""The audiences of a company that names none."""

EVERYTHING = Audience("everything", "全部", frozenset({COMMERCIAL, PERSONAL, PAY, SECRET}))
"""Who has the records themselves: nothing is kept from them, whatever the company calls its editions."""


def audiences(book: Book) -> dict[str, Audience]:
    """The company's audiences by id; one of the usual that it does not name is as usual."""
    found = {one.id: one for one in USUAL}
    for record in book.of("company"):
        listed = record.data.get("editions")
        for item in listed if isinstance(listed, list) else ():
            sees = frozenset(str(one) for one in item["sees"])
            one = Audience(str(item["id"]), str(item["title"]), sees, str(item.get("unit", "")))
            found[one.id] = one
    return found
