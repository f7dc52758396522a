"""What reports, meetings and files say: sentences with variants, in Chinese."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.synthetic.topics import zh


def _lines(text: str) -> tuple[str, ...]:
    return tuple(zh(line.strip()) for line in text.strip().splitlines())


NONE_THIS_WEEK = "本周无"
CAMPAIGN = _lines("""
    推荐{campaign} {pushed} 户,{keen} 户有意向,其余认为价格偏高。
    本周主推{campaign},谈了 {pushed} 户,{keen} 户同意试用。
    {campaign}发了 {pushed} 份资料,{keen} 户约了下一次面谈。
    客户对{campaign}反应平淡,{pushed} 户里 {keen} 户愿意看方案。
""")
CAMPAIGNS = ("专线升级方案", "云备份套餐", "员工集团套餐", "视频监控试装", "融合续约方案")
CONSUMPTION = _lines("""
    {customer}流量连续 {few} 周上升,夜间占一半。
    {customer}本月话务量比上月少一成,主要是项目部撤点。
    {customer}新增 {few} 个号码,均为新员工。
    {customer}国际长途费用增加,与外贸订单有关。
    {customer}宽带用量平稳,暂无扩容迹象。
    个人客户流量包加购比上周多 {few} 次。
""")
CONCLUSION = _lines("""
    {customer}有扩容意愿,价格是主要顾虑。
    本周走访的客户总体稳定,没有流失迹象。
    客户更看重故障处理速度,价格倒在其次。
    续约客户集中在年底,要提前谈。
    {customer}的决策人换了,关系要重新建立。
""")
SUGGESTION = _lines("""
    申请两周免费试用,下周约对方财务面谈。
    建议报障进度每两小时主动告知一次。
    下周集中走访还没有见面的 {few} 户。
    请市场部提供同行业案例。
    建议账单改为每月 3 日前发出。
    建议与装维一起上门,一次把问题看清。
""")
TASKS = _lines("""
    整理合同档案
    补齐客户个性化资料
    与装维核对待装工单
    准备{customer}的报价
    学习新资费口径
    给到期客户打提醒电话
    整理本月走访照片
""")
DOCUMENTS = _lines("""
    传达市公司关于客户信息保护的通知。
    传达市场部本周营销要点。
    学习《客户经理管理制度》会议部分。
    通报上周服务投诉情况。
    传达关于节日通信保障的安排。
    传达新资费上线说明。
    无
""")
DAY_FOCUS = _lines("""
    上午完成专线回访,下午整理日志。
    重点跟进{customer}的方案。
    各人按计划走访,{name}留守处理报障。
    核对本周到期合同,逐户联系。
    补齐客户资料,月底前完成核对。
    配合装维完成 {few} 户割接。
""")
DIFFICULTIES = _lines("""
    解释专线提速的资费计算办法。
    说明云备份与云主机怎样搭配。
    讲解合同续签的审批流程。
    说明携号转网的解释口径。
    讨论客户要求按季付款怎样办理。
    无
""")
STRATEGY = _lines("""
    讲解公司四季度以专线和云业务为主的安排。
    解释集团客户收入目标的构成。
    说明服务质量考核今年的变化。
""")
TRENDS = _lines("""
    物流、制造客户流量上升,商贸客户持平。
    个人大客户携转咨询增多,主要比价格。
    {customer}等 {few} 户提出扩容。
""")
EXPERIENCE = _lines("""
    {name}介绍与客户财务部沟通的做法。
    {name}介绍怎样在第一次见面弄清决策流程。
    {name}介绍故障之后怎样赢回信任。
""")
QUESTIONS = _lines("""
    免费试用的审批流程。
    合同金额变动要重新会签吗。
    客户不肯告知生日怎样登记。
""")
CASES = _lines("""
    {customer}扩容项目从摸底到签约的过程。
    {customer}投诉的处理经过与教训。
    {customer}续约谈判里价格与服务的取舍。
""")
EXCHANGE = _lines("""
    先谈业务量再谈价格。
    每次走访前看一遍上次的记录。
    报障以后当天上门比电话解释有用。
""")
DECISIONS = _lines("""
    为{customer}做两套专线报价
    补齐{customer}的合同扫描件
    约{customer}财务面谈
    整理{customer}故障处理经过
    核对名下客户资料
""")
PROFILES = _lines("""
    周三上午开例会,不便接待。
    采购由信息部提出、财务部定。
    重视故障响应,不在意小额差价。
    喜欢先看书面材料再约面谈。
    月初盘点,忌打扰;下午三点后方便。
    决策快,总经理一人说了算。
    与同行常有比较,要带案例去。
""")
REPORTS = _lines("""
    上周拜访 {visits} 户,{customer}有新需求,其余正常。
    上周拜访 {visits} 户,无新增需求;本周重点是{customer}。
    上周走访 {visits} 户、电话回访若干,账单问题已处理。
    上周跟进{customer},等待对方答复;拜访共 {visits} 户。
""")
ROLLUP_NOTES = _lines("""
    已逐份核对,下周重点跟进{customer}。
    已核对,需求集中在专线,问题集中在报障回复。
    已逐份看过,{name}的建议可以采纳。
    各人情况属实,没有需要上报的事项。
""")
FOCUS = _lines("""
    专线扩容和云业务推广,盯住到期合同。
    集团客户续约与员工套餐,兼顾个人大客户保留。
    视频监控和云备份,走访制造业客户。
""")
RESOURCES = _lines("""
    两周免费试用名额 {few} 个,市场部提供宣传册。
    续约优惠权限下放到分公司,另有礼品 {count} 份。
    技术支持每周二、周四可以陪同走访。
""")
TARGET_TASKS = _lines("""
    完成 {few} 户物流客户的专线摸底
    走访全部 A 级客户一遍
    补齐名下客户的个性化资料
    办成一场员工套餐现场活动
    完成到期合同的续签谈判
""")
_POINTS = _lines("""
    minutes|document|例会纪要写明决定、负责人和期限|第二项决定没有写负责人。
    minutes|document|汇报写出各人工作情况|一人的汇报只有一句话,看不出拜访了谁。
    minutes|document|签到表人数与纪要一致|签到表比纪要少一人签字。
    service-standard|call|按规范问候并报工号|接通后没有报工号。
    service-standard|call|解答准确|把旧资费当成现行资费答复客户。
    service-standard|call|当天回复客户|客户前一天的留言没有回复。
    customer-perception|call|客户知道自己的客户经理|客户说不出客户经理的姓名。
    customer-data|system|档案与系统一致|系统里的装机地址与档案不一致。
    customer-data|system|合同原件上锁保管|合同夹放在桌面,没有入柜。
    visit-etiquette|site-visit|着装、工牌符合要求|没有佩戴工牌。
    visit-etiquette|site-visit|提前预约并准时到达|比约定晚到二十分钟,也未说明。
    work-log|system|日志写明谈了什么、结果如何|内容过于简单,看不出谈了什么。
    work-log|system|需求和问题有跟进|客户提出的需求之后没有下文。
""")


@dataclass(frozen=True, slots=True)
class Point:
    """What an inspection looks at, how, and what it says where it is not so."""

    topic: str
    method: str
    subject: str
    deviation: str


POINTS = tuple(Point(*line.split("|")) for line in _POINTS)
MENDINGS = _lines("""
    补写并由主管复核
    重新上门并更新档案
    向客户说明并留下联系办法
""")
LEAVE_REASONS = _lines("""
    回乡探亲
    家中有事
    陪家人就医
    身体不适
""")
DELEGATION_REASONS = _lines("""
    到市公司参加培训
    身体不适,已请假
    参加市场部会议
""")
COMPLAINTS = _lines("""
    客户投诉报障后迟迟无人回复
    客户投诉合约期说明不清
""")
OWNER_WHYS = (zh("按行业调整分工"), zh("客户迁址,划归就近客户经理"))
GIFTS = ("生日贺卡和台历", "生日贺卡和保温杯", "鲜花和贺卡", "定制雨伞和贺卡")
PRODUCTS = (
    "互联网专线 100M",
    "互联网专线 200M",
    "员工集团套餐",
    "固定电话中继线",
    "云主机 4 台",
    "视频监控 12 路",
    "企业宽带 500M",
)
PERSONAL_PRODUCTS = ("尊享套餐 199 元档", "尊享套餐 299 元档", "家庭宽带 1000M")
