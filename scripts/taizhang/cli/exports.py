"""What every export to human resources asks first: which month, and whether the file can be written (A8.6)."""

from __future__ import annotations

import argparse
from pathlib import Path

from taizhang.desk.asked import Unknown, month_of
from taizhang.tables.sentences import say
from taizhang.when.period import Period

SUFFIX = ".xlsx"


def month_and_file(chosen: argparse.Namespace) -> tuple[Period, Path] | Unknown:
    """The month and the file asked for; or what is wrong with them."""
    month, out = month_of(chosen.month), Path(chosen.out)
    if isinstance(month, Unknown):
        return month
    if out.suffix.lower() != SUFFIX:
        return Unknown(say("export.not-xlsx", file=out))
    if not out.parent.is_dir():
        return Unknown(say("export.no-folder", folder=out.parent))
    return month, out
