"""``taizhang cms``: a configuration of Sveltia CMS, for those who want its forms; the site's own need nothing of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from taizhang.cli.command import common_arguments, refused, roots
from taizhang.cli.files import write_new
from taizhang.desk.cms import BRANCH, FORGES, PLACE, Backend, configuration, is_repository
from taizhang.desk.sentences import say
from taizhang.records.schema_set import load_schemas

HELP = "生成 Sveltia CMS 的配置(可选):在浏览器里填表,在 GitHub 或 GitLab 上开合并请求"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare for which repository, and where to write."""
    common_arguments(parser)
    parser.add_argument("--forge", choices=FORGES, required=True, help="哪个代码平台")
    parser.add_argument("--repo", required=True, metavar="组织/仓库", help="仓库在平台上的名字")
    parser.add_argument("--branch", default="main", metavar="分支", help="主分支,默认 main")
    parser.add_argument("--write", type=Path, metavar="目录", help=f"写到这个目录的 {PLACE},已有的不覆盖;不写则只显示")


def run(chosen: argparse.Namespace) -> int:
    """Print the configuration, or write it and say what its forms can't do; 1 where it can't be."""
    if not is_repository(chosen.forge, chosen.repo):
        return refused(say("cms.repository", value=chosen.repo))
    if not BRANCH(chosen.branch):
        return refused(say("cms.branch", value=chosen.branch))
    backend = Backend(chosen.forge, chosen.repo, chosen.branch)
    made = configuration(load_schemas(chosen.base_dir / "schemas"), backend, roots(chosen)[0])
    if chosen.write is None:
        sys.stdout.write(made.text)
        return 0
    file: Path = chosen.write / PLACE
    if not write_new(file, made.text):
        return refused(say("cms.exists", path=file))
    print(say("cms.written", path=file, count=len(made.kinds)))
    for note in made.notes:
        print(f"  {note}")
    return 0
