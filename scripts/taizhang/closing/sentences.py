"""The closing's catalogue: every Chinese sentence of ``close`` and ``verify``, by id."""

from __future__ import annotations

SENTENCES = {
    "known.missing": "缺数据",
    "known.not-applicable": "不适用",
    "known.none": "没有这一项",
    "line.total": "总分",
    "close.head": "{unit} {month} 月结,照 {as_of} 的记录:",
    "close.card": "  {name}  {total}{lines}",
    "close.lines": "  ({lines})",
    "close.line": "{title} {score}",
    "close.no-cards": "  这个月没有人有考核表。",
    "close.basis": "依据 {count} 条记录,摘要 {digest}",
    "close.clean": "没有未了的事。",
    "close.troubles": "未了的事 {count} 项:",
    "close.missing": "  {name} 缺数据:{lines}",
    "close.overdue": "  {period} {title} {name} 已逾期,应于 {due} 前",
    "close.early-confirm": "{month} 的迟交要到 {at} 才转为缺失,在那以后才能确认。",
    "close.unknown-closing": "{year} 年的放假安排还没有公布,不知道 {month} 什么时候能确认。",
    "close.not-over": "{month} 还没有结束,最早 {last} 提交。",
    "close.not-branch": "{unit} 不是分公司,没有月结。",
    "close.need-by": "写明是谁:--by 代号或姓名。",
    "close.sealed": "{path} 已由 {name} 于 {at} 确认,封存了,不能改写;有错请在开放的月份冲正。",
    "close.no-submission": "{unit} {month} 还没有提交,不能确认。",
    "close.same-person": "{name} 提交的,须由市场部另一人确认。",
    "close.wrong-post": "{name} 那天不在{wanted}任职,不能{step}。",
    "close.not-manager": "{name} 那天不是{unit}的经理,不能确认。",
    "close.marketing": "市场部",
    "close.before-submission": "提交时间是 {at},确认不能早于它。",
    "close.step-submit": "提交",
    "close.step-confirm": "确认",
    "close.submitted": "已写入 {path},提交人 {name}。",
    "close.confirmed": "已写入 {path},确认人 {name},封存。",
    "close.moved": "与提交时相比有 {count} 处不同,按现在的封存:",
    "close.how": "没有写文件;加 --write --by 提交,加 --confirm --write --by 确认。",
    "verify.none": "还没有封存的月份。",
    "verify.none-in": "{month} 还没有封存的月结。",
    "verify.agrees": "{unit} {month} 已封存 {at},摘要 {digest}:重算相同,共 {count} 张考核表。",
    "verify.differs": "{unit} {month} 已封存 {at},摘要 {digest}:重算不同,{count} 处:",
    "verify.line": "  {name} {title}:封存 {was},现在 {now}",
    "verify.records": "  依据的记录有变动:",
    "verify.records-only": "  结果没有变,但依据的记录有变动:",
    "verify.changed": "    改过:{record}",
    "verify.added": "    新增:{record}",
    "verify.gone": "    不再依据:{record}",
    "verify.rulebooks": "  封存以后规则集有改动。",
    "explain.sealed": "已封存 {at},{name}确认,摘要 {digest}。",
    "explain.differs": "照现在的记录重算,与封存的不同,以封存的为准:",
    "verify.mend": "封存的不改:该退回的请退回,确实有错的在开放的月份冲正。",
}


def say(sentence: str, **values: object) -> str:
    """The sentence with its values."""
    return SENTENCES[sentence].format(**values)
