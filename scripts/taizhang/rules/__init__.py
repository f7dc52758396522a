"""Rule kinds, one module each; this literal is the whole list."""

from __future__ import annotations

from taizhang.rules import (
    adjust,
    attribute,
    cover,
    dispatch,
    first_come,
    gate,
    grade,
    measure,
    reconcile,
    recurring,
    require,
    response,
    rotate,
    scorecard,
    split,
)
from taizhang.rules.kind import RuleKind

KINDS: dict[str, RuleKind] = {
    "recurring": recurring,
    "require": require,
    "response": response,
    "reconcile": reconcile,
    "adjust": adjust,
    "measure": measure,
    "scorecard": scorecard,
    "attribute": attribute,
    "split": split,
    "grade": grade,
    "gate": gate,
    "rotate": rotate,
    "first-come": first_come,
    "cover": cover,
    "dispatch": dispatch,
}

__all__ = ["KINDS", "RuleKind"]
