"""What the reading process looks for in a file, and how its cells come over: quick ways give the plain answer."""

from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_col_to_name

from baoxue.contracts.cells import folded
from baoxue.contracts.legend import read_legend
from baoxue.contracts.marks import WORDS
from baoxue.contracts.workbooks import FOOT_WORDS
from baoxue.intake import archive, sandbox
from baoxue.intake.archive import Refusal
from baoxue.intake.broken import in_xml
from baoxue.intake.headings import is_foot
from baoxue.intake.limited import _BATCH
from baoxue.intake.reader import read, sheets_of
from tests.intake.made import grid, pupils, xlsx

ROWS = st.sampled_from([1, 5, 9, 10, 99, 999, 10_000, 20_000, 30_000, 90_909, 1_048_576])
COLUMNS = st.sampled_from([1, 3, 26, 27, 52, 200, 256, 702, 703])
CELLS = st.sampled_from(
    ["", " ", "　", 0, 0.0, False, 7, 3.5, True, "王小明", "合 计", "合计:", "制表人", "7", "班 主任签字", "单"]
)


@given(most_rows=ROWS, most_columns=COLUMNS, data=st.data())
@example(most_rows=30_000, most_columns=200, data=None)
def test_a_cell_with_content_beyond_the_limits_is_seen_and_no_nearer_one(most_rows, most_columns, data):
    around = st.integers(-3, 3)
    row, column = (most_rows, most_columns) if data is None else (
        data.draw(st.one_of(st.integers(1, 2_000_000), around.map(lambda n: max(most_rows + n, 1)))),
        data.draw(st.one_of(st.integers(1, 17_000), around.map(lambda n: max(most_columns + n, 1)))),
    )  # fmt: skip
    place = f"{xl_col_to_name(column - 1)}{row}"
    near = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    far = archive.far_cells(most_rows, most_columns)
    found = far.search(f'{near}<row r="{row}"><c r="{place}" s="1"><v>1</v></c></row>'.encode())
    assert (found[1].decode() if found else None) == (place if row > most_rows or column > most_columns else None)
    assert far.search(f'{near}<row r="{row}"><c r="{place}" s="1"/><c r="{place}"></c></row>'.encode()) is None


@given(st.lists(st.sampled_from(["plain", "error", "uncounted", "counted", "text"]), min_size=1, max_size=8))
def test_cells_that_are_lost_are_seen_among_all_others(kinds):
    spelled = {
        "plain": ("", "<v>1</v>"), "error": (' t="e"', "<v>#N/A</v>"), "uncounted": ("", "<f>Z9</f>"),
        "counted": ("", "<f>Z9</f><v>2</v>"), "text": (' t="inlineStr"', "<is><t>#REF! is &lt;f</t></is>"),
    }  # fmt: skip
    cells = [f'<c r="B{n}"{spelled[kind][0]}>{spelled[kind][1]}</c>' for n, kind in enumerate(kinds, 1)]
    lost = {"error": "#N/A", "uncounted": ""}
    assert in_xml("".join(cells).encode()) == {(n, 1): lost[k] for n, k in enumerate(kinds) if k in lost}


@given(st.lists(CELLS, max_size=5), st.integers(0, 5))
def test_a_foot_begins_with_its_word_in_the_first_cell_that_says_something_or_the_name(row, name_place):
    first = next((c for c in row if c != ""), "")
    said = [first, row[name_place] if name_place < len(row) else ""]
    assert is_foot(row, name_place) == any(isinstance(c, str) and folded(c).startswith(FOOT_WORDS) for c in said)


@given(
    st.dictionaries(st.sampled_from("√×○△☆"), st.sampled_from([w for w in WORDS if len(w) > 1] + ["休"]), max_size=4),
    st.booleans(), st.lists(st.tuples(st.integers(0, 40), st.sampled_from("“”'『』")), max_size=4),
)  # fmt: skip
def test_a_legend_is_read_past_its_quotes_and_a_line_of_signs_is_none(said, sign_first, quotes):
    text = " ".join(sign + word if sign_first else word + sign for sign, word in said.items())
    for place, quote in quotes:
        text = text[:place] + quote + text[place:]
    assert read_legend(text) == tuple((sign, WORDS[word]) for sign, word in said.items())
    assert read_legend("王小明 " + " ".join(said)) == ()


def test_rows_come_over_whole_and_in_order_whatever_their_number(tmp_path):
    sizes = [0, 1, _BATCH - 1, _BATCH, _BATCH + 1, 3 * _BATCH + 7]
    drawn = [(f"第{n}表", [[f"{n}-{row}", row] for row in range(size)]) for n, size in enumerate(sizes)]
    sheets, _ = sheets_of(xlsx(tmp_path / "a.xlsx", *drawn))
    assert [(s.name, s.rows) for s in sheets] == drawn


def test_dates_times_and_durations_come_over_as_text(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        said = [
            (date(2018, 9, 1), "yyyy-mm-dd"),
            (datetime(2018, 9, 1, 8, 30), "yyyy-mm-dd hh:mm"),
            (time(7, 5), "hh:mm"),
        ]
        for column, (value, shape) in enumerate([*said, (timedelta(hours=30), "[h]:mm")]):
            page.write_datetime(0, column, value, book.add_format({"num_format": shape}))
        page.write_row(0, 4, ["王", 1.5, True])
    ((sheet,), _) = sheets_of(path)
    assert sheet.rows == [["2018-09-01", "2018-09-01 08:30:00", "07:05:00", "1 day, 6:00:00", "王", 1.5, True]]


def test_a_reply_beyond_all_measure_is_refused(tmp_path, monkeypatch):
    path = xlsx(tmp_path / "a.xlsx", ("花名册", grid(pupils(_BATCH * 2))))
    size = len(str(sheets_of(path)[0][0].rows).encode())
    monkeypatch.setattr(sandbox, "_MOST_REPLY", size // 2)
    with pytest.raises(Refusal) as refusal:
        sheets_of(path)
    assert refusal.value.code == "file_dimensions"
    monkeypatch.undo()
    assert read(path).kind == "roll"
