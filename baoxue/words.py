"""Words: messages stand in Chinese where they are raised, and are said in another language when they are shown.

The headers of queries stand in English, but for their titles, and are said in Chinese.

A message below the screens is a value (``msg("第 {n} 版", n=3)``); whoever shows it chooses the language.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from baoxue.settings import ROOT

LANGUAGES = {"zh": "中文", "en": "English"}
DEFAULT = "zh"
Translate = Callable[[str], str]
_COUNTED = re.compile(r"{\w+:[^{}|]+\|[^{}|]+}")


def as_written(text: str) -> str:
    """The words as they stand: Chinese."""
    return text


@cache
def translator(language: str) -> Translate:
    """Text → the text in the language; a text without a translation stays as it is written. Each is looked up once."""
    look_up = _catalogue(language).gettext

    def translated(text: str) -> str:
        found = look_up(text)
        return Counted(found) if _COUNTED.search(found) else found

    return lru_cache(maxsize=8192)(translated)


class Counted(str):
    """A text that names what it counts: of ``{n} {n:row|rows}`` the first word stands with one, the second with any other
    number. Chinese needs none."""

    def format(self, *values: object, **named: object) -> str:
        return _COUNTING.format(self, *values, **named)


class _Counting(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, is_counted, many = format_spec.partition("|")
        return (one if str(value) == "1" else many) if is_counted else super().format_field(value, format_spec)


_COUNTING = _Counting()


@dataclass(frozen=True)
class Message:
    """A text with the values that belong in it; a value may itself be a message."""

    text: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def said(self, _: Translate = as_written) -> str:
        return _(self.text).format(**{name: say(value, _) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.said()


def msg(text: str, **values: Any) -> Message:
    """A message to be said later. The text is a literal: the catalogue of translations is collected from calls."""
    return Message(text, values)


@dataclass(frozen=True)
class Code:
    """A code, said in the words of its code set; the code itself where the table has none, so that nothing is hidden."""

    code_set: str
    code: str

    def said(self, _: Translate = as_written) -> str:
        context = _context(self.code_set, self.code)
        words = _(context)
        return words if words != context else _code_words().get((self.code_set, self.code), (self.code, ""))[0]

    def __str__(self) -> str:
        return self.said()


@dataclass(frozen=True)
class Listed:
    """Several messages or codes, one after the other."""

    items: tuple[Any, ...]

    def said(self, _: Translate = as_written) -> str:
        return " / ".join(str(say(item, _)) for item in self.items)

    def __str__(self) -> str:
        return self.said()


def say(value: Any, _: Translate = as_written) -> Any:
    """A message, or an error that carries one, in words; anything else as it is."""
    return value.said(_) if hasattr(value, "said") else value


class Saying(Exception):
    """An error for people: its words are looked up when it is shown, ``str()`` gives them as written."""

    def __init__(self, message: Message):
        super().__init__(message)
        self.message = message

    def said(self, _: Translate = as_written) -> str:
        return self.message.said(_)


@cache
def _catalogue(language: str) -> NullTranslations:
    """The catalogue, compiled in memory: no compiled file can be stale."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "baoxue.po"
    return GNUTranslations(BytesIO(_compiled(path, language))) if path.exists() else NullTranslations()


def _compiled(path: Path, language: str) -> bytes:
    """The catalogue of a language; that of English with the English words of codes. That of Chinese holds what the
    headers of queries say, which are written in English."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    for code, (_, english) in _code_words().items() if language == "en" else ():
        catalogue.add(_context(*code), english)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


@cache
def _code_words() -> dict[tuple[str, str], tuple[str, str]]:
    """(code set, code) → its Chinese and its English word, as the program brings them."""
    with (ROOT / "data" / "reference" / "codes.csv").open(encoding="utf-8", newline="") as file:
        return {(r["code_set"], r["code"]): (r["name_zh"], r["name_en"]) for r in csv.DictReader(file)}


def _context(code_set: str, code: str) -> str:
    """The key of a code in a catalogue: no text is written so."""
    return f"{code_set}\u241f{code}"
