"""Relations that the county's other sheets and decisions fill: households, aid, and the rows that judge them.

Drawn like those of ``contracts.relations``, which gathers all.
"""

from baoxue.contracts.relation import drawn

COUNTY = [
    drawn(
        "children",
        1,
        "child_key month",
        True,
        "适龄儿童(户籍): the household register by village; a silent village's rows carry forward, marked",
        """
        month                str    YYYY-MM
        child_key            key    surrogate of the ledger's identity register
        village_code         str    12-digit area whose register holds the child
        sex                  str    GB/T 2261.1: 0 | 1 | 2 | 9
        birth_month          str?   YYYY-MM
        residence            str?   resident 常住 | away 外出; null = the sheet does not say
        whereabouts          str    county (在县内就读) | province | outside | abroad | none (未在校) | finished (已完成) | unknown
        school_code          str?   school of the county, where recognised
        school_words         str?   school or place elsewhere, as written
        grade                int?   1-9
        cause                str?   未入学原因: code set cause
        proof                str?   proof of 县外就读: register (学籍系统) | certificate (就读证明) | guardian (家长说明+校方电话)
        proof_on             date?  day of the proof
        is_poor              bool?  建档立卡; null = the sheet does not say
        poor_from            date?  first day of the label, where stated
        poor_to              date?  last day of the label, where stated
        is_disabled          bool?  disability certificate
        carried_from         str?   month whose register was carried forward; null = reported for this month
        """,
    ),
    drawn(
        "register_list",
        1,
        "village_code month",
        True,
        "户籍登记表报送: which registers were sent for a month, and rows of them that wait for correction",
        """
        month                str    YYYY-MM the register was sent for; nothing is carried forward
        village_code         str    12-digit area; the 9-digit township of its own file, for rows that name no known village
        rows_n               int    rows accepted; 0 = every row waits
        waiting_n            int    待修改: rows not accepted; their children may be known to nobody yet
        received_on          date   day on which the file came in
        """,
    ),
    drawn(
        "aid",
        1,
        "school_code item period child_key",
        True,
        "资助发放: what a child was paid, by school, item and period",
        """
        month                str    YYYY-MM of the period's first month
        period               str    term (2018-1 autumn, 2018-2 spring), month (2018-11) or school year (2018), as the item is paid
        item                 str    aid_rate.item
        school_code          str    school that pays
        child_key            key    child
        amount               num    yuan paid, refunds taken off; meals: value of what was served
        days                 int?   days claimed, where the item is paid by the day
        paid_on              date?  day of payment
        """,
    ),
    drawn(
        "aid_list",
        1,
        "school_code item period",
        True,
        "资助名册: which lists stand; an item and period without a row was not reported, which is not nobody paid",
        """
        month                str    YYYY-MM of the period's first month
        period               str    as in aid
        item                 str    aid_rate.item
        school_code          str    school that pays
        rows_n               int    rows accepted; 0 = the school declared that nobody was paid
        waiting_n            int    待修改: rows not accepted, about children not known yet
        received_on          date   day on which the standing list came in
        """,
    ),
    drawn(
        "aid_rate",
        1,
        "item stage area_kind valid_from",
        False,
        "资助标准: who is entitled to how much, from and to",
        """
        item                 str    kindergarten | boarder | meals | senior | vocational ...
        stage                str    stage of the pupil
        amount               num    yuan in the unit
        unit                 str    yuan_year | yuan_day
        periods_a_year       int    payments a school year the amount is divided into; 200 = days
        needs_poor           bool   建档立卡 in the period
        needs_boarder        bool   住校
        needs_county_school  bool   at a school of the county
        area_kind            str    rural | town, where the amount depends on it; all = everywhere
        is_in_kind           bool   in kind: counted by days present
        valid_from           date   first day
        valid_to             date   last day; 9999-12-31 = open
        meaning              str    one line, Chinese
        source               str    plan | seen | default, and where
        decided_by           str    who decided
        """,
    ),
    drawn(
        "rubric",
        1,
        "criterion valid_from",
        False,
        "季评细则: criteria of the quarterly review and their points",
        """
        criterion            str    reports | written_reports | visits | evidence | home_teaching | checks | recheck
        points               num    points of the criterion; all sum to 100
        own_loss_share       num    most that late but self-reported cases may cost, as a share of the points
        valid_from           date   first day
        valid_to             date   last day; 9999-12-31 = open
        sort                 int    printed order
        meaning              str    one line, Chinese
        source               str    plan | seen | default, and where
        decided_by           str    who decided
        """,
    ),
    drawn(
        "target",
        1,
        "target_id",
        False,
        "年度任务: the plan's own targets",
        """
        target_id            str    for example 2018-kindergartens
        year                 int    calendar year
        name                 str    as the plan says it
        number               num?   what is to be reached; null = yes or no
        unit                 str    所, 个, 人, 次 ...
        due_on               date   last day
        owner                str    office in the bureau's chain
        evidence             str    what proves it
        sort                 int    printed order
        source               str    plan | seen | default, and where
        """,
    ),
]
