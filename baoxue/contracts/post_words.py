"""The words by which lists of the seven heads name posts, and what each post is for."""

from baoxue.contracts.cells import fold

HEADS = {
    "county_head": ("县长", "副县长", "分管副县长", "分管县长", "县政府分管领导"),
    "director": ("局长", "教育局长", "教体局长", "科教体局长", "科教体局局长", "教育局局长"),
    "deputy_director": ("主管局长", "分管局长", "副局长", "主管副局长", "分管副局长"),
    "area_leader": ("包片领导", "包片局长", "包片局领导", "包片"),
    "contact_cadre": ("包校干部", "包校", "联校干部", "包联干部"),
    "bureau_clerk": ("基教股", "基教股长", "基教股干事", "县局经办人", "控辍保学专干"),
    "township_head": ("镇长", "乡长", "乡镇长", "街道办主任", "街道主任", "镇长(主任)"),
    "clerk_township": ("镇教育专干", "教育专干", "专干", "乡镇教育专干", "镇专干"),
    "village_head": ("村长", "村支书", "村主任", "村委会主任", "村支部书记", "社区主任", "村(社区)主任"),
    "clerk_village": ("村文书", "文书", "村会计"),
    "principal": ("校长", "学校校长"),
    "central_school": ("中心校", "中心校长", "中心校校长", "中心校负责人"),
    "clerk_school": ("学籍管理员", "学籍员"),
    "class_teacher": ("师长", "班主任", "师长(班主任)"),
    "inspector": ("责任督学", "督学", "挂牌督学"),
}
"""Head → words; 家长 is none: parents stand with their children."""

HEAD_WORDS = {fold(word): head for head, words in HEADS.items() for word in words}

PLACE = {
    **dict.fromkeys(("county_head", "director", "deputy_director", "bureau_clerk"), "county"),
    **dict.fromkeys(("area_leader", "township_head", "clerk_township"), "town"),
    **dict.fromkeys(("village_head", "clerk_village"), "village"),
    **dict.fromkeys(("contact_cadre", "principal", "central_school", "clerk_school", "inspector"), "school"),
    "class_teacher": "class",
}
"""Head → what one post of it is for; leaders, cadres and inspectors may name several in one cell."""

VACANT = frozenset({"空缺", "暂缺", "缺", "待定", "待任命", "无"})
"""Words in place of a name that say that nobody holds the post."""

NOBODY = frozenset({"无", "取消", "撤销"})
"""Words in the column of who acts for a leader that end a delegation."""
