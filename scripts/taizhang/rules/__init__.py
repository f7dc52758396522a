"""Rule kinds, one module each; this literal is the whole list."""

from __future__ import annotations

from taizhang.rules import recurring
from taizhang.rules.kind import RuleKind

KINDS: dict[str, RuleKind] = {
    "recurring": recurring,
}

__all__ = ["KINDS", "RuleKind"]
