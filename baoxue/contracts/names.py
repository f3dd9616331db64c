"""Names as they are compared, and the keys by which people look for them."""

from functools import cache

from pypinyin import Style, pinyin

from baoxue.contracts.cells import plain

_DOTS = dict.fromkeys(map(ord, "•‧∙・⋅･.．●∘˙"), "·")


def normal_name(text: str) -> str:
    """The name folded for comparison: NFKC, no spaces and no invisible signs, one kind of middle dot."""
    return plain(text.translate(_DOTS)).translate(_DOTS)


@cache
def _initials(character: str) -> tuple[str, ...]:
    """First letters of every reading: a surname's reading is not always the common one (单 is shàn and dān)."""
    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(r[0] for r in readings[0] if r)) if readings and readings[0] else (character.lower(),)


@cache
def _spelled(character: str) -> str:
    readings = pinyin(character, style=Style.NORMAL, errors="ignore")
    return readings[0][0] if readings and readings[0] else character.lower()


def pinyin_key(name: str) -> str:
    """What a search matches: the initials (each reading of the surname), then the whole spelling.

    ``pinyin_key("单小明")`` is ``"sxm dxm cxm danxiaoming"``.
    """
    letters = normal_name(name).replace("·", "")
    if not letters:
        return ""
    rest = "".join(_initials(c)[0] for c in letters[1:])
    return " ".join([*(first + rest for first in _initials(letters[0])), "".join(map(_spelled, letters))])
