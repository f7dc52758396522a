"""From causes to sentences: one tree of told lines, one renderer each for terminal and page."""

from taizhang.explain.render import to_html, to_text
from taizhang.explain.tell import Told, tell

__all__ = ["Told", "tell", "to_html", "to_text"]
