"""Rule kinds, one module each; this literal is the whole list."""

from __future__ import annotations

from taizhang.rules import adjust, measure, reconcile, recurring, require, response, scorecard
from taizhang.rules.kind import RuleKind

KINDS: dict[str, RuleKind] = {
    "recurring": recurring,
    "require": require,
    "response": response,
    "reconcile": reconcile,
    "adjust": adjust,
    "measure": measure,
    "scorecard": scorecard,
}

__all__ = ["KINDS", "RuleKind"]
