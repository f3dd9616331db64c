"""Names as they are compared, and the keys by which people look for them."""

import os
from functools import cache

from baoxue.contracts.cells import plain

_DOTS = dict.fromkeys(map(ord, "•‧∙・⋅･.．●∘˙"), "·")


def normal_name(text: str) -> str:
    """The name folded for comparison: NFKC, no spaces and no invisible signs, one kind of middle dot."""
    return plain(text.translate(_DOTS)).translate(_DOTS)


# Read by the library when it is imported: words of several characters, 40 MB of them, are never asked for here.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")


def _readings(character: str, heteronym: bool) -> list[str]:
    from pypinyin import Style, pinyin  # a server that only shows never spells a name

    found = pinyin(character, style=Style.NORMAL, heteronym=heteronym, errors="ignore")
    return found[0] if found else []


@cache
def _initials(character: str) -> tuple[str, ...]:
    """First letters of every reading: a surname's reading is not always the common one (单 is shàn and dān)."""
    return tuple(dict.fromkeys(r[0] for r in _readings(character, heteronym=True) if r)) or (character.lower(),)


@cache
def _spelled(character: str) -> str:
    readings = _readings(character, heteronym=False)
    return readings[0] if readings else character.lower()


def pinyin_key(name: str) -> str:
    """What a search matches: the initials (each reading of the surname), then the whole spelling.

    ``pinyin_key("单小明")`` is ``"sxm dxm cxm danxiaoming"``.
    """
    letters = normal_name(name).replace("·", "")
    if not letters:
        return ""
    rest = "".join(_initials(c)[0] for c in letters[1:])
    return " ".join([*(first + rest for first in _initials(letters[0])), "".join(map(_spelled, letters))])
