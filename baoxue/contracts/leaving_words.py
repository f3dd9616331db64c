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
_OURS = "我本此"
_NUMERAL = r"\d一二三四五六七八九十"
_HOME = "(?:原籍|老家|户籍|户口所在地|原校|原学校)"
_ANOTHER = (
    rf"(?![学住手时日前后现并生户{_OURS}]|就读|上学|读书)[^\W{_OURS}从由自班级年月]{{0,14}}?"
    rf"(?:[小中]学|校|[{_NUMERAL}]+[小中]|完小|[高初职]中|[省市县区旗镇乡]|就读|上学|读书)"
)
"""After 转入: another school or place; no class, no paper and nothing of our own school."""
_SAID = re.compile(
    rf"(?P<transfer>转(?:出(?!生地)|走(?!读)|往)(?!.{{0,8}}班)|转[到至去](?![{_OURS}]|.{{0,8}}班)"
    rf"|转学(?![生籍来入回进]|[到至]?[{_OURS}])|转校(?!生)|转学?[入进]{_ANOTHER}"
    rf"|转学?回(?!学?校|[{_OURS}来]|就读|.{{0,8}}班|\W|$)|返?回{_HOME}(?:就读|上学|读书)|返回{_HOME})"
    rf"|(?P<back>已劝返|(?<!正)劝返(?:成功(?!率)|回|到校|复学)|(?<![未没不无])(?:复学|返校|回校|返回(?=学?校|[{_OURS}班课教]|\W|$))"
    r"|转学?(?:[入进](?!学?校|地|方)|[来回]))"
    r"|(?P<here>(?<![未没不无])(?:到校|在校|报到)|已入学)"
    r"|(?P<suspended>休学|停学)"
    r"|(?P<dropped>辍学|退学(?!费|杂费)|失学|弃学|流失)"
    r"|(?P<expelled>开除)"
    r"|(?P<dead>死亡|病故|夭折|去世|亡故|已故|身亡|溺亡|溺水亡)"
    r"|(?P<lost>下落不明|失踪|失联)"
    r"|(?P<abroad>出国|出境)"
    r"|(?P<absent>有籍无人|空挂(?!户)|[未没不](?:在校(?![就早午晚用]?餐|[住食宿吃寄])|到校|返校|复学|报到|上学)"
    r"|离校(?=$|[,。;、(]|出走|打工|外出|未))"
)
_UNSAID = re.compile(
    r"(?:[未无没不非防控曾原拟易]|没有|防止|预防|避免|曾经|疑似|申请|准备|打算|计划|可能|户[口籍][已未]?|档案[已未]?)$"
)
"""Before a word: denied, feared, past, intended, or of something else than the pupil."""
_FEARED = re.compile(rf"(?:的|高|较|有)?(?:{_HOW})")
_FROM = re.compile(rf"(?:从|(?<![理事缘])由(?![于父母家监其])|来自)(?![{_OURS}该\d一二三四五六七八九十去今上]).*$")
"""Before a transfer: from where, so it led here."""
_KIN = re.compile(r"[父母爸妈爷奶祖兄弟姐妹哥]|双亲|家[长人属中里]|亲人|监护|户主|成员|外[公婆]")
_WITH_KIN = re.compile(r"[随跟陪](?:[父母爸妈爷奶祖亲]+|家[长人属]|监护人)")
"""What follows is told of the pupil, who is with them."""
_CLAUSE = re.compile(r"[,。;、!?/|]")
_OF_OTHERS = ("dead", "lost", "abroad")
"""What remarks tell of parents as often as of pupils."""
_FOR_GOOD = ("transfer", "dead", "abroad")
"""Who is at school or reports there after this does so elsewhere, or is someone else."""

_PERSUADED = re.compile(r"经[^,。;、]{0,8}?(?:动员|劝[说导返]|家访|工作)后?")
_INTENDED = re.compile(
    r"动员|多次|继续|正在|[劝说催]|[答同]应|同意|承诺|保证|要求|通知|希望|愿意|不[愿肯想能]|拒|无法|难|厌"
    r"|计划|拟|预计|打算|准备|申请|争取|等待|应[于在]|期满|延|至(?!今)|将|未能?按|尚未|未能"
)
"""Before a return, in its clause: it is wanted, promised or due."""
_DONE = re.compile(r"(?:已经?|现已|均已)$")
_FAILED = re.compile(
    r"(?:工作)?中(?=$|[,。;、)])|[^,。;、]{0,10}?[,;、]?(?:但|均|仍|都|至今|目前|一直|多次)*"
    r"(?:未果|无果|无效|不成功?|未成|没成|没有成|失败|[未没无]结果)"
)
"""After a return: it did not come about."""

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
    r"是|[√✓✔●]|1$|[yt]|v$|有$|正常|对|(?:已|当前)?在(?:$|[校读籍学班本我])|已?(?:到|返|复|报|入)|走读|[住寄通]|读$|就读(?:$|[于在]?[本我])"
    r"|校内|按时|全勤|随班|送教|借读|\d+[.年月/-]"
)
_BUT = re.compile(r"\?|但|不过|长期|请假")
"""In a yes: not quite."""
_NO = re.compile(r"[否无没未不非]|从[未不]|[×x✗✘✕/\\\-—–]|0$|n|正常|在[校读籍]|复学")


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
        return frozenset() if _YES.match(text) and not _BUT.search(text) else AWAY
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
    last, since = "", 0
    for found in _SAID.finditer(text):
        meaning = found.lastgroup or ""
        before = _CLAUSE.split(text[: found.start()])[-1]
        if meaning in _MEANINGS:
            if _is_said(text, found, before):
                last, since = meaning, found.end()
        elif _is_done(text, found, _CLAUSE.split(text[since : found.start()])[-1]):
            is_here = meaning == "back" or (last not in _FOR_GOOD and not _is_of_kin(before))
            last = "" if is_here else last
    return _MEANINGS[last] if last else frozenset()


def _is_said(text: str, found: re.Match[str], before: str) -> bool:
    if _UNSAID.search(before) or _FEARED.match(text, found.end()):
        return False
    if found.lastgroup == "transfer" and _FROM.search(before):
        return False
    return found.lastgroup not in _OF_OTHERS or not _is_of_kin(before)


def _is_done(text: str, found: re.Match[str], before: str) -> bool:
    """The pupil is back, not only to come back: what somebody intends, promises or tried in vain brings no child."""
    before = _PERSUADED.sub("", before)
    is_wanted = _UNSAID.search(before) or (_INTENDED.search(before) and not _DONE.search(before))
    return not is_wanted and not _FAILED.match(text, found.end()) and not _FEARED.match(text, found.end())


def _is_of_kin(before: str) -> bool:
    return bool(_KIN.search(_WITH_KIN.sub("", before)))
