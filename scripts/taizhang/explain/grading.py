"""The sentences of decisions on which grade somebody has, and the words for their results (``result.<result>``)."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "grade.proposed": "{name} {period}:原级别{held},建议{result},定为{grade};只是建议,确认以后才生效",
    "grade.confirmed": "{name} {period}:原级别{held},确认{result},定为{grade}",
    "grade.unscored": "{name} {period}:原级别{held},考核还没有总分,提不出建议",
    "grade.held": "{name}当时的级别:{held}",
    "grade.band": "总分 {total},达到 {edge} 一档:{result}",
    "grade.highest": "{grade}已是最高一级,不再升",
    "grade.lowest": "{grade}已是最低一级,降就是退出职级",
    "grade.no-total": "没有总分,缺什么见考核表",
    "grade.unconfirmed": "还没有人确认",
    "grade.confirmed-as-proposed": "{name} {moment} 照建议确认:{result}",
    "grade.overridden": "{name} {moment} 改定为{result}(建议{proposed}),理由:{reason}",
    "grade.override-without-reason": "{name} {moment} 写的是{result},与建议{proposed}不同又没有写理由,不生效",
    "grade.override-by-another": "{name} {moment} 写的是{result},与建议{proposed}不同,他的岗位无权改定,不生效",
    "grade.confirmed-own": "{name} {moment} 确认了自己的,不生效",
    "grade.confirmed-by-another": "{name} {moment} 确认了,但这一级不由他的岗位考核,不生效",
}

WORDS: dict[str, str] = {
    "grade.none": "无级别",
    "result.keep": "留级",
    "result.promote": "升级",
    "result.demote": "降级",
    "result.keep-proposed": "建议留级",
    "result.promote-proposed": "建议升级",
    "result.demote-proposed": "建议降级",
    "result.unscored": "缺考核总分",
    "attribute.grade": "级别",
    "attribute.held": "原级别",
    "attribute.proposed": "建议",
    "attribute.binds": "已生效",
    "fact.grade.confirmed": "定级确认",
    "fact.grade.filed": "总部备案",
    "fact.person.grade-began": "定级",
    "fact.customer.assigned": "客户分到客户经理",
    "fact.training.attended": "参加培训",
    "fact.training.passed": "培训合格",
    "fact.market-survey.submitted": "市场调查提交时间",
    "fact.market-report.submitted": "市场反馈提交时间",
    "fact.market-inspection.made": "市场检查",
    "fact.sales-plan.monthly": "月计划提交时间",
    "fact.sales-plan.yearly": "年计划提交时间",
    "fact.committee-rating.given": "小组评分",
    "fact.reward.decided": "奖惩决定",
}
