"""七长责任 on the screen: who acts for whom, empty posts first, the clerk enters the list, others do not."""

from tests.intake.made import xlsx
from tests.ui.test_pages import words
from tests.ui.test_submit import press, run


def test_empty_posts_first_with_their_reason_and_who_acts(county, monkeypatch):
    text = words(run(county.home, monkeypatch, "heads", head="village_head"))
    assert (
        text.index("没有说明原因</small>") < text.index("换届中,由包村干部代管") and "经办" in text and "tel:" in text
    )
    assert "未说明" in text


def test_of_a_past_month_the_heading_says_what_is_of_now(county, monkeypatch):
    """Duties are those of the month asked for; what is open and overdue is of today, as the list that it opens."""
    then = words(run(county.home, monkeypatch, "heads", month="2018-11"))
    assert "现未销号" in then and "现逾期" in then and "当月应办" in then
    assert "现未销号" not in words(run(county.home, monkeypatch, "heads"))


def test_the_clerk_drops_a_list_sees_the_changes_and_enters_it(own_county, monkeypatch, tmp_path):
    rows = [["镇长", "新镇长", "折家坪镇", ""], ["镇长", "空缺", "石咀驿镇", "换届中"]]
    path = xlsx(tmp_path / "七长.xlsx", ("七长", [["七长名册"], ["职责", "姓名", "镇", "备注"], *rows]))
    app = run(own_county, monkeypatch, "heads")
    app.file_uploader[0].set_value([(path.name, path.read_bytes(), "")])
    app.run()
    assert not app.exception and "新镇长" in words(app) and "换届中" in words(app) and "离任" in words(app)
    assert "已登记:" in words(press(app, "确认登记"))
    assert "新镇长" in words(run(own_county, monkeypatch, "heads", head="township_head"))


def test_a_faulty_list_offers_no_button(own_county, monkeypatch, tmp_path):
    path = xlsx(
        tmp_path / "七长.xlsx",
        ("七长", [["七长名册"], ["职责", "姓名", "镇", "备注"], ["班长", "李红", "折家坪镇", ""]]),
    )
    app = run(own_county, monkeypatch, "heads")
    app.file_uploader[0].set_value([(path.name, path.read_bytes(), "")])
    app.run()
    assert "职责无法识别" in words(app) and not [b for b in app.button if b.label == "确认登记"]


def test_others_enter_nothing(county, monkeypatch):
    assert not run(county.home, monkeypatch, "heads", **{"as": "township_head-610830100"}).file_uploader
