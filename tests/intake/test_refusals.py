"""Files that are refused whole: each in less than two seconds, the asking process untouched."""

import io
import struct
import time
import zipfile

import openpyxl
import psutil
import pytest
import xlsxwriter
import xlwt

from baoxue.intake import read
from baoxue.intake.archive import Refusal
from baoxue.intake.limited import _csv
from baoxue.settings import Settings
from tests.intake.made import grid, pupils, xlsx

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def plain(path):
    return xlsx(path, ("花名册", grid(pupils(3))))


def rewritten(path, changes, add=()):
    """The plain workbook with some members replaced and others added."""
    with zipfile.ZipFile(plain(path)) as old:
        members = {i.filename: old.read(i) for i in old.infolist()}
    members |= changes | dict(add)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path


def cell(ref, text="x"):
    row = "".join(c for c in ref if c.isdigit())
    return f'<row r="{row}"><c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def sheet(*cells):
    return {SHEET: HEAD + "".join(cells) + TAIL}


def lol(path):
    entities = '<!DOCTYPE l [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {b} "{"&" + a + ";" * 1}{("&" + a + ";") * 9}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return rewritten(path, {SHEET: entities + "]>" + HEAD + cell("A1", "&i;") + TAIL})


def huge_string(path):
    return rewritten(path, {"xl/sharedStrings.xml": b"<sst><si><t>" + b"a" * 300_000_000 + b"</t></si></sst>"})


def many_members(path):
    return rewritten(path, {}, {f"xl/media/{n}.bin": b"" for n in range(500)})


def long_column(path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 400_000))
    return rewritten(path, {SHEET: HEAD + rows + TAIL})


def wide_without_references(path):
    rows = "<row>" + "<c><v>1</v></c>" * 500_000 + "</row>" + "<row><c><v>1</v></c></row>" * 20_000
    return rewritten(path, {SHEET: HEAD + rows + TAIL})


def far_in_quotes(path):
    return rewritten(
        path,
        {
            SHEET: (HEAD + cell("A1") + cell("XFD1048576") + TAIL)
            .replace('r="', "r='")
            .replace('" t="inl', "' t=\"inl")
            .replace('">', "'>")
        },
    )


def nested_archive(path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a", b"0" * 10_000_000)
    return rewritten(path, {"xl/media/a.zip": inner.getvalue() * 50, "xl/media/b.bin": b"\0" * 120_000_000})


BOMBS = {
    "far corner": (lambda p: rewritten(p, sheet(cell("XFD1048576"))), "file_dimensions"),
    "two corners": (lambda p: rewritten(p, sheet(cell("A1"), cell("XFD1048576"))), "file_dimensions"),
    "just too wide": (lambda p: rewritten(p, sheet(cell("A1"), cell("GS1"))), "file_dimensions"),
    "just too long": (lambda p: rewritten(p, sheet(cell("A1"), cell("A30001"))), "file_dimensions"),
    "long column": (long_column, "file_dimensions"),
    "wide, no references": (wide_without_references, None),
    "odd quotes": (far_in_quotes, None),
    "300 MB string": (huge_string, "file_inflates"),
    "zeros": (nested_archive, "file_inflates"),
    "members": (many_members, "file_inflates"),
    "laughs": (lol, "file_entities"),
    "outside entity": (lambda p: rewritten(p, {SHEET: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + HEAD
                                               + cell("A1", "&e;") + TAIL}), "file_entities"),
    "utf-16 xml": (lambda p: rewritten(p, {SHEET: (HEAD + TAIL).encode("utf-16")}), "file_entities"),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory):
    assert read(plain(tmp_path_factory.mktemp("warm") / "a.xlsx")).kind == "roll"


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(tmp_path, name):
    build, code = BOMBS[name]
    path = build(tmp_path / "bomb.xlsx")
    before, start = psutil.Process().memory_info().rss, time.monotonic()
    book = read(path)
    taken, grown = time.monotonic() - start, psutil.Process().memory_info().rss - before
    assert [f.severity for f in book.findings] == ["refuse"] and not book.blocks
    assert code is None or book.findings[0].code == code
    assert taken < 2 and grown < 30_000_000
    assert read(plain(tmp_path / "next.xlsx")).kind == "roll"


def macro(path):
    return rewritten(path, {}, {"xl/vbaProject.bin": b"x"})


def encrypted_xlsx(path):
    path.write_bytes(compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x" * 5000}))
    return path


def encrypted_xls(path):
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "姓名")
    book.save(str(path))
    data = path.read_bytes()
    bof = data.index(struct.pack("<HH", 0x809, 16))
    after = bof + 20
    path.write_bytes(data[:after] + struct.pack("<H", 0x2F) + data[after + 2 :])
    return path


def compound(streams):
    """A real compound file: xlwt's writer holds one stream, whose name is changed."""
    from xlwt.CompoundDoc import XlsDoc

    out = io.BytesIO()
    name, body = next(iter(streams.items()))
    XlsDoc().save(out, body.ljust(8192, b"\0"))
    data = bytearray(out.getvalue())
    old = "Workbook".encode("utf-16-le")
    at = data.index(old)
    new = name.encode("utf-16-le")
    data[at : at + 64] = new.ljust(64, b"\0")
    data[at + 64 : at + 66] = struct.pack("<H", len(new) + 2)
    return bytes(data)


def truncated(path):
    data = plain(path).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def renamed(path, content):
    path.write_bytes(content)
    return path


def link(path):
    return rewritten(path, {}, {"xl/externalLinks/externalLink1.xml": b"<a/>"})


REFUSED = {
    "macros": (macro, "a.xlsx", "file_macros"),
    "macros, honestly named": (macro, "a.xlsm", "file_macros"),
    "links": (link, "a.xlsx", "file_links"),
    "objects": (lambda p: rewritten(p, {}, {"xl/embeddings/oleObject1.bin": b"x"}), "a.xlsx", "file_objects"),
    "encrypted xlsx": (encrypted_xlsx, "a.xlsx", "file_encrypted"),
    "encrypted xls": (encrypted_xls, "a.xls", "file_encrypted"),
    "truncated": (truncated, "a.xlsx", "file_damaged"),
    "empty": (lambda p: renamed(p, b""), "a.xlsx", "file_empty"),
    "only zeros": (lambda p: renamed(p, b"\0" * 4096), "a.xlsx", "file_empty"),
    "a picture": (lambda p: renamed(p, b"\x89PNG\r\n\x1a\n" + b"x" * 100), "a.xlsx", "file_kind"),
    "a web page": (lambda p: renamed(p, b"<html><table><tr><td>x</td></tr></table></html>"), "a.xls", "file_kind"),
    "text as xlsx": (lambda p: renamed(p, "姓名,性别".encode()), "a.xlsx", "file_kind"),
    "another zip": (lambda p: renamed(p, zip_of({"word/document.xml": b"<a/>"})), "a.xlsx", "file_kind"),
    "unknown": (lambda p: renamed(p, b"x"), "a.pdf", "file_kind"),
    "binary csv": (lambda p: renamed(p, bytes(range(256)) * 4), "a.csv", None),
    "no table": (lambda p: xlsx(p, ("x", [["通知"], ["各位老师"]])), "a.xlsx", "no_block"),
    "nothing in it": (lambda p: xlsx(p, ("x", [])), "a.xlsx", "file_empty"),
}


def zip_of(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("name", REFUSED)
def test_refused_whole(tmp_path, name):
    build, file, code = REFUSED[name]
    book = read(build(tmp_path / file))
    codes = [f.code for f in book.findings if f.severity == "refuse"]
    assert not book.blocks and len(codes) == 1
    assert code is None or codes == [code]


def test_too_large_and_missing(tmp_path):
    path = plain(tmp_path / "a.xlsx")
    assert read(path, Settings(file_bytes=100)).findings[0].code == "file_too_large"
    assert read(tmp_path / "none.xlsx").findings[0].code == "file_missing"


def test_styled_empty_cells_far_down_are_harmless(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(grid(pupils(3))):
            page.write_row(number, 0, row)
        page.write_blank(900_000, 300, None, book.add_format({"bg_color": "red"}))
    assert read(path).blocks[0].size == 3


def test_the_reader_limits_its_own_memory(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        for row in range(8000):
            page.write_row(row, 0, [f"{row} {n}" for n in range(20)])
    book = read(tmp_path / "a.xlsx", Settings(read_memory=40_000_000))
    assert [f.code for f in book.findings] == ["file_resources"]
    assert read(plain(tmp_path / "b.xlsx")).kind == "roll"


def test_a_dead_server_is_started_again(tmp_path):
    from baoxue.intake.sandbox import _SERVER

    _SERVER._process.kill()
    _SERVER._process.wait()
    assert read(plain(tmp_path / "a.xlsx")).kind == "roll"


def test_hidden_sheets_are_named_hidden_rows_are_read(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    for row in grid(pupils(4)):
        page.append(row)
    page.row_dimensions[4].hidden = True
    other = book.create_sheet("旧表")
    other.append(["姓名", "性别", "身份证号", "年级"])
    other.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    read_book = read(tmp_path / "a.xlsx")
    assert [b.size for b in read_book.blocks] == [4]
    assert [(f.code, f.cell) for f in read_book.findings if "hidden" in f.code] == [
        ("sheet_hidden", ""), ("rows_hidden", "A4")]  # fmt: skip


QUOTED = [
    ["姓名", "地址", "备注"],
    ["甲", "一村", "好"],
    ["乙", "二村", "好"],
    ["丙", "三村", "好"],
    ["丁", "四村", "好"],
]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({(2, 1): '"二村'}, "3"),  # open to the end of the file
        ({(2, 1): '"二村', (3, 1): '三村"'}, "3"),  # one row for two, of the usual width
        ({(1, 2): '"好', (2, 0): '乙"'}, "2"),  # one row, wider than the others
        ({(1, 0): '"甲', (3, 2): '好"'}, "2"),
        ({(2, 1): '"二"村'}, "3"),
        ({(2, 1): '"二村\n组"'}, None),  # a line break within a cell
        ({(2, 1): '"二,村"'}, None),
        ({(2, 1): '二"村'}, None),  # within a cell it is a sign like any other
        ({(0, 0): '"学籍\n花名册"'}, None),
    ],
)
def test_a_stray_quote_swallows_no_pupil(cells, line):
    rows = [[cells.get((r, c), cell) for c, cell in enumerate(row)] for r, row in enumerate(QUOTED)]
    data = "\n".join(map(",".join, rows)).encode()
    if line:
        with pytest.raises(Refusal) as refused:
            _csv(data, 100, 100)
        assert (refused.value.code, refused.value.found) == ("csv_quote", line)
    else:
        assert len(_csv(data, 100, 100)["sheets"][0]["rows"]) == len(QUOTED)


HEADED = '姓名,性别,"出生\n日期",学籍号,备注\n'
PLAIN = HEADED.replace('"出生\n日期"', "出生日期")
TRIMMED, FULL = ("".join(f"张{n},男,20110101,G{n}{end}\n" for n in range(20)) for end in ("", ","))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADED + TRIMMED, None),  # rows without their empty last cells
        ("花名册\n" + PLAIN + TRIMMED + '李,男,20110101,G9,"家访\n已返校"\n', None),
        (PLAIN + FULL + '李,男,20110101,G9,"1,家访,见父\n2,电话,见母,答应返校"\n', None),
        (PLAIN + FULL + '李,男,20110101,G9,"1,家访\r\n2,电话,见母,答应\r\n3,家访,见父,已返校"\n', None),
        (PLAIN + TRIMMED + '李,男,"20110101,G8\n王,男,20110101",G9\n', "22"),
        (PLAIN + FULL + '李,男,20110101,G8,"好\n王,男,20110101,G9,好"\n', "22"),
        (PLAIN + FULL + '李,"男,20110101,G8,\n王,男,20110101,G9,\n赵,男",20110101,G7,\n', "22"),
    ],
)
def test_a_sound_cell_of_several_lines_is_no_stray_quote(text, line):
    if line:
        with pytest.raises(Refusal) as refused:
            _csv(text.encode(), 100, 100)
        assert (refused.value.code, refused.value.found) == ("csv_quote", line)
    else:
        assert len(_csv(text.encode(), 100, 100)["sheets"][0]["rows"]) > 20


def test_csv_in_both_encodings_xls_and_et(tmp_path):
    rows = [r | {"姓名": n} for r, n in zip(pupils(4), ["王㙍", "李芳", "张伟", "刘洋"], strict=True)]
    table = grid(rows)
    text = "\n".join(",".join(map(str, row)) for row in table)
    books = []
    for name, data in (
        ("a.csv", text.encode("utf-8-sig")),
        ("b.csv", text.encode("gb18030")),
        ("c.csv", text.encode()),
    ):
        (tmp_path / name).write_bytes(data)
        books.append(read(tmp_path / name))
    old = xlwt.Workbook()
    page = old.add_sheet("花名册")
    for r, row in enumerate(table):
        for c, value in enumerate(row):
            page.write(r, c, value)
    for name in ("a.xls", "a.et"):
        old.save(str(tmp_path / name))
        books.append(read(tmp_path / name))
    for book in books:
        assert book.blocks[0].columns["name"] == ["王㙍", "李芳", "张伟", "刘洋"]
        assert book.blocks[0].columns["id_number"] == [r["身份证件号"] for r in rows]
