"""The roll's way out stands on a school's page, for those who keep it."""

from tests.ui.test_pages import run, words

LABEL = "导出学籍(全国学籍系统表式)"


def labels(app) -> list[str]:
    return [e.label for e in app.expander]


def test_a_school_may_take_its_roll_out_and_is_told_what_stays_empty(county, monkeypatch):
    app = run(county.home, monkeypatch, "attendance", **{"as": "principal-2161083000"})
    assert LABEL in labels(app) and "民族" in words(app)
    assert {"下载 Excel", "下载 CSV"} <= {b.proto.label for b in app.get("download_button")}


def test_who_keeps_no_roll_is_not_offered_it(county, monkeypatch):
    for post in ("township_head-610830100", "county_head"):
        app = run(county.home, monkeypatch, "attendance", at="2161083000", **{"as": post})
        assert LABEL not in labels(app)
