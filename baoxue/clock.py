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
    if found.as_of:
        return moment(found.as_of)
    if shifted := _of_demo(found.home / DEMO):
        return shifted
    return datetime.now(COUNTY_TIME).replace(tzinfo=None)


def _of_demo(marker: Path) -> datetime | None:
    """The time that the file says, read again when it was written again; None where there is none, or it says nothing."""
    try:
        return _said(marker, marker.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=8)
def _said(marker: Path, _written: int) -> datetime | None:
    text = marker.read_text(encoding="utf-8").strip()
    return moment(text) if text else None
