"""Ratios from one run on the same data: machines differ and are noisy, a ratio of neighbours is what can be trusted.

Parts: pages, derive, publish, read, scale, lists, bulk, memory. ``pages``, ``publish`` and ``memory`` use BAOXUE_HOME, which must hold
a county (``make run`` or ``demo`` builds one); the others make what they measure.
"""

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import psutil

from baoxue.access import PAGES
from baoxue.contracts.relations import RELATIONS
from baoxue.engine import Instance, bind
from baoxue.engine.instance import DUCKDB_TYPES
from baoxue.engine.queries import queries
from baoxue.settings import ROOT, settings

Say = Callable[[str], None]
PARTS = ("derive", "scale", "read", "lists", "bulk", "publish", "pages", "memory")
NEED_A_COUNTY = ("publish", "pages", "memory")
MONTH = "2018-11"
_QUERIES = ("pg_today_counts", "pg_today_units", "pg_monthly_report", "pg_monthly_flow", "pg_reporting", "pg_seven_heads",
            "pg_attendance_schools", "pg_checks", "pg_elsewhere_units", "pg_handover", "pg_aid_units", "pg_review_units",
            "pg_review_points", "pg_lists")  # fmt: skip


def run(only: list[str], pupils: int, say: Say) -> None:
    """Run the parts named (all where none is) and print a line for every ratio with its aim."""
    chosen = {"derive": lambda: derive(pupils, say), "scale": lambda: scale(max(pupils // 10, 1_000), say), "read": lambda: read(say),
              "lists": lambda: lists(say), "bulk": lambda: bulk(say),
              "publish": lambda: publishing(say), "pages": lambda: pages(say), "memory": lambda: memory(say)}  # fmt: skip
    say(f"{'part':<10}{'what':<58}{'found':>10}  aim")
    for part in only or PARTS:
        if part in NEED_A_COUNTY and not (settings().home / "ledger.sqlite").exists():
            line(say, part, f"no county in {settings().home}: run `python -m baoxue demo` first", "—")
            continue
        chosen[part]()


def line(say: Say, part: str, what: str, found: str, aim: str = "") -> None:
    say(f"{part:<10}{what:<58}{found:>10}  {aim}")


def timed(work: Callable[[], Any], rounds: int = 3) -> float:
    """Median seconds of some rounds after one that does not count."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def generated(folder: Path, pupils: int) -> dict[str, list[Path]]:
    """One month of ``pupils`` pupils in classes of 40, 22 days, 1.5 % of half days away; files as publishing orders them."""
    day = f"date '{MONTH}-01' + cast(d as int)"
    school = "lpad(cast(c // 1600 as varchar), 10, '0')"
    key = f"{school} || '-P2013-' || lpad(cast(c // 40 % 40 as varchar), 2, '0')"
    mark = "case when hash({0}) % 1000 < 8 then 'A' when hash({0}) % 1000 < 15 then 'S' else 'P' end"
    tables = {
        "attendance": f"select '{MONTH}' as month, {school} as school_code, {key} as class_key, c as child_key, {day} as day, "
        f"'sheet' as origin, {mark.format('c * 64 + d')} as mark_am, {mark.format('c * 64 + d + 32')} as mark_pm "
        f"from range({pupils}) p(c), range(22) t(d) order by school_code, child_key, day",
        "class_day": f"select distinct '{MONTH}' as month, {school} as school_code, {key} as class_key, {day} as day, "
        f"'sheet' as origin, true as taken from range({pupils}) p(c), range(22) t(d)",
    }  # fmt: skip
    nulls = ", ".join(
        f"null::{DUCKDB_TYPES[c.kind]} as {c.name}"
        for c in RELATIONS["roll"].columns
        if c.nullable and c.name != "grade"
    )
    tables["roll"] = (
        f"select '{MONTH}' as month, c as child_key, {school} as school_code, {key} as class_key, 'primary' as stage, "
        f"1 as grade, '1' as sex, '01' as status, 'ordinary' as placement, {nulls} from range({pupils}) p(c)"
    )  # fmt: skip
    tables["code"] = (
        "select 'status' as code_set, '01' as code, '在读' as name_zh, 'at school' as name_en, 'at_school' as parent, "
        "1 as sort, true as is_shown"
    )
    with closing(duckdb.connect()) as made:
        for name, sql in tables.items():
            made.execute(f"copy ({sql}) to '{folder / name}.parquet' (format parquet, compression zstd)")
    return {name: [folder / f"{name}.parquet"] for name in tables}


def _derivation(pupils: int) -> tuple[float, float]:
    """(seconds of drv_pupil_month, seconds of one pass that sums halves by child and class)."""
    bare = (
        "select child_key, class_key, sum(case when mark_am = 'A' then 1 else 0 end + case when mark_pm = 'A' then 1 else 0 end) "
        "as halves from attendance group by child_key, class_key"
    )
    with tempfile.TemporaryDirectory() as folder:
        files = generated(Path(folder), pupils)
        instance = Instance(files, queries(ROOT / "queries"), memory="8GB", complete=("calendar", "school_calendar"))
        params = bind(MONTH, datetime(2018, 12, 20), 0)
        ours = timed(lambda: instance.ask("drv_pupil_month", params))
        theirs = timed(lambda: instance.run(bare))
        instance.close()
    return ours, theirs


def derive(pupils: int, say: Say) -> None:
    ours, bare = _derivation(pupils)
    line(
        say, "derive", f"drv_pupil_month / one bare pass, {pupils} pupils ({ours:.2f} s)", f"{ours / bare:.2f}", "<= 3"
    )


def lists(say: Say) -> None:
    from baoxue.bench_lists import seconds

    taken = seconds()
    ms = f"{1000 * taken.matched:.0f} ms"
    line(say, "lists", f"10,000 names matched / one bare join ({ms})", f"{taken.matched / taken.bare:.1f}", "<= 2")
    line(say, "lists", "laying out a register of 15,000, once a list", f"{1000 * taken.register:.0f} ms")
    line(say, "lists", "10,000 lines as columns, names folded", f"{1000 * taken.lines:.0f} ms")
    line(say, "lists", "the same rule line by line", f"{1000 * taken.one_by_one:.0f} ms")


def bulk(say: Say) -> None:
    from baoxue.bench_bulk import seconds

    together, single, told = seconds()
    line(say, "bulk", f"60 books in one drop / one by one ({together:.1f} s)", f"{together / single:.2f}", "<= 1.2")
    line(say, "bulk", "steps of 60 that progress told: read, weighed, sent", f"{len(told)}", "180")


def scale(pupils: int, say: Say) -> None:
    small, large = _derivation(pupils)[0], _derivation(10 * pupils)[0]
    line(say, "scale", f"drv_pupil_month, {10 * pupils} / {pupils} pupils", f"{large / small:.2f}", "<= 11")


def read(say: Say) -> None:
    from baoxue.intake.measure import read_times

    with tempfile.TemporaryDirectory() as folder:
        found = read_times(Path(folder), 20_000)
    line(say, "read", "a 20,000-row book / calamine's bare read", f"{found.ratio:.2f}", "<= 2")
    line(say, "read", "fixed cost of one small file", f"{1000 * found.fixed:.0f} ms")


def publishing(say: Say) -> None:
    """Processor seconds of publishing the last full month against the second."""
    from baoxue.bench_publish import seconds

    (second, last), steps = seconds(settings().home)
    whole = {"the whole publication": tuple(sum(column) for column in zip(*steps.values(), strict=True))}
    for step, (then, now) in (whole | {f"of it {step}": taken for step, taken in steps.items()}).items():
        aim = "<= 1.1" if step in whole else ""
        line(say, "publish", f"{step}, {last} / {second} ({now:.2f} s)", f"{now / then:.2f}", aim)


def pages(say: Say) -> None:
    """Query time cold, and a page warm against the same answers shown as bare elements."""
    from baoxue import bench_pages
    from baoxue.wiring import close_all, end_of_today, open_figures

    door = open_figures(settings().home)
    at = max(end_of_today(), door.snapshot.data_through)
    for name in _QUERIES:
        start = time.perf_counter()
        door.aggregate(name, as_of=at, area=settings().county)
        line(say, "pages", f"{name} cold", f"{1000 * (time.perf_counter() - start):.0f} ms")
    for page in PAGES:
        warm, ratio = bench_pages.ratio(page)
        line(say, "pages", f"{page} warm / the same elements ({1000 * warm:.0f} ms)", f"{ratio:.2f}", "<= 1.5")
    close_all()


def _peak(pid: int) -> int:
    """Most resident memory that a process ever had, MB; where the system does not tell, what it has now."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except OSError:
        found = None
    return int(found[1]) // 1024 if found else psutil.Process(pid).memory_info().rss // 2**20


def memory(say: Say) -> None:
    """Peak memory of the server, idle and after every page was opened once."""
    from baoxue.cli.visit import open_pages
    from baoxue.server import command

    port = 18_501
    environment = {**os.environ, "BAOXUE_HOME": str(settings().home)}
    process = subprocess.Popen(
        command(port), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(60):
            time.sleep(0.5)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=20)
                break
            except OSError:
                continue
        line(say, "memory", "server idle, peak", f"{_peak(process.pid)} MB")
        if shutil.which("chromium"):
            open_pages(f"http://127.0.0.1:{port}")
            line(say, "memory", "server after every page, peak", f"{_peak(process.pid)} MB", "<= 600 MB")
    finally:
        process.terminate()
        process.wait(20)
