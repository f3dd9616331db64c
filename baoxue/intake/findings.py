"""Findings: every fault says where it is, what was found, what is expected, and what to do.

Words are looked up by code, so that no program reads a sentence. Findings carry cell values: they go back to
the school that sent the file, never to a log.
"""

from dataclasses import dataclass

REFUSE, WAIT, NOTE = "refuse", "wait", "note"


def _(message: str) -> str:
    """Marks a message for the catalogue of translations; the page that shows it translates it."""
    return message


@dataclass(frozen=True)
class Finding:
    """``severity``: refuse = the whole file; wait = this row (or class) waits for correction; note = accepted.

    ``cell`` is as the spreadsheet names it (``C12``), empty when the fault belongs to the sheet or file.
    """

    file: str
    sheet: str
    cell: str
    code: str
    found: str
    severity: str
    class_key: str | None = None
    row: int | None = None
    detail: str = ""

    @property
    def what(self) -> str:
        """The fault in words (msgid)."""
        return CATALOGUE[self.code][1]

    @property
    def expected(self) -> str:
        """What should stand there (msgid), followed by what the data say, if they say something."""
        return CATALOGUE[self.code][2]

    @property
    def todo(self) -> str:
        """What the school should do (msgid)."""
        return CATALOGUE[self.code][3]


def finding(code: str, found: object = "", *, file: str = "", sheet: str = "", cell: str = "", detail: str = "",
            class_key: str | None = None, row: int | None = None) -> Finding:
    """A finding with the severity that the catalogue gives its code; ``found`` is cut to what a cell can show."""
    text = str(found)
    shown = text if len(text) <= 200 else text[:199] + "…"
    return Finding(file, sheet, cell, code, shown, CATALOGUE[code][0], class_key, row, detail)


def cell_name(row: int, column: int) -> str:
    """``C12`` for 0-based row 11, column 2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


CATALOGUE: dict[str, tuple[str, str, str, str]] = {}
"""Code → severity, fault, what is expected, what to do (Chinese msgids)."""


def _catalogue(severity: str, *lines: tuple[str, str, str, str]) -> None:
    for code, fault, expected, todo in lines:
        CATALOGUE[code] = (severity, fault, expected, todo)


_AS_XLSX = _("用 Excel 或 WPS 打开原表,另存为 .xlsx 后重新上报")

_catalogue(
    REFUSE,
    ("file_missing", _("文件不存在"), _("一个可以打开的工作簿"), _("确认文件后重新上报")),
    ("file_empty", _("文件是空的"), _("有内容的工作簿"), _("打开原表核对后重新上报")),
    ("file_too_large", _("文件超过大小上限"), _("10 MB 以内"), _("删去图片和无关工作表,或按班拆开上报")),
    ("file_kind", _("文件内容与扩展名不符"), _(".xlsx、.xls、.et 或 .csv 工作簿"), _AS_XLSX),
    ("file_damaged", _("文件损坏或不完整"), _("能正常打开的工作簿"), _AS_XLSX),
    ("file_encrypted", _("文件有打开密码"), _("没有密码的工作簿"), _("取消密码后重新上报")),
    ("file_macros", _("文件含有宏"), _("不含宏的工作簿"), _AS_XLSX),
    ("file_links", _("文件链接了其他文件"), _("不含外部链接的工作簿"), _("在“数据—编辑链接”中断开链接,另存后重新上报")),
    ("file_objects", _("文件嵌入了其他文件"), _("只有表格的工作簿"), _("删去嵌入的文件后重新上报")),
    ("file_entities", _("文件含有不允许的定义"), _("由 Excel 或 WPS 保存的工作簿"), _AS_XLSX),
    ("file_inflates", _("文件解压后过大"), _("解压后 100 MB 以内"), _("把有用的单元格复制到新工作簿后重新上报")),
    ("file_dimensions", _("表格行列数超过上限"), _("30000 行、200 列以内"), _("把有用的单元格复制到新工作簿后重新上报")),
    ("file_resources", _("读取文件耗尽了时间或内存"), _("普通大小的表格"), _("把有用的单元格复制到新工作簿后重新上报")),
    ("csv_encoding", _("文本编码无法识别"), _("UTF-8 或 GB18030"), _AS_XLSX),
    ("no_block", _("没有找到学籍花名册或考勤表"), _("有“姓名”等表头的表"), _("对照模板补上表头后重新上报")),
    ("two_kinds", _("一个文件里既有花名册又有考勤表"), _("一个文件只报一种表"), _("分成两个文件上报")),
    ("wrong_school", _("表中的学校与上报学校不符"), _("上报学校自己的表"), _("核对学校后重新上报")),
    ("wrong_month", _("表中的月份与上报月份不符"), _("上报月份的表"), _("核对月份后重新上报")),
    ("column_missing", _("缺少必需的列"), _("姓名、年级、班级、性别、身份证号或学籍号"), _("对照模板补上该列后重新上报")),
    ("column_twice", _("同一列出现了两次"), _("每列只出现一次"), _("删去重复的列后重新上报")),
    ("no_roll", _("本校还没有可用的学籍花名册"), _("先上报学籍花名册"), _("先上报花名册,再上报考勤表")),
    ("school_unknown", _("学校标识码不在学校表中"), _("县内学校的 10 位学校标识码"), _("核对学校标识码")),
)

_catalogue(
    WAIT,
    ("id_damaged", _("身份证号已损坏(被存成了数字)"), _("文本格式的 18 位身份证号"), _("把该列设为文本格式,按户口簿重新填写")),
    ("id_length", _("身份证号位数不对"), _("18 位身份证号"), _("按户口簿核对后填写")),
    ("id_checksum", _("身份证号校验不通过"), _("有效的 18 位身份证号"), _("按户口簿核对后填写")),
    ("id_birth", _("身份证号与出生日期不一致"), _("两者一致"), _("按户口簿核对身份证号和出生日期")),
    ("id_sex", _("身份证号与性别不一致"), _("两者一致"), _("按户口簿核对身份证号和性别")),
    ("id_twice", _("同一身份证号出现了两次"), _("一名学生一行"), _("核对后删去重复的行或更正号码")),
    ("number_twice", _("同一学籍号出现了两次"), _("一名学生一个学籍号"), _("核对后删去重复的行或更正号码")),
    ("number_damaged", _("学籍号已损坏或格式不对"), _("以 G、J 或 L 开头的学籍号"), _("按学籍系统核对后填写")),
    ("name_missing", _("没有姓名"), _("学生姓名"), _("补上姓名")),
    ("name_letters", _("姓名含有不能识别的字符"), _("汉字姓名,少数民族姓名可含 ·"), _("按户口簿重新填写姓名")),
    ("number_missing", _("身份证号和学籍号都没有"), _("至少有一个"), _("补上身份证号或学籍号")),
    ("sex_unknown", _("性别无法识别"), _("男或女"), _("填写男或女")),
    ("birth_unknown", _("出生日期无法识别"), _("例如 20110101"), _("按户口簿填写出生日期")),
    ("date_unknown", _("日期无法识别"), _("例如 20180901"), _("按 20180901 的形式填写")),
    ("grade_unknown", _("年级无法识别"), _("例如 六年级、初一、2017级"), _("填写年级")),
    ("class_unknown", _("班级无法识别"), _("例如 1班、(1)班、201801"), _("填写班级")),
    ("status_unknown", _("学生状态无法识别"), _("例如 在校、休学、转出"), _("按学籍系统填写学生状态")),
    ("word_unknown", _("填写的内容无法识别"), _("模板下拉框中的选项"), _("从模板的下拉框中选择")),
    ("child_question", _("不能确定是哪一名学生"), _("身份证号或学籍号与已有记录一致"), _("核对姓名、出生日期和号码,或与县局联系")),
    ("child_twice", _("两行是同一名学生"), _("一名学生一行"), _("核对后删去重复的行")),
    ("legend_missing", _("符号没有图例"), _("在表下注明每个符号的意思"), _("补上图例,或在上报时说明该符号的意思")),
    ("legend_contradicts", _("图例与本校以前的图例矛盾"), _("同一符号意思不变"), _("确认以哪个图例为准")),
    ("legend_doubled", _("图例自相矛盾"), _("一个符号一个意思"), _("更正图例")),
    ("mark_unknown", _("符号不在图例中"), _("图例中的符号"), _("更正该单元格,或把符号补进图例")),
    ("day_partial", _("这一天有学生没有登记"), _("每名学生每天都有登记"), _("补登这一天,空白不算出勤")),
    ("row_blank", _("该生整月没有登记"), _("每名学生每天都有登记"), _("补登该生的考勤")),
    ("rest_partial", _("这一天有人标休息,有人有考勤"), _("全班一致"), _("核对这一天是否上课")),
    ("total_differs", _("合计与登记的符号不符"), _("合计与符号一致"), _("核对符号和合计")),
    ("row_missing", _("名册上的学生没有考勤"), _("名册上每名在校学生一行"), _("补上该生的考勤行,离校的先更正花名册")),
    ("not_on_roll", _("人籍不一致:不在本班名册上"), _("名册上的学生"), _("核对姓名;有人无籍的先更正花名册")),
    ("on_two_rolls", _("人籍不一致:同名学生在两个班的名册上"), _("只在一个班的名册上"), _("核对该生所在班级,更正花名册")),
    ("name_ambiguous", _("同班有同名学生,不能确定是哪一名"), _("姓名旁有学籍号或身份证号"), _("在姓名旁补上学籍号")),
    ("pupil_twice", _("同一名学生有两行"), _("一名学生一行"), _("核对后删去重复的行")),
    ("class_not_on_roll", _("该班不在学籍花名册上"), _("名册上的班级"), _("核对班级,或先更正花名册")),
    ("class_twice", _("同一个班有两张考勤表"), _("一个班一张"), _("核对后删去重复的表")),
    ("class_words", _("不能确定是哪个班的考勤"), _("标题写明年级和班级"), _("在标题中写明年级和班级")),
    ("day_unknown", _("表头的日期无法识别"), _("本月的日期,每天一列"), _("核对表头的日期")),
)

_catalogue(
    NOTE,
    ("sheet_hidden", _("隐藏的工作表没有读取"), _("要上报的表不隐藏"), _("如需上报,取消隐藏后重新上报")),
    ("rows_hidden", _("隐藏的行也已读取"), _("没有隐藏的行"), _("如不需要上报,删去这些行后重新上报")),
    ("sheet_skipped", _("该工作表不是要上报的表,没有读取"), _("有“姓名”等表头的表"), _("如需上报,对照模板补上表头")),
    ("compulsory_missing", _("缺少学籍系统的必填列"), _("必填列齐全"), _("下次上报时补上")),
    ("area_unknown", _("户口所在地不能对应到村"), _("12 位行政区划代码或镇村全称"), _("补全到镇、村")),
    ("phone_damaged", _("联系电话已损坏"), _("文本格式的电话号码"), _("把该列设为文本格式后重新填写")),
    ("day_off", _("不上课的日子有登记"), _("校历上的上课日"), _("核对日期;确属补课的报县局调整校历")),
    ("day_unreported", _("这一天全班没有登记"), _("每个上课日都有登记"), _("如果上了课,补登后重新上报")),
    ("legend_saved", _("已记为本校的图例"), _("同一符号意思不变"), _("无须处理")),
    ("outside_span", _("不在册的日子有登记"), _("只登记在册的日子"), _("核对该生的转入、转出日期")),
    ("class_new", _("上月没有这个班"), _("与上月相同的班级"), _("如果班级写错了,更正后重新上报")),
)
