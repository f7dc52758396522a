"""Text from records is text: the one way by which it comes into HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Control characters and those that turn the direction of writing; line ends and tabs are text.
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
REPLACEMENT = "\ufffd"


def shown_text(value: object) -> str:
    """``value`` as text of which a page can show every character; HTML of our own (``Markup``) stays as it is.

    Whoever puts it into HTML escapes it, as templates do with every value. What a page can't show becomes U+FFFD.
    Nothing to show (None) is a fault of the page: ValueError.
    """
    if isinstance(value, Markup):
        return value
    if value is None:
        raise ValueError("a page shows a value that is not there")
    text = str(value)
    return text if text.isprintable() else UNSHOWN.sub(REPLACEMENT, text)


def html_text(value: object) -> Markup:
    """``value`` as HTML that shows exactly its characters, by the rules of ``shown_text``."""
    return escape(shown_text(value))
