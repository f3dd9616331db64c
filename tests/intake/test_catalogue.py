"""The catalogue of findings: every code is used, every used code is there, every word is Chinese and marked."""

import re
from pathlib import Path

from baoxue.intake import catalogue
from baoxue.intake.catalogue import CATALOGUE

ROOM = Path(catalogue.__file__).parent
SOURCES = {
    f"{p.parent.name}/{p.name}": p.read_text()
    for p in [*ROOM.glob("*.py"), *ROOM.parent.glob("contracts/*.py"), ROOM.parent / "ledger" / "post_changes.py"]
}


def test_every_code_is_raised_somewhere():
    texts = "".join(text for name, text in SOURCES.items() if not name.startswith("intake/catalogue"))
    assert [code for code in CATALOGUE if f'"{code}"' not in texts] == []


def test_every_raised_code_has_words():
    raised = {
        c
        for text in SOURCES.values()
        for c in re.findall(r'(?:finding|Refusal|(?<!de)fault|_say|_add)\(\s*"(\w+)"', text)
    }
    assert raised and raised <= set(CATALOGUE)


def test_words_are_whole_sentences_for_schools():
    for code, (severity, *words) in CATALOGUE.items():
        assert severity in ("refuse", "wait", "note"), code
        assert len(words) == 3 and all(re.search("[一-鿿]", w) for w in words), code


def test_every_word_is_marked_for_translation():
    marked = set(re.findall(r'_\("([^"]+)"\)', SOURCES["intake/catalogue.py"] + SOURCES["intake/catalogue_notes.py"]))
    assert {w for _, *words in CATALOGUE.values() for w in words} <= marked
