"""Facts from Git: landings, later changes, approvals of merges; nothing where history is not known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from taizhang.facts.fact import Fact
from taizhang.facts.landed import landed_facts
from taizhang.history.history import History, Unknown, read_history
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests.books import book_of, report, schemas
from tests.repository import Repository

(PATH, TEXT), *_ = report("zhang", "2026-W42", "2026-10-16 17:20").items()
MERGE = """\
Merge request 7

Submitted-At: 2026-10-16T17:22:00+08:00
Submitted-By: zhang
Approved-By: 李娜 <li@example.com>
Approved-At: 2026-10-17T09:00:00+08:00
"""


def told(root: Path) -> list[Fact]:
    """The facts of a repository's own history about its own records."""
    return list(landed_facts(load(WorkTree(root), schemas()), read_history(root, "+08:00")))


def test_a_landing_speaks_of_the_record_s_people(tmp_path: Path) -> None:
    """Its moment, person and unit; the case is the record's key."""
    repository = Repository.create(tmp_path)
    commit = repository.put(f"records/{PATH}", "2026-10-16 17:40", TEXT)
    (fact,) = told(tmp_path)
    assert (fact.name, fact.time) == ("record.landed", datetime(2026, 10, 16, 17, 40))
    assert (fact.person, fact.unit, fact.case) == ("zhang", "east", PATH.removesuffix(".yaml"))
    assert (fact.get("kind"), fact.get("commit")) == ("weekly-report", commit)


def test_a_later_change_is_another_fact(tmp_path: Path) -> None:
    """The landing stays; the change has its own moment."""
    repository = Repository.create(tmp_path)
    repository.put(f"records/{PATH}", "2026-10-16 17:40", TEXT)
    repository.put(f"records/{PATH}", "2026-10-19 09:00", TEXT.replace("17:20", "17:10"))
    assert [(fact.name, fact.time) for fact in told(tmp_path)] == [
        ("record.landed", datetime(2026, 10, 16, 17, 40)),
        ("record.changed-after-landing", datetime(2026, 10, 19, 9)),
    ]


def test_a_merge_s_trailers_tell_submitter_and_approver(tmp_path: Path) -> None:
    """Handed in on Friday, approved and merged on Saturday: landed on Friday, approved on Saturday."""
    repository = Repository.create(tmp_path)
    repository.put("records/x.txt", "2026-10-12 08:00", "x\n")
    repository.git("switch", "--quiet", "-c", "zhang")
    repository.put(f"records/{PATH}", "2026-10-16 17:20", TEXT)
    repository.git("switch", "--quiet", "main")
    repository.merge("zhang", "2026-10-17 09:05", MERGE)
    landed, approved = (fact for fact in told(tmp_path) if fact.person == "zhang")
    assert (landed.time, landed.get("submitted_by")) == (datetime(2026, 10, 16, 17, 22), "zhang")
    assert (approved.name, approved.time) == ("record.approved", datetime(2026, 10, 17, 9))
    assert (approved.get("name"), approved.get("mail")) == ("李娜", "li@example.com")


def test_what_has_not_landed_and_what_is_not_known_states_nothing(tmp_path: Path) -> None:
    """A record outside Git's history, and a history that could not be read."""
    Repository.create(tmp_path).write(f"records/{PATH}", TEXT)
    assert told(tmp_path) == []
    assert list(landed_facts(book_of({PATH: TEXT}), History("+08:00", why_unknown=Unknown.SHALLOW))) == []
