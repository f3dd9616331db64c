"""The county's other sheets: columns, synonyms, and which sheet a heading belongs to."""

from baoxue.contracts.form import Form
from baoxue.contracts.ledger_book import LEDGER
from baoxue.contracts.workbooks import sheet_columns

HOUSEHOLD = Form(
    "household",
    sheet_columns("""
number           -  序号 编号
head             -  户主 户主姓名
name             !  姓名 儿童姓名 学生姓名 适龄儿童姓名
relation         -  与户主关系 关系
sex              -  性别
birth_date       *  出生年月 出生日期 出生年月日 出生时间
id_number        *  身份证号 身份证号码 公民身份号码 身份证件号
village          -  村 行政村 所在村 户籍地 户籍所在地 户籍村
residence        -  常住或外出 是否常住 居住情况 是否外出
at_school        *  是否在校 是否在读 是否入学 在校情况
school           *  就读学校 就读学校(或县外学校) 就读学校名称 所在学校 学校
place            -  就读地 就读地点 就读所在地 外出地 县外就读地
grade            -  年级 就读年级
cause            -  未入学原因 未在校原因 失学原因 原因
proof            -  就读证明 佐证 证明 核实依据
proof_on         -  核实日期 证明日期
guardian         -  监护人 监护人姓名 家长
phone            -  电话 联系电话 监护人电话 手机
poor             -  是否建档立卡 建档立卡 是否建档立卡户 是否贫困户
poor_from        -  建档立卡起始 识别时间
poor_to          -  建档立卡截止 脱贫时间
disability       -  残疾类型 残疾 是否残疾 残疾证号
note             -  备注 说明
"""),
    5,
    own=frozenset({"at_school", "residence", "place"}),
)
AID = Form(
    "aid",
    sheet_columns("""
number           -  序号 编号
name             !  姓名 学生姓名 受助学生姓名
sex              -  性别
id_number        *  身份证号 身份证号码 身份证件号
student_number   -  学籍号 全国学籍号
grade            -  年级
class            -  班级
item             -  资助项目 补助项目 项目
period           -  学期 资助学期 发放学期 补助学期 发放月份 所属月份 补助月份 资助期间
amount           !  金额 发放金额 资助金额 补助金额 金额(元) 发放金额(元) 金额(千元) 发放金额(千元) 金额(万元) 发放金额(万元)
days             -  天数 就餐天数 补助天数
paid_on          -  发放日期 打卡日期 发放时间
account          -  卡号 银行卡号 一卡通号
poor             -  是否建档立卡 建档立卡
note             -  备注
"""),
    4,
    own=frozenset({"amount"}),
)
POSTS = Form(
    "posts",
    sheet_columns("""
number           -  序号 编号
head             !  职责 七长 岗位 责任 类别 七长类别
name             !  姓名 责任人姓名
phone            -  电话 联系电话 手机 手机号码
area             -  镇村 镇(村) 辖区 所辖区域 行政区划 单位
town             -  镇 乡镇 镇(街道) 所在镇
village          -  村 行政村 村(社区)
school           -  学校 所在学校
class            -  班级 任教班级 年级班级
valid_from       -  任职时间 任职起始 起始日期 到任日期
valid_to         -  离任时间 任职截止 截止日期
delegate         -  经办人 代办人 委托人 授权经办
delegate_phone   -  经办人电话 代办人电话
note             -  备注
"""),
    3,
    own=frozenset({"head"}),
)
LIST_ABOVE = Form(
    "list",
    sheet_columns("""
number           -  序号 编号
name             !  姓名 学生姓名
id_number        *  身份证号 身份证号码 身份证件号 公民身份号码
area             -  户籍地 户籍所在地 户籍地址 户口所在地
suspected_as     -  疑似类型 类型 疑似失学类型
result           -  核查结果 核实结果
school           -  就读学校 现就读学校
cause            -  原因 未就读原因
proof            -  佐证 佐证材料
checked_by       -  核查人 核实人
"""),
    4,
    own=frozenset({"suspected_as", "result"}),
)

FORMS = {form.kind: form for form in (HOUSEHOLD, AID, POSTS, LIST_ABOVE, LEDGER)}
FORM_HEADINGS = frozenset(heading for form in FORMS.values() for heading in form.headings)
"""Every folded heading of every form."""

FORM_NAMES = frozenset(
    heading for form in FORMS.values() for heading, field in form.headings.items() if field == "name"
)
"""The headings of the column that holds a person's name."""
