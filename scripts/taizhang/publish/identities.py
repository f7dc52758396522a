"""Whom Git's names mean: people by their accounts, numbers, ids and names; anybody else as Git calls him.

What Git calls somebody is what he typed himself: it tells who says that he wrote, and proves nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from taizhang.records.book import Book

PERSON = "person"
_TRAILER = re.compile(r"\s*(?P<name>[^<>]*?)\s*(?:<(?P<mail>[^<>\s]*)>)?\s*")


@dataclass(frozen=True, slots=True)
class Who:
    """A person by id, or, where ``person`` is empty, somebody by Git's name; never an address of mail."""

    person: str = ""
    name: str = ""


class Identities:
    """The people of a book as Git may name them."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def _known(self) -> dict[str, str]:
        """Ids by account, employee number, id and name; what several people are called names none of them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for record in self._book.of(PERSON):
            accounts = record.data.get("accounts")
            logins = [str(one.get("login", "")) for one in accounts] if isinstance(accounts, list) else []
            for called in (record.id, record.text("name"), record.text("employee_number"), *logins):
                found[called.casefold()].add(record.id)
        return {called: next(iter(ids)) for called, ids in found.items() if called and len(ids) == 1}

    def who(self, name: str, mail: str = "") -> Who:
        """Whom a name and an address mean; where they mean two people, the name as Git has it."""
        local = mail.partition("@")[0].rpartition("+")[2]
        meant = {one for called in (name, local) if (one := self._known.get(called.casefold()))}
        if len(meant) == 1:
            return Who(person=meant.pop())
        return Who(name="" if "@" in name else name)

    def signed(self, trailer: str) -> Who | None:
        """Whom a trailer names, ``name <mail>`` or a name alone; None for an empty one."""
        found = _TRAILER.fullmatch(trailer)
        if found is None or not (found["name"] or found["mail"]):
            return None
        return self.who(found["name"], found["mail"] or "")
