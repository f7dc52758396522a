"""Signatures that no longer hold: the record was changed after somebody signed it (design §10, C6.3).

A signature is an ``approval`` record with the SHA-256 of the file that was signed. Where that is not the file's now,
the signature states ``approval.voided`` beside its own fact, at the time it was given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact, Source
from taizhang.records.book import Book

APPROVAL, VOIDED = "approval", "approval.voided"


def voided_facts(book: Book) -> Iterator[Fact]:
    """A fact for every signature on a record that now says something else; nothing is said of a record not here."""
    approvals = book.of(APPROVAL)
    paths = {record.key: record.path for record in book.sound()} if approvals else {}
    for approval in approvals:
        path = paths.get(approval.text("subject"))
        time = moment_of(approval.data.get("at"))
        if path is None or time is None or digest_of(book, path) == approval.text("digest"):
            continue
        yield Fact(
            VOIDED,
            time,
            Source(approval.path, ("digest",)),
            person=approval.text("person"),
            case=approval.text("subject"),
            attributes={"step": approval.text("step")},
        )


def digest_of(book: Book, path: str) -> str:
    """The digest of the record at ``path`` as signatures write it: that of its file, as ``sha256sum`` tells it."""
    return f"sha256:{hashlib.sha256(book.content(path)).hexdigest()}"
