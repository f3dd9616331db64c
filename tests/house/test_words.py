"""Every message has an English twin with the same placeholders; every code that the program uses has its word."""

import ast
import csv
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from baoxue.engine.queries import Queries
from baoxue.ledger.transitions import STATES
from baoxue.settings import ROOT
from baoxue.words import translator
from tests.house.messages import messages

PLACES = re.compile(r"{(\w+)[^}]*}")


def test_the_english_catalogue_is_complete():
    with (ROOT / "locale" / "en" / "LC_MESSAGES" / "baoxue.po").open("rb") as file:
        catalogue = {m.id: m for m in read_po(file) if m.id}
    missing = [text for text in messages() if text not in catalogue or not catalogue[text].string]
    assert not missing
    assert not [m.id for m in catalogue.values() if m.fuzzy]
    assert not [i for i, m in catalogue.items() if set(PLACES.findall(i)) != set(PLACES.findall(m.string))]
    assert not catalogue.keys() - set(messages()), "messages that nobody says any more"


MANY = re.compile(
    r"{(?!classes)\w+} (\w+ )?(rows|reports|cases|schools|days|files|posts|lines|units|duties|pupils|children)\b"
)


def test_english_counts_say_one_where_it_is_one():
    """``{n} {n:row|rows}``: the words of ``baoxue.words.Counted``."""
    with (ROOT / "locale" / "en" / "LC_MESSAGES" / "baoxue.po").open("rb") as file:
        said = [m.string for m in read_po(file) if m.id]
    assert [text for text in said if MANY.search(text)] == []


def header_texts() -> list[str]:
    """What the headers of pages, measures and checks say besides their titles."""
    shown = [
        f.header.fields for n, f in Queries(ROOT / "queries").files.items() if n.startswith(("pg_", "msr_", "chk_"))
    ]
    return list(dict.fromkeys(fields[name] for fields in shown for name in ("counts", "grain", "in", "out", "source")))


def test_every_header_is_said_in_chinese_too():
    """A text that was changed needs its Chinese anew: ``locale/zh``. Titles and what checks say stand in Chinese."""
    said = translator("zh")
    missing = [text for text in header_texts() if said(text) == text]
    assert not missing, "msgid without a Chinese text in locale/zh:\n" + "\n".join(missing)
    with (ROOT / "locale" / "zh" / "LC_MESSAGES" / "baoxue.po").open("rb") as file:
        known = {m.id for m in read_po(file) if m.id}
    assert not known - {*header_texts(), "household", "student"}, "Chinese of texts that no header says any more"


CHINESE = re.compile(r"[\u4e00-\u9fff]")
SHOWS = {"echo", "print", "say", "tell", "sentence"}


@pytest.mark.parametrize("path", sorted(ROOT.glob("baoxue/**/*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_what_is_raised_or_printed_is_a_message_and_not_a_text(path):
    """A text would be Chinese for everybody: what people meet goes through the catalogue."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown = [n.exc for n in ast.walk(tree) if isinstance(n, ast.Raise) and isinstance(n.exc, ast.Call)]
    shown += [n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in SHOWS]
    assert not [text for call in shown for text in bare(call) if CHINESE.search(text)]


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def bare(node: ast.AST) -> Iterator[str]:
    """Texts inside, other than those given to ``_``, ``msg`` and ``word``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if not (isinstance(node, ast.Call) and called(node) in ("_", "msg", "word")):
        for child in ast.iter_child_nodes(node):
            yield from bare(child)


def test_every_state_tier_duty_and_holder_has_its_word():
    with (ROOT / "data" / "reference" / "codes.csv").open(encoding="utf-8", newline="") as file:
        known = {(row["code_set"], row["code"]) for row in csv.DictReader(file)}
    used = {("state", s.name) for s in STATES.values()} | {("tier", s.tier) for s in STATES.values()}
    used |= {("duty", s.duty) for s in STATES.values() if s.duty} | {
        ("holder", s.holder) for s in STATES.values() if s.holder
    }
    assert not used - known
