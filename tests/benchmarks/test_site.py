"""The benchmark of the site: pages of the asked size, one changed record, what was written, what a search fetches."""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.made import with_rules
from benchmarks.site import SEARCHED, another_minute, files_in, hugo_site, markdown, mkdocs_site, rendered, searched


def test_pages_are_of_the_asked_number_and_size() -> None:
    """Within one block; the smallest is one block."""
    pages = list(markdown(3, 5000))
    assert [name for name, _ in pages] == ["page-0", "page-1", "page-2"]
    assert all(abs(len(rendered(text).encode()) - 5000) < 600 for _, text in pages)
    assert len(next(iter(markdown(1, 0)))[1]) > 100


def test_the_peers_have_the_same_pages(tmp_path: Path) -> None:
    """MkDocs below docs, Hugo below content, both the same text below their titles."""
    theirs = mkdocs_site(tmp_path / "mkdocs", 2, 1000) / "docs/pages/page-1.md"
    hugos = hugo_site(tmp_path / "hugo", 2, 1000) / "content/pages/page-1.md"
    assert theirs.read_text().partition("\n\n")[2] == hugos.read_text().partition("---\n\n")[2]


def test_a_record_changes_in_its_minute_alone() -> None:
    record = "person: a\nsubmitted_at: 2026-10-16 17:30\nsummary: submitted_at\n"
    assert another_minute(record) == record.replace("17:30", "17:31")
    assert another_minute("submitted_at: 2026-10-16 17:59\n") == "submitted_at: 2026-10-16 17:00\n"


def test_a_file_written_again_is_told_from_one_that_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    before = files_in(tmp_path)
    (tmp_path / "new").write_text("b")
    (tmp_path / "new").replace(tmp_path / "b")
    after = files_in(tmp_path)
    assert [path for path in sorted(after) if after[path] != before.get(path)] == ["b"]


def test_what_a_search_fetches_is_counted_compressed(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    for name in SEARCHED:
        (tmp_path / name).write_bytes(b"x" * 1000)
    assert searched(tmp_path) == 2 * len(gzip.compress(b"x" * 1000))


def test_rules_come_beside_the_records_of_the_company(tmp_path: Path) -> None:
    """What is there already stays."""
    kept = tmp_path / "records/rulebooks/telecom/reporting.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("own: true\n")
    with_rules(tmp_path)
    assert kept.read_text() == "own: true\n"
    assert (tmp_path / "records/rulebooks/telecom/plans.yaml").is_file()
