"""Every workbook of data/sample, through the reader, with its expected outcome."""

from datetime import date, datetime

import pytest

from baoxue.demo import county as demo
from baoxue.intake import Sending, submit_many
from baoxue.intake.form_reception import form_kind_of, submit_form
from baoxue.intake.posts_book import import_posts
from baoxue.ledger.posts import OPEN
from tests.intake import make_samples as made

AT = datetime(2018, 12, 20, 17, 0)
EXPECTED = [
    ("宽州镇中心小学-学籍花名册-2018年12月.xlsx", made.KUANZHOU, "2018-12", "accepted", 12, 0, []),
    ("宽州镇中心小学-考勤表-2018年12月.xlsx", made.KUANZHOU, "2018-12", "accepted", 12, 0, []),
    ("石咀驿镇中心小学-学籍花名册.xlsx", made.SHIJUYI, "2018-12", "waiting", 15, 4, ["id_damaged"] * 4),
    ("折家坪初级中学-学籍花名册.xls", made.ZHEJIAPING, "2018-12", "accepted", 10, 0, []),
    ("折家坪初级中学-考勤表-2018年12月.et", made.ZHEJIAPING, "2018-12", "accepted", 10, 0, []),
    ("玉家河镇中心小学-学籍花名册.csv", made.YUJIAHE, "2018-12", "accepted", 8, 0, []),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("samples")
    demo.write_reference(demo.invent(15_000), home / "reference")
    return home


def outcome(receipt):
    waits = [f.code for f in receipt.findings if f.severity == "wait"]
    return receipt.state, receipt.rows_accepted, receipt.rows_waiting, waits


def test_each_sample_gives_what_it_should(home):
    sendings = [Sending(made.FOLDER / file, school, month, "clerk", AT) for file, school, month, *_ in EXPECTED]
    receipts = submit_many(home, sendings)
    for receipt, (file, *_, state, accepted, waiting, codes) in zip(receipts, EXPECTED, strict=True):
        assert (file, *outcome(receipt)) == (file, state, accepted, waiting, codes)
    assert receipts[2].marked_copy.exists()
    assert [f.cell for f in receipts[2].findings if f.code == "id_damaged"] == ["D5", "D8", "D10", "D13"]


def test_a_legend_that_turned_round_is_asked_about(home):
    def send(file, month, legend=None):
        sending = Sending(made.FOLDER / f"石咀驿镇中心小学-{file}", made.SHIJUYI, month, "clerk", AT, legend or {})
        return outcome(submit_many(home, [sending])[0])

    assert send("学籍花名册.xlsx", "2018-11")[:3] == ("waiting", 15, 4)
    assert send("考勤表-2018年11月.xlsx", "2018-11") == ("accepted", 9, 0, [])
    december = "考勤表-2018年12月-图例相反.xlsx"
    assert send(december, "2018-12") == ("waiting", 0, 9, ["legend_contradicts"] * 2)
    assert send(december, "2018-12", {"○": "R", "△": "S"}) == ("accepted", 9, 0, [])


def test_an_aid_list_of_two_sheets(home):
    submit_many(home, [Sending(made.FOLDER / EXPECTED[3][0], made.ZHEJIAPING, "2018-12", "clerk", AT)])
    path = made.FOLDER / "折家坪初级中学-资助发放名册-2018年秋季.xlsx"
    assert form_kind_of(path) == "aid"
    receipt = submit_form(home, path, "aid", made.ZHEJIAPING, "2018-11", "clerk", AT)
    assert outcome(receipt) == ("waiting", 14, 2, ["id_damaged", "amount_unknown", "aid_total_differs"])
    assert {f.cell for f in receipt.findings if f.severity == "wait"} == {"C5", "F7", "F10"}
    assert receipt.marked_copy.exists() and receipt.rows_skipped == 4


def test_a_list_of_the_seven_heads_of_two_sheets(home):
    submit_many(home, [Sending(made.FOLDER / EXPECTED[0][0], made.KUANZHOU, "2018-12", "clerk", AT)])
    path = made.FOLDER / "清涧县-七长名册-2018年12月.xlsx"
    said = import_posts(home, path, None, "白雪", AT)
    assert said.receipt.state == "accepted" and not [f for f in said.receipt.findings if f.severity == "wait"]
    assert said.receipt.rows_accepted == 17 and (said.count("new"), said.count("ended")) == (18, 0)
    found = {(c.post.head, c.post.unit): c.post for c in said.changes}
    assert found["area_leader", "610830100"].person_name == found["area_leader", "610830101"].person_name == "惠志强"
    assert found["contact_cadre", "2161083001"].person_name == "郝红梅"
    assert found["class_teacher", "2161083000-P2013-08"].valid_from == date(2018, 9, 1)
    acting = [(p.person_name, by.person_name, first, last) for p, by, first, last in said.acting]
    assert acting == [
        ("王立平", "惠志强", date(2017, 9, 1), OPEN),
        ("拓建军", "高秀珍", date(2018, 11, 1), OPEN),
    ]
    assert ("village_head", "610830100201", "换届中,包村干部代管") in said.gaps
    again = import_posts(home, path, None, "白雪", AT)
    assert again.receipt.is_unchanged and {c.kind for c in again.changes} == {"unchanged"}


def test_the_samples_are_what_the_script_writes(tmp_path, monkeypatch):
    monkeypatch.setattr(made, "FOLDER", tmp_path)
    made.main()
    written = sorted(p.name for p in tmp_path.iterdir())
    assert written == sorted(p.name for p in (made.ROOT / "data" / "sample").iterdir() if p.suffix != ".md")
    for path in tmp_path.iterdir():
        if path.suffix in (".xlsx", ".csv"):
            assert path.read_bytes() == (made.ROOT / "data" / "sample" / path.name).read_bytes()
