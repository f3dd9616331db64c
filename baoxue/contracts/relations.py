"""The relations of a snapshot: columns, types, grain, version.

A snapshot is a list of Parquet files; each file is one *part* of one relation, and a part is one month
(or ``ALL`` for relations that do not belong to a month). Every writer conforms to this file and every
``src_`` query reads it; a change of columns raises the version, and ``src_`` adapts the older one.
"""

from baoxue.contracts.relation import ALL, TYPES, Column, ContractError, Relation, drawn
from baoxue.contracts.relations_county import COUNTY

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
        rows_waiting         int    待修改: rows not accepted
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
    drawn(
        "drv_pupil_month",
        1,
        "child_key class_key month",
        True,
        "halves of a child in a class in a month (a segment)",
        """
        child_key            key    child
        class_key            str    class
        school_code          str    school of the class
        month                str    YYYY-MM
        first_day            date   first reported day within the child's span
        last_day             date   last reported day within the child's span
        reported_halves      int    halves of reported days within the span
        missing_halves       int    must be 0: reported days without a row for the child
        present_halves       int    present, late or left early
        absent_halves        int    unexcused
        sick_halves          int    sick leave
        personal_halves      int    personal leave
        unmarked_halves      int    halves not reported within a reported day
        late_days            int    days with a late half
        leading_halves       int    unexcused halves before the first present half
        trailing_halves      int    unexcused halves after the last present half
        longest_halves       int    longest run
        trailing_first_day   date?  first unexcused day of the trailing run
        first_absent         date?  first unexcused day
        last_absent          date?  last unexcused day
        last_present         date?  last day with a present half
        present_after_last_halves int present halves after the last unexcused half
        """,
    ),
    drawn(
        "drv_absence",
        2,
        "child_key class_key day run_first_day",
        True,
        "a day with an unexcused half, its run counted over months: answers on which day a tier was reached",
        """
        child_key            key    child
        class_key            str    class
        school_code          str    school
        month                str    YYYY-MM
        day                  date   day
        absent_halves        int    1 or 2
        run_halves           int    halves of the run up to and including this day, carried-in halves included
        run_first_day        date   first unexcused day of the run, in an earlier month where it was carried in
        is_composed          int    0 = marks of a second roll, which the child's runs are not composed over
        """,
    ),
    drawn(
        "drv_child_run",
        1,
        "child_key month",
        True,
        "segments composed over months, over one school a child; carried on when a month has no reported day",
        """
        child_key            key    child
        month                str    YYYY-MM
        class_key            str    class of the newest segment that was composed
        school_code          str    its school
        last_reported_month  str    newest month with a reported day, this one or earlier
        last_reported_day    date   newest reported day
        carried_in_halves    int    trailing halves carried into the month
        carried_in_first_day date?  first unexcused day of what is carried in
        trailing_halves      int    run still going at the end of the month
        trailing_first_day   date?  its first unexcused day
        longest_halves       int    longest run ever
        absent_halves        int    unexcused halves, all months
        present_halves       int    present halves, all months
        last_absent          date?  last unexcused day
        last_present         date?  last day with a present half
        present_after_last_halves int present halves after the last unexcused half
        """,
    ),
    drawn(
        "drv_class_day",
        1,
        "class_key day",
        True,
        "a class on a school day: due, reported, present, absent, leave in half days of pupils",
        """
        class_key            str    class
        school_code          str    school
        month                str    YYYY-MM
        day                  date   school day of its calendar, or a reported day that is none
        is_school_day        bool   by the class's calendar
        is_reported          bool   taken
        pupils               int    pupils on the roll with attendance due that day
        present_halves       int    present, late or left early; 0 where not reported
        absent_halves        int    unexcused
        leave_halves         int    sick or personal leave
        late_pupils          int    pupils with a late half
        """,
    ),
]

RELATIONS: dict[str, Relation] = {relation.name: relation for relation in [*_ALL, *COUNTY]}
"""Every relation of a snapshot by name."""
