"""A page asks only what the role that looks at it may ask."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from baoxue.access import ROLES, pages_for
from baoxue.access.queries import KEPT_TO, QUERIES
from baoxue.access.viewers import ROLE_OF_HEAD
from baoxue.ledger import open_ledger
from baoxue.ledger.posts import standing
from baoxue.wiring import close_all
from tests.ui.test_pages import words

TODAY = date(2018, 12, 20)


@pytest.fixture(scope="module")
def post_of(county):
    """Role → a post of it in the county."""
    ledger = open_ledger(county.home)
    with ledger.read() as connection:
        held = [
            p
            for p in standing(connection)
            if p["head"] in ROLE_OF_HEAD and (p["valid_to"] or TODAY) >= TODAY >= p["valid_from"]
        ]
    ledger.close()
    return {ROLE_OF_HEAD[p["head"]]: p["post_id"] for p in held}


@pytest.fixture(scope="module")
def opened(county):
    """One page for the eyes of a post; the county is opened once for all of them."""
    close_all()

    def open_page(monkeypatch, page, post):
        monkeypatch.setenv("BAOXUE_HOME", str(county.home))
        monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")
        app = AppTest.from_string(f"from baoxue.ui.shell import run\nrun({page!r})", default_timeout=60)
        app.query_params["as"] = post
        app.run()
        assert not app.exception, app.exception
        return words(app)

    yield open_page
    close_all()


KEPT = sorted({page for query in KEPT_TO for page, names in QUERIES.items() if query[3:] in names.split()})
"""Pages that ask some of their queries for some of their roles only."""


@pytest.mark.parametrize("role", ROLES)
def test_pages_that_keep_a_query_to_some_are_still_answered_to_the_others(opened, monkeypatch, post_of, role):
    for page in set(KEPT) & set(pages_for(role)):
        assert "这一页不在您的职责范围内" not in opened(monkeypatch, page, post_of[role]), page
