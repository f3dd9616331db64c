"""What pages ask stands in one table, by which the menu and the command line both go."""

import ast
import re

import pytest

from baoxue.access import PAGES
from baoxue.access.queries import FRAME, QUERIES
from tests.house.test_house import ROOT

_ASKED = re.compile(r'"(pg_[a-z_0-9]+)"')


def shown_by(page: str) -> set[str]:
    """The queries that a page and the shared parts it is made of name."""
    seen, todo = set(), [ROOT / "pages" / f"{page}.py"]
    while todo:
        path = todo.pop()
        seen.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("baoxue.ui"):
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                found = [ROOT / f"{name.replace('.', '/')}.py" for name in names]
                todo += [part for part in found if part.exists() and part not in seen]
    return {name for path in seen for name in _ASKED.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_what_the_table_says(page):
    assert shown_by(page) - FRAME <= {f"pg_{name}" for name in QUERIES[page].split()}


def test_every_query_of_pages_stands_in_the_table():
    files = {path.stem for path in (ROOT / "queries" / "pages").glob("pg_*.sql")}
    assert {f"pg_{name}" for names in QUERIES.values() for name in names.split()} | FRAME == files
    assert set(QUERIES) == set(PAGES)
