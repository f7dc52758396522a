"""From causes to sentences: one tree of told lines, one renderer each for terminal and page."""

from taizhang.explain.fields import field_titles
from taizhang.explain.render import to_html, to_text
from taizhang.explain.tell import Teller, Told, state_called, state_word, tell

__all__ = ["Teller", "Told", "field_titles", "state_called", "state_word", "tell", "to_html", "to_text"]
