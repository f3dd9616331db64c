"""How the words under an attendance sheet explain its signs. What they leave open is never filled in.

A meaning is a string: one mark (``contracts.marks``) where the words are certain; several where they say one of these
and not which (``未出勤`` is an absence of any kind, ``请假`` is either leave); CONTRADICTED; or UNCLEAR.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from baoxue.contracts.marks import BLANK, MARKS, REST, WORDS, sign_of

CONTRADICTED = "?"
"""One sign, two meanings."""
UNCLEAR = "!"
"""Words that no mark stands for: half a day, presence and absence at once, a turned absence."""

_PRESENT, _ABSENT = "PLE", "SRA"
_LATE_OR_ABSENT = "LSRA"
OPEN = ("SRA", "SR", "LE")
"""Meanings that words leave open: 未出勤, 请假, 迟到早退."""
_HAN = "一-鿿"
_NOT = "(?:未|没有?|不|非|缺|无)"
_QUOTES = re.compile(r"[“”\"‘’'「」『』()\[\]【】〔〕]")
_LEAD = re.compile(r"(?:考勤)?(?:图例|符号|标记|记号)(?:说明)?:?|(?:说明|备注|注明):?|注:")
_NUMBERING = re.compile(r"(?<![\w.])\d{1,2}[、.](?!\d)")
_SIGN = re.compile(
    r"空白|空格|不填|空(?=[\s:=\-]|表示|代表|为|即|指|$)"
    rf"|(?<![A-Za-z])[A-Za-z](?![A-Za-z])|(?<![\d.])\d(?![\d.])|(?<![{_HAN}])\.|[^\s\w:=\-—–―~,;。、|.《》!?%]"
)
_CLAUSE = re.compile(rf"[\s,;。|]+|(?<![{_HAN}])、|、(?![{_HAN}])")
_FILL = re.compile(
    r"[:=\-—–―~\s、]|表示|代表|记为|记作|标为|为|即|指|打|画|划|记|作|标|用|的|者|时|处|格|无故|全天|整天|一天|一日|当天|当日|按时|准时|均|都|上、?下午"
)
_SAYS = re.compile(r"图例|符号|标记|记号|说明|注[::明]|表示|代表")
_WITHOUT_LEAVE = re.compile(r"(?:未经?|没有?|不|无)(?:办理?)?(?:请假|批准|允许|同意|正当理由)(?:手续)?")
_HALF_DAY = re.compile(r"半[天日]|上午(?!、?下午)|(?<!上)(?<!上、)下午")
_TURNS = re.compile(r"[不未没无非缺离晚逃]")
_INCLUDES = re.compile(r"含|包括")
_EMPTY = {"空白", "空格", "空", "不填"}


def _any(words: Iterator[str]) -> str:
    return "|".join(sorted((w for w in words if len(w) > 1), key=len, reverse=True))


_HERE = f"(?:{_any(w for w, mark in WORDS.items() if mark == 'P')})+"
_OTHER = f"(?:{_any(w for w, mark in WORDS.items() if mark != 'P')}|休(?!学))"
_SENSE = re.compile(
    rf"(?P<other>{_OTHER})|(?P<turned>{_NOT}有?{_OTHER})|(?P<absent>{_NOT}[{_HAN}]{{0,3}}?{_HERE}|{_NOT}到)|(?P<here>{_HERE})"
    "|(?P<ill>因病)|(?P<busy>因事)|(?P<leave>请假)"
)
_MARK_WORD = re.compile(f"{_HERE}|{_OTHER}")


def is_legend(text: str) -> bool:
    """Words that explain signs: they say so, or hold two explanations."""
    pairs = read_legend(text)
    return len(pairs) >= 2 or (bool(pairs) and bool(_SAYS.search(text)))


def says_legend(text: str) -> bool:
    """A word for signs or a word for a mark: nobody's name."""
    return bool(_SAYS.search(text) or _SENSE.search(text))


@lru_cache(maxsize=4096)
def read_legend(text: str) -> tuple[tuple[str, str], ...]:
    """(sign, meaning) in the order of the text: ``√出勤 ×旷课``, ``出勤:√``, ``空白=出勤``, ``√ 出勤 × 旷课``.

    Where every clause holds one sign and its words, they belong together. Else all signs stand before their words, or
    all after: the way that explains more signs holds; where neither does, every sign is UNCLEAR.
    """
    text = _QUOTES.sub("", text)
    if not _MARK_WORD.search(text):
        return ()  # a pupil's line of signs: seeking what each sign means takes twenty times longer
    clauses = [parts for clause in _CLAUSE.split(_plain(text)) if (parts := _parts(clause))]
    tied = [c for c in clauses if any(is_sign for _, is_sign in c)]
    if all(len(c) == 2 and c[0][1] != c[1][1] for c in tied):
        found = [_pair(*c) if c[0][1] else _pair(c[1], c[0], sign_first=False) for c in tied]
    else:
        found = _by_direction(clauses)
    pairs = [(BLANK if sign in _EMPTY else sign_of(sign), meaning) for sign, meaning in found if meaning]
    return tuple(dict.fromkeys(pairs))


def narrowed(first: str, second: str) -> str:
    """What two explanations of one sign leave: the marks that both allow."""
    if first == second:
        return first
    return "".join(m for m in first if m in second and m != UNCLEAR) or CONTRADICTED


def is_certain(meaning: str) -> bool:
    """One mark, or no school."""
    return meaning in MARKS or meaning == REST


_Part = tuple[str, bool]
"""(text, whether it is a sign)."""


def _plain(text: str) -> str:
    text = _QUOTES.sub("", unicodedata.normalize("NFKC", text)).replace("∶", ":")
    text = _NUMBERING.sub(" ", _LEAD.sub("", text))
    return re.sub(rf"\s*([:=])\s*|(?<=[未没不非])\s+(?=[{_HAN}])", r"\1", text)


def _parts(clause: str) -> list[_Part]:
    parts: list[_Part] = []
    end = 0
    for found in _SIGN.finditer(clause):
        parts += [(clause[end : found.start()], False), (found[0], True)]
        end = found.end()
    parts.append((clause[end:], False))
    return [(text, is_sign) for text, is_sign in parts if is_sign or _FILL.sub("", text)]


def _by_direction(clauses: list[list[_Part]]) -> list[tuple[str, str]]:
    """Signs and words in one line, ``√ 出勤 × 旷课``: which way explains more signs, and more within their clauses."""
    line = [(part, number) for number, clause in enumerate(clauses) for part in clause]
    ways = []
    for sign_first in (True, False):
        near = [(a, b) if sign_first else (b, a) for a, b in pairwise(line)]
        held = [(sign, words, i == j) for (sign, i), (words, j) in near if sign[1] and not words[1]]
        pairs = [_pair(sign, words, sign_first=sign_first) for sign, words, _ in held]
        tight, known = sum(same for *_, same in held), sum(bool(meaning) for _, meaning in pairs)
        ways.append(((len(held), tight, known), pairs))
    (before, first), (after, last) = ways
    if before == after:
        return [(sign, UNCLEAR) for sign, meaning in first + last if meaning]
    return first if before > after else last


def _pair(sign: _Part, words: _Part, *, sign_first: bool = True) -> tuple[str, str]:
    return sign[0], _meaning(words[0], sign_first=sign_first)


def _meaning(words: str, *, sign_first: bool) -> str:
    """The marks that words allow; empty where they name none."""
    text = _WITHOUT_LEAVE.sub("", words)
    found = list(_SENSE.finditer(text))
    if not any(f.lastgroup not in ("ill", "busy") for f in found):
        return ""
    between = _FILL.sub("", text[: found[0].start()] if sign_first else text[found[-1].end() :])
    if not re.fullmatch(f"[{_HAN}]*", between):
        return ""  # 出勤率98%
    if between or _HALF_DAY.search(text) or _TURNS.search(_FILL.sub("", _SENSE.sub("", text))):
        return UNCLEAR
    return _joined([_sense(f) for f in found], includes=bool(_INCLUDES.search(text)))


def _sense(found: re.Match[str]) -> str:
    word = found[0]
    match found.lastgroup:
        case "other":
            return WORDS[word]
        case "turned":
            return UNCLEAR
        case "absent":
            return _LATE_OR_ABSENT if "按时" in word or "准时" in word else _ABSENT
        case "ill":
            return "S"
        case "busy":
            return "R"
        case "leave":
            return "SR"
    return "P"


def _joined(senses: list[str], *, includes: bool) -> str:
    """What several words for one sign say together: ``请假(病假)`` is S; ``迟到早退`` is one of both."""
    allowed = set(senses[0]).intersection(*senses[1:])
    named = set().union(*senses)
    if not allowed and includes and "P" in named and named <= set(_PRESENT):
        return "P"  # 出勤(含迟到)
    kept = allowed or named
    if UNCLEAR in named or (len(kept) > 1 and not (kept <= set(_PRESENT) or kept <= set(_LATE_OR_ABSENT))):
        return UNCLEAR
    return "".join(m for m in (*MARKS, REST) if m in kept)
