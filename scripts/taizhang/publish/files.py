"""What an edition holds beside its pages: calendars and a database for other programmes, and the data of its forms."""

from __future__ import annotations

from taizhang.publish.feeds import feeds_of
from taizhang.publish.forms import forms_of
from taizhang.publish.site import Files
from taizhang.publish.view import View


def files_of(view: View, site: str = "") -> Files:
    """The further files of a view by path; ``site`` is the address it is read at, "" where nobody has said it."""
    return {**feeds_of(view, site), **forms_of(view)}
