"""The list of forms and a form's page: every kind that people write, told in Chinese, and nothing of any record."""

from __future__ import annotations

import re

from taizhang.publish.forms.kinds import formed
from taizhang.publish.pages import forms
from tests.publish import companies
from tests.publish.demo import demo_pages, demo_view

HREF = re.compile(r'href="\.\./forms/([a-z-]+)/"')


def test_every_kind_has_a_form_and_is_listed() -> None:
    names = {kind.name for kind in formed(demo_view())}
    pages = demo_pages(forms.pages)
    assert pages.keys() == {"forms/", *(f"forms/{name}/" for name in names)}
    assert set(HREF.findall(str(pages["forms/"].body))) >= names


def test_a_page_says_which_kind_and_what_the_clocks_show() -> None:
    body = str(demo_pages(forms.pages)["forms/weekly-report/"].body)
    assert 'data-form="weekly-report"' in body
    assert 'data-offset="+08:00"' in body
    assert " style=" not in body


def test_there_are_forms_on_the_first_day() -> None:
    pages = companies.by_address(list(forms.pages(companies.maker_of(companies.empty()))))
    assert "forms/person/" in pages
