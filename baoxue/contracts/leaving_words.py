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
    rf"(?![学住手时日前后现并生户{_OURS}]|就读|上学|读书|校内|寄宿制?(?:就读|生)|原(?![籍校学就]))[^\W{_OURS}从由自班级年月]{{0,14}}?"
    rf"(?:[小中]学|校|[{_NUMERAL}]+[小中]|完小|[高初职]中|[省市县区旗镇乡]|就读|上学|读书)"
)
"""After 转入: another school or place; no class, no paper and nothing of our own school."""
_ORDERED = "(?:责令|限期)[^,。;]{0,8}?(?:返校|复学|到校|入学|就学)"
"""An order to return is served on who is away."""
_SAID = re.compile(
    rf"(?P<absent>{_ORDERED}|有籍无人|空挂(?!户)"
    r"|[未没不](?:在校(?![就早午晚用]?餐|[住食宿吃寄])|到校|返校|复学|报到|上学)"
    r"|离校(?=$|[,。;、(]|出走|打工|外出|未))"
    rf"|(?P<transfer>转(?:出(?!生地)|走(?!读)|往)(?!.{{0,8}}班)|转[到至去](?![{_OURS}]|.{{0,8}}班)"
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
)
_UNSAID = re.compile(
    r"(?:[未无没不非防控曾原拟易]|不再|没有|[没有未无不](?:发生|出现|存在)过?|防止|预防|避免|曾经|疑似|申请|准备|打算|计划|可能|户[口籍][已未]?|档案[已未]?)$"
)
"""Before a word: denied, feared, past, intended, or of something else than the pupil."""
_FEARED = re.compile(rf"(?:的|高|较|有)?(?:{_HOW})")
_FROM = re.compile(rf"(?:从|(?<![理事缘])由(?![于父母家监其])|来自)(?![{_OURS}该\d一二三四五六七八九十去今上]).*$")
"""Before a transfer: from where, so it led here."""
_FROM_WORK = re.compile("外出[务打]工[^,]*子女$")
"""Before a return home: home is here."""
_KIN = re.compile(r"[父母爸妈爷奶祖兄弟姐妹哥]|双亲|家[长人属中里]|亲人|监护|户主|成员|外[公婆]")
_WITH_KIN = re.compile(r"[随跟陪](?:[父母爸妈爷奶祖亲]+|家[长人属]|监护人)")
"""What follows is told of the pupil, who is with them."""
_CLAUSE = re.compile(r"[,。;、!?/|]")
_OF_OTHERS = ("dead", "lost", "abroad")
"""What remarks tell of parents as often as of pupils."""
_FOR_GOOD = ("transfer", "dead", "abroad")
"""Who is at school or reports there after this does so elsewhere, or is someone else."""

_NUMBER = rf"(?:\d+|[{_NUMERAL}]{{1,3}})"
_DATE = (
    rf"(?:(?:[去前今上当]年|\d{{4}}年?[./-]?|\d\d年)[春秋]?季?(?:{_NUMBER}月份?)?|{_NUMBER}月份?|上[月周]|昨[天日])"
    rf"(?:[初底末]|[上中下]旬|[./-]?\d{{1,2}}(?:[./-]?\d{{1,2}})?[日号]?|[{_NUMERAL}]{{1,3}}[日号])?|\d{{1,2}}[./-]\d{{1,2}}[日号]?"
)
_LENGTH = r"(?:\d{1,2}|[一二两三四五六七八九十半几数]+)(?:个?多?(?:天|周|星期|学?年(?!\d)|学期)|个半?多?月|(?<=[半两几数])月)[多余]?"
_WHO = (
    "(?:学校|我校|本校|校长|班主任|老师|教师|家[长人]|父[母亲]|母亲|爷爷|奶奶|(?:乡镇|[镇乡村])?(?:政府|干部)|村委会)"
)
_WANTED = "[未没不拒无待将需须应拟约翌]|[下明次]个?(?:[天日周月年]|学期)|继续|正在|计划|承诺|保证|打算|准备|要求|通知|责令|限期"
_ANY = rf"(?:(?!{_WANTED}|[,。;])[\W\w]){{0,14}}?"
_URGE = "(?:动员|劝[说导返]?|说服|家访|走访|上门|谈[心话]|教育|[帮扶]扶|[疏辅]导|批评|帮助|[救资]助)(?:工作)?"
_EFFORT = f"(?:{_URGE}|工作|协调|调解|沟通|处理|批准|解决|消除|[找寻]到|[找寻接领]回)"
_TOLD = re.compile(
    rf"(?:{_ANY}(?:{_URGE}(?:之?后|下)|克服[^,。;]{{0,6}}?之?后|(?:{_EFFORT}|后)(?=[已现]))"
    rf"|(?:经过?|通过){_ANY}(?:{_EFFORT}|(?:同意|许可)之?后)"
    rf"|[由被]?{_WHO}?(?:护?送|陪同?|带领?)[其回]?|(?:现状|现况|结果|情况):"
    rf"|{_DATE}|{_LENGTH}|期满|已经?|现已?|现在|目前|均|全部|又|也|才|终于|最终|后来|随后|之后|后|重新|再次|于|仍|一直"
    r"|主动|自[愿行觉]|顺利|成功|及时|[按准]时|如期|正常|本人|该生|学生|儿童|孩子|[他她其人生]"
    r"|外出|出走|[打务]工|在[家外]|离家|期间|[随跟](?:父母|家长))*+"
)
"""All that may stand before a return, in its clause, if the pupil is back. What else there may be wants, orders, promises or
schedules it, or speaks of a paper or a visitor: such words are without end."""
_URGED = re.compile(rf"(?:{_DATE})?(?:(?:{_WHO})*|经过?(?:{_WHO})*(?:多次)?|经过?{_ANY}{_EFFORT})")
"""Before 劝返, which says itself what was done."""
_MOVED = re.compile(rf"{_ANY}(?:后又?|又)|[从由自][^,]{{1,14}}")
"""Before a transfer back: after the other school, or from there."""
_ENDS = r"(?=$|[,。;、!/|()\[\]])"
_SETTLED = re.compile(
    rf"(?:[学我本原]?校|课堂|教室|[{_NUMERAL}]+年级?|[高初七八九]?[{_NUMERAL}]*\(?[{_NUMERAL}]*\)?班级?|上课|就读|[上就入]学|读书|学习|注册"
    rf"|复学|返校|回校|[到在]校|在读|报到|成功|完成|正常|继续|稳定|良好|较好|表现|情绪|随班|跟班|[住走借寄][读校宿]|至今|现|目前|已|仍"
    rf"|{_DATE}|学生|[了的生后到并])*+{_ENDS}"
)
"""All that may stand after a return, to the end of its clause."""
_PENDING = re.compile(
    r"[答同]应|(?<!经)同意|承诺|保证|要求|通知|责令|限期|[下明次翌]个?(?:[周月年]|星期|学[期年])|[预约]定|拟|预计|打算|准备|计划|等待"
    r"|申请|至(?!今)|将|待|须|时间|日期"
)
"""In a clause before a return: it is announced."""
_GONE_AGAIN = re.compile(
    r"[未无没][果效]|不成|没成|没有成|失败|[未没无]结果|[未没][再来到返去]|不(?:来|去|[愿肯想]|知|详|定)|又(?!回|返|到|来)|再[次度](?!回|返|到)|外出|[打务]工"
    r"|[出逃]走|逃学|旷|离[开家]|离校(?!\d|近|远)|走了|跑了|回家|在家(?!庭)|仅|只[来上到]|[仍还]在(?!校|读)"
)
"""After a return: it did not come about, or did not last."""
_PROMISED = re.compile(rf"(?:{_PENDING.pattern})[^,。;]*(?:[返到回来]校|复学)")
_REPORTED = re.compile("[说称映讲诉]")
_HAPPENED = re.compile("已|现|目前|(?:又|才|终于|最终|重新|再次)$")
_DUE = re.compile(rf"{_DATE}|[,。;、(].*(?:期满|[按准]时|如期|{_LENGTH})")
_DUE_KEPT = re.compile("期满后(?:[按准]时|如期|顺利)$")
"""A suspension ends by a date that was set with it."""
_VAGUE = re.compile(rf"今年|\d{{4}}年?[春秋]?季?$|^{_LENGTH}")
"""In the clause of a return: as likely a time to come."""
_YEAR_MONTH = re.compile(
    r"(?<!\d)(?:(\d{4}|\d\d(?=年))[年./-]?)?(\d{1,2})(?:月|[./-]\d|(?=[^\d年]|$))(?:\d{1,2}[日号]?)?"
)
_BREAK = re.compile(r"[,。;、!?|()\[\]]|(?<!\d)/|/(?!\d)")

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
_AT_SCHOOL = (
    rf"(?:{_DATE}|已经?|现已?|目前|当前|均|都|全部|每天|能|一直|仍|长期|[按准]时|正常|坚持){{0,4}}"
    r"(?:在籍在[校读]|在[本我]?(?:学校|校|读|学)(?:就读|学习|上[课学]|学?生|读书)?|[到返]校(?:上[课学]|学习|就读|报到)?"
    r"|复学|报到|[入就上]学|上课|就读(?:[于在]?[本我]校)?|全勤|出勤|正常|校内|[走住寄通借][读校宿学]生?|住宿"
    rf"|随班(?:就读)?|送教(?:上门)?|在?[{_NUMERAL}初高]*(?:年级)?\(?[{_NUMERAL}]+\)?班|在[本我]?班|[在到返复报入读])"
)
_BESIDE = "(?:留守(?:儿童)?|低保户?|孤儿|单亲|残疾|建档立卡户?|脱贫户?|转[入来])"
_MARKS = r"[,。;、()\[\]!/]"
_AND = rf"(?:{_MARKS}*(?:{_AT_SCHOOL}|{_BESIDE}))*+{_MARKS}*"
_DAY = rf"(?=.*\d.*[月./-]){_DATE}(?:00:00:00)?"
_YES = re.compile(rf"(?:是的?|对|[√✓✔●]|1|y(?:es)?|t(?:rue)?|v|有|{_DAY}|{_AT_SCHOOL}){_AND}")
"""A yes and nothing else: every other word under such a heading tells where the pupil is instead."""
_NO = re.compile(
    r"(?:否|非|不是|[×x✗✘✕/\\\-—–]+|0|n(?:o|one)?|f(?:alse)?|(?:从?未|从?没有?|无|不|不存在)(?:有|曾|发生|出现|存在|是|属于)*"
    r"(?:过|[该此]|这种|任何)*(?:辍学|休学|退学|失学|停学|流失|转出|死亡|失踪|离校)?(?:过|情况|现象|记录|史|学生|异常)*)"
    rf"(?:(?={_MARKS}){_AND})?|{_AT_SCHOOL}{_AND}"
)


def speaks_of_others(labels: list[str]) -> bool:
    """A column about the pupil's family, home or household, or about what was, not about the pupil now."""
    return any(_OTHERS.search(label) for label in labels)


def asks(label: str) -> bool:
    """A heading that itself asks whether a pupil is at school or has left (``是否在校``, ``辍学时间``), or for the status."""
    bare = _bare(label)
    return bool(bare in _STATUS or _PRESENCE.fullmatch(bare) or _LEAVING.fullmatch(bare))


@lru_cache(maxsize=8192, typed=True)
def leaving(heading: str, cell: str | float, month: str = "9999-12") -> frozenset[str]:
    """The statuses that say what the cell says of a pupil who is not at school; empty where it says no such thing.

    ``month``: ``YYYY-MM`` of the roll: a return with a later date is still to come."""
    text = fold(as_text(cell)).lower()
    if not text:
        return frozenset()
    bare = _bare(heading)
    if said := _whole(text, bare in _STATUS) or _last(text, month):
        return said
    if _PRESENCE.fullmatch(bare):
        return frozenset() if _YES.fullmatch(text) else AWAY
    if (asked := _LEAVING.fullmatch(bare)) and not _NO.fullmatch(text):
        return _last(asked["word"] or asked["gone"], month)
    return frozenset()


def _bare(label: str) -> str:
    return _NOTES.sub("", label)


def _whole(text: str, is_status: bool) -> frozenset[str]:
    """A cell that is one word of 学生状态; under another heading a number may mean anything."""
    code = STATUS.get(text.removeprefix("已")) if is_status or not text.isascii() else None
    if code is None or code in _HERE:
        return frozenset()
    return FINISHED if code in FINISHED else next((m for m in _MEANINGS.values() if code in m), frozenset()) | {code}


def _last(text: str, month: str) -> frozenset[str]:
    """The last word about the pupil's being at school or not decides."""
    last: re.Match[str] | None = None
    for found in _SAID.finditer(text):
        if found.lastgroup in _MEANINGS:
            if _is_said(text, found, _CLAUSE.split(text[: found.start()])[-1]):
                last = found
        elif last and _is_back(text, last, found, month):
            last = None
    return _MEANINGS[last.lastgroup or ""] if last else frozenset()


def _is_said(text: str, found: re.Match[str], before: str) -> bool:
    if _UNSAID.search(before) or _FEARED.match(text, found.end()):
        return False
    if found.lastgroup == "transfer" and (
        _FROM.search(before) or (found[0][0] in "返回" and _FROM_WORK.search(before))
    ):
        return False
    return found.lastgroup not in _OF_OTHERS or not _is_of_kin(before)


def _is_back(text: str, last: re.Match[str], found: re.Match[str], month: str) -> bool:
    """The pupil is back, not only to come back, and is gone no more: a return is believed that stands by itself."""
    if found.lastgroup == "here" and last.lastgroup in _FOR_GOOD:
        return False
    between, rest = text[last.end() : found.start()], text[found.end() :]
    *earlier, before = _BREAK.split(between)
    if any(_is_after(dated, month) for dated in _YEAR_MONTH.finditer(between + rest)):
        return False
    has_happened = bool(_HAPPENED.search(before) or found[0].startswith("已") or rest.startswith("了"))
    is_told = (
        _TOLD.fullmatch(before)
        or ("劝" in found[0] and _URGED.fullmatch(before))
        or (last.lastgroup == "transfer" and _MOVED.fullmatch(before))
    )
    if not is_told or not (end := _SETTLED.match(rest)) or _is_gone_again(rest[end.end() :]):
        return False
    if has_happened:
        return True
    if any(_PENDING.search(clause) for clause in earlier) or (earlier and _VAGUE.search(before)):
        return False
    return last.lastgroup != "suspended" or not _is_due(text[: last.start()], between, rest)


def _is_after(dated: re.Match[str], month: str) -> bool:
    year, number = dated.groups()
    return bool(year) and f"20{year[-2:]}-{int(number):02d}" > month


def _is_gone_again(rest: str) -> bool:
    for clause in _CLAUSE.split(rest):
        for found in _GONE_AGAIN.finditer(clause):
            if not _is_of_kin(clause[: found.start()]) or _REPORTED.search(clause):
                return True
    return "?" in rest or bool(_PROMISED.search(rest))


def _is_due(start: str, between: str, rest: str) -> bool:
    """A return from suspension is dated as readily beforehand; one told with the day of going, in the same year, is past."""
    if _DUE_KEPT.search(between) or not _DUE.search(between + "|" + re.split("[,。;]", rest)[0]):
        return False
    went = list(_YEAR_MONTH.finditer(_BREAK.split(start)[-1]))
    came = list(_YEAR_MONTH.finditer(between + rest))
    if not went or not came:
        return True
    year, month = went[-1].groups()
    return any((m[1] or year or "")[-2:] != (year or "")[-2:] or int(m[2]) < int(month) for m in came)


def _is_of_kin(clause: str) -> bool:
    return bool(_KIN.search(_WITH_KIN.sub("", clause)))
