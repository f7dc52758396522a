"""``taizhang editor``: the settings by which an editor checks and completes records while they are typed."""

from __future__ import annotations

import argparse
from pathlib import Path

from taizhang.cli.command import common_arguments, refused, roots
from taizhang.cli.files import write_over
from taizhang.desk.editor import files_of, merged
from taizhang.desk.sentences import say
from taizhang.records.schema_set import load_schemas

HELP = "编辑器设置:写记录时就有提示、补全和检查"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whether to write."""
    common_arguments(parser)
    parser.add_argument("--write", action="store_true", help="写到 .vscode,别的设置保留;不加只核对是不是最新")


def run(chosen: argparse.Namespace) -> int:
    """Say of each file whether it is as the schemas want it, or write it; 1 for one that is not, or can't be read."""
    base: Path = chosen.base_dir
    wanted = {}
    for path, ours in files_of(load_schemas(base / "schemas"), roots(chosen)).items():
        present = _text(base / path)
        text = None if present is None else merged(present, ours)
        if text is None:
            return refused(say("editor.unreadable", path=path))
        if text != present:
            wanted[path] = text
    if not wanted:
        print(say("editor.current"))
    elif not chosen.write:
        return refused("\n".join(say("editor.stale", path=path) for path in wanted))
    for path, text in wanted.items():
        write_over(base / path, text)
        print(say("editor.written", path=path))
    return 0


def _text(file: Path) -> str | None:
    """What the file says, nothing where there is none; None for what is no text."""
    try:
        return file.read_bytes().decode("utf-8-sig") if file.exists() else ""
    except (UnicodeDecodeError, OSError):
        return None
