"""A county of two townships, three villages and two schools, drawn once for the specs of measures and pages."""

CALENDAR = """
    calendar_id | day        | month   | school_year | term   | weekday | is_school_day | is_working_day | school_day_no | working_day_no
    county      | 2018-07-31 | 2018-07 | 2017        | .      | 2       | false         | true           | 1             | 1
    county      | 2018-09-03 | 2018-09 | 2018        | 2018-1 | 1       | true          | true           | 2             | 2
    county      | 2018-11-01 | 2018-11 | 2018        | 2018-1 | 4       | true          | true           | 3             | 3
    county      | 2018-11-30 | 2018-11 | 2018        | 2018-1 | 5       | true          | true           | 4             | 4
    county      | 2018-12-03 | 2018-12 | 2018        | 2018-1 | 1       | true          | true           | 5             | 5
    county      | 2018-12-31 | 2018-12 | 2018        | 2018-1 | 1       | true          | true           | 6             | 6
"""

UNITS = """
    line      | unit_code    | area_level | area_code
    household | 610830100201 | village    | 610830100201
    household | 610830100201 | township   | 610830100
    household | 610830100201 | county     | 610830
    household | 610830100202 | village    | 610830100202
    household | 610830100202 | township   | 610830100
    household | 610830100202 | county     | 610830
    household | 610830101201 | village    | 610830101201
    household | 610830101201 | township   | 610830101
    household | 610830101201 | county     | 610830
    household | unknown      | township   | unknown
    household | unknown      | county     | 610830
    student   | S1           | school     | S1
    student   | S1           | township   | 610830100
    student   | S1           | county     | 610830
    student   | S2           | school     | S2
    student   | S2           | township   | 610830101
    student   | S2           | county     | 610830
"""

SUBMISSION = """
    month   | kind | school_code | state    | due_on     | first_accepted_at | is_on_time
    2018-11 | roll | S1          | received | 2018-12-03 | 2018-12-01T09:00  | true
    2018-12 | roll | S1          | missing  | 2019-01-03 | .                 | .
"""
"""Held from November: specs that need more months draw their own."""

CHILDREN = """
    month   | child_key | school_code | class_key | stage   | grade | sex | birth_month | status | is_at_school | village_code | township_code | county_code | is_poor | placement | is_school_age | is_disabled | is_registered | is_outside
    2018-11 | 1         | S1          | S1-C1        | primary | 6     | 1   | 2006-09     | 01     | 1            | 610830100201 | 610830100     | 610830      | true    | ordinary  | 1 | false       | 0             | 0
    2018-11 | 2         | S1          | S1-C1        | primary | 6     | 2   | 2006-09     | 01     | 1            | 610830100202 | 610830100     | 610830      | false   | ordinary  | 1 | false       | 0             | 0
    2018-11 | 3         | S2          | S2-C2        | junior  | 8     | 1   | 2004-09     | 01     | 1            | 610830101201 | 610830101     | 610830      | .       | ordinary  | 1 | false       | 0             | 0
    2018-12 | 1         | S1          | S1-C1        | primary | 6     | 1   | 2006-09     | 01     | 1            | 610830100201 | 610830100     | 610830      | true    | ordinary  | 1 | false       | 0             | 0
    2018-12 | 2         | S1          | S1-C1        | primary | 6     | 2   | 2006-09     | 02     | 0            | 610830100202 | 610830100     | 610830      | false   | ordinary  | 1 | false       | 0             | 0
    2018-12 | 3         | S2          | S2-C2        | junior  | 8     | 1   | 2004-09     | 01     | 1            | 610830101201 | 610830101     | 610830      | .       | home      | 1 | false       | 0             | 0
    2018-12 | 4         | S2          | S2-C2        | junior  | 8     | 1   | 2004-09     | 01     | 1            | .            | .             | .           | .       | ordinary  | 1 | false       | 0             | 0
    2018-12 | 5         | S2          | S2-C3        | senior  | 10    | 1   | 2003-09     | 01     | 1            | 610830101201 | 610830101     | 610830      | .       | ordinary  | 1 | false       | 0             | 0
    2018-12 | 6         | S2          | S2-C2        | junior  | 9     | 1   | 2001-09     | 01     | 1            | 610830101201 | 610830101     | 610830      | .       | ordinary  | 0 | false       | 0             | 0
    2018-12 | 7         | S2          | S2-C2        | junior  | 9     | 1   | 2003-09     | 07     | 0            | 610830101201 | 610830101     | 610830      | .       | ordinary  | 1 | false       | 0             | 0
"""
ON_ROLL = """
    child_key | first_month | last_month | school_code | stage   | grade | status
    1         | 2018-11     | 2018-12    | S1          | primary | 6     | 01
    2         | 2018-11     | 2018-11    | S1          | primary | 6     | 01
    2         | 2018-12     | 2018-12    | S1          | primary | 6     | 02
    3         | 2018-11     | 2018-12    | S2          | junior  | 8     | 01
    4         | 2018-12     | 2018-12    | S2          | junior  | 8     | 01
    5         | 2018-12     | 2018-12    | S2          | senior  | 10    | 01
    6         | 2018-12     | 2018-12    | S2          | junior  | 9     | 01
    7         | 2018-12     | 2018-12    | S2          | junior  | 9     | 07
"""
"""What the rolls of ``CHILDREN`` say, as stretches of months."""
