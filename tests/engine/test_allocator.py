"""What a large query used is the system's again once it is answered."""

import subprocess
import sys
from pathlib import Path

import pytest

LARGE = """
import re, sys
from pathlib import Path
from baoxue.engine import Instance, Queries

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

instance = Instance({}, Queries(Path(sys.argv[1])), memory="400MB", complete=())
instance.run("select 1 as n")
before = resident()
instance.run("select count(distinct md5(range::varchar)) as n from range(2000000)")
print(resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="resident memory is told on Linux")
def test_an_answered_query_leaves_no_memory_behind(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 90  # MB; twice as much where nothing is given back
