"""``taizhang attachments FOLDER``: the files that are kept there beside the digests that records tell."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from taizhang.cli.attach import digest_of
from taizhang.cli.command import common_arguments, refused
from taizhang.cli.company import open_book
from taizhang.cli.report import plain
from taizhang.cli.waiting import waiting
from taizhang.desk.upkeep.attachments import attached_in, compared, told
from taizhang.desk.upkeep.sentences import say
from taizhang.progress import Phase, Tell, nobody

HELP = "核对附件:目录里的文件与记录里的摘要是否相符"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder, and which attachments are kept in it."""
    common_arguments(parser)
    parser.add_argument("folder", type=Path, metavar="目录", help="存放附件的目录,连同下级")
    parser.add_argument("--kept-at", default="", metavar="存放处", help="只核对存放处以此开头的附件")


def run(chosen: argparse.Namespace) -> int:
    """Print the comparison; 1 where a file was changed or is not there."""
    folder: Path = chosen.folder
    if not folder.is_dir():
        return refused(say("attach.no-folder", path=folder))
    book = open_book(chosen)
    listed = [one for one in attached_in(book) if one.kept_at.startswith(chosen.kept_at)]
    with waiting(chosen) as tell:
        found = compared(listed, files_in(folder, tell))
    for line in told(found):
        print(plain(line))
    return 0 if found.agrees else 1


def files_in(folder: Path, tell: Tell = nobody) -> dict[str, str]:
    """The digests of the files below a folder by their paths there; links and hidden files are passed over."""
    found: dict[str, str] = {}
    for place, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            tell(Phase.DIGESTING, len(found))
            digest = None if name.startswith(".") or file.is_symlink() else digest_of(file)
            if digest is not None:
                found[file.relative_to(folder).as_posix()] = digest
    return found
