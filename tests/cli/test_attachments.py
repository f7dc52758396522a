"""The files of a folder by their digests: hidden ones and links are passed over."""

from __future__ import annotations

from pathlib import Path

from taizhang.cli.attach import digest_of
from taizhang.cli.attachments import files_in


def test_files_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("one/a.pdf", ".git/b", ".hidden", "c"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "link").symlink_to(tmp_path / "c")
    assert files_in(tmp_path) == {name: digest_of(tmp_path / name) for name in ("c", "one/a.pdf")}
    assert digest_of(tmp_path / "none") is None
