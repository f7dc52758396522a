"""``taizhang history``: one record's past as text, also of fields that no ordinary edition shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests import books
from tests.publish.histories import CUSTOMER, LI, Told, customer


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A company whose customer has got a contract, with the schemas beside it."""
    company = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer()})
    contracts = [{"number": "HT-1", "title": "专线", "signed_on": "2026-02-01", "expires_on": "2027-01-31"}]
    company.put(CUSTOMER, customer(contracts=contracts, name="宏远集团"), "2026-10-12 09:30", "签约", LI)
    root = company.repository.root
    (root / "schemas").symlink_to(books.ROOT / "schemas")
    return root


def told(base: Path, path: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], str]:
    """Exit code, lines and complaint of the command."""
    code = main(["history", "--base-dir", str(base), path])
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err


@pytest.mark.parametrize("path", [CUSTOMER, CUSTOMER.removesuffix(".yaml"), CUSTOMER.replace("/", "\\")])
def test_a_record_s_past(path: str, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines, _ = told(base, path, capsys)
    assert code == 0
    assert lines[0] == "客户 · 宏远集团(records/customers/C-000/C-000111.yaml)的历史"
    assert lines[1].startswith("2026-10-12 09:30  张伟 提交") or lines[1].startswith("2026-10-12 09:30  li na 提交")
    assert lines[1].endswith("签约")
    assert "    名称 宏远物流 → 宏远集团" in lines
    assert any(line.startswith("    合同 空 → 合同号 HT-1;") or "HT-1" in line for line in lines)
    assert lines[-1].startswith("2026-09-01 08:00  张伟 提交  新建  ")
    assert (base / ".cache/taizhang/versions.json").is_file()
    assert told(base, path, capsys)[1] == lines, "from the cache"


def test_the_absolute_path(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(base, str(base / CUSTOMER), capsys)[0] == 0


def test_no_such_record(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(base, "records/customers/nobody.yaml", capsys) == (
        1,
        [],
        "没有这条记录:records/customers/nobody.yaml\n",
    )


def test_without_git(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / ".git").rename(base.parent / "git")
    code, lines, _ = told(base, CUSTOMER, capsys)
    assert code == 0
    assert lines[1:] == ["这个文件夹不是 Git 仓库,谁在什么时候改过什么无从得知。"]
