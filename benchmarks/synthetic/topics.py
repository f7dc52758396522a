"""What is talked about with customers: templates with several variants, filled with chance figures and days."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_WIDE = str.maketrans({",": "\uff0c", ";": "\uff1b", "(": "\uff08", ")": "\uff09", "?": "\uff1f", "!": "\uff01"})


def zh(text: str) -> str:
    """``text`` with the full-width punctuation that Chinese is written with."""
    return text.translate(_WIDE)


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter: what it is called, why one goes, what one does, and what comes of it."""

    name: str
    purposes: tuple[str, ...]
    services: tuple[str, ...]
    contents: tuple[str, ...]
    results: tuple[str, ...]
    demands: tuple[str, ...]
    problems: tuple[str, ...] = ()


def _topic(name: str, *parts: str) -> Topic:
    return Topic(zh(name), *(tuple(zh(one) for one in part.split("|")) for part in parts))


GROUP = (
    _topic(
        "专线扩容",
        "谈专线扩容|了解带宽使用情况|送 {mega}M 专线报价",
        "现场测速并讲解报价|看机房条件,核对接口|讲解两档带宽的差别",
        "现场测速,讲解 {mega}M 专线两档报价。|与信息部一起看了近三个月流量,晚高峰已到上限。|"
        "核对机房接口和电源,可以直接割接。",
        "客户同意试用两周,{later}前给答复。|对方认可方案,价格还要报领导。|约定{later}再谈,先发书面报价。",
        "需要 {mega}M 专线报价|希望先免费试用两周|要求割接安排在周末",
        "专线报障到回复用了 {few} 小时|上次割接没有提前通知",
    ),
    _topic(
        "云主机与备份",
        "介绍云主机方案|谈数据异地备份|看客户机房,估算上云规模",
        "演示控制台和备份恢复|估算迁移工作量",
        "演示云主机控制台,客户关心数据放在哪里。|清点服务器 {count} 台,其中 {few} 台可以先迁。|"
        "讲解备份周期和恢复时间。",
        "先迁 {few} 台测试机,{later}看效果。|客户要与原来的供应商比价。|同意先做备份,年底再谈迁移。",
        "需要云备份方案和报价|想看同行业的案例",
        "方案书里的价格与口头说的不一致",
    ),
    _topic(
        "合同续签",
        "谈合同续签|送续签合同|核对合同条款",
        "逐条核对续签条款|带去优惠政策说明",
        "逐条核对合同,主要改了付款日期。|说明续签两年的优惠档次。|客户财务提出按季付款。",
        "条款谈定,{later}盖章。|财务同意,等总经理签字。|客户要求再让一点,回来请示。",
        "希望续签两年并按季付款|希望合同里写明故障响应时间",
        "账单与合同价有 {few} 元出入",
    ),
    _topic(
        "账单核对",
        "核对{month}账单|说明账单明细",
        "逐项核对账单|说明各分机费用",
        "逐项核对账单,差额来自 {few} 部停用分机。|说明了国际长途的计费办法。|打印 {count} 个号码的明细交财务。",
        "差额下月冲回,客户认可。|账目对清,客户当场确认。|停用分机本周内销号。",
        "希望每月 5 日前收到电子账单|希望按部门分开出账",
        "账单晚到,影响客户做账",
    ),
    _topic(
        "故障回访",
        "故障后回访|查看线路整改情况",
        "测试线路并说明原因|请客户评价抢修服务",
        "测试线路,{count} 次无丢包。|说明故障原因是道路施工挖断光缆。|查看整改后的配线架,标签齐全。",
        "客户对恢复时间基本满意。|客户要求提供备用线路方案。|客户在回访单上签字。",
        "需要备用线路方案|希望设专人报障电话",
        "报障后 {few} 小时没有进度告知|抢修人员未出示工牌",
    ),
    _topic(
        "员工套餐",
        "推荐员工集团套餐|现场办理员工套餐",
        "设点咨询并办理|比较三档资费",
        "在食堂门口设点,咨询 {count} 人,办理 {few} 人。|比较三档资费,年轻员工更看重流量。|发放宣传单 {count} 份。",
        "再办一场,时间定在{later}。|行政同意放进新员工入职材料。|办理 {few} 户,其余考虑。",
        "希望套餐流量可以共享|需要新员工入职当天开卡",
        "有员工反映合约期说明不清楚",
    ),
    _topic(
        "视频监控",
        "勘查监控点位|介绍视频监控业务",
        "现场勘查并画点位图|演示手机查看",
        "勘查 {count} 个点位,仓库需要夜视型号。|演示手机远程查看和回放。|核对取电和布线条件。",
        "客户要求{later}前出方案。|先装 {few} 个点试用。|客户认为存储费偏高。",
        "需要 {count} 路监控方案|希望录像保存 60 天",
    ),
    _topic(
        "5G 专网",
        "介绍 5G 专网|看车间信号覆盖",
        "测试车间信号|讲解园区专网案例",
        "测试车间 {count} 个点,{few} 个点信号偏弱。|讲解同类工厂的 5G 专网做法。|与设备科讨论 AGV 联网。",
        "客户愿意申报试点。|先补 {few} 个室分点,再谈专网。|列入明年预算讨论。",
        "希望补强车间信号|需要 5G 专网试点方案",
        "电梯和地下车库没有信号",
    ),
    _topic(
        "资料核对",
        "核对客户资料|更新联系人资料",
        "核对地址、联系人和在用产品",
        "逐项核对档案,地址和产品无变化。|联系人分工有调整,已更新档案。|补充了采购流程和会议时间。",
        "资料已更新。|档案核对完毕,客户确认。",
        "希望发票抬头随公司更名修改",
        "系统里的装机地址与实际不符",
    ),
)
FESTIVE = _topic(
    "节前走访",
    "节前走访|了解节日值守安排",
    "留下值守联系办法|检查重要线路",
    "检查主备线路,切换正常。|核对节日值守名单。|了解客户节日期间的业务量。",
    "值守安排双方确认。|客户对保障表示满意。|请客户关注短信通知。",
    "节日期间需要临时增加带宽",
)
"""Talked about in the weeks before long holidays only."""
PERSONAL = (
    _topic(
        "套餐调整",
        "当面说明套餐调整|送权益说明",
        "比较现用套餐与新套餐",
        "比较近三个月用量,流量每月剩余约 {count}G。|说明新套餐的权益和合约期。",
        "客户同意下月起换档。|客户再考虑,{later}回复。|维持现套餐。",
        "希望流量可以结转|希望降低月租",
        "换档短信通知不清楚",
    ),
    _topic(
        "家庭宽带",
        "上门看宽带|谈家庭宽带提速",
        "测试各房间网速",
        "测试 {few} 个房间,书房信号弱。|说明千兆宽带与路由器要求。",
        "约{later}装机。|客户先换路由器再看。",
        "需要全屋无线覆盖|希望周末装机",
        "装维预约等了 {few} 天",
    ),
    _topic(
        "国际漫游",
        "说明国际漫游",
        "讲解漫游包和资费",
        "说明三种漫游包,客户{later}出国。|协助开通漫游并设置上限。",
        "已开通漫游包。|客户出发前再定天数。",
        "需要出国期间专人服务",
    ),
    _topic(
        "号码保留",
        "挽留谈话,了解携转原因",
        "了解不满之处并说明优惠",
        "客户提到别家给了更低月租,说明合约剩余 {few} 个月。|了解到客户对信号不满,已安排测试。",
        "客户同意先不转,{later}看信号整改。|给予忠诚客户优惠,客户留下。",
        "希望解决地下车库信号",
        "客户反映投诉后无人回复",
    ),
)


ACTIVE_AWAY = (
    zh("电话里说明了{topic}的进展和下一步安排。"),
    zh("回访{topic}的情况,并提醒有关日期。"),
    zh("发去{topic}的资料,逐条作了说明。"),
    zh("询问近期使用情况,顺带谈了{topic}。"),
)
PASSIVE_AWAY = (
    zh("客户来电询问{topic},当场答复。"),
    zh("客户主动问起{topic},已说明办法和时间。"),
    zh("客户反映{topic}方面的情况,已记录并转有关部门。"),
)


@dataclass(frozen=True, slots=True)
class Talk:
    """A topic with its texts chosen and filled."""

    topic: str
    purpose: str
    service: str
    content: str
    result: str
    demand: str
    problem: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and how one talks: the topics there are, a day to come, the month before, on the spot or not."""

    topics: tuple[Topic, ...]
    later: str
    month: str
    channel: str
    mode: str


def talk(rng: Random, occasion: Occasion) -> Talk:
    """One conversation."""
    topic = rng.choice(occasion.topics)
    slots = {
        "mega": rng.choice(("100", "200", "300", "500")),
        "few": rng.randint(2, 6),
        "count": rng.randint(7, 46),
        "later": f" {occasion.later}",
        "month": f" {occasion.month}",
        "topic": topic.name,
    }

    def pick(texts: tuple[str, ...]) -> str:
        return rng.choice(texts).format_map(slots).replace("\uff0c ", "\uff0c") if texts else ""

    contents = topic.contents
    if occasion.channel != "visit":
        contents = ACTIVE_AWAY if occasion.mode == "active" else PASSIVE_AWAY
    demand = pick(topic.demands) if rng.random() < 0.34 else ""
    problem = pick(topic.problems) if rng.random() < 0.14 else ""
    purpose, service, content, result = map(pick, (topic.purposes, topic.services, contents, topic.results))
    return Talk(topic.name, purpose, service, content, result, demand, problem)
