"""What an edition gives to other programmes: calendars to subscribe to, and a database of facts and ledger.

Everything comes from the View, so a feed tells nothing that the edition's pages could not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from taizhang.publish.feeds.calendars import Calendars
from taizhang.publish.feeds.database import database
from taizhang.publish.feeds.ical import ical
from taizhang.publish.links import DATABASE, person_feed, unit_feed
from taizhang.publish.site import Files
from taizhang.publish.view import View

__all__ = ["feeds_of"]


def feeds_of(view: View, site: str = "") -> Files:
    """The feeds of a view; ``site`` is the address it is read at, "" where nobody has said it.

    Nothing is made before a file is asked for, and what calendars have in common is made once.
    """

    @cache
    def calendars() -> Calendars:
        return Calendars(view, site)

    def of_person(identity: str) -> Callable[[], bytes]:
        return lambda: ical(calendars().of_person(identity))

    def of_unit(identity: str) -> Callable[[], bytes]:
        return lambda: ical(calendars().of_unit(identity))

    files = {person_feed(person.id): of_person(person.id) for person in view.people}
    files |= {unit_feed(unit): of_unit(unit) for unit in view.units}
    return {**files, DATABASE: lambda: database(view)}
