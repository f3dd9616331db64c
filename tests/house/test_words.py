"""Every message has an English twin with the same placeholders; every code that the program uses has its word."""

import csv
import re

from babel.messages.pofile import read_po

from baoxue.ledger.transitions import STATES
from baoxue.settings import ROOT
from tests.house.messages import messages

PLACES = re.compile(r"{\w+}")


def test_the_english_catalogue_is_complete():
    with (ROOT / "locale" / "en" / "LC_MESSAGES" / "baoxue.po").open("rb") as file:
        catalogue = {m.id: m for m in read_po(file) if m.id}
    missing = [text for text in messages() if text not in catalogue or not catalogue[text].string]
    assert not missing
    assert not [m.id for m in catalogue.values() if m.fuzzy]
    assert not [i for i, m in catalogue.items() if set(PLACES.findall(i)) != set(PLACES.findall(m.string))]
    assert not catalogue.keys() - set(messages()), "messages that nobody says any more"


def test_every_state_tier_duty_and_holder_has_its_word():
    with (ROOT / "data" / "reference" / "codes.csv").open(encoding="utf-8", newline="") as file:
        known = {(row["code_set"], row["code"]) for row in csv.DictReader(file)}
    used = {("state", s.name) for s in STATES.values()} | {("tier", s.tier) for s in STATES.values()}
    used |= {("duty", s.duty) for s in STATES.values() if s.duty} | {
        ("holder", s.holder) for s in STATES.values() if s.holder
    }
    assert not used - known
