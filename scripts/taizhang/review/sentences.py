"""The review's catalogue: every Chinese sentence of ``impact`` and ``audit``, by id."""

from __future__ import annotations

SENTENCES = {
    "impact.nothing": "这次改动没有涉及记录。",
    "impact.head": "这次改动涉及 {records} 份记录,影响 {whom}:",
    "impact.no-effect": "这次改动涉及 {records} 份记录,不影响任何人的应办、考核和薪酬。",
    "impact.people": "{count} 个人",
    "impact.units": "{count} 个单位",
    "impact.and": "和",
    "impact.month": "{name} {month}",
    "impact.of-month": "{year} 年 {month} 月",
    "impact.total": "总分",
    "known.missing": "缺数据",
    "known.not-applicable": "不适用",
    "impact.card": "{name} {month}:{was} → {now}",
    "impact.card-same": "{name} {month}:总分不变({now})",
    "impact.card-line": "{title} {was} → {now}",
    "impact.became": "{title}:{was} → {now}",
    "impact.new": "{title}:新增,{now}",
    "impact.gone": "{title}:不再有(原来{was})",
    "impact.why": "{path}:{field} {was} → {now}",
    "impact.why-new": "{path}:新增",
    "impact.why-gone": "{path}:删去",
    "impact.more-reasons": "还有 {count} 处改动与此有关",
    "impact.more": "还有 {count} 项,--all 全部列出",
    "impact.earlier": "注意:Git 里这份记录最早出现于 {landed},早于它的说法({done})无法证实",
    "impact.sealed-none": "没有触及已封存的月份。",
    "impact.sealed": "触及已封存的月份:{unit} {month}",
    "impact.sealed-line": "{name} {title}:封存 {was},改后重算 {now}",
    "impact.sealed-mended": "{name} {title}:改后与封存一致",
    "impact.sealed-rewritten": "封存的记录本身被改动",
    "impact.sealed-how": "封存的不改:确实有错的,在开放的月份冲正。",
    "impact.notice": "{month} 的通报已经发出,它的数字保持发出时的样子。",
    "impact.due": "应于 {due} 前",
    "impact.times": "{done} / {wanted} 次",
    "impact.finding": "不符",
    "impact.finding-points": "不符,{points} 分",
    "impact.rectify": ",限 {due} 前改正",
    "impact.undecided": "待裁定",
    "impact.share": "{name} {amount}",
    "impact.none": "没有",
    "impact.shallow": "Git 的历史不全,提交时间按填写的算。",
    "impact.no-base": "“{value}”不是 Git 里的版本。",
    "impact.no-common": "{base} 和 {head} 没有共同的过去,比不出这次改动。",
    "impact.no-git": "这里没有 Git 仓库,比不出改动。",
    "impact.problems": "这次改动引起 {count} 处错误,下面的影响可能不全:taizhang check 说明在哪里。",
}


def say(sentence: str, **values: object) -> str:
    """The sentence with its values."""
    return SENTENCES[sentence].format(**values)
