"""The relations of a snapshot: columns, types, grain, version.

A snapshot is a list of Parquet files; each file is one *part* of one relation, and a part is one month
(or ``ALL`` for relations that do not belong to a month). Every writer conforms to this file and every
``src_`` query reads it; a change of columns raises the version, and ``src_`` adapts the older one.
"""

from baoxue.contracts.relation import ALL, TYPES, Column, ContractError, Relation, drawn
from baoxue.contracts.relations_county import COUNTY
from baoxue.contracts.relations_derived import DERIVED

__all__ = ["ALL", "RELATIONS", "TYPES", "Column", "ContractError", "Relation"]

_ALL = [
    drawn(
        "roll",
        2,
        "child_key class_key month",
        True,
        "学籍: who is on which class's roll in a month; states of a silent school carry forward, marked",
        """
        month                str    YYYY-MM
        child_key            key    surrogate of the ledger's identity register
        school_code          str    学校标识码, 10 digits
        class_key            str    school + stage letter + entry year + class number
        stage                str    kindergarten | primary | junior | senior | vocational | special
        grade                int?   1-9 in primary and junior
        sex                  str    GB/T 2261.1: 0 | 1 | 2 | 9
        birth_month          str?   YYYY-MM
        status               str    JY/T 1001: 01 at school, 02 suspended, 10 transferred out ...
        status_since         date?  first day of the status
        status_until         date?  last day of a suspension, where one is stated
        on_roll_from         date?  first day on this class's roll, where it lies in this month
        on_roll_to           date?  last day on this class's roll, where it lies in this month
        boarder              bool?  就读方式 住校
        placement            str    ordinary | inclusive (随班就读) | special | home (送教上门)
        household_area       str?   12-digit area of 户口所在地; outside = another county's (since version 2); null = not recognised
        is_poor              bool?  建档立卡 in this month; null = the sheet does not say
        is_left_behind       bool?  留守
        is_orphan            bool?  孤儿
        is_migrant           bool?  随迁
        is_disabled          bool?  残疾类型 given
        transfer_from        str?   school the child came from: code, or the words of the sheet
        transfer_to          str?   school the child went to: code, or the words of the sheet
        carried_from         str?   month whose roll was carried forward; null = reported for this month
        """,
    ),
    drawn(
        "attendance",
        1,
        "school_code child_key day class_key origin",
        True,
        "考勤: one row for every pupil on every reported day; a missing row would read as presence",
        """
        month                str    YYYY-MM of the day
        school_code          str    学校标识码
        class_key            str    class
        child_key            key    child
        day                  date   a school day that the class reported
        origin               str    daily (roll call) | sheet (monthly sheet)
        mark_am              str?   code set mark: P, L, E presence; S, R leave; A unexcused; null = not reported
        mark_pm              str?   the same for the afternoon; a school that marks once fills both
        """,
    ),
    drawn(
        "class_day",
        1,
        "class_key day origin",
        True,
        "which class reported which day: not reported is a state of its own",
        """
        month                str    YYYY-MM of the day
        school_code          str    学校标识码
        class_key            str    class
        day                  date   day of the sheet
        origin               str    daily | sheet
        taken                bool   true = every pupil on the roll that day has a mark
        """,
    ),
    drawn(
        "submission",
        1,
        "kind school_code month",
        True,
        "上报: what each school sent, or did not send, for a month, as known at this snapshot",
        """
        month                str    YYYY-MM reported on
        kind                 str    roll | attendance
        school_code          str    学校标识码
        state                str    received | waiting (rows wait for correction) | returned (退回) | nil | missing
        due_on               date   last day in time
        first_accepted_at    time?  first attempt with at least one class accepted; counts for punctuality
        last_received_at     time?  newest attempt
        is_on_time           bool?  null = nothing received
        is_nil               bool   零报告: no suspected and no dropped-out pupil declared
        is_corrected         bool   a later file replaced a part of an earlier one
        classes_due          int    classes the school has in the month
        classes_reported     int    classes with at least one reported day (attendance) or one pupil (roll)
        rows_accepted        int    rows of the newest accepted state
        rows_waiting         int    待修改: rows not accepted whose class was not sent again
        """,
    ),
    drawn(
        "area",
        1,
        "area_code valid_from",
        False,
        "行政区划: GB/T 2260 and its 12-digit extension; prefix = containment",
        """
        area_code            str    6 (county), 9 (township) or 12 digits (village)
        name                 str    as printed
        level                str    county | township | village
        parent_code          str?   area that contains it
        sort                 int    order in printed tables
        valid_from           date   first day
        valid_to             date   last day; 9999-12-31 = open
        successor_code       str?   area that history maps forward to
        """,
    ),
    drawn(
        "school",
        1,
        "school_code valid_from",
        False,
        "schools with from and to",
        """
        school_code          str    学校标识码, 10 digits
        name                 str    full name
        short_name           str    as tables print it
        kind                 str    central (中心校), point (教学点), nine_year, or a stage
        area_code            str    township where the school stands, 9 digits
        central_code         str?   central school that answers for it; null = reports to the bureau itself
        has_clerk            bool   false = the central school reports for it
        is_boarding          bool   has boarders
        sort                 int    order in printed tables
        valid_from           date   first day
        valid_to             date   last day; 9999-12-31 = open
        successor_code       str?   school that took over its pupils
        """,
    ),
    drawn(
        "class",
        1,
        "class_key",
        False,
        "classes: school + stage letter + entry year + number keeps its identity through promotion",
        """
        class_key            str    for example 2161083001-P2013-02
        school_code          str    学校标识码
        stage                str    primary | junior | ...
        entry_year           int    September in which its pupils entered the stage
        class_no             int    number within the year
        valid_from           date   first day
        valid_to             date   last day; 9999-12-31 = open
        """,
    ),
    drawn(
        "calendar",
        1,
        "calendar_id day",
        False,
        "one row per calendar and day; few calendars serve many schools (see school_calendar)",
        """
        calendar_id          str    county, or the name of an overlay
        day                  date   every day from the first to the last school year held
        month                str    YYYY-MM
        school_year          int    year of its September
        term                 str?   2018-1 (autumn) | 2018-2 (spring); null = holiday
        weekday              int    1 = Monday ... 7 = Sunday
        is_school_day        bool   上课日
        is_working_day       bool   工作日 of offices, swapped days included
        school_day_no        int    running number: school days up to and including this day
        working_day_no       int    running number: working days up to and including this day
        note                 str?   国庆节, 调休上班, 期末考试 ...
        """,
    ),
    drawn(
        "school_calendar",
        1,
        "school_code grade valid_from",
        False,
        "which calendar a grade of a school follows",
        """
        school_code          str    学校标识码
        grade                int    1-9; 0 = grades outside compulsory education
        calendar_id          str    calendar.calendar_id
        valid_from           date   first day
        valid_to             date   last day
        """,
    ),
    drawn(
        "threshold",
        1,
        "name valid_from",
        False,
        "阈值: every limit of the rules as a dated row",
        """
        name                 str    for example suspected_run_days
        value                num    number in the unit
        unit                 str    school_days | working_days | calendar_days | hours | percent | persons ...
        valid_from           date   first day
        valid_to             date   last day; 9999-12-31 = open
        meaning              str    one line, Chinese
        source               str    plan | seen | default, and where
        decided_by           str    who decided
        """,
    ),
    drawn(
        "code",
        1,
        "code_set code",
        False,
        "代码表: code, words in two languages, order, group",
        """
        code_set             str    status | reason | outcome | mark | stage | suspicion ...
        code                 str    code
        name_zh              str    word on screens and forms
        name_en              str    English word
        parent               str?   printed group, or tier
        sort                 int    order
        is_shown             bool   false = hidden by default in this county
        """,
    ),
    drawn(
        "state",
        1,
        "state",
        False,
        "the ledger's states, exported from its transition table",
        """
        state                str    suspected | verified | dropped_out | persuading ...
        is_open              bool   the case is open in this state
        tier                 str    suspected | dropped_out | observation | none: how the report counts it
        holder               str?   post that must act: class_teacher | principal | township_head | bureau
        duty                 str?   code of the duty in this state
        deadline_name        str?   threshold that gives the days allowed in this state
        sort                 int    order
        """,
    ),
    drawn(
        "transition",
        1,
        "state_from state_to",
        False,
        "which state may follow which",
        """
        state_from           str    state, or 'none'
        state_to             str    state
        """,
    ),
]

RELATIONS: dict[str, Relation] = {relation.name: relation for relation in [*_ALL, *COUNTY, *DERIVED]}
"""Every relation of a snapshot by name."""
