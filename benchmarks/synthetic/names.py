"""Invented names: of people with their pinyin, of branches, of customers. Any likeness is chance."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

SURNAMES = (
    "王 wang,李 li,张 zhang,刘 liu,陈 chen,杨 yang,赵 zhao,黄 huang,周 zhou,吴 wu,徐 xu,孙 sun,胡 hu,朱 zhu,高 gao,"
    "林 lin,何 he,郭 guo,马 ma,罗 luo,梁 liang,宋 song,郑 zheng,谢 xie,韩 han,唐 tang,冯 feng,于 yu,董 dong,萧 xiao,"
    "程 cheng,曹 cao,袁 yuan,邓 deng,许 xu,傅 fu,沈 shen,曾 zeng,彭 peng,吕 lv,苏 su,卢 lu,蒋 jiang,蔡 cai,贾 jia,"
    "丁 ding,魏 wei,薛 xue,叶 ye,阎 yan,余 yu,潘 pan,杜 du,戴 dai,夏 xia,钟 zhong,汪 wang,田 tian,任 ren,姜 jiang"
)
GIVEN = (
    "敏 min,静 jing,丽 li,强 qiang,磊 lei,军 jun,洋 yang,勇 yong,艳 yan,杰 jie,娟 juan,涛 tao,超 chao,明 ming,霞 xia,"
    "平 ping,刚 gang,玲 ling,桂 gui,丹 dan,萍 ping,鹏 peng,华 hua,红 hong,玉 yu,飞 fei,鑫 xin,波 bo,斌 bin,莉 li,"
    "宇 yu,浩 hao,凯 kai,健 jian,俊 jun,帆 fan,帅 shuai,旭 xu,宁 ning,龙 long,林 lin,欢 huan,阳 yang,佳 jia,娜 na,"
    "婷 ting,雪 xue,慧 hui,颖 ying,洁 jie,峰 feng,辉 hui,晨 chen,琳 lin,倩 qian,岩 yan,楠 nan,睿 rui,毅 yi,蕾 lei,"
    "志强 zhi qiang,建国 jian guo,晓燕 xiao yan,文博 wen bo,海涛 hai tao,春梅 chun mei,立新 li xin,雨桐 yu tong,"
    "子轩 zi xuan,明辉 ming hui,秀英 xiu ying,国栋 guo dong,思远 si yuan,佳怡 jia yi,永康 yong kang,丽华 li hua,"
    "天宇 tian yu,晓东 xiao dong,家豪 jia hao,玉兰 yu lan,志远 zhi yuan,梦琪 meng qi,俊杰 jun jie,雅婷 ya ting"
)
BRANCHES = (
    "east 城东,west 城西,south 城南,north 城北,center 城中,airport 空港,harbour 港口,lake 湖滨,hightech 高新,"
    "river 江北,hill 凤山,bridge 石桥,garden 南苑,spring 泉溪,bay 海湾,"
    "forest 林口,field 平畴,tower 钟楼,gate 西门,island 东岛"
)
TRADES = (
    "物流 道路货物运输,商贸 批发,电子 电子元件制造,机械 通用设备制造,医药 医药流通,建材 建材零售,食品 食品制造,"
    "服饰 服装零售,酒店 住宿,物业 物业管理,教育 职业培训,置业 房地产开发,汽贸 汽车销售,纺织 纺织,印务 印刷,"
    "园林 绿化工程,家居 家具制造,"
    "科技 软件和信息服务,检测 质检技术服务,口腔 医疗服务,冷链 冷链仓储,广告 广告,保安 安保服务,会展 会议展览"
)
FIRST = "宏远恒盛鼎泰嘉华瑞丰金诚永信安康正大同创新海天长顺德美佳万和广源联众力方智慧云达"
SECOND = "达昌隆源兴通发利丰和泰诚安康盛辉腾越凯鸿润泽海川山城邦业铭博文景"
ROADS = (
    "人民路,建设路,解放路,中山路,和平路,文化路,青年路,工业大道,科技路,滨河路,迎宾大道,物流园路,学府路,"
    "新华路,花园路,朝阳街"
)
TITLES = "信息部经理,办公室主任,行政经理,财务经理,总经理助理,采购主管,网络管理员,副总经理,综合部主任,IT 主管"


class Name(NamedTuple):
    """A person's name: in characters, in pinyin, and the id made from it."""

    text: str
    pinyin: str
    id: str


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(first, rest) for first, _, rest in (entry.partition(" ") for entry in text.split(","))]


def name_of(surname: tuple[str, str], given: tuple[str, str]) -> Name:
    """The name made of a family and a given name, each with its pinyin."""
    return Name(surname[0] + given[0], f"{surname[1]} {given[1]}", f"{surname[1]}-{given[1].replace(' ', '')}")


FIXED = tuple(
    name_of(surname, given)
    for surname, given in (
        (("张", "zhang"), ("伟", "wei")),
        (("何", "he"), ("静", "jing")),
        (("吴", "wu"), ("浩", "hao")),
        (("周", "zhou"), ("岚", "lan")),
        (("陈", "chen"), ("静", "jing")),
        (("黄", "huang"), ("丽", "li")),
        (("孙", "sun"), ("强", "qiang")),
        (("李", "li"), ("娜", "na")),
        (("赵", "zhao"), ("敏", "min")),
    )
)
"""Those every company has: a manager of the first branch, an HR clerk, the head of marketing, another HR clerk, two
marketing clerks, and of the first branch the general manager, the supervisor, another manager."""


def people(rng: Random, count: int) -> list[Name]:
    """``count`` names, the fixed ones first, no id twice, hardly a surname twice running."""
    surnames, given = _pairs(SURNAMES), _pairs(GIVEN)
    found = list(FIXED)
    seen = {name.id for name in found}
    while len(found) < count:
        rng.shuffle(surnames)
        for surname in surnames:
            name = name_of(surname, rng.choice(given))
            if name.id not in seen:
                seen.add(name.id)
                found.append(name)
    return found[:count]


def branch(index: int) -> tuple[str, str]:
    """The id and the name of the company's branch number ``index``, from 0."""
    listed = _pairs(BRANCHES)
    if index < len(listed):
        word, name = listed[index]
        return f"telecom-{word}", f"{name}分公司"
    return f"telecom-{index + 1:03d}", f"第{index + 1}分公司"


def customers(rng: Random, count: int) -> list[tuple[str, str]]:
    """``count`` names of firms with their trade, no name twice; the first is 宏远物流."""
    trades = _pairs(TRADES)
    found = [("宏远物流", trades[0][1])]
    seen = {found[0][0]}
    places = ("", "东城", "新区", "港城", "江南", "中原", "华北", "湖滨", "星河", "凤山")
    while len(found) < count:
        short, trade = rng.choice(trades)
        name = rng.choice(FIRST) + rng.choice(SECOND) + short
        if name in seen:
            name = rng.choice(places) + name
        if name not in seen:
            seen.add(name)
            found.append((name, trade))
    return found[:count]


def address(rng: Random, place: str) -> str:
    """An invented address in a branch's part of town."""
    return f"{place}区{rng.choice(ROADS.split(','))} {rng.randint(2, 398)} 号"
