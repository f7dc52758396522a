"""Charts of our own: pure functions from data to a ``Chart``, which ``site/templates/charts.html`` puts on a page.

Numbers are Decimal and told exactly; only coordinates are rounded. What a chart says in Chinese comes from the caller.
Colours stand in charts.css alone: a mark carries a tone, and a state or step is also told by outline, words or numbers.
"""

from __future__ import annotations

from taizhang.publish.charts.ageing import Aged, ageing, bucket_of, bucketed
from taizhang.publish.charts.bars import AGES, Bar, Part, bars, columns
from taizhang.publish.charts.canvas import Chart, Entry, Line
from taizhang.publish.charts.heat import Cell, Heat, Row, heat, step_of
from taizhang.publish.charts.lines import Point, Series, line, spark
from taizhang.publish.charts.shares import Share, first_with, shares

__all__ = [
    "AGES",
    "Aged",
    "Bar",
    "Cell",
    "Chart",
    "Entry",
    "Heat",
    "Line",
    "Part",
    "Point",
    "Row",
    "Series",
    "Share",
    "ageing",
    "bars",
    "bucket_of",
    "bucketed",
    "columns",
    "first_with",
    "heat",
    "line",
    "shares",
    "spark",
    "step_of",
]
