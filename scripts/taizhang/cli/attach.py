"""``taizhang attach FILE``: a file's name, digest and place for a record; the file itself is never copied."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from taizhang.cli.command import common_arguments, refused
from taizhang.cli.company import open_book
from taizhang.cli.edits import apply
from taizhang.desk.asked import Unknown
from taizhang.desk.upkeep.attachments import attached_to, entry_of
from taizhang.desk.upkeep.sentences import say
from taizhang.desk.yaml_text import document

HELP = "附件:算出文件的摘要,记下名称和存放处;文件本身不进仓库"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which file, for which record, kept where."""
    common_arguments(parser)
    parser.add_argument("file", type=Path, metavar="文件", help="扫描件、照片等,只读它算摘要")
    parser.add_argument("--kept-at", required=True, metavar="存放处", help="文件放在哪个系统、哪个目录或哪个柜子")
    parser.add_argument("--name", default="", metavar="名称", help="附件的名称,默认文件名")
    parser.add_argument("--record", default="", metavar="记录", help="附到哪条记录,写它的路径;不写就只打印")
    parser.add_argument("--write", action="store_true", help="写进记录;不加只给看")


def run(chosen: argparse.Namespace) -> int:
    """Print the entry, or show and write the record with it; 1 where that can't be."""
    name, kept_at = chosen.name.strip() or chosen.file.name, chosen.kept_at.strip()
    if not (kept_at and name.isprintable() and kept_at.isprintable()):
        return refused(say("attach.text"))
    digest = digest_of(chosen.file)
    if digest is None:
        return refused(say("attach.no-file", path=chosen.file))
    if chosen.file.resolve().is_relative_to(chosen.base_dir.resolve()):
        print(say("attach.in-repository", path=chosen.file), file=sys.stderr)
    entry = entry_of(name, kept_at, digest)
    if not chosen.record:
        sys.stdout.write(document(entry))
        return 0
    book = open_book(chosen)
    edit = attached_to(book, Path(chosen.record).as_posix().removeprefix("./"), entry)
    if isinstance(edit, Unknown):
        sys.stdout.write(document(entry))
        return refused(edit.text)
    return apply(chosen, book, (edit,))


def digest_of(file: Path) -> str | None:
    """The digest of a file as records write it: ``sha256:`` and 64 digits; None for what can't be read."""
    try:
        with file.open("rb") as stream:
            return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
    except OSError:
        return None
