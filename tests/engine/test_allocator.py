"""What a large query used is the system's again once it is answered, and threads share few pools of memory."""

import platform
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


POOLS = """
import ctypes, threading
from baoxue.engine.allocator import keep_few_arenas

keep_few_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
together = threading.Barrier(8)

def work():
    libc.malloc(10_000)
    together.wait()

threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def told(code, *more):
    command = [sys.executable, "-c", code, *more]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[2])
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="resident memory is told on Linux")
def test_an_answered_query_leaves_no_memory_behind(tmp_path):
    assert int(told(LARGE, str(tmp_path))) < 90  # MB; twice as much where nothing is given back


@pytest.mark.skipif(sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="the C library is not GNU's")
def test_threads_share_two_pools():
    assert told(POOLS).count("<heap nr") <= 2
