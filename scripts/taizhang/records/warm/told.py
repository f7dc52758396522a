"""Problems as text to keep: JSON in ASCII, which any text survives."""

from __future__ import annotations

import json
from collections.abc import Iterable

from taizhang.problem import Problem, Severity

FIELDS = ("path", "line", "column", "rule", "message", "repair", "value", "title", "excerpt", "width", "severity")
"""Those of a problem, in its own order."""


def problems_text(problems: Iterable[Problem]) -> str:
    """Problems as text; nothing for none."""
    listed = [[getattr(one, field) for field in FIELDS] for one in sorted(problems)]
    return json.dumps(listed, separators=(",", ":")) if listed else ""


def problems_of(text: str) -> list[Problem]:
    """The problems of which ``text`` was made."""
    return [
        Problem(**{**dict(zip(FIELDS, one, strict=True)), "severity": Severity(one[-1])})
        for one in (json.loads(text) if text else ())
    ]
