"""The bytes of the files of a state, each vouched for: they are those of the version that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from taizhang.records.git import blob_id
from taizhang.records.source import normalised
from taizhang.records.warm.git_state import State, Uncertain, on_disk


class Contents:
    """Reads each file once; what was read already may be ``given``."""

    def __init__(self, state: State, given: Mapping[str, bytes]) -> None:
        self._state = state
        self._read = {(path, blob_id(content)): content for path, content in given.items()}

    def fetch(self, files: Iterable[tuple[str, str]]) -> None:
        """Read files, path and version, in one go."""
        wanted = [one for one in dict.fromkeys(files) if one not in self._read]
        if self._state.work:
            for path, version in wanted:
                self._read[path, version] = vouched(on_disk(self._state.base / path), version)
        elif wanted:
            found = self._state.git.blobs(version for _, version in wanted)
            for one, content in zip(wanted, found, strict=True):
                if content is None or blob_id(content) != one[1]:
                    raise Uncertain
                self._read[one] = content

    def of(self, path: str, version: str) -> bytes:
        """The bytes of one file; raises Uncertain where it is not that version."""
        self.fetch([(path, version)])
        return self._read[path, version]


def vouched(content: bytes, version: str) -> bytes:
    """``content``, if it is that of ``version``; a checkout may have given it other line ends, and nothing else."""
    if blob_id(content) != version:
        plain = normalised(content)
        if plain == content or b"\r\n" in plain or blob_id(plain) != version:
            raise Uncertain
    return content
