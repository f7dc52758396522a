"""Whom Git's names mean: one person or nobody, and never an address."""

from __future__ import annotations

import pytest

from taizhang.publish.identities import Identities, Who
from tests import books
from tests.publish import companies


def identities() -> Identities:
    """The ordinary company, with an account of 李娜's, and two people called 王强."""
    files = companies.ordinary()
    files["people/li-na.yaml"] = str(files["people/li-na.yaml"]) + "accounts: [{forge: gitea, login: LiNa}]\n"
    files |= companies.person("wang-qiang", "王强", "T0008", ("2026-01-01", "", "east"))
    files |= companies.person("wang-qiang-2", "王强", "T0009", ("2026-01-01", "", "west"))
    return Identities(books.book_of(files))


@pytest.mark.parametrize(
    ("name", "mail", "meant"),
    [
        ("张伟", "", Who("zhang-wei")),
        ("ZHANG-WEI", "x@y", Who("zhang-wei")),
        ("t0002", "x@y", Who("li-na")),
        ("?", "4711+lina@users.noreply.example.com", Who("li-na")),
        ("李娜", "lina@example.com", Who("li-na")),
        ("张伟", "lina@example.com", Who(name="张伟")),
        ("王强", "", Who(name="王强")),
        ("王强", "T0009@example.com", Who("wang-qiang-2")),
        ("外人", "out@example.com", Who(name="外人")),
        ("out@example.com", "out@example.com", Who()),
        ("", "", Who()),
    ],
)
def test_who_is_meant(name: str, mail: str, meant: Who) -> None:
    assert identities().who(name, mail) == meant


@pytest.mark.parametrize(
    ("trailer", "meant"),
    [
        ("张伟 <x@y>", Who("zhang-wei")),
        ("张伟", Who("zhang-wei")),
        ("<lina@example.com>", Who("li-na")),
        ("谁也不是", Who(name="谁也不是")),
        ("", None),
        ("a <b", None),
    ],
)
def test_who_signed(trailer: str, meant: Who | None) -> None:
    assert identities().signed(trailer) == meant
