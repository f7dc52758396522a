"""How an outcome names the facts it came of, so that one cause is charged once (G13)."""

from __future__ import annotations

from taizhang.facts.fact import Fact


def name_of_fact(fact: Fact) -> str:
    """A fact's name in ``because``: the record and the pointer, ``path#a/0/b``."""
    return f"{fact.source.path}#{'/'.join(str(step) for step in fact.source.pointer)}"
