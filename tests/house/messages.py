"""Every message that a person can meet, as the source names it."""

import ast
import re
from itertools import product

import sqlglot
from sqlglot import exp

from baoxue.engine.queries import Queries
from baoxue.settings import ROOT
from baoxue.ui.formats import MONTHS, WEEKDAYS
from baoxue.ui.grid import SHORT
from baoxue.ui.words import template

SOURCES = sorted([*ROOT.glob("pages/*.py"), *ROOT.glob("baoxue/**/*.py")])
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CHECKS = ("what", "why", "resolve")


def messages() -> list[str]:
    """Texts given to ``_`` and ``msg`` as they stand, names of weekdays, months and marks, what headers of queries and rows of checks say."""
    found = dict.fromkeys((*WEEKDAYS, *MONTHS, *SHORT.values(), *headers(), *composed()))
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "msg") and node.args:
                text = node.args[0]
                found |= {text.value: None} if isinstance(text, ast.Constant) else {}
    return list(found)


def headers() -> list[str]:
    """Titles of what screens show, and the three sentences of every check."""
    shown = [f.header.fields for n, f in Queries(ROOT / "queries").files.items() if n.startswith(("pg_", "chk_"))]
    return [fields[name] for fields in shown for name in ("title", *CHECKS) if name in fields]


def composed() -> list[str]:
    """What the rows of checks that warn say they found and expected, with places for their values."""
    warning = [f.sql for n, f in Queries(ROOT / "queries").files.items()
               if f.header.get("severity") == "warn" or (n.startswith("bld_") and f.path.parent.name == "checks")]  # fmt: skip
    shown = [alias.this for sql in warning for alias in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Alias)
             if alias.alias in ("found", "expected")]  # fmt: skip
    return [template(text)[0] for one in shown for text in texts(one) if CHINESE.search(text)]


def texts(one: exp.Expression) -> list[str]:
    """Every text that the expression can become; 0 stands for a value."""
    if isinstance(one, exp.Literal) and one.is_string:
        return [one.this]
    if isinstance(one, exp.Coalesce):
        return [text for arg in (one.this, *one.expressions) for text in texts(arg)]
    if isinstance(one, exp.Case):
        return [
            text
            for arg in (*(branch.args["true"] for branch in one.args["ifs"]), one.args["default"])
            for text in texts(arg)
        ]
    if isinstance(one, exp.Concat):
        return ["".join(parts) for parts in product(*map(texts, one.expressions))]
    return ["0"]
