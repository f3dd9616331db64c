"""The relations that publishing derives: stored, so that no reader computes them."""

from baoxue.contracts.relation import drawn

DERIVED = [
    drawn(
        "drv_roll_stretch",
        1,
        "child_key school_code first_month",
        False,
        "each stretch of months in which a school's roll said the same of a child: all rolls, in a tenth of the rows",
        """
        child_key            key    child
        school_code          str    school of the roll
        first_month          str    YYYY-MM
        last_month           str    YYYY-MM, every month between included
        class_key            str    class; of several in a month the one not left, entered last
        stage                str    as on the roll
        grade                int?   1-9
        status               str    JY/T 1001
        status_since         date?  as on the roll
        status_until         date?  as on the roll
        transfer_to          str?   as on the roll
        carried_from         str?   month whose roll was carried forward, null = sent
        """,
    ),
    drawn(
        "drv_school_roll",
        1,
        "school_code month stage",
        True,
        "a school's roll of a month: the same for every viewer, whichever children the viewer may see",
        """
        school_code          str    school of the roll
        month                str    YYYY-MM
        stage                str    as on the roll
        is_at_school         int    1 = at least one child holds a place (status 01 and the like)
        is_sent              int    1 = at least one class was sent, 0 = all are carried forward
        """,
    ),
    drawn(
        "drv_school_grade",
        1,
        "school_code month grade",
        True,
        "the grades of the compulsory classes of a school's roll of a month, the same for every viewer",
        """
        school_code          str    school of the roll
        month                str    YYYY-MM
        grade                int    1-9, 0 = the roll states none of a compulsory class
        is_sent              int    1 = at least one class of the grade was sent, 0 = all are carried forward
        is_whole             int    1 = every class of the grade was sent
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
        "drv_second_roll",
        1,
        "child_key class_key month",
        True,
        "segments of a second school that claims the same days: the child's runs are not composed over them",
        """
        child_key            key    child
        class_key            str    class
        school_code          str    school
        month                str    YYYY-MM
        """,
    ),
    drawn(
        "drv_child_run",
        1,
        "child_key month",
        True,
        "segments composed over months, over one school a day; carried on when a month has no reported day",
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
    drawn(
        "drv_child",
        1,
        "child_key month",
        True,
        "a child on some roll of the month: of several rolls the one that stands for it, household and labels",
        """
        month                str    YYYY-MM
        child_key            key    child
        school_code          str    school of the roll that stands for the child
        class_key            str    class
        stage                str    as on the roll
        grade                int?   1-9
        sex                  str    GB/T 2261.1
        birth_month          str?   YYYY-MM
        status               str    JY/T 1001
        is_at_school         int    1 = the status is of the group at_school
        household_area       str?   village, in today's areas
        village_code         str?   the same
        township_code        str?   9 digits
        county_code          str?   6 digits
        school_township_code str?   township of the school
        is_registered        int    1 = on the household register of the month
        is_outside           int    1 = the household is in another county
        is_poor              bool?  by the register where it holds the child, else by the roll
        is_left_behind       bool?  留守
        is_disabled          bool?  as is_poor
        is_migrant           bool?  随迁
        is_orphan            bool?  孤儿
        boarder              bool?  住校
        placement            str    as on the roll
        is_school_age        int    1 = of the months of birth that are of school age
        rolls_n              int    schools whose rolls show the child at school
        carried_from         str?   month whose roll was carried forward
        """,
    ),
    drawn(
        "drv_household_child",
        1,
        "child_key month",
        True,
        "everybody on a roll of the month, and everybody whom the household register holds besides",
        """
        month                str    YYYY-MM
        child_key            key    child
        school_code          str?   null = on no roll
        class_key            str?   class
        stage                str?   of the roll, else of the grade, else of the age
        grade                int?   1-9
        sex                  str?   GB/T 2261.1
        birth_month          str?   YYYY-MM
        status               str?   null = on no roll
        is_at_school         int    1 = the status is of the group at_school
        placement            str?   as on the roll
        village_code         str?   village, in today's areas
        township_code        str?   9 digits
        county_code          str?   6 digits
        is_poor              bool?  建档立卡 in the month
        is_disabled          bool?  残疾
        is_school_age        int    1 = of the months of birth that are of school age
        is_registered        int    1 = on the household register of the month
        is_outside           int    1 = the household is in another county
        """,
    ),
]

COMPUTED = frozenset(
    {"drv_roll_stretch", "drv_school_roll", "drv_school_grade", "drv_child", "drv_household_child", "drv_second_roll"}
)
"""Stored derivations that need the files of their month alone, or the rolls alone. Where a snapshot holds none (it is older than they
are), their query is computed over the files that it holds: the answer is the same, only later."""
