"""The notice's catalogue: every Chinese sentence of it by id, and how figures and names are set into one."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from taizhang.bulletin.notice import Cell, Figure, Name, Paragraph, Part

SENTENCES = {
    "notice.not-begun": "{month} 还没有开始,没有通报。",
    "notice.title": "关于 {year} 年 {month} 月客户经理工作情况的通报",
    "notice.no-number": "未编号",
    "notice.addressees": "各分公司",
    "notice.issuer": "市场部",
    "notice.opening": "现将 {year} 年 {month} 月客户经理工作检查与考核情况通报如下。",
    "notice.uncounted": "此处不含{kinds},有 {rules} 条规则不可算:以下的数字不包括它们,“没有”也只对算得出的说。",
    "notice.absent": "此处不可算:用到的{kinds},这里没有或者不公开。",
    "notice.hidden": "这里用到本版本不含的记录,此处不可算。",
    "notice.unfinished": "{year} 年 {month} 月尚未结束,本件为草稿,数字截至 {as_of},以后还会变化。",
    "notice.draft": "本件为草稿,市场部尚未发文。",
    "stage.unfinished": "草稿(月份未结束)",
    "stage.draft": "草稿(未发文)",
    "stage.issued": "已发布",
    "notice.heading": "{number}、{title}",
    "notice.remarks": "{issuer}说明",
    "notice.date": "{year} 年 {month} 月 {day} 日",
    "notice.no-date": "未发文",
    "basis.commit": "提交 {commit}",
    "basis.no-commit": "提交未知",
    "basis.rulebook": "规则集《{title}》{since} 版",
    "basis.rulebook-undated": "规则集《{title}》",
    "basis.no-rulebook": "没有规则集",
    "basis.as-of": "数据截至 {as_of}",
    "basis.line": "依据:{parts}。",
    "basis.unsealed": "写了发文日期,还没有定稿,数字仍随记录变动",
    "seal.line": "定稿:{name},{at},摘要 {digest}。数字都是那一刻的,以后不变。",
    "since.title": "发文后的变化",
    "since.lead": "不属于通报正文。通报定稿于 {issued},以下是到 {as_of} 为止的变化。",
    "since.none": "通报定稿以后没有变化。",
    "since.done": "{unit}{person}:{title},{state}。",
    "since.when": "{day} 办完",
    "since.mended": "{unit}{person}:“{subject}”{what}。",
    "since.rectified": "{day} 已整改",
    "since.rechecked": "{day} 复查",
    "since.filed": "{unit}{person}对 {month} 考核{what}。",
    "since.ruled": "{unit}{person}对 {month} 考核的申诉,{what}。",
    "since.appeal": "于 {day} 提出申诉",
    "since.ruling": "{day} 裁决:{decision}",
    "since.corrected": "{unit}{person}的 {month} 考核于 {what}。",
    "since.correction": "{day} 冲正",
    "issue.no-remarks": "{month} 还没有通报说明,先在 records/bulletin-remarks/ 写文号、发文日期和下月要求。",
    "issue.no-number": "{month} 的通报说明还没有文号。",
    "issue.other-day": "{month} 的通报说明写的发文日期是 {written},不是 {today}。",
    "issue.no-date": "未写",
    "issue.unfinished": "{month} 还没有结束,不能发文。",
    "issue.open": "{units} {month} 的月结还没有确认,确认以后才能发文。",
    "issue.issued": "{path} 已由 {name} 于 {at} 定稿,不能改写;有变化的写在以后月份的通报里。",
    "issue.author": "{name} 写的通报说明,须由市场部另一人定稿发文。",
    "issue.wrong-post": "{name} 那天不在市场部任职,不能定稿发文。",
    "issue.there": "{path} 已经有了,没有改写。",
    "issue.need-by": "写明是谁:--by 代号或姓名。",
    "issue.done": "已写入 {path},{name} 定稿,摘要 {digest}。",
    "again.agrees": "{month} 通报 {at} 定稿,摘要 {digest}:照现在的记录重算相同,共 {count} 个数字。",
    "again.differs": "{month} 通报 {at} 定稿,摘要 {digest}:照现在的记录重算不同,{count} 处:",
    "again.figure": "  {section} {what}:定稿 {was},现在 {now}",
    "again.none": "没有",
    "again.altered": "{month} 通报 {at} 定稿,内容与摘要 {digest} 不符:定稿以后有人改过这条记录。",
    "again.mend": "发了文的不改:有变化的写在以后月份的通报里。",
    "table.title": "表{number} {title}",
    "name.nobody": "未定人",
    "name.no-unit": "未定单位",
    "name.customer": "{id} {name}",
    "number.none": "—",
    "number.percent": "{value} %",
    "number.share": "{part} ÷ {whole},四舍五入保留一位小数",
    "number.change": "{now} − {before}",
    "later": "本项数据尚未纳入系统,待{what}启用后列入。",
    "later.about": "{subject}:本项数据尚未纳入系统,待{what}启用后列入。",
    "section.overall": "总体情况",
    "section.service-standard": "服务标准抽查",
    "section.customer-perception": "客户感知",
    "section.customer-data": "客户资料管理",
    "section.visit-etiquette": "上门服务礼仪",
    "section.meetings": "会议与会议纪要抽查",
    "section.visits-agree": "三方核对",
    "section.scores": "考核结果",
    "section.praise": "表扬与批评",
    "section.rectification": "整改情况",
    "section.appeals": "申诉与裁定",
    "section.loans": "资料借阅",
    "section.next-month": "下月要求",
    "overall.none": "本月没有到期的应办。",
    "overall.owed": "本月应办 {owed} 项:{states};按时率 {rate}。",
    "overall.met": "按时 {count} 项",
    "overall.late": "迟交 {count} 项",
    "overall.missed": "缺失 {count} 项",
    "overall.overdue": "逾期未办 {count} 项",
    "overall.aside": "另有{states},不计入应办。",
    "overall.state": "{state} {count} 项",
    "overall.wrong": "未按时办的,按应办的事列:",
    "overall.rule": "{title}:{states}。",
    "wrong.late": "迟 {count} 项",
    "wrong.missed": "缺 {count} 项",
    "wrong.overdue": "逾期未办 {count} 项",
    "overall.findings": "查出不合规定的 {count} 处,按没有做到的规定列:",
    "overall.up": "按时率较上月({before})提高 {change} 个百分点。",
    "overall.down": "按时率较上月({before})下降 {change} 个百分点。",
    "overall.same": "按时率与上月({before})持平。",
    "overall.no-previous": "上月没有到期的应办,不作比较。",
    "overall.running": "月份未结束,暂不与上月比较。",
    "overall.how": (
        "应办指截止日在本月、已经到期的事项;截止的那一分钟办完算按时。"
        "百分比四舍五入,保留一位小数;较上月的变化按两个月公布的百分比相减。"
    ),
    "overall.unit": "{unit}:应办 {owed} 项,{states};按时率 {rate}。",
    "overall.unit-none": "{unit}:没有到期的应办。",
    "figure.owed": "应办",
    "figure.rate": "按时率",
    "figure.before": "上月按时率",
    "figure.change": "按时率的变化(百分点)",
    "topic.none": "本月未抽查此项。",
    "topic.made": "{units}{customers} 户客户,共 {items} 项,{methods}。",
    "topic.made-records": "{units}{records} 份记录,共 {items} 项,{methods}。",
    "topic.made-plain": "{units}{items} 项,{methods}。",
    "topic.units": "本月抽查 {count} 个单位、",
    "topic.units-plain": "本月抽查 {count} 个单位,共 ",
    "topic.unit-only": "本月抽查{unit} ",
    "topic.methods": "其中{methods}",
    "topic.method": "{method} {count} 项",
    "topic.method-only": "均为{method}",
    "topic.result": "合格 {passed} 项,不合格 {failed} 项;合格率 {rate}。",
    "topic.result-idle": "合格 {passed} 项,不合格 {failed} 项,不适用 {idle} 项;合格率 {rate}(不适用的不计)。",
    "topic.sample": "抽查的客户怎样选出,本月没有冻结名单和抽签的记录,不能复算。",
    "topic.unit": "{unit}:{items} 项,合格 {passed} 项,合格率 {rate}。",
    "topic.clean": "{items} 项全部合格。",
    "topic.wrong": "不合格的:",
    "topic.fail": "{unit}{whose}“{subject}”不合格({severity}):{deviation}",
    "topic.fail-plain": "{unit}{whose}“{subject}”不合格({severity})。",
    "topic.whose": "({name})",
    "topic.own": "各分公司主管抽查工作日志:",
    "figure.items": "抽查",
    "figure.units": "抽查的单位",
    "figure.customers": "抽查的客户",
    "figure.records": "抽查的记录",
    "figure.passed": "合格",
    "figure.failed": "不合格",
    "figure.idle": "不适用",
    "figure.pass-rate": "合格率",
    "perception.answers": (
        "问到 {asked} 户:说得出客户经理姓名的 {name} 户({name_rate}),知道怎样联系的 {phone} 户({phone_rate})。"
    ),
    "figure.asked": "问到的客户",
    "figure.knows-name": "说得出客户经理姓名",
    "figure.knows-phone": "知道怎样联系客户经理",
    "perception.told": "客户经理更换后应告知联系人 {owed} 人次:{states}。",
    "told.met": "按时告知 {count} 人次",
    "told.late": "迟告知 {count} 人次",
    "told.missed": "未告知 {count} 人次",
    "told.overdue": "逾期还没有告知 {count} 人次",
    "perception.uncounted": "更换客户经理后是否告知联系人,此处不可算:用到的{kinds},这里没有或者不公开。",
    "perception.no-change": "本月没有应告知联系人的客户经理更换。",
    "data.stale": "资料超过规定天数未核对的客户 {count} 户:",
    "data.fresh": "本月未发现超过规定天数未核对的客户资料。",
    "data.item": "{customer}(客户经理{person})。",
    "data.complete": "{title}:{people} 人平均 {mean},最低的是{person}({least})。",
    "data.no-complete": "资料和日志的完整度本月没有算出。",
    "figure.people-counted": "有数的人",
    "meetings.rule": "{title}:应开 {owed} 次,{states}。",
    "held.met": "按时 {count} 次",
    "held.late": "迟开 {count} 次",
    "held.missed": "未开 {count} 次",
    "held.overdue": "逾期未开 {count} 次",
    "meetings.none": "本月没有到期的会议。",
    "meetings.findings": "会议的签到、主持、请假不合规定的 {count} 处,按没有做到的规定列:",
    "meetings.clean": "会议的签到、主持、请假,本月未发现不合规定的。",
    "meetings.minutes": "会议纪要抽查:",
    "list.rule": "“{title}”:{count} 处。",
    "agree.none": "出行记录、周报、服务日志三处记录,本月未发现不一致。",
    "agree.found": "出行记录、周报、服务日志三处记录不一致 {count} 处,涉及 {people} 人:",
    "agree.person": "{unit}{person}:{count} 处。",
    "figure.disagree": "三处记录不一致",
    "figure.people": "涉及的人",
    "figure.findings": "发现的问题",
    "scores.none": "本月没有考核表。",
    "scores.units": "各分公司得分与排名",
    "scores.people": "客户经理得分与排名",
    "scores.how": (
        "分公司得分为其客户经理中有总分的各人的平均,四舍五入保留两位小数;有人缺数据的分公司和个人不排名,缺的不当零分。"
        "得分相同的名次并列。"
    ),
    "scores.missing": "缺数据的 {count} 人:{people}。",
    "scores.without": "本月任职但没有考核表的 {count} 人:{people}。",
    "scores.missing-cell": "缺数据",
    "scores.rank": "名次",
    "scores.unit": "单位",
    "scores.person": "姓名",
    "scores.count": "考核人数",
    "scores.lacking": "缺数据人数",
    "scores.score": "得分",
    "figure.mean": "分公司得分",
    "figure.total": "考核总分",
    "figure.carded": "考核人数",
    "figure.lacking": "缺总分的人",
    "praise.running": "月份未结束,暂不表扬和批评。",
    "praise.from": "考核得分 {edge} 分以上(含)的予以表扬:{people}。",
    "praise.nobody": "本月没有考核得分 {edge} 分以上(含)的。",
    "praise.below": "考核得分低于 {edge} 分的予以批评:{people}。",
    "praise.nobody-below": "本月没有考核得分低于 {edge} 分的。",
    "praise.person": "{unit}{person}({total} 分)",
    "praise.entries": "考核制度列明的加减分事件 {count} 件:",
    "praise.entry": "{unit}{person}:{title},{amount} 分。",
    "praise.no-entries": "本月没有已确认的加减分事件。",
    "praise.serious": "严重不合规范的 {count} 项,予以通报批评:",
    "praise.no-serious": "本月未发现严重不合规范的。",
    "figure.entries": "加减分事件",
    "figure.amount": "分值",
    "figure.serious": "严重不合规范",
    "rectify.none": "本月没有应整改的不合格项,也没有以前月份转入的。",
    "rectify.count": "本月查出不合格 {found} 项,以前月份转入 {carried} 项。其中:{states}。",
    "rectify.of": "{state} {count} 项",
    "rectify.closed": "整改后由另一人复查的情况:{states}。",
    "rectify.closed.closed": "已销号 {count} 项",
    "rectify.closed.waiting": "等复查 {count} 项",
    "rectify.closed.refused": "复查不通过 {count} 项",
    "rectify.table": "不合格项的整改",
    "rectify.unit": "单位",
    "rectify.person": "责任人",
    "rectify.subject": "不合格项",
    "rectify.severity": "程度",
    "rectify.made": "检查日期",
    "rectify.due": "整改期限",
    "rectify.state": "情况",
    "rectify.in-time": "按期整改",
    "rectify.late": "逾期整改",
    "rectify.running": "整改期内",
    "rectify.overdue": "逾期未整改",
    "rectify.unknown": "期限待定",
    "rectify.done": "({day})",
    "rectify.rules": "规则查出并限期改正的问题 {count} 处,其中期限已过的 {past} 处。",
    "rectify.closing": "规则所查问题的改正和销号",
    "rectify.closings": "销号的记录",
    "figure.found": "本月查出",
    "figure.carried": "以前月份转入",
    "figure.closed": "已销号",
    "figure.waiting": "等复查",
    "figure.refused": "复查不通过",
    "figure.limited": "限期改正的问题",
    "figure.past": "期限已过的问题",
    "appeals.none": "本月没有提出的申诉,没有作出的裁决,也没有未裁决的。",
    "appeals.count": "本月提出申诉 {filed} 件,作出裁决 {ruled} 件,还没有裁决的 {waiting} 件。",
    "appeals.ruling": "{unit}{person}对 {month} 考核的申诉:{decision}{adjusted}。裁决人:{by}。理由:{reason}",
    "appeals.adjusted": ",{line} {points} 分,记入 {month}",
    "appeals.waiting": "{unit}{person}对 {month} 考核的申诉,{filed} 提出{late},还没有裁决{term}。",
    "appeals.late": "(逾期提出)",
    "appeals.term": ",应在 {due} 前裁决",
    "figure.filed": "提出的申诉",
    "figure.ruled": "裁决",
    "figure.unruled": "还没有裁决的申诉",
    "figure.term": "裁决期限",
    "draws.head": "样本由抽签得出:名单先冻结,再用冻结以后公布的数抽,任何人可以照名单重抽。",
    "draws.drawn": "{unit}:名单 {count},{frozen} 冻结,摘要 {digest}…;抽取值为 {day} {source} {value},抽中 {size} 个。",
    "draws.frozen": "{unit}:名单 {count},{frozen} 冻结,摘要 {digest}…;还没有抽签。",
    "draws.without": "{units}的样本没有冻结名单和抽签的记录,不能复算。",
    "figure.frozen": "冻结的名单",
    "figure.members": "{count} 个",
    "figure.drawn": "抽签",
    "loans.none": "本月没有到期的外借文件,也没有以前月份借出未还的。",
    "loans.count": "本月到期的外借文件 {due} 份,以前月份转入 {carried} 份。其中:{states}。",
    "loans.of": "{state} {count} 份",
    "loans.table": "外借文件的归还",
    "loans.unit": "单位",
    "loans.person": "保管人",
    "loans.file": "文件",
    "loans.organisation": "借阅单位",
    "loans.lent": "借出日期",
    "loans.due": "归还期限",
    "loans.state": "情况",
    "loans.in-time": "按期归还",
    "loans.late": "逾期归还",
    "loans.running": "借期内",
    "loans.overdue": "逾期未还",
    "figure.due-back": "本月到期的外借文件",
    "next.none": "市场部尚未填写下月要求。",
    "next.item": "{number}. {text}",
}
"""Every sentence; what stands in braces is filled with text, figures and names."""

JOINED = "、"


def say(sentence: str, **values: object) -> str:
    """The sentence with plain values."""
    return SENTENCES[sentence].format(**values)


def parts(sentence: str, **values: Part | Cell) -> Cell:
    """The sentence in parts: a value that is a figure, a name or several parts stays what it is."""
    found: list[Part] = []
    for text, field, _, _ in Formatter().parse(SENTENCES[sentence]):
        if text:
            found.append(text)
        if field is not None:
            value = values[field]
            found.extend(value if isinstance(value, tuple) else (value,))
    return tuple(found)


def paragraph(sentence: str, **values: Part | Cell) -> Paragraph:
    """The sentence as a paragraph."""
    return Paragraph(parts(sentence, **values))


def item(sentence: str, **values: Part | Cell) -> Paragraph:
    """The sentence as one of a list."""
    return Paragraph(parts(sentence, **values), item=True)


def joined(cells: Iterable[Cell], by: str = JOINED) -> Cell:
    """Several cells as one, with 、 between them unless another sign is asked for."""
    found: list[Part] = []
    for number, cell in enumerate(cells):
        found += [by, *cell] if number else cell
    return tuple(found)


def counts(figures: Iterable[tuple[str, Figure]]) -> Cell:
    """Figures each in its sentence, with commas between them; what counts nothing is not told."""
    return joined((parts(sentence, state=one.what, count=one) for sentence, one in figures if one.opens), ",")


def spelt(cell: Cell) -> str:
    """A cell as plain text."""
    return "".join(part.text if isinstance(part, Figure | Name) else part for part in cell)
