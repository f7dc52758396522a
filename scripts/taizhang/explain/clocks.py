"""The sentences of clocks that pause and begin anew, of cover by customers, and the words of demands and sites."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "due.paused": "暂停还没有结束,截止日待定",
    "response.restarted": "从这里重新起算,{fact}:{moment}",
    "response.again": "这是重新起算的一轮,由此引起,{fact}:{moment}",
    "response.paused": "{from} 到 {until} 暂停,碰到的日子不计。原因:{reason}",
    "response.paused-open": "{from} 起暂停,还没有结束。原因:{reason}",
    "require.member-customer": "应当问到的客户:{name}",
    "card.not-assessed": "本期不考核:{why}",
}

WORDS: dict[str, str] = {
    "kind.paused": "暂停",
    "fact.demand.found": "主动收集到需求",
    "fact.demand.offered": "把需求提供给客户",
    "fact.demand.raised": "客户正式提出需求",
    "fact.demand.collected": "需求收集完成",
    "fact.demand.screened": "站址筛查",
    "fact.demand.fed-back": "反馈筛查初步方案",
    "fact.demand.agreed": "客户在筛查方案上签字",
    "fact.demand.ordered": "签订订单",
    "fact.demand.change-asked": "提出变更",
    "fact.demand.changed": "客户确认变更",
    "fact.demand.paused": "暂停",
    "fact.site.solved": "定下解决方案",
    "fact.site.enquired": "征询其他客户",
}
