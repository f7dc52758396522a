"""The trailers of a commit's message that tell of its request, read here where nobody can doubt them, else by Git.

Git works for every message as long as for the comparison of its trees. Where the last paragraph is nothing but lines
``Key: value``, as the forge's machine writes it, what Git would tell is certain; whatever else names one of the keys
is asked of Git, in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from taizhang.records.git import Git

TRAILERS = ("Submitted-At", "Submitted-By", "Approved-By", "Approved-At")
_FORMAT = "%H%x00%(trailers:only=true,unfold=true," + ",".join(f"key={key}" for key in TRAILERS) + ")"
_LOG = (
    *("-c", "trailer.separators=:", "log", "--no-walk=unsorted", "--stdin", "--no-patch", "-z"),
    *("--no-show-signature", "--encoding=UTF-8", f"--format={_FORMAT}"),
)
_WANTED = tuple(f"{key.lower()}:" for key in TRAILERS)
_LINES = re.compile(r"\n\n((?:[A-Za-z0-9-]+: [!-~\x80-\U0010ffff][ -~\x80-\U0010ffff]*\n)+)\Z")
_TITLE = re.compile(r"[^\s#]")
_SCISSORS = " >8 "


def plain_trailers(message: str) -> str | None:
    """The trailers wanted of a message, one a line; None where only Git can tell."""
    lowered = message.lower()
    if "submitted-" not in lowered and "approved-" not in lowered:
        return ""
    found = _LINES.search(message.rstrip("\n") + "\n")
    if not found or " \n" in found[1] or _SCISSORS in message or not _TITLE.match(message):
        return None
    return "\n".join([line for line in found[1][:-1].split("\n") if line.lower().startswith(_WANTED)])


def asked_trailers(git: Git, commits: Iterable[str]) -> Mapping[str, str] | str:
    """The trailers wanted of some commits, by Git itself; its complaint where it refuses."""
    names = "".join(f"{name}\n" for name in commits)
    answer = git.run(*_LOG, given=names.encode("ascii"))
    if not answer.ok:
        return answer.complaint or "git log"
    told = answer.out.decode("utf-8", "surrogateescape").split("\0")
    return dict(zip(told[0::2], told[1::2], strict=False))
