"""Names, ID numbers (GB 11643) and student numbers (学籍号): read from raw cells, never repaired by guessing."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from stdnum.cn import ric

from baoxue.contracts.cells import as_text, fold

_SCIENTIFIC = re.compile(r"[-+]?\d+(\.\d+)?[eE]\+?\d+")
_WRAPPED = re.compile(r'="(.*)"')
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅･.。●᛫", "·"))
_HAN = "〇㐀-䶿一-鿿豈-﫿𠀀-𿿿"
_NAME = re.compile(f"[{_HAN}A-Za-zÀ-ɏ]+(?:·[{_HAN}A-Za-zÀ-ɏ]+)*")
_HARMLESS = str.maketrans("", "", "\u200b\ufeff\u00ad")
_STUDENT = re.compile(r"G\d{17}[\dX]|J\d{18}|L\d{18}|[GJL]\d{6,18}")


@lru_cache(maxsize=131072, typed=True)
def read_name(value: str | float | int | bool) -> tuple[str | None, str | None]:
    """(name without spaces, dots of minority names as ·, None), or (None, ``name_missing`` | ``name_letters``).

    Han and Latin letters only: digits, symbols, or characters that steer the direction of text are no name.
    """
    text = as_text(value)
    plain = fold(text).translate(_DOTS)
    if not plain:
        return None, "name_missing"
    steering = any(unicodedata.category(c) in ("Cf", "Co") for c in text.translate(_HARMLESS))
    return (None, "name_letters") if steering or len(plain) > 40 or not _NAME.fullmatch(plain) else (plain, None)


@lru_cache(maxsize=131072, typed=True)
def read_id(value: str | float | int | bool) -> tuple[str | None, str | None]:
    """(ID number, None), (None, fault code), or (None, None) for an empty cell.

    A cell that holds a number has lost its last digits (``6.1083E+17``): ``id_damaged``.
    """
    if not isinstance(value, str):
        return None, "id_damaged"
    text = _plain(value)
    if not text:
        return None, None
    if _SCIENTIFIC.fullmatch(text):
        return None, "id_damaged"
    if len(text) != 18:
        return None, "id_length"
    return (text, None) if _holds(text) else (None, "id_checksum")


def _holds(text: str) -> bool:
    """Checksum and birth date; not the area, since codes abolished long ago stay in people's numbers."""
    try:
        return text[:17].isdigit() and ric.calc_check_digit(text) == text[17] and birth_of(text) is not None
    except ValueError:
        return False


@lru_cache(maxsize=131072, typed=True)
def read_student_number(value: str | float | int | bool) -> tuple[str | None, str | None]:
    """(student number, None), (None, ``number_damaged``), or (None, None) for an empty cell."""
    if not isinstance(value, str):
        return None, "number_damaged"
    text = _plain(value)
    if not text:
        return None, None
    return (text, None) if _STUDENT.fullmatch(text) else (None, "number_damaged")


def looks_cut(id_number: str) -> bool:
    """Ends in 000, as a number cut to 15 digits does; one in eleven of those passes the checksum by chance,
    so the ID counts only where the student number repeats it."""
    return id_number.endswith("000")


@lru_cache(maxsize=32768, typed=True)
def read_phone(value: str | float | int | bool) -> tuple[str | None, str | None]:
    """(phone, None), (None, ``phone_damaged``), or (None, None) for an empty cell."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e13:
        value = str(int(value))
    text = _plain(str(value))
    if not text:
        return None, None
    return (text, None) if re.fullmatch(r"[\d\-+()/,;、;]{7,40}", text) else (None, "phone_damaged")


@lru_cache(maxsize=65536)
def birth_of(id_number: str) -> date:
    """The birth date that a valid ID number carries."""
    return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))


def sex_of(id_number: str) -> str:
    """GB/T 2261.1 code that a valid ID number carries."""
    return "1" if int(id_number[16]) % 2 else "2"


def _plain(text: str) -> str:
    plain = fold(text).upper()
    wrapped = _WRAPPED.fullmatch(plain)
    return wrapped[1] if wrapped else plain
