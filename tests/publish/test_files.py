"""The files beside the pages: calendars, database and the data of forms, the same bytes each time they are made."""

from __future__ import annotations

import json

from taizhang.publish.feeds import feeds_of
from taizhang.publish.files import files_of
from taizhang.publish.forms import forms_of
from tests.publish import companies


def test_an_edition_has_feeds_and_forms() -> None:
    view = companies.view_of(companies.ordinary())
    feeds, forms = feeds_of(view), forms_of(view)
    assert files_of(view).keys() == feeds.keys() | forms.keys()
    assert feeds.keys().isdisjoint(forms)
    assert all(path.startswith("forms/data/") for path in forms)


def test_the_data_of_forms_are_the_same_bytes_each_time_and_are_json() -> None:
    made = {path: make() for path, make in forms_of(companies.view_of(companies.ordinary())).items()}
    again = {path: make() for path, make in forms_of(companies.view_of(companies.ordinary())).items()}
    assert made == again
    assert "forms/data/starts/weekly-report/zhang-wei.json" in made
    for path, content in made.items():
        assert json.loads(content) is not None, path
        assert b"\n" not in content
