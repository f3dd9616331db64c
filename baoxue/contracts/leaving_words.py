"""What a cell beside 学生状态 says of a pupil who is at school no more: a remark, a column that the template does not have.

Remarks speak of many things that are no leaving: a transfer in, a parent's death, a resumption, a risk. Only words that
say of the pupil itself, as the last word on the matter, that it left are read.
"""

import re
from functools import lru_cache

from baoxue.contracts.cells import as_text, fold
from baoxue.contracts.workbooks import ROLL, STATUS

_RESUMED = "05"
_HERE = {"01", _RESUMED}
AWAY = frozenset(STATUS.values()) - _HERE
"""Statuses of who is not at school."""
FINISHED = frozenset({"07", "08", "09"})

_DROPPED = frozenset({"03", "04", "06", "14", "15"})
_MEANINGS = {
    "transfer": frozenset({"10"}),
    "suspended": frozenset({"02", "04", _RESUMED}),
    "dropped": _DROPPED | {_RESUMED},
    "expelled": frozenset({"03", "14"}),
    "dead": frozenset({"11"}),
    "lost": frozenset({"06", "15"}),
    "abroad": frozenset({"10", "13"}),
    "absent": AWAY,
}
"""Meaning → statuses that say the same. Who resumed was away before."""

_HOW = "风险|高风险|隐患|倾向|苗头|念头|预警|危险|边缘|重点|关注|经历|史|过|前"
_SAID = re.compile(
    r"(?P<here>已劝返|劝返(?:成功|回|到校|复学)|(?<![未没不无])(?:复学|返校|回校|返回|到校|在校|报到)|转[入来回进]|转学[来入回进])"
    r"|(?P<transfer>转(?:出|走|往)(?!.{0,8}班)|转[到至去](?![我本此]|.{0,8}班)|转学(?![生籍]|[到至]?[我本此])|转校(?!生))"
    r"|(?P<suspended>休学|停学)"
    r"|(?P<dropped>辍学|退学|失学|弃学|流失)"
    r"|(?P<expelled>开除)"
    r"|(?P<dead>死亡|病故|夭折|去世|亡故|已故|身亡|溺亡|溺水亡)"
    r"|(?P<lost>下落不明|失踪|失联)"
    r"|(?P<abroad>出国|出境)"
    r"|(?P<absent>有籍无人|空挂(?!户)|[未没不](?:在校|到校|返校|复学|报到|上学)|离校(?=$|[,。;、(]|出走|打工|外出|未))"
)
_UNSAID = re.compile(
    r"(?:[未无没不非防控曾原拟易]|没有|防止|预防|避免|曾经|疑似|申请|准备|打算|计划|可能|户[口籍][已未]?|档案[已未]?)$"
)
"""Before a word: denied, feared, past, intended, or of something else than the pupil."""
_FEARED = re.compile(rf"(?:的|高|较|有)?(?:{_HOW})")
_FROM = re.compile(r"(?:从|(?<![理事缘])由(?![于父母家监其])|来自)(?![我本此该\d一二三四五六七八九十去今上]).*$")
"""Before a transfer: from where, so it led here."""
_KIN = re.compile(r"[父母爸妈爷奶祖兄弟姐妹哥]|双亲|家长|家人|家属|亲人|监护|户主|成员|外[公婆]")
_CLAUSE = re.compile(r"[,。;、!?/|]")
_OF_OTHERS = ("dead", "lost", "abroad")
"""What remarks tell of parents as often as of pupils."""

_OTHERS = re.compile(
    r"[父母爸妈祖爷奶兄弟姐妹贫困党团]|家庭|家长|家人|亲属|双亲|监护|成员|户主|户[口籍]|住址|地址|档案|[医参社]保|保险|^[原曾]|以[前往]|上学[期年]"
)
_STATUS = {fold(heading) for heading in ROLL["status"].headings}
_NOTES = re.compile(r"\(.*?\)|\[.*?\]")
_WHETHER = "(?:是否|有无|有没有|是不是)"
_NOW = "(?:已经|已|目前|现在|现|正常|仍)*"
_HERE_NOW = "(?:在校|在读|在学|到校|报到|返校|就学|上学)"
_PRESENCE = re.compile(rf"{_WHETHER}{_NOW}{_HERE_NOW}(?:学生|生)?|{_NOW}{_HERE_NOW}与?否|在校")
_LEAVING = re.compile(
    rf"{_WHETHER}?{_NOW}(?P<word>辍学|休学|退学|失学|停学|流失|转出|死亡|失踪)(?:学生|生|儿童)?(?:与否|否|时间|日期|年月|原因|情况|去向)?"
    rf"|{_WHETHER}{_NOW}(?P<gone>离校)(?:学生|生)?"
)
_YES = re.compile(
    r"是|[√✓✔]|1$|[yt]|有$|正常|对|在(?:$|[校读籍学班本我])|已?(?:到|返|复|报|入)|走读|[住寄通]|就读$|随班|送教|借读|\d+[.年月/-]"
)
_NO = re.compile(r"[否无没未不非]|[×x✗✘✕/\\\-—–]|0$|n|正常|在[校读籍]|复学")


def speaks_of_others(labels: list[str]) -> bool:
    """A column about the pupil's family, home or household, or about what was, not about the pupil now."""
    return any(_OTHERS.search(label) for label in labels)


def asks(label: str) -> bool:
    """A heading that itself asks whether a pupil is at school or has left (``是否在校``, ``辍学时间``), or for the status."""
    bare = _bare(label)
    return bool(bare in _STATUS or _PRESENCE.fullmatch(bare) or _LEAVING.fullmatch(bare))


@lru_cache(maxsize=8192, typed=True)
def leaving(heading: str, cell: str | float) -> frozenset[str]:
    """The statuses that say what the cell says of a pupil who is not at school; empty where it says no such thing."""
    text = fold(as_text(cell)).lower()
    if not text:
        return frozenset()
    bare = _bare(heading)
    if said := _whole(text, bare in _STATUS) or _last(text):
        return said
    if _PRESENCE.fullmatch(bare):
        return frozenset() if _YES.match(text) else AWAY
    if (asked := _LEAVING.fullmatch(bare)) and not _NO.match(text):
        return _last(asked["word"] or asked["gone"])
    return frozenset()


def _bare(label: str) -> str:
    return _NOTES.sub("", label)


def _whole(text: str, is_status: bool) -> frozenset[str]:
    """A cell that is one word of 学生状态; under another heading a number may mean anything."""
    code = STATUS.get(text.removeprefix("已")) if is_status or not text.isascii() else None
    if code is None or code in _HERE:
        return frozenset()
    return FINISHED if code in FINISHED else next((m for m in _MEANINGS.values() if code in m), frozenset()) | {code}


def _last(text: str) -> frozenset[str]:
    """The last word about the pupil's being at school or not decides."""
    said: frozenset[str] = frozenset()
    for found in _SAID.finditer(text):
        meaning = found.lastgroup or ""
        if meaning == "here":
            said = frozenset()
        elif _is_said(text, found, meaning):
            said = _MEANINGS[meaning]
    return said


def _is_said(text: str, found: re.Match[str], meaning: str) -> bool:
    before = _CLAUSE.split(text[: found.start()])[-1]
    if _UNSAID.search(before) or _FEARED.match(text, found.end()):
        return False
    if meaning == "transfer" and _FROM.search(before):
        return False
    return meaning not in _OF_OTHERS or not _KIN.search(before)
