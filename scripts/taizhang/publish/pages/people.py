"""People: the list, and a page each with all they owe and owed and why it stands so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import Person, View, count


def pages(maker: Maker) -> Iterator[Page]:
    """The list, who owes something first, and every person's page."""
    view = maker.view
    listed = sorted(view.people, key=lambda person: not view.of_person(person.id))
    rows = tuple((person, count(view.of_person(person.id)), total(view, person.id)) for person in listed)
    yield maker.page("people.html", "people/", "people/", "人员", rows=rows)
    for person, counts, points in rows:
        yield maker.page(
            "person.html",
            "people/shell/",
            f"people/{person.id}/",
            person.name,
            words(view, person),
            person=person,
            counts=counts,
            total=points,
            obligations=tuple(reversed(view.of_person(person.id))),
        )


def total(view: View, person: str) -> Decimal:
    """The points of everything one person owes and owed, added up."""
    return sum((one.points for one in view.of_person(person)), Decimal())


def words(view: View, person: Person) -> str:
    """What search finds a person by: id, pinyin apart and together, unit and role."""
    parts = (person.id, person.pinyin, person.pinyin.replace(" ", ""), view.unit(person.unit), person.role)
    return " ".join(part for part in parts if part)
