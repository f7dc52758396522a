"""The Book: what its schema refuses is there to be shown, and nothing is computed from it."""

from __future__ import annotations

from tests.books import book_of, company, person

PATH = "records/people/li.yaml"


def test_a_refused_record_is_shown_and_not_counted() -> None:
    """At its path and under its id, but not among those of its kind."""
    files = company() | person("li", "李娜", "T0002", ("2025-01-01", "", "east"))
    sound = book_of(files)
    files["people/li.yaml"] = files["people/li.yaml"].replace("role: account-manager", "role: chief")
    refused = book_of(files)
    assert [record.path for record in sound.of("person")] == [PATH]
    assert refused.of("person") == ()
    assert refused.at(PATH) is not None
    assert refused.find("person", "li") is not None
    assert PATH in refused.refused
    assert PATH not in {record.path for record in refused.sound()}


def test_a_record_that_only_points_nowhere_still_counts() -> None:
    """A reference that finds nothing is a problem of the commit, not of the record's shape."""
    book = book_of(company() | person("li", "李娜", "T0002", ("2025-01-01", "", "nowhere")))
    assert [problem.rule for problem in book.problems if problem.path == PATH] == ["link.missing"]
    assert [record.path for record in book.of("person")] == [PATH]


def test_lines_are_those_of_places() -> None:
    """Of a file that reads without doubt, of one that does not, and of one that is not there."""
    files = company() | person("li", "李娜", "T0002", ("2025-01-01", "", "east"))
    files["people/wu.yaml"] = files["people/li.yaml"].replace("posts:", "posts: &all")
    book = book_of(files)
    for path in (PATH, "records/people/wu.yaml", "records/people/nobody.yaml"):
        for pointer in ((), ("posts", 0, "role"), ("posts", 9)):
            line = book.line(path, pointer)
            assert (line, book.begins(path, pointer).line) == (book.place(path, pointer).line,) * 2
    assert book.line(PATH, ("posts", 0, "role")) > book.line(PATH, ("name",))
