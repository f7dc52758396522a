"""What a form says is wrong with a record is what ``taizhang check`` says: places, rules and sentences.

Left out, because a form has nothing of the kind: lines and columns, what YAML refuses before there is a value (quotes,
colons, duplicate keys, full-width figures), the record's place among the folders (a form makes the path of what is
filled in), references to other records, a history to compare with (append-only), rulebooks with their items' own
schemas. Left out of the changed records: whole numbers of more than 15 digits and amounts with an exponent (every
schema refuses both), and lists, groups or nothing where a choice without a type is wanted (a form offers choices).
"""

from __future__ import annotations

import difflib
import functools
import json
import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Route

from taizhang.problem import Catalogue, Place, Problem
from taizhang.publish.forms.sentences import WORDS, form_sentences, sentences_json
from taizhang.records import links, own_checks, schema_errors
from taizhang.records.formats import FORMATS
from taizhang.records.links import gives_and_asks, link
from taizhang.records.messages import FILE_SENTENCES
from taizhang.records.own_checks import Desk, own_problems
from taizhang.records.paths import Pointer, fill_template
from taizhang.records.schema_errors import CLOSE, CLOSE_TO_MISSING, Teller, shown
from taizhang.records.schema_set import Kind, bundle, compile_kind
from taizhang.records.text.marks import Marks
from taizhang.records.validate import judge
from tests.publish.forms.cases import INVALID, TEXTS, Case, changed, examples
from tests.publish.forms.small_kinds import SMALL_KINDS, small
from tests.records.company import ROOT, VALID, schemas

SCRIPTS = ROOT / "site" / "theme" / "assets" / "forms"
SITE = "http://localhost/"
BY_YAML = ("yaml.", "file.", "link.", "id.", "key.repeated-elsewhere")
"""Rules that only a text or other records can break."""
CHECKED = """async (text) => {
  const {checker} = await import("./check.js");
  const {schemas, sentences, cases} = JSON.parse(text);
  const checks = new Map(Object.entries(schemas).map(([kind, one]) => [kind, checker(one, sentences, kind)]));
  return JSON.stringify(cases.map(([kind, record]) => checks.get(kind)(record)));
}"""
NEAREST = """async (text) => {
  const {nearest} = await import("./near.js");
  return JSON.stringify(JSON.parse(text).map(([word, known, least]) => nearest(word, known, least)));
}"""
KNOWN = """async () => {
  const {KEYWORDS} = await import("./keywords.js");
  return JSON.stringify(Object.keys(KEYWORDS));
}"""
FORMED = """async (text) => {
  const {FORMATS} = await import("./days.js");
  return JSON.stringify(JSON.parse(text).map(([format, value]) => FORMATS[format](value)));
}"""

Said = list[tuple[Case, list[dict[str, Any]]]]
Told = tuple[tuple[Any, ...], str, str, str, str]


class Spots(Marks):
    """Places that hold the pointer instead of a line; a line is what number an item is in its list."""

    def __init__(self, data: object) -> None:
        self.data = data

    def value(self, pointer: Pointer) -> Place:
        """The pointer as it is."""
        number = next((step for step in reversed(pointer) if isinstance(step, int)), 0) + 1
        return Place(json.dumps(pointer), number, hash(pointer))

    def key(self, pointer: Pointer) -> Place:
        """The same, but no value's place."""
        return Place(json.dumps(pointer), 0)

    def as_written(self, pointer: Pointer) -> str:
        """The value as a form holds it: without quotes."""
        value: Any = self.data
        for step in pointer:
            value = value[step]
        return value if isinstance(value, str) else shown(value)


class FormDesk(Desk):
    """A record that is nowhere yet, so that it lies where it belongs."""

    def __init__(self, kind: Kind, data: dict[str, Any]) -> None:
        text = json.dumps(data, ensure_ascii=False).encode()
        super().__init__(kind, "", fill_template(kind.template, data) or "", data, text)
        self.spots = Spots(data)

    @property
    def marks(self) -> Marks:
        """Pointers for places."""
        return self.spots


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """The project's kinds, and the small ones."""
    made = {name: compile_kind(name, bundle(dict(schema), {})) for name, schema in SMALL_KINDS.items()}
    return {**schemas().kinds, **made}


@functools.cache
def judged(kind: str) -> Any:  # noqa: ANN401 - the reference library has no types
    return judge(kinds()[kind].schema)


def by_python(case: Case) -> list[Problem]:
    """What ``taizhang check`` says of the record."""
    kind = kinds()[case.kind]
    desk = FormDesk(kind, case.data)
    shape = list(Teller(desk.marks, kind.schema).tell(judged(case.kind).iter_errors(case.data)))
    desk.refuse(shape)
    exchange = gives_and_asks(kind, desk.path, desk.below_root, case.data)._replace(asks=())
    repeated = link([exchange], schemas(), lambda _, pointer: desk.spots.value(pointer))
    return [*(desk.veiled(problem) for problem in (*shape, *own_problems(desk))), *repeated]


def in_a_form(repair: str) -> str:
    """A repair with what a form says instead of how YAML begins lists and groups."""
    for pattern, word in (
        (r"\(下面每项另起一行,以“- ”开头\)", "listBegun"),
        (r"\(下面另起一行,缩进后写 [^()]*\)", "objectBegun"),
        (r"例如:\[\]", "listEmpty"),
    ):
        repair = re.sub(pattern, ("例如:" if word == "listEmpty" else "") + WORDS[word], repair)
    return repair


def told(problems: list[Problem]) -> set[Told]:
    return {(tuple(json.loads(one.path)), one.rule, one.title, one.message, in_a_form(one.repair)) for one in problems}


def answered(found: list[dict[str, Any]]) -> set[Told]:
    return {(tuple(one["pointer"]), one["rule"], one["title"], one["message"], one["repair"]) for one in found}


def served(route: Route) -> None:
    """The scripts of the forms, and an empty page beside them; nothing else is there."""
    name = route.request.url.removeprefix(SITE)
    if not name:
        route.fulfill(body="<!doctype html><title>check</title>", content_type="text/html")
    elif "/" not in name and (SCRIPTS / name).is_file():
        route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
    else:
        route.abort()


def asked(browser: Browser, script: str, what: object) -> Any:  # noqa: ANN401 - what JSON holds
    """What a script of the forms answers; as text, so that fields keep their order and no name is special."""
    page = browser.new_page()
    try:
        page.route("**/*", served)
        page.goto(SITE)
        return json.loads(page.evaluate(script, json.dumps(what)))
    finally:
        page.close()


def by_script(browser: Browser, cases: list[Case]) -> list[list[dict[str, Any]]]:
    """What the form's script says of each record, asked at once."""
    found: list[list[dict[str, Any]]] = asked(
        browser,
        CHECKED,
        {
            "schemas": {kind: kinds()[kind].schema for kind in {case.kind for case in cases}},
            "sentences": sentences_json(),
            "cases": [[case.kind, case.data] for case in cases],
        },
    )
    return found


@pytest.fixture(autouse=True)
def _in_the_words_of_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Catalogue({**FILE_SENTENCES, **form_sentences()})
    for module in (links, own_checks, schema_errors):
        monkeypatch.setattr(module, "SENTENCES", words)


@pytest.fixture(scope="module")
def said(browser: Browser) -> Said:
    """Every record and what the form's script says of it, all asked in one call."""
    cases = [*examples(), *small(), *changed()]
    return list(zip(cases, by_script(browser, cases), strict=True))


def differences(said: Said) -> list[str]:
    """Each record of which the two don't say the same, with what only one of them says."""
    lines = []
    for case, found in said:
        wanted, got = told(by_python(case)), answered(found)
        lines += [f"{case.name}: only check says {one}" for one in sorted(wanted - got, key=str)]
        lines += [f"{case.name}: only the form says {one}" for one in sorted(got - wanted, key=str)]
    return lines


@pytest.mark.browser
def test_every_record_is_judged_as_by_check(said: Said) -> None:
    assert len(said) > 2000
    assert differences(said) == []


@pytest.mark.browser
def test_no_rule_stays_untried(said: Said) -> None:
    assert set(form_sentences()) - {problem["rule"] for _, found in said for problem in found} == set()


@pytest.mark.browser
def test_a_bad_example_breaks_in_a_form_the_rules_beside_it(said: Said) -> None:
    """Against what a person has read, so that the two can't be wrong together."""
    for case, found in said:
        if not case.name.startswith(INVALID.name):
            continue
        _, kind, name = case.name.split("/")
        lines = (INVALID / kind / f"{name}.expected").read_text(encoding="utf-8").splitlines()
        expected = {line.split(" ")[1] for line in lines}
        assert {one["rule"] for one in found} == {rule for rule in expected if not rule.startswith(BY_YAML)}, case.name


@pytest.mark.browser
def test_a_good_example_breaks_no_rule_in_a_form(said: Said) -> None:
    good = [(case.name, found) for case, found in said if re.fullmatch(rf"{VALID.name}/[^ ]*", case.name)]
    assert good
    assert not [(name, found) for name, found in good if found]


def keywords(schema: object) -> Iterator[str]:
    """The keywords of a schema and of those within it, not the names of its fields."""
    if isinstance(schema, list):
        for branch in schema:
            yield from keywords(branch)
    elif isinstance(schema, Mapping):
        yield from schema
        for word, inner in schema.items():
            if word in {"properties", "$defs", "dependentSchemas", "patternProperties"}:
                yield from keywords(list(inner.values()))
            elif not word.startswith("x-") and word not in {"examples", "const", "enum", "default"}:
                yield from keywords(inner)


@pytest.mark.browser
def test_a_form_knows_every_keyword_that_a_schema_uses(browser: Browser) -> None:
    used = {word for kind in schemas().kinds.values() for word in keywords(kind.schema)}
    known = set(asked(browser, KNOWN, None)) | {"then", "else"}
    assert {"required", "oneOf", "$ref", "if"} <= used
    assert used & set(Draft202012Validator.VALIDATORS) - known == set()


@pytest.mark.browser
def test_a_form_guesses_the_word_that_difflib_guesses(browser: Browser) -> None:
    chance = random.Random("near")
    words = ["".join(chance.choice("abc_甲𠮷") for _ in range(chance.randint(0, 9))) for _ in range(3000)]
    questions = [(word, chance.sample(words, 6), chance.choice((CLOSE, CLOSE_TO_MISSING, 0.6, 0.3))) for word in words]
    found = asked(browser, NEAREST, questions)
    wanted = [
        (difflib.get_close_matches(word, known, n=1, cutoff=least) or [""])[0] for word, known, least in questions
    ]
    assert found == wanted


@pytest.mark.browser
def test_a_form_knows_the_days_weeks_and_periods_that_exist(browser: Browser) -> None:
    years = ("1899", "1900", "2000", "2024", "2026", "2100", "2199", "2200")
    days = [f"{y}-{m:02}-{d:02}" for y in years for m in (0, 1, 2, 4, 12, 13) for d in (0, 1, 28, 29, 30, 31, 32)]
    weeks = [f"{year}-W{week:02}" for year in range(1899, 2201) for week in (0, 1, 52, 53, 54)]
    parts = [f"2026-{kind}{number}" for kind in ("", "Q", "H", "W") for number in (*range(16), "00", "01", "04", "012")]
    texts = [*TEXTS, *years, *days, *weeks, *parts, *(f"{day} 09:40" for day in days[:60]), "2026-01-01..2026-01-01"]
    texts += ["23:59", "9:40", "2026-01-01..", "..", "2026-01-02..2026-01-01", "2026-10-13T09:40", "2026-10-13 09:40 "]
    questions = [(name, text) for name in FORMATS for text in texts if name in {"date", "moment", "time", "period"}]
    assert asked(browser, FORMED, questions) == [FORMATS[name](text) for name, text in questions]
