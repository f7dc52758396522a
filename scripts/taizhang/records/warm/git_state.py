"""What of a state of the records differs from a tree of Git: the only way in which the warm check looks at files.

A state is the work tree, the index or a commit; each is told as its differences from one tree, which never changes.
Whatever can't be told for sure raises ``Uncertain``, and everything is read instead.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from taizhang.records.git import Answer, Git, blob_id

MOST = 3000
"""So many files may differ; beyond that it is quicker to read everything."""
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
ATTRIBUTES = ".gitattributes"
STRICT = ("-c", "core.checkStat=default", "-c", "core.trustctime=true", "-c", "core.fsmonitor=false")
"""A file that was touched counts as changed, whatever less the user's settings make Git look at."""
PLAIN = ("-z", "--raw", "--abbrev=64", "--no-renames", "--no-ext-diff", "--ignore-submodules=none")
SETTINGS = r"^(core|filter|extensions|index)\."
RENAMING = frozenset({b"core.ignorecase", b"core.precomposeunicode"})
INDEX_FILE = "GIT_INDEX_FILE"


class Uncertain(Exception):  # noqa: N818 - it says what happened
    """Something of which this way can't be sure."""


@dataclass(frozen=True, slots=True)
class State:
    """Which files: those of the work tree, of the index (``index``), or of a commit (``revision``)."""

    base: Path
    root: str
    index: bool = False
    revision: str | None = None

    @property
    def work(self) -> bool:
        """Whether the files are read from the disk."""
        return not self.index and self.revision is None

    @property
    def git(self) -> Git:
        """The repository, with a hook's own index where that is asked for."""
        return Git(self.base, frozenset({INDEX_FILE}) if self.index else frozenset())


@dataclass(frozen=True, slots=True)
class Differing:
    """A file that is not as in the tree: its blob there, and its blob now; each empty where there is no such file."""

    before: str
    now: str


class Repository:
    """What Git says of where a state lies, and of what it does to files on their way to the disk."""

    def __init__(self, state: State) -> None:
        """Ask; the answers are waited for when they are wanted."""
        self._state = state
        self._places = state.git.begin("rev-parse", "--show-prefix", "--absolute-git-dir", "--git-common-dir")
        self._settings = state.git.begin("config", "-z", "--get-regexp", SETTINGS)
        self._told: tuple[str, Path, bytes] | None = None

    def drop(self) -> None:
        """Wait for nothing more."""
        self._places.drop()
        self._settings.drop()

    def _tell(self) -> tuple[str, Path, bytes]:
        if self._told is None:
            places, settings = self._places(), self._settings()
            lines = places.text.split("\n")
            if not places.ok or len(lines) != 3 or settings.code not in {0, 1}:
                raise Uncertain
            common = (self._state.base / lines[2]).resolve()
            attributes = b"\0".join(self._attributes(common, lines[0], settings.out))
            self._told = lines[0], Path(lines[1]), settings.out + attributes
        return self._told

    @property
    def prefix(self) -> str:
        """The folder of the company below the top of the work tree, with its slash."""
        return self._tell()[0]

    @property
    def folder(self) -> Path:
        """Git's own folder, of this work tree."""
        return self._tell()[1]

    @property
    def conversions(self) -> bytes:
        """All by which a file on the disk may differ from its blob: settings and attributes."""
        found = self._tell()[2]
        if any(name.split(b"\n")[0] in RENAMING and name.split(b"\n")[1:] != [b"false"] for name in found.split(b"\0")):
            raise Uncertain  # the disk's names need not be Git's
        return found

    def index_digest(self) -> str:
        """What ends the index: a digest over all of it; empty where there is no index, or one without a digest."""
        try:
            with (self.folder / "index").open("rb") as file:
                file.seek(-20, os.SEEK_END)
                found = file.read()
        except FileNotFoundError:
            return ""
        return found.hex() if found.strip(b"\0") else ""

    def _attributes(self, common: Path, prefix: str, settings: bytes) -> Iterator[bytes]:
        """The files of attributes that are not below the records; those there are told as files that differ."""
        above = len(Path(prefix).parts)
        top = self._state.base.resolve()
        folders = (top, *top.parents[:above], *self._inside(top))
        files = [common / "info" / "attributes", *(folder / ATTRIBUTES for folder in folders)]
        home = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()
        files.append(home / "git" / "attributes")
        for setting in settings.split(b"\0"):
            name, _, value = setting.partition(b"\n")
            if name == b"core.attributesfile":
                files.append(Path(os.fsdecode(value)).expanduser())
        for file in files:
            yield file.read_bytes() if file.is_file() else b""

    def _inside(self, top: Path) -> Iterator[Path]:
        """The folders from the company's down to the record root."""
        folder = top
        for part in Path(self._state.root).parts:
            folder = folder / part
            yield folder


class View:
    """A state as its differences from a tree, asked for at once so that Git works while we read other things."""

    def __init__(self, state: State, tree: str) -> None:
        """Ask Git; raises Uncertain where the question can't be put."""
        self.state, self.contents = state, dict[str, bytes]()
        git, root = state.git, state.root
        if state.revision is not None:
            self._asked = [git.begin("diff-tree", "-r", *PLAIN, tree, state.revision, "--", root)]
        elif state.index:
            visible = ("--cached", "--ita-visible-in-index")
            self._asked = [
                git.begin("diff-index", *visible, *PLAIN, tree, "--", root),
                git.begin("ls-files", "-u", "-z", "--", root),
            ]
        else:
            self._asked = [
                git.begin(*STRICT, "diff-index", *PLAIN, tree, "--", root),
                git.begin("ls-files", "-o", "-z", "--", root),
            ]

    def drop(self) -> None:
        """Wait for nothing more."""
        for asked in self._asked:
            asked.drop()

    def differences(self, prefix: str) -> dict[str, Differing]:
        """Every file below the root that is not as in the tree, by its path from the company's folder."""
        answers = [asked() for asked in self._asked]
        if any(not answer.ok or answer.complaint for answer in answers):
            raise Uncertain
        if self.state.index and answers[1].out:
            raise Uncertain  # a merge is under way
        found = dict(self._compared(answers[0], prefix))
        if self.state.work:
            for path in self._listed(answers[1]):
                found[path] = Differing(found[path].before if path in found else "", "?")
        if len(found) > MOST:
            raise Uncertain
        return {path: self._looked_up(path, one) for path, one in found.items()}

    def _compared(self, answer: Answer, prefix: str) -> Iterator[tuple[str, Differing]]:
        parts = answer.out.split(b"\0")
        if len(parts) > 3 * MOST:
            raise Uncertain
        for head, path in zip(parts[::2], parts[1::2], strict=False):
            old_mode, new_mode, before, now, status = head.lstrip(b":").split(b" ")
            name = _text(path).removeprefix(prefix)
            if self._hidden(name):
                continue
            if status not in {b"A", b"D", b"M", b"T"} or not {old_mode, new_mode} <= {b"000000", b"100644", b"100755"}:
                raise Uncertain
            unknown = not now.strip(b"0")
            then = "" if status == b"D" else "?" if unknown else now.decode()
            yield name, Differing("" if status == b"A" else before.decode(), then)

    def _listed(self, answer: Answer) -> Iterator[str]:
        """The files that Git does not track; a folder among them is a repository of its own."""
        parts = answer.out.split(b"\0")
        if len(parts) > MOST:
            raise Uncertain
        for part in parts[:-1]:
            name = _text(part)
            if name.endswith("/"):
                raise Uncertain
            if not self._hidden(name):
                yield name

    def _hidden(self, path: str) -> bool:
        """Whether no record can be there: hidden files are passed over; but those that steer Git are not."""
        if not path.startswith(self.state.root + "/"):
            raise Uncertain
        parts = path[len(self.state.root) + 1 :].split("/")
        if parts[-1] == ATTRIBUTES:
            raise Uncertain
        return any(part.startswith(".") for part in parts)

    def _looked_up(self, path: str, one: Differing) -> Differing:
        if one.now != "?":
            return one
        if not self.state.work:
            raise Uncertain
        self.contents[path] = found = on_disk(self.state.base / path)
        return Differing(one.before, blob_id(found))


def on_disk(file: Path) -> bytes:
    """The bytes of a plain file."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            raise Uncertain
        return file.read_bytes()
    except OSError as error:
        raise Uncertain from error


def _text(path: bytes) -> str:
    try:
        return path.decode()
    except UnicodeDecodeError as error:
        raise Uncertain from error


def unflagged(state: State) -> None:
    """Raise Uncertain where Git was told not to look at some files on the disk."""
    answer = state.git.run("ls-files", "-v", "-z", "--", state.root)
    out = b"\0" + answer.out
    if not answer.ok or any(b"\0" + flag in out for flag in (b"S ", *(b"%c " % one for one in range(97, 123)))):
        raise Uncertain


def usual(state: State) -> bool:
    """Whether the record root is a folder of the company's own, by a name that means nothing else to Git."""
    parts = Path(state.root).parts
    plain = all(part.replace("-", "").replace("_", "").isalnum() for part in parts) and state.root.isascii()
    if not parts or not plain or (state.revision or "").startswith("-"):
        return False
    real = os.path.realpath(state.base)
    return not state.work or os.path.realpath(state.base / state.root) == os.path.join(real, *parts)


def tree_of(state: State) -> str:
    """The tree to tell states by: that of the last commit, or the empty one where there is none yet."""
    return state.git.run("rev-parse", "--verify", "--quiet", "HEAD^{tree}").text or EMPTY_TREE


def files_of(state: State, tree: str) -> dict[str, str]:
    """Path and blob of every record file in a tree."""
    found = {}
    for mode, blob, path in state.git.listing(tree, (state.root,)):
        if any(part.startswith(".") for part in path.split("/")):
            continue
        if mode not in {"100644", "100755"} or "\ufffd" in path:
            raise Uncertain
        found[path] = blob
    return found
