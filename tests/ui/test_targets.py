"""年度任务 on the screen: full, empty, unreported, recorded, out of scope."""

from dataclasses import replace

from baoxue.demo.targets import COUNTS, STATES
from baoxue.figures import Figures
from baoxue.wiring import open_figures
from tests.conftest import AS_OF
from tests.ui.test_pages import words
from tests.ui.test_submit import run


def test_the_bureau_sees_every_target_and_what_was_never_reported(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "targets"))
    assert "年度任务 2018" in text and "1/2 所" in text
    assert text.count('class="bx-none"') == COUNTS[2] and "逾期 20 天" in text and "应有:" in text
    assert text.index("bx-tag bx-late") < text.index("bx-tag bx-held")


def test_the_answer_key(county):
    rows = open_figures(county.home).aggregate("pg_targets", as_of=AS_OF, area="610830").rows
    told = {row["target_id"]: STATES.get(row["target_id"], "unreported") for row in rows}
    assert {row["target_id"]: row["state"] for row in rows} == told and len(rows) == 19
    (counts,) = open_figures(county.home).aggregate("pg_target_counts", as_of=AS_OF, area="610830").rows
    assert (counts["reached_n"], counts["overdue_n"], counts["unreported_n"], counts["targets_n"]) == (*COUNTS, 19)


def test_a_target_opens_its_history_and_the_corrected_row_stays(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "targets", target="2018-village-plans")).split("历次登记")[1]
    assert "43" in text and "更正:两个村重复计数" in text and "已被更新" in text and "白雪 代 包片领导" in text


def test_the_clerk_records_and_a_leader_of_another_office_may_not(own_county, monkeypatch):
    app = run(own_county, monkeypatch, "targets", target="2018-study-trips")
    app.number_input[0].set_value(1.0)
    (button,) = [b for b in app.button if b.label == "登记"]
    button.click()
    app.run()
    assert "没有佐证" in words(app)
    app.text_input[0].set_value("活动方案及名单")
    next(b for b in app.button if b.label == "登记").click()
    app.run()
    text = words(app)
    assert not app.exception and "已登记:贫困学生研学旅行" in text and "活动方案及名单" in text
    assert not [b for b in run(own_county, monkeypatch, "targets", **{"as": "county_head"}).button if b.label == "登记"]


def test_a_year_without_targets_says_so(own_county, monkeypatch):
    """A snapshot whose reference rows know no target: nothing is shown as fine."""
    monkeypatch.setattr("baoxue.figures.doors.Figures.aggregate", _without_targets(Figures.aggregate))
    text = words(run(own_county, monkeypatch, "targets"))
    assert "2018 年没有登记年度任务" in text and 'class="bx-figures' not in text


def _without_targets(asked):
    def aggregate(self, name, **given):
        answer = asked(self, name, **given)
        return replace(answer, table=answer.table.slice(0, 0)) if name == "pg_targets" else answer

    return aggregate


def test_who_has_no_such_page_sees_none(county, monkeypatch):
    for post in ("principal-2161083000", "nobody"):
        text = words(run(county.home, monkeypatch, "targets", **{"as": post}))
        assert "不在您的职责范围内" in text and "应有:" not in text


def test_in_english(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "targets", lang="en"))
    assert "Plan targets 2018" in text and "no report yet" in text and "overdue" in text
