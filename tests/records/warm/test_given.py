"""What a record gives and asks comes back from its text as it was."""

from __future__ import annotations

import pytest

from taizhang.records.load import Memory, load
from taizhang.records.warm.given import exchange_of, exchange_text
from tests.records.company import Files, schemas, valid_files

CHANGES = [("", ""), ("2026", "２０２６"), (": ", ": \U0001f600"), ("- ", "- 1.0"), ("id: ", "id: 0")]


@pytest.mark.parametrize("change", CHANGES)
def test_every_kind_comes_back(change: tuple[str, str]) -> None:
    memory: Memory = {}
    files = {path: content.decode().replace(*change, 3).encode() for path, content in valid_files().items()}
    load(Files(files), schemas(), memory)
    found = [one.exchange for one in memory.values() if one.exchange is not None]
    assert len(found) > 40
    for one in found:
        text = exchange_text(one)
        assert exchange_of(text) == one
        assert text.isascii()
