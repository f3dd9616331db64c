"""Words on screens: gettext with Chinese as the source, and the code table's words for codes."""

from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from baoxue.settings import ROOT

LANGUAGES = {"zh": "中文", "en": "English"}
_language: ContextVar[str] = ContextVar("language", default="zh")
_codes: ContextVar[dict[tuple[str, str], tuple[str, str]]] = ContextVar("codes", default={})  # noqa: B039


@cache
def _translation(language: str) -> NullTranslations:
    """The catalogue, compiled in memory: no compiled file can be stale."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "baoxue.po"
    if not path.exists():
        return NullTranslations()
    return GNUTranslations(BytesIO(_compiled(path)))


def _compiled(path: Path) -> bytes:
    with path.open("rb") as file:
        catalogue = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def use(language: str, codes: list[dict]) -> None:
    """Set the language of this run, and the words of codes (rows of ``pg_codes``)."""
    _language.set(language if language in LANGUAGES else "zh")
    _codes.set({(row["code_set"], row["code"]): (row["name_zh"], row["name_en"]) for row in codes})


def language() -> str:
    return _language.get()


def _(message: str) -> str:
    """The message in this run's language."""
    return _translation(_language.get()).gettext(message)


def word(code_set: str, code: str | None) -> str:
    """The word of a code; the code itself where the county's table has none, so that nothing is hidden."""
    if code is None:
        return ""
    words = _codes.get().get((code_set, code))
    return words[0 if _language.get() == "zh" else 1] if words else code
