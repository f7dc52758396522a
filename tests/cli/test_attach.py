"""``taizhang attach``: the digest is that of the file, the record gets one line more, the file stays where it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company
from tests.desk.upkeep.test_attachments import INCIDENT, PATH


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company with an incident."""
    company = write_company(tmp_path / "company")
    (company / PATH).parent.mkdir(parents=True)
    (company / PATH).write_text(INCIDENT, encoding="utf-8")
    return company


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file to attach."""
    file = tmp_path / "archive" / "证书.pdf"
    file.parent.mkdir()
    file.write_bytes(b"%PDF\r\n\x00" * 100_000)
    return file


def attach(base: Path, file: Path, *arguments: str) -> int:
    """Run the command."""
    return main(["attach", str(file), "--kept-at", "档案/证书.pdf", "--base-dir", str(base), *arguments])


def test_the_digest_is_that_of_sha256sum(base: Path, scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attach(base, scan) == 0
    said = capsys.readouterr().out
    shown = subprocess.run(["sha256sum", str(scan)], capture_output=True, check=True, encoding="utf-8").stdout
    assert f'digest: "sha256:{shown.split()[0].lstrip(chr(92))}"' in said


def test_it_is_shown_then_written_and_found_again(base: Path, scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attach(base, scan, "--record", PATH) == 0
    assert "还没有写" in capsys.readouterr().out
    assert (base / PATH).read_text(encoding="utf-8") == INCIDENT
    assert attach(base, scan, "--record", PATH, "--write") == 0
    assert main(["attachments", str(scan.parent), "--base-dir", str(base)]) == 0
    assert "相符 1 个" in capsys.readouterr().out
    scan.write_bytes(b"another")
    assert main(["attachments", str(scan.parent), "--base-dir", str(base)]) == 1
    assert "换过" in capsys.readouterr().out
    scan.unlink()
    assert main(["attachments", str(scan.parent), "--base-dir", str(base)]) == 1
    assert main(["attachments", str(scan.parent), "--base-dir", str(base), "--kept-at", "别处"]) == 0
    assert sorted(file.suffix for file in base.rglob("*.pdf")) == []


def test_an_original_in_the_repository_is_told(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / "scan.pdf").write_bytes(b"x")
    assert attach(base, base / "scan.pdf") == 0
    assert "原件不进 Git" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--record", "records/company.yaml"), "没有附件一栏"),
        (("--record", "records/../../etc/passwd"), "没有"),
        (("--name", "两\n行"), "不能换行"),
        (("--kept-at", " "), "各写一行字"),
    ],
)
def test_what_cannot_be_is_refused(
    base: Path, scan: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert attach(base, scan, "--write", *arguments) == 1
    assert said in capsys.readouterr().err


def test_no_file_and_no_folder(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attach(base, base) == 1
    assert "不是文件" in capsys.readouterr().err
    assert main(["attachments", str(base / PATH), "--base-dir", str(base)]) == 1
    assert "不是目录" in capsys.readouterr().err
