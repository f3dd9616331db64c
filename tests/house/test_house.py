"""House rules: what every file must look like, so that the next reader finds things where they belong."""

import ast
import re
import subprocess
import sys

import pytest

from baoxue import docs
from baoxue.engine.queries import Queries
from baoxue.reference.rows import read_rows
from baoxue.settings import ROOT

QUERIES = Queries(ROOT / "queries")
PYTHON = sorted([*ROOT.glob("baoxue/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"])
FORBIDDEN = re.compile(
    r"\bnow\(\)|\b(current_date|current_timestamp|qualify|arg_max|arg_min|date_trunc|dayofweek|isodow|collate)\b", re.I
)
FOR_LATER_ACTS = {"no_show_verify_days", "dropped_out_run_days", "written_report_hours", "ceiling_primary", "ceiling_junior",
                  "small_cell_public", "small_cell_internal"}  # fmt: skip
"""Dated rows that the county reads and that acts, public figures and reference lines will use."""


@pytest.mark.parametrize("name", sorted(QUERIES.files))
def test_a_query_is_portable_and_names_its_columns(name):
    file = QUERIES[name]
    body = "\n".join(line.split("--")[0] for line in file.sql.splitlines())
    assert not FORBIDDEN.findall(body), "see the portable subset in DEVELOPERS.md"
    assert "*" not in file.columns, "the last SELECT names its columns"
    assert len(file.sql.splitlines()) <= 150
    bare = re.findall(r"/\s*(?!nullif|\d)[a-z(]\S*", body)
    assert not bare, "divide by nullif(d, 0) or by a number"


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.name)
def test_a_page_is_read_at_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_is_known_at_a_glance(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert (
        ast.get_docstring(ast.parse(text)) or (path.parent.name == "pages" and not text) or path.name == "__init__.py"
    )


@pytest.mark.parametrize("path", sorted([*ROOT.glob("pages/*.py"), ROOT / "app.py"]), ids=lambda p: p.name)
def test_a_page_knows_figures_and_acts_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not imported & {"duckdb", "sqlalchemy", "pandas", "pyarrow", "pages"}
    words = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert not [w for w in words if re.search(r"\bselect\b.+\bfrom\b", w, re.I)]
    if path.parent.name == "pages" and path.stem != "__init__":
        assert "page" in {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
        assert not [n for n in tree.body if isinstance(n, ast.Expr) and not isinstance(n.value, ast.Constant)]


def test_every_threshold_named_in_sql_is_a_row_and_every_row_is_used():
    rows = {row["name"] for _, row in read_rows(ROOT / "data" / "reference" / "thresholds.csv")}
    sql = "\n".join(file.sql for file in QUERIES.files.values())
    code = "\n".join(p.read_text(encoding="utf-8") for p in PYTHON)
    named = set(re.findall(r"name = '(\w+)'", sql)) & set(re.findall(r"'(\w+)'", sql))
    limits = {n for n in named if re.search(rf"src_threshold[^;]*'{n}'", sql)}
    assert limits <= rows | {"x"}, limits - rows
    unused = {name for name in rows - FOR_LATER_ACTS if f"'{name}'" not in sql and f'"{name}"' not in code}
    assert not unused


def test_every_measure_has_a_spec():
    specs = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").glob("**/test_*.py"))
    assert not [n for n in QUERIES.files if n.startswith("msr_") and n not in specs]


def test_printed_documents_are_current():
    assert docs.stale() == [], "make docs"


def test_borders_between_rooms_hold():
    done = subprocess.run([sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
                          cwd=ROOT, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_pinned_stands_in_its_lock(name):
    lock = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)$", (ROOT / f"{name}.txt").read_text(encoding="utf-8"), re.M)
    assert pins and not [pin for pin in pins if f"{pin[0]}=={pin[1]} " not in lock]


def test_the_frame_lies_in_a_folder_without_pages_and_pages_run_nothing_by_themselves():
    import app

    assert app.app._script_path == ROOT / "baoxue" / "ui" / "frame.py"
    assert not (ROOT / "baoxue" / "ui" / "pages").exists()
