"""Whether the moment of a publication can be true: rolls are carried forward and days run out by it, for good."""

from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from baoxue.engine.parameters import month_bounds
from baoxue.ledger import Refused, catalogue, submissions
from baoxue.words import Message, msg

SILENCE = timedelta(days=62)
"""The longest time, a summer, for which a county neither publishes nor sends a month."""
LATE_START = timedelta(days=366)
"""The same before the first publication: a county may begin late with the roll of the school year."""


def check_moment(connection: sa.Connection, at: datetime, through: int, today: date | None) -> None:
    """Raises Refused where the clock seems wrong: before the newest snapshot, or long after both it and the newest month
    sent, unless somebody says that ``today`` is the day. When files came in is no help: the same clock stamped them."""
    if today == at.date():
        return
    if today is not None:
        raise _refused("today_differs", at, msg("命令写明今天是 {day}", day=today), msg("两者是同一天"))
    last = catalogue.newest(connection)
    if last is not None and at < last.created_at:
        stood = msg("第 {n} 版发布于 {then:%Y-%m-%d %H:%M},在此之后", n=last.n, then=last.created_at)
        raise _refused("clock_behind", at, stood, msg("不早于上一次发布"))
    month = submissions.newest_month(connection, through)
    if month is None:
        return
    known = datetime.combine(month_bounds(month)[1], time.max)
    known, allowed = (known, LATE_START) if last is None else (max(known, last.created_at), SILENCE)
    if at > known + allowed:
        sent = msg("最新的报表是 {month} 的,上一次发布和报表都在 {days} 天以前", month=month, days=(at - known).days)
        raise _refused("clock_ahead", at, sent, msg("不晚于其后 {days} 天", days=allowed.days))


def _refused(code: str, at: datetime, found: Message, expected: Message) -> Refused:
    return Refused(
        code,
        msg("发布"),
        msg("时钟是 {at:%Y-%m-%d %H:%M};{found}", at=at, found=found),
        expected,
        msg("请先核对本机时钟(或 BAOXUE_AS_OF);确认无误后用 python -m baoxue publish --today {day} 发布。没有发布任何数据",
            day=at.date()),
    )  # fmt: skip


def data_through(at: datetime, days: pa.Table | None) -> datetime:
    """The end of the newest reported day, or the moment of publication on that very day; where none is reported, that
    moment. A day that is held is never beyond it, whatever the clock says."""
    if days is None or not days.num_rows:
        return at
    newest: date = pc.max(days["day"]).as_py()
    return at if at.date() == newest else datetime.combine(newest, time(23, 59, 59))
