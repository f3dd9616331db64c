"""县用表格 on the monthly page: filled and offered, or its faults in a table with what to do."""

from io import BytesIO
from shutil import copytree

from openpyxl import load_workbook

from tests.reports.make_forms import FOLDER
from tests.ui.test_pages import run, words


def chosen(home, monkeypatch, form: str, **params):
    """The monthly page with the form chosen."""
    from streamlit.testing.v1 import AppTest

    made = AppTest.from_string

    def with_choice(*given, **more):
        app = made(*given, **more)
        app.session_state["county-form"] = form
        return app

    monkeypatch.setattr(AppTest, "from_string", with_choice)
    return run(home, monkeypatch, "monthly", month="2018-11", **params)


def test_a_form_is_filled_for_the_place_looked_at(county, monkeypatch):
    app = chosen(county.home, monkeypatch, "控辍保学工作月报表", at="610830100")
    assert "县用表格" in words(app)
    (button,) = [b for b in app.get("download_button") if "控辍保学工作月报表" in b.proto.label]
    assert "宽州镇" in button.proto.label


def test_a_mapping_with_faults_fills_nothing_and_says_where(county, monkeypatch, tmp_path):
    home = tmp_path / "home"
    copytree(county.home, home)
    folder = home / "reference" / "forms"
    folder.mkdir(parents=True)
    text = (FOLDER / "控辍保学情况一览表.csv").read_text(encoding="utf-8-sig")
    (folder / "控辍保学情况一览表.csv").write_text(text.replace(",C4,,school_age,", ",C4,,学生数,"), encoding="utf-8")
    app = chosen(home, monkeypatch, "控辍保学情况一览表")
    text = words(app)
    assert "这张表有 1 处问题,没有填写" in text and "pg_monthly_report 没有列 学生数" in text and "C4" in text
    assert not [b for b in app.get("download_button") if "一览表" in b.proto.label]


def test_the_command_fills_and_checks(county, monkeypatch, tmp_path):
    from typer.testing import CliRunner

    from baoxue.cli import app

    monkeypatch.setenv("BAOXUE_HOME", str(county.home))
    monkeypatch.setenv("BAOXUE_AS_OF", "2018-12-20T18:30")
    path = tmp_path / "月报.xlsx"
    done = CliRunner().invoke(app, ["form", "fill", "控辍保学工作月报表", "--month", "2018-11", "--to", str(path)])
    assert done.exit_code == 0, done.output
    assert load_workbook(BytesIO(path.read_bytes())).active["B6"].value == "合计"
    assert CliRunner().invoke(app, ["form", "check", "--month", "2018-11"]).exit_code == 0
    missing = CliRunner().invoke(app, ["--lang", "en", "form", "fill", "nothing"])
    assert missing.exit_code == 2 and "nothing.xlsx" in missing.output
