"""Text of spreadsheet cells: how two spellings of the same word are made equal."""

import unicodedata
from functools import lru_cache

_TRIM = str.maketrans("", "", "'’‘*★☆﹡※")
_DROPPED = {"Cf", "Cc"}


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Full-width to half-width (NFKC), without spaces and controls; signs stay."""
    text = unicodedata.normalize("NFKC", text)
    if text.isalnum():
        return text
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in _DROPPED)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """For comparing headings and words: ``plain``, without marks of obligation and text quotes.

    ``' 出 生 日 期 ★'`` → ``出生日期``.
    """
    return plain(text).translate(_TRIM)


def as_text(value: object) -> str:
    """A raw cell as text: ``3.0`` → ``3``, TRUE → ``是``; nothing else is changed."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def folded(value: object) -> str:
    """``fold`` of any raw cell."""
    return fold(value if isinstance(value, str) else as_text(value))


def is_blank(value: object) -> bool:
    """Empty, or nothing but spaces and controls."""
    return value == "" or (isinstance(value, str) and not fold(value))
