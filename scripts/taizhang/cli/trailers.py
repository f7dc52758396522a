"""``taizhang trailers``: what the merge of a request says of who handed it in and who approved it (design §10)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from taizhang.cli.command import common_arguments, refused
from taizhang.cli.company import open_book
from taizhang.desk.forge.asked_of import PARTS, asked_of
from taizhang.desk.forge.sentences import say
from taizhang.desk.forge.trailers import Merge, body, merge_of
from taizhang.facts.registers import Registers

HELP = "由代码平台的数据写出合并提交的尾注:谁何时提交,谁何时批准"
MOST_MB = 10
FORMATS = ("trailers", "message", "api")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the forge and where its data is."""
    common_arguments(parser)
    parser.add_argument("file", nargs="?", default="-", metavar="文件", help="平台接口的回答,JSON;默认读标准输入")
    parser.add_argument("--forge", choices=sorted(PARTS), required=True, help="哪个代码平台")
    parser.add_argument("--head", metavar="提交", help="要合并的提交;请求的最后一版不是它就拒绝")
    parser.add_argument("--unapproved", action="store_true", help="没有人批准也写")
    parser.add_argument(
        "--format", choices=FORMATS, default="trailers", help="只写尾注,整个提交说明,或平台合并接口的请求体"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print it; 1 with the reason where the request is not to be merged."""
    if chosen.file != "-" and not Path(chosen.file).is_file():
        return refused(say("trailers.no-file", path=chosen.file))
    whole = _read(chosen.file)
    if whole is None:
        return refused(say("trailers.too-large", most=MOST_MB))
    asked = asked_of(chosen.forge, whole)
    if isinstance(asked, str):
        return refused(asked)
    if chosen.head and chosen.head != asked.head:
        return refused(say("trailers.other-head", found=asked.head, wanted=chosen.head))
    registers = Registers(open_book(chosen))
    merge = merge_of(asked, chosen.forge, registers, unapproved=chosen.unapproved)
    if isinstance(merge, str):
        return refused(merge)
    for note in merge.notes:
        print(note, file=sys.stderr)
    sys.stdout.write(_told(merge, chosen.forge, chosen.format))
    return 0


def _told(merge: Merge, forge: str, wanted: str) -> str:
    if wanted == "api":
        return json.dumps(body(merge, forge), ensure_ascii=False, indent=2) + "\n"
    return merge.message if wanted == "message" else "\n".join(merge.trailers) + "\n"


def _read(name: str) -> str | None:
    """The data as text; None where it is too much. What is no UTF-8 is no JSON either, and told as that."""
    most = MOST_MB * 1_000_000
    if name == "-":
        data = sys.stdin.buffer.read(most + 1)
    else:
        with open(name, "rb") as file:
            data = file.read(most + 1)
    return None if len(data) > most else data.decode("utf-8", errors="replace")
