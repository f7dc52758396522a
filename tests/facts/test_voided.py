"""Signatures on records that were changed afterwards (C6.3, design §10)."""

from __future__ import annotations

import hashlib

from taizhang.facts.voided import voided_facts
from tests.books import book_of, company, person

SIGNED = """\
person: zhang
unit: east
from: 2026-10-19
until: 2026-10-20
part: whole
type: annual
submitted_at: 2026-10-15 10:20
state: applied
"""
PATH = "leaves/east/zhang/2026-10-19.yaml"
APPROVAL = """\
id: 2026-10-15-leave
person: zhang
subject: leaves/east/zhang/2026-10-19
step: supervisor
decision: agreed
at: 2026-10-15 17:05
digest: "sha256:{digest}"
"""


def voided(now: str) -> list[tuple[str, str, str, object]]:
    """What the signature on ``SIGNED`` is worth when the record says ``now``."""
    digest = hashlib.sha256(SIGNED.encode()).hexdigest()
    files = company() | person("zhang", "张伟", "T0001", ("2025-01-01", "", "east")) | {PATH: now}
    book = book_of(files | {"approvals/zhang/2026-10-15-leave.yaml": APPROVAL.format(digest=digest)})
    return [(one.name, one.person, one.case, one.attributes["step"]) for one in voided_facts(book)]


def test_what_is_unchanged_stands() -> None:
    assert voided(SIGNED) == []


def test_a_change_after_signing_voids_it() -> None:
    expected = ("approval.voided", "zhang", "leaves/east/zhang/2026-10-19", "supervisor")
    assert voided(SIGNED.replace("2026-10-20", "2026-10-21")) == [expected]


def test_the_digest_is_that_of_the_file() -> None:
    """As sha256sum tells it: a comment changes it too."""
    assert len(voided(f"{SIGNED}# 说明\n")) == 1
