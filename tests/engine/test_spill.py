"""What is larger than memory goes to the county's own folder, and what a killed process left there is swept."""

import os
import subprocess
import sys
from pathlib import Path

LARGE = """
import os, sys
from pathlib import Path
from baoxue.engine import Instance, Queries

instance = Instance({}, Queries(Path(sys.argv[1])), memory="60MB", complete=())
rows = instance.run("select count(distinct md5(range::varchar)) as n from range(2000000)")
assert rows.to_pylist() == [{"n": 2_000_000}]
print(*(path.name for path in (Path(os.environ["BAOXUE_HOME"]) / "spill").iterdir()))
os._exit(9)  # as one that was killed: nothing is tidied
"""


def test_a_killed_process_leaves_nothing_that_the_next_does_not_sweep(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    told = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", LARGE, str(tmp_path)],
            env={**os.environ, "BAOXUE_HOME": str(home), "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        assert done.returncode == 9, done.stderr
        told.append(set(done.stdout.split()))
    assert told[0] and told[1]
    assert not told[0] & told[1]
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
