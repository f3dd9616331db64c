"""The one clock. Figures never ask it: they are given an ``as_of``."""

from datetime import datetime
from zoneinfo import ZoneInfo

from baoxue.settings import moment, settings

COUNTY_TIME = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """County-local time without zone, or the time that BAOXUE_AS_OF names."""
    if shifted := settings().as_of:
        return moment(shifted)
    return datetime.now(COUNTY_TIME).replace(tzinfo=None)
