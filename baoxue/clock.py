"""The one clock. Figures never ask it: they are given an ``as_of``."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from baoxue.settings import moment, settings

COUNTY_TIME = ZoneInfo("Asia/Shanghai")
DEMO = "demo-as-of"
"""A file in the home of an invented county: the time at which it is looked at, by screens and commands alike."""


def now() -> datetime:
    """County-local time without zone; the time that BAOXUE_AS_OF names, else that of the invented county."""
    found = settings()
    if shifted := found.as_of or _of_demo(found.home / DEMO):
        return moment(shifted)
    return datetime.now(COUNTY_TIME).replace(tzinfo=None)


def _of_demo(marker: Path) -> str:
    """What the file says, read again when it was written again; empty where there is none."""
    try:
        return _said(marker, marker.stat().st_mtime_ns)
    except FileNotFoundError:
        return ""


@lru_cache(maxsize=8)
def _said(marker: Path, _written: int) -> str:
    return marker.read_text(encoding="utf-8").strip()
