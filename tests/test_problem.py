"""Problems and catalogues: order, templates that never read what people typed, values cut to what can be shown."""

from __future__ import annotations

from taizhang.problem import VALUE_LIMIT, Catalogue, Place, Problem, Sentence, Severity, shorten

SENTENCES = Catalogue(
    {
        "x.error": Sentence("{kind}不对", "“{value}”不是{kind}。", "改成:{right}"),
        "x.hint": Sentence("提醒", "看看“{value}”。", severity=Severity.WARNING),
    }
)


def test_a_problem_carries_place_sentence_and_value() -> None:
    """Title, message and repair are filled; the place is the one given."""
    place = Place("records/a.yaml", 3, 7, "at: x", 1)
    problem = SENTENCES.problem("x.error", place, value="x", kind="时间", right="09:40")
    assert (problem.title, problem.message, problem.repair) == ("时间不对", "“x”不是时间。", "改成:09:40")
    assert problem.place == place
    assert problem.severity is Severity.ERROR


def test_severity_belongs_to_the_sentence() -> None:
    """A warning blocks nothing."""
    assert SENTENCES.problem("x.hint", Place("a"), value=1).severity is Severity.WARNING


def test_what_people_type_is_never_a_template() -> None:
    """Braces and percent signs come out as they went in."""
    problem = SENTENCES.problem("x.error", Place("a"), value="{0.__class__} %s {kind}", kind="{right}", right="{value}")
    assert problem.message == "“{0.__class__} %s {kind}”不是{right}。"
    assert problem.repair == "改成:{value}"


def test_values_are_cut() -> None:
    """A long value is shown by its beginning."""
    assert shorten("长" * VALUE_LIMIT) == "长" * VALUE_LIMIT
    assert shorten("长" * (VALUE_LIMIT + 1)) == "长" * (VALUE_LIMIT - 1) + "…"
    assert len(SENTENCES.problem("x.hint", Place("a"), value="长" * 1000).value) == VALUE_LIMIT


def test_problems_sort_by_place() -> None:
    """Path, line, column, then rule."""
    made = [
        Problem("b", 1, 1, "r", "m"),
        Problem("a", 2, 1, "r", "m"),
        Problem("a", 1, 9, "r", "m"),
        Problem("a", 1, 2, "s", "m"),
    ]
    assert [(p.path, p.line, p.column) for p in sorted(made)] == [("a", 1, 2), ("a", 1, 9), ("a", 2, 1), ("b", 1, 1)]
