"""The small county of the measures' specs with everything that page queries read, as of 2018-12-20."""

from tests.measures.county import CALENDAR, CHILDREN, UNITS

AREA_ROWS = """
    area_code    | name   | level    | parent_code | sort
    610830       | 清涧县 | county   | .           | 1
    610830100    | 宽州镇 | township | 610830      | 2
    610830101    | 石咀驿镇 | township | 610830    | 3
    610830100201 | 王家坪村 | village | 610830100  | 4
    610830100202 | 李家沟村 | village | 610830100  | 5
    610830101201 | 刘家塬村 | village | 610830101  | 6
"""
DIM_AREA = """
    area_code    | area_level | name       | parent_code | central_code | sort
    610830       | county     | 清涧县     | .           | .            | 1
    610830100    | township   | 宽州镇     | 610830      | .            | 2
    610830101    | township   | 石咀驿镇   | 610830      | .            | 3
    610830100201 | village    | 王家坪村   | 610830100   | .            | 4
    610830100202 | village    | 李家沟村   | 610830100   | .            | 5
    610830101201 | village    | 刘家塬村   | 610830101   | .            | 6
    S1           | school     | 宽州小学   | 610830100   | .            | 1
    S2           | school     | 石咀驿中学 | 610830101   | S1           | 2
"""
SCHOOLS = """
    school_code | name       | short_name | kind    | area_code | central_code | has_clerk | is_boarding | sort
    S1          | 宽州小学   | 宽小       | primary | 610830100 | .            | true      | false       | 1
    S2          | 石咀驿中学 | 石中       | junior  | 610830101 | S1           | false     | true        | 2
"""
CLOSED = """
    school_code | name       | short_name | kind    | area_code | central_code | sort | valid_from | valid_to
    S1          | 宽州小学   | 宽小       | primary | 610830100 | .            | 1    | 2000-01-01 | 9999-12-31
    S2          | 石咀驿学校 | 石校       | junior  | 610830101 | S1           | 2    | 2000-01-01 | 2018-12-09
    S2          | 石咀驿中学 | 石中       | junior  | 610830101 | S1           | 2    | 2018-12-10 | 2018-12-31
"""
"""The second school renamed within December and closed with its end."""
DIM_CLASS = """
    class_key | school_code | stage   | entry_year | class_no | label
    S1-C1        | S1          | primary | 2013       | 1        | 六(1)班
    S2-C2        | S2          | junior  | 2017       | 1        | 八(1)班
"""
CLASSES = """
    class_key | school_code | stage   | entry_year | class_no
    S1-C1        | S1          | primary | 2013       | 1
    S2-C2        | S2          | junior  | 2017       | 1
"""
NAMES = """
    child_key | name   | pinyin_key
    1         | 张小明 | zxm
    2         | 李红   | lh
    3         | 王强   | wq
    4         | 刘梅   | lm
"""
POSTS = """
    seq | post_id | head          | person_name | phone | area_code    | school_code | class_key | valid_from | valid_to
    1   | c1      | county_head   | 郝县长      | 1     | 610830       | .           | .         | 2017-09-01 | 9999-12-31
    2   | t0      | township_head | 旧镇长      | 2     | 610830100    | .           | .         | 2017-09-01 | 2018-08-31
    3   | t1      | township_head | 刘建国      | 3     | 610830100    | .           | .         | 2018-09-01 | 9999-12-31
    4   | p1      | principal     | 马校长      | 4     | .            | S1          | .         | 2017-09-01 | 9999-12-31
    5   | k1      | class_teacher | 霍老师      | 5     | .            | S1          | S1-C1        | 2018-09-01 | 2019-08-31
    6   | z1      | central_school | 师中心     | 6     | .            | S1          | .         | 2017-09-01 | 9999-12-31
    7   | s1      | clerk_school  | 白干事      | 7     | .            | S1          | .         | 2017-09-01 | 9999-12-31
"""
CASES = """
    case_no   | child_key | episode_no | suspicion | cause | opened_on  | discovered_on | run_first_day | state       | state_since | tier        | highest_tier | is_open | holder    | duty         | due_on     | is_overdue | overdue_days | is_due_soon | attempts_n | last_attempt_on | last_promise_on | returned_on | closed_on  | outcome  | school_code | class_key | stage   | grade | village_code | township_code | county_code | school_township_code | is_poor | roll_month | is_former | school_now
    2018-0001 | 1         | 1          | run       | 04    | 2018-11-30 | 2018-12-01    | 2018-11-28    | dropped_out | 2018-12-05  | dropped_out | dropped_out  | 1       | township  | persuade     | 2018-12-18 | 1          | 2            | 0           | 1          | 2018-12-06      | 2018-12-10      | .           | .          | .        | S1          | S1-C1        | primary | 6     | 610830100201 | 610830100     | 610830      | 610830100            | true | 2018-12    | 0         | S1
    2018-0002 | 2         | 1          | run       | 01    | 2018-12-03 | 2018-12-03    | 2018-11-28    | suspected   | 2018-12-03  | suspected   | suspected    | 1       | principal | verify       | 2018-12-20 | 0          | 0            | 1           | 0          | .               | .               | .           | .          | .        | S1          | S1-C1        | primary | 6     | 610830100202 | 610830100     | 610830      | 610830100            | false | 2018-12    | 0         | S1
    2018-0003 | 3         | 1          | month     | .     | 2018-11-01 | 2018-11-01    | 2018-10-20    | closed      | 2018-12-06  | none        | suspected    | 0       | .         | .            | .          | 0          | 0            | 0           | 0          | .               | .               | 2018-11-20  | 2018-12-06 | returned | S2          | S2-C2        | junior  | 8     | 610830101201 | 610830101     | 610830      | 610830101            | . | 2018-12    | 0         | S2
"""
SPAN = """
    child_key | seq | case_no   | effective_on | state       | is_open | was_open | is_again | flow
    1         | 1   | 2018-0001 | 2018-11-30   | suspected   | 1       | 0        | 0        | new
    1         | 3   | 2018-0001 | 2018-12-05   | dropped_out | 1       | 1        | 0        | .
    2         | 2   | 2018-0002 | 2018-12-03   | suspected   | 1       | 0        | 0        | new
    3         | 4   | 2018-0003 | 2018-11-01   | suspected   | 1       | 0        | 0        | new
    3         | 5   | 2018-0003 | 2018-11-20   | returned    | 1       | 1        | 0        | .
    3         | 6   | 2018-0003 | 2018-12-06   | closed      | 0       | 1        | 0        | closed
"""
EVENTS = """
    seq | recorded_at      | effective_on | child_key | case_no   | episode_no | event     | resulting_state | cause | outcome  | actor | met  | promise_on | post_id
    1   | 2018-12-01T08:00 | 2018-11-30   | 1         | 2018-0001 | 1          | opened    | suspected       | .     | .        | 发布  | .    | .          | .
    2   | 2018-12-03T08:00 | 2018-12-03   | 2         | 2018-0002 | 1          | opened    | suspected       | .     | .        | 发布  | .    | .          | .
    3   | 2018-12-05T08:00 | 2018-12-05   | 1         | 2018-0001 | 1          | confirmed | dropped_out     | 04    | .        | 局    | .    | .          | c1
    4   | 2018-11-01T08:00 | 2018-11-01   | 3         | 2018-0003 | 1          | opened    | suspected       | .     | .        | 发布  | .    | .          | .
    5   | 2018-11-20T08:00 | 2018-11-20   | 3         | 2018-0003 | 1          | returned  | returned        | .     | .        | 校    | .    | .          | k1
    6   | 2018-12-06T08:00 | 2018-12-06   | 3         | 2018-0003 | 1          | closed    | closed          | .     | returned | 局    | .    | .          | gone
    7   | 2018-12-06T08:00 | 2018-12-06   | 1         | 2018-0001 | 1          | persuaded | dropped_out     | .     | .        | 镇    | 祖父 | 2018-12-10 | t0
"""
FLOW = """
    child_key | case_no   | line      | unit_code    | month   | day        | term   | n
    1         | 2018-0001 | household | 610830100201 | 2018-11 | 2018-11-30 | new    | 1
    2         | 2018-0002 | household | 610830100202 | 2018-12 | 2018-12-03 | new    | 1
    3         | 2018-0003 | household | 610830101201 | 2018-11 | 2018-11-01 | new    | 1
    3         | 2018-0003 | household | 610830101201 | 2018-12 | 2018-12-06 | closed | -1
    1         | 2018-0001 | student   | S1           | 2018-11 | 2018-11-30 | new    | 1
    2         | 2018-0002 | student   | S1           | 2018-12 | 2018-12-03 | new    | 1
    3         | 2018-0003 | student   | S2           | 2018-11 | 2018-11-01 | new    | 1
    3         | 2018-0003 | student   | S2           | 2018-12 | 2018-12-06 | closed | -1
"""
EVIDENCE = """
    case_no   | child_key | line_no | evidence     | needed | found | state
    2018-0001 | 1         | 1       | on_roll      | 1      | 1     | met
    2018-0001 | 1         | 2       | present_days | 20     | 0     | missing
    2018-0003 | 3         | 1       | on_roll      | 1      | 1     | met
"""
CLOSING = """
    case_no   | child_key | closing_status      | present_days | need_days | is_paused | contradicting_days
    2018-0001 | 1         | open_overdue        | 0.0          | 20.0      | 0         | 0.0
    2018-0002 | 2         | open_on_time        | 0.0          | 10.0      | 0         | 0.0
    2018-0003 | 3         | closed_contradicted | 12.0         | 10.0      | 0         | 2.0
"""
SUBMISSION = """
    month   | kind       | school_code | state    | due_on     | first_accepted_at | last_received_at | is_on_time | is_nil | classes_due | classes_reported | rows_accepted | rows_waiting
    2018-11 | roll       | S1          | received | 2018-12-03 | 2018-12-01T09:00  | 2018-12-01T09:00 | true       | false  | 1           | 1                | 2             | 0
    2018-11 | attendance | S1          | waiting  | 2018-12-03 | 2018-12-05T09:00  | 2018-12-05T09:00 | false      | false  | 1           | 1                | 2             | 1
    2018-11 | roll       | S2          | nil      | 2018-12-03 | 2018-12-01T09:00  | 2018-12-01T09:00 | true       | true   | 1           | 1                | 1             | 0
    2018-11 | attendance | S2          | missing  | 2018-12-03 | .                 | .                | .          | false  | 1           | 0                | 0             | 0
    2018-12 | roll       | S1          | received | 2019-01-03 | 2018-12-18T09:00  | 2018-12-18T09:00 | true       | false  | 1           | 1                | 2             | 0
    2018-12 | attendance | S1          | missing  | 2019-01-03 | .                 | .                | .          | false  | 1           | 0                | 0             | 0
    2018-12 | roll       | S2          | missing  | 2019-01-03 | .                 | .                | .          | false  | 1           | 0                | 0             | 0
    2018-12 | attendance | S2          | missing  | 2019-01-03 | .                 | .                | .          | false  | 1           | 0                | 0             | 0
"""
FOLLOWS = """
    school_code | grade | calendar_id | valid_from | valid_to
    S1          | 6     | county      | 2017-09-01 | 2019-08-31
    S2          | 8     | county      | 2017-09-01 | 2019-08-31
"""
CLASS_DAYS = """
    class_key | school_code | month   | day        | is_school_day | is_reported | pupils | present_halves | absent_halves | leave_halves | late_pupils
    S1-C1        | S1          | 2018-12 | 2018-12-03 | true          | true        | 2      | 1              | 3             | 0            | 1
    S2-C2        | S2          | 2018-12 | 2018-12-03 | true          | false       | 1      | 0              | 0             | 0            | 0
    S2-C2        | S2          | 2018-12 | 2018-12-31 | true          | false       | 1      | 0              | 0             | 0            | 0
"""
PUPIL_MONTH = """
    child_key | class_key | school_code | month   | present_halves | reported_halves | sick_halves | personal_halves
    1         | S1-C1        | S1          | 2018-12 | 0              | 10              | 0           | 0
    2         | S1-C1        | S1          | 2018-12 | 1              | 10              | 60          | 30
"""
RUNS = """
    child_key | month   | class_key | school_code | last_reported_month | last_reported_day | trailing_halves | trailing_first_day
    1         | 2018-12 | S1-C1        | S1          | 2018-12             | 2018-12-03        | 6               | 2018-11-28
    2         | 2018-12 | S1-C1        | S1          | 2018-12             | 2018-12-03        | 0               | .
    3         | 2018-12 | S2-C2        | S2          | 2018-12             | 2018-12-03        | 2               | 2018-12-03
    4         | 2018-12 | S2-C2        | S2          | 2018-12             | 2018-12-03        | 1               | 2018-12-03
"""
ROLL = """
    month   | child_key | school_code | class_key
    2018-12 | 1         | S1          | S1-C1
    2018-12 | 2         | S1          | S1-C1
    2018-12 | 3         | S2          | S2-C2
"""
MARKS = """
    month   | school_code | class_key | child_key | day        | mark_am | mark_pm
    2018-12 | S1          | S1-C1        | 1         | 2018-12-03 | A       | A
    2018-12 | S1          | S1-C1        | 2         | 2018-12-03 | L       | .
"""
CLASS_DAY = "month | school_code | class_key | day\n2018-12 | S1 | S1-C1 | 2018-12-03"
SUSPICIONS = """
    child_key | reason | first_day  | reached_on | run_days
    3         | run    | 2018-11-05 | 2018-11-08 | 3
"""
MOVES = """
    child_key | month   | day        | kind      | school_code | other_school | is_received
    2         | 2018-12 | 2018-12-10 | suspended | S1          | .            | 0
    3         | 2018-12 | 2018-12-12 | in        | S2          | 外省某校     | 1
"""

CASE_CHILDREN = """
    child_key | school_code | class_key | village_code | township_code | school_township_code | calendar_id | roll_month | is_former | school_now
    1         | S1          | S1-C1     | 610830100201 | 610830100     | 610830100            | county | 2018-12    | 0         | S1
    2         | S1          | S1-C1     | 610830100202 | 610830100     | 610830100            | county | 2018-12    | 0         | S1
    3         | S2          | S2-C2     | 610830101201 | 610830101     | 610830101            | county | 2018-12    | 0         | S2
"""

_HEAD, *_ROWS = CHILDREN.strip().splitlines()
DIM_CHILD = "\n".join(
    [
        _HEAD + " | is_left_behind | is_migrant | boarder",
        *(row + " | true | false | false" for row in _ROWS),
    ]
)

GIVEN = {
    "area": AREA_ROWS,
    "attendance": MARKS,
    "bld_case_child": CASE_CHILDREN,
    "calendar": CALENDAR,
    "case_event": EVENTS,
    "child_name": NAMES,
    "class": CLASSES,
    "class_day": CLASS_DAY,
    "dim_area": DIM_AREA,
    "dim_child": DIM_CHILD,
    "dim_class": DIM_CLASS,
    "dim_unit": UNITS,
    "drv_child_run": RUNS,
    "drv_class_day": CLASS_DAYS,
    "drv_pupil_month": PUPIL_MONTH,
    "fct_case": CASES,
    "fct_case_span": SPAN,
    "fct_closing": CLOSING,
    "fct_evidence": EVIDENCE,
    "fct_flow": FLOW,
    "fct_roll_move": MOVES,
    "fct_suspicion": SUSPICIONS,
    "post": POSTS,
    "roll": ROLL,
    "school": SCHOOLS,
    "school_calendar": FOLLOWS,
    "submission": SUBMISSION,
}
