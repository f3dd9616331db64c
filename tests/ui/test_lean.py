"""What a server that has only shown pages has not loaded, each in a process of its own."""

import os
import subprocess
import sys

from baoxue.settings import ROOT

UNLOADED = {
    "pandas": "arrow looks for it",
    "plotly": "the frame looks for it; no screen draws a chart yet",
    "pypinyin": "names are spelled when they are recorded",
    "openpyxl": "for filling a county's own form",
    "alembic": "for a ledger of an older schema",
    "holidays": "for years whose working days are not announced",
    "pandera": "unused",
    "playwright": "for tests",
}

SHOWN = """
import sys
from baoxue.lean import absent, arrow_without_pandas

with absent("plotly"):
    import streamlit
arrow_without_pandas()
from baoxue.access import PAGES
from baoxue.bench_pages import _visit

for page in PAGES:
    _visit(page, "bureau_clerk")
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""

STARTED = """
import sys
from baoxue.server import main

sys.argv = ["server", "--help"]
try:
    main()
except SystemExit:
    print(*(name for name in ("streamlit", "plotly") if name in sys.modules))
"""

AFTER = """
import sys
from baoxue.lean import arrow_without_pandas

arrow_without_pandas()
import pyarrow as pa

table = pa.Table.from_pylist([{"n": 1}])
print("pandas" in sys.modules, table.to_pandas()["n"].sum(), pa.Table.from_pandas(table.to_pandas()) == table)
"""


def told(code: str, *more: str, **environment: str) -> str:
    """The last line that a fresh process prints."""
    done = subprocess.run([sys.executable, "-c", code, *more], capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, **environment})  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_showing_every_page_loads_nothing_that_no_page_needs(county):
    assert told(SHOWN, *UNLOADED, BAOXUE_HOME=str(county.home), BAOXUE_AS_OF="2018-12-20T18:30") == ""


def test_the_frame_starts_without_charts():
    assert told(STARTED) == "streamlit"


def test_what_needs_pandas_still_gets_it():
    assert told(AFTER) == "False 1 True"
