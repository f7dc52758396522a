"""``taizhang bulletin``: the notice of a month as Markdown; with ``--issue`` as it stands now, for good (A8.1)."""

from __future__ import annotations

import argparse
import sys

from taizhang.bulletin import assemble, notice_of, text_of
from taizhang.bulletin.frozen import DIGEST, KIND, fields_of
from taizhang.bulletin.gate import why_not_issue
from taizhang.bulletin.material import Material
from taizhang.bulletin.remarks import remarks_of
from taizhang.bulletin.sentences import say
from taizhang.cli.command import as_of_argument, common_arguments, refused, roots
from taizhang.cli.company import audited_at, moment_of, open_book, open_history
from taizhang.cli.files import write_new
from taizhang.cli.waiting import waiting
from taizhang.desk.asked import Unknown, month_of, person_of
from taizhang.desk.yaml_text import document
from taizhang.ledger import Ledger
from taizhang.progress import Phase
from taizhang.records.book import Book
from taizhang.records.paths import fill_template
from taizhang.when.period import Period, PeriodKind, period_of

HELP = "写出一个月的通报,或把它定稿发文"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which month, and who issues it."""
    common_arguments(parser)
    parser.add_argument("month", nargs="?", metavar="月份", help="例如 2026-10,默认最近结束的一个月")
    as_of_argument(parser)
    parser.add_argument("--issue", action="store_true", help="定稿发文:把现在的数字写成通报记录,以后不变")
    parser.add_argument("--by", metavar="人", help="谁定稿,代号或姓名,不能是写说明的人")


def run(chosen: argparse.Namespace) -> int:
    """Print the notice, or issue it; 1 for what is no month, one that has not begun, one that may not be issued."""
    asked = month_of(chosen.month) if chosen.month else None
    if isinstance(asked, Unknown):
        return refused(asked.text)
    book = open_book(chosen)
    now = moment_of(chosen, book)
    month = asked or period_of(PeriodKind.MONTH, now.date()).previous()
    if month.start > now.date():
        return refused(say("notice.not-begun", month=month.key))
    history = open_history(chosen, book)
    ledger = audited_at(chosen, book, history, now)
    if chosen.issue:
        return _issue(chosen, book, ledger, month, history.head)
    with waiting(chosen) as tell:
        tell(Phase.TELLING)
        text = text_of(notice_of(ledger, book, month, history.head))
    sys.stdout.write(text)
    return 0


def _issue(chosen: argparse.Namespace, book: Book, ledger: Ledger, month: Period, commit: str) -> int:
    """Write the notice's record; never over one that is there."""
    material = Material(ledger, book, month)
    person = person_of(material.registers, chosen.by) if chosen.by else Unknown(say("issue.need-by"))
    if isinstance(person, Unknown):
        return refused(person.text)
    if why := why_not_issue(material, remarks_of(book, month), person):
        return refused(why)
    fields = fields_of(assemble(ledger, book, month, commit), person.id, ledger.as_of)
    root, path = roots(chosen)[0], fill_template(book.kind(KIND).template, {"month": month.key})
    there = f"{root}/{path}"
    if not write_new(chosen.base_dir / there, document(fields)):
        return refused(say("issue.there", path=there))
    print(say("issue.done", path=there, name=person.name, digest=fields[DIGEST].removeprefix("sha256:")[:8]))
    return 0
