"""What an edition's database is asked every day: views by Chinese names, and queries for whoever opens it first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A view that answers an everyday question: its name, what it answers, its SELECT."""

    name: str
    words: str
    select: str


QUESTIONS = (
    Question(
        "本月未按时",
        "本月迟交、缺失、逾期的应办",
        """\
SELECT u.name AS 单位, p.name AS 姓名, o.title AS 应办, o.period AS 期间, o.what AS 事项, o.due AS 截止,
  o.state_title AS 状态, o.done_at AS 办完, o.points AS 记分, o.clause AS 条文, o.page AS 网页
FROM obligations o LEFT JOIN people p ON p.id = o.person LEFT JOIN units u ON u.id = o.unit
WHERE o.state IN ('late', 'missed', 'overdue')
  AND o.month = (SELECT substr(value, 1, 7) FROM meta WHERE key = 'as_of')
ORDER BY o.due, u.name, p.name, o.key""",
    ),
    Question(
        "还没办的",
        "待办和逾期的应办,先到期的在前",
        """\
SELECT o.due AS 截止, o.state_title AS 状态, u.name AS 单位, p.name AS 姓名, o.title AS 应办, o.period AS 期间,
  o.what AS 事项, c.name AS 客户, o.page AS 网页
FROM obligations o LEFT JOIN people p ON p.id = o.person LEFT JOIN units u ON u.id = o.unit
  LEFT JOIN customers c ON c.id = o.customer
WHERE o.state IN ('pending', 'overdue')
ORDER BY o.due IS NULL, o.due, u.name, p.name, o.key""",
    ),
    Question(
        "各月按时率",
        "各单位各月到期了多少、按时多少;按时率是百分数",
        """\
SELECT o.month AS 月份, u.name AS 单位, count(*) AS 已到期, sum(o.state = 'met') AS 按时, sum(o.state = 'late') AS 迟,
  sum(o.state = 'missed') AS 缺失, sum(o.state = 'overdue') AS 逾期,
  round(100.0 * sum(o.state = 'met') / count(*), 1) AS 按时率
FROM obligations o LEFT JOIN units u ON u.id = o.unit
WHERE o.state IN ('met', 'late', 'missed', 'overdue')
GROUP BY o.month, o.unit ORDER BY o.month, u.name""",
    ),
    Question(
        "得分",
        "考核表的总分;空的还没有总分",
        """\
SELECT s.period AS 期间, u.name AS 单位, p.name AS 姓名, s.title AS 考核表, s.total AS 总分, s.page AS 网页
FROM scorecards s LEFT JOIN people p ON p.id = s.person LEFT JOIN units u ON u.id = s.unit
ORDER BY s.period, u.name, p.name, s.key""",
    ),
    Question(
        "失分在哪里",
        "考核表里没有得满分的行",
        """\
SELECT s.period AS 期间, u.name AS 单位, p.name AS 姓名, l.title AS 行, l.score AS 得分, l.maximum AS 满分,
  round(l.maximum_number - l.score_number, 4) AS 失分
FROM scorecard_lines l JOIN scorecards s ON s.key = l.card
  LEFT JOIN people p ON p.id = s.person LEFT JOIN units u ON u.id = s.unit
WHERE l.counts AND l.score_number < l.maximum_number
ORDER BY s.period, u.name, p.name, s.key, l.place""",
    ),
    Question(
        "客户最近服务",
        "每个客户最近一次服务和服务次数,最久没有服务的在前",
        """\
SELECT c.id AS 编号, c.name AS 客户, c.grade AS 级别, p.name AS 客户经理, max(f.at) AS 最近服务, count(f.id) AS 次数
FROM customers c LEFT JOIN facts f ON f.customer = c.id AND f.name = 'service.given'
  LEFT JOIN people p ON p.id = c.person
WHERE c.closed_on IS NULL
GROUP BY c.id ORDER BY max(f.at) IS NOT NULL, max(f.at), c.id""",
    ),
)

ASKED = (
    ("本月谁没有按时办", "SELECT 单位, 姓名, 应办, 截止, 状态 FROM 本月未按时;"),
    ("哪些客户最久没有服务", "SELECT 客户, 客户经理, 最近服务 FROM 客户最近服务 LIMIT 10;"),
    (
        "每人每月扣了几分、几笔",
        """\
SELECT month, name, sum(amount_number), count(*)
FROM entries JOIN people ON people.id = person
WHERE account = 'points' AND amount_number < 0
GROUP BY month, person;""",
    ),
)
"""Queries that the page of the feeds shows, each with what it asks."""
