"""Words on screens: gettext with Chinese as the source, and the code table's words for codes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar

from baoxue.words import DEFAULT, LANGUAGES, translator

__all__ = ["LANGUAGES", "by_code", "codes", "language", "phrase", "post_title", "template", "use", "word"]
_VALUE = re.compile(r"(?<= )[A-Z\d-]{2}$|\d[\d.-]*")
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_translate: ContextVar[Callable[[str], str] | None] = ContextVar("translate", default=None)
_codes: ContextVar[Mapping[tuple[str, str], tuple[str, str]]] = ContextVar("codes", default={})  # noqa: B039


Words = Mapping[tuple[str, str], tuple[str, str]]
"""(code set, code) → its words in Chinese and English."""


def by_code(rows: Iterable[dict]) -> Words:
    """The words of codes out of rows of ``pg_codes``."""
    return {(row["code_set"], row["code"]): (row["name_zh"], row["name_en"]) for row in rows}


def use(language: str, codes: Words | Sequence[dict]) -> None:
    """Set the language of this run, and the words of codes: rows of ``pg_codes``, or what ``by_code`` made of them."""
    known = language if language in LANGUAGES else DEFAULT
    _language.set(known)
    _translate.set(translator(known))
    _codes.set(codes if isinstance(codes, Mapping) else by_code(codes))


def language() -> str:
    return _language.get()


def codes() -> Words:
    """The words of codes in this run."""
    return _codes.get()


def _(message: str) -> str:
    """The message in this run's language."""
    return (_translate.get() or translator(_language.get()))(message)


def phrase(text: str | None) -> str:
    """A text that a query composed: its numbers, dates and marks stay, the words around them are looked up."""
    if not text:
        return ""
    pattern, values = template(text)
    return _(pattern).format(*values)


def template(text: str) -> tuple[str, list[str]]:
    """``请假 12.5 天`` → ``请假 {0} 天`` and its values."""
    values: list[str] = []

    def placed(found: re.Match) -> str:
        values.append(found.group())
        return f"{{{len(values) - 1}}}"

    return _VALUE.sub(placed, text), values


def word(code_set: str, code: str | None) -> str:
    """The word of a code; the code itself where the county's table has none, so that nothing is hidden."""
    if code is None:
        return ""
    words = _codes.get().get((code_set, code))
    return words[0 if _language.get() == "zh" else 1] if words else code


def post_title(head: str | None) -> str:
    """What the holder of a post is called: 师长 stands in the table of the seven heads alone."""
    return word("holder" if head == "class_teacher" else "head", head)
