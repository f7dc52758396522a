"""The tables' catalogue: heads and sentences of workbooks, by id."""

from __future__ import annotations

SENTENCES = {
    "scores.sheet": "考核汇总表",
    "scores.title": "{company} {year} 年 {month} 月客户经理考核汇总表",
    "scores.unit": "单位",
    "scores.person": "姓名",
    "scores.number": "工号",
    "scores.line": "{title}(满分 {maximum})",
    "scores.total": "总分",
    "scores.remark": "备注",
    "scores.missing": "缺数据",
    "scores.not-applicable": "不适用",
    "scores.corrected": "以后有冲正,记在开放的月份",
    "scores.foot": "{unit}:{by} 于 {at} 确认,摘要 {digest}",
    "pay.sheet": "薪酬建议表",
    "pay.title": "{company} {year} 年 {month} 月薪酬建议表",
    "pay.unit": "单位",
    "pay.person": "姓名",
    "pay.number": "工号",
    "pay.rule": "项目",
    "pay.clause": "条文",
    "pay.amount": "建议金额(元)",
    "pay.basis": "依据",
    "pay.cap": "上限",
    "pay.proposal": "照规则算出的建议,由人力资源部依法核定,不是发薪的数。",
    "export.no-pay": "{month} 没有可以导出的薪酬建议。",
    "export.never": "这些单位没有月结,没有人确认,不导出:{units}。",
    "export.pay-moved": "{unit} {month} 确认以后又变了,没有导出;先看 taizhang verify {month},在开放的月份冲正。",
    "export.pay-written": "已写入 {file},{count} 笔。",
    "export.not-confirmed": "{month} 还不能交人力资源部,没有确认的有:{units}。",
    "export.none": "没有分公司在 {month} 有月结。",
    "export.differs": "注意:{unit} {month} 的封存结果与现在重算的不同,导出的是封存的;详见 taizhang verify {month}。",
    "export.no-folder": "没有文件夹 {folder},文件没有写。",
    "export.not-xlsx": "{file} 的扩展名不是 .xlsx。",
    "export.written": "已写入 {file},{count} 人。",
}


def say(sentence: str, **values: object) -> str:
    """The sentence with its values."""
    return SENTENCES[sentence].format(**values)
