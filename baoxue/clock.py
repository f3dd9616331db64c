"""The one clock. Figures never ask it: they are given an ``as_of``."""

from datetime import datetime
from zoneinfo import ZoneInfo

from baoxue.settings import moment, settings

COUNTY_TIME = ZoneInfo("Asia/Shanghai")
DEMO = "demo-as-of"
"""A file in the home of an invented county: the time at which it is looked at, by screens and commands alike."""


def now() -> datetime:
    """County-local time without zone; the time that BAOXUE_AS_OF names, else that of the invented county."""
    found = settings()
    marker = found.home / DEMO
    if shifted := found.as_of or (marker.read_text(encoding="utf-8").strip() if marker.exists() else ""):
        return moment(shifted)
    return datetime.now(COUNTY_TIME).replace(tzinfo=None)
