"""Words of a supervisor's month: outings, surveys, sales, new customers, standing in for others (D3)."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}

WORDS = {
    "fact.outing-plan.day-planned": "外出拜访计划里的一天",
    "fact.outing.planned": "外出拜访日",
    "fact.outing-report.submitted": "外出拜访记录表",
    "fact.market-analysis.submitted": "市场调查分析报告",
    "fact.sale.booked": "一笔销售",
    "fact.sales-statement.submitted": "报出销售统计",
    "fact.stand-in.begun": "替班",
    "fact.stand-in.asked": "问员工满意不满意",
    "fact.shift-problem.happened": "当班问题",
    "fact.shift-problem.fell-due": "当班问题到限期",
    "fact.care.given": "跟踪服务",
}
