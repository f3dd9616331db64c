"""Pages of the quarterly review: who acted stands beside each row; a contradicted nil report waits for the county."""

from tests.spec import check

QUARTER = "quarter | quarter_no | first_day | last_day | school_days | is_finished\n2018-Q4 | 8076 | 2018-10-01 | 2018-12-31 | 50 | 0"
AREAS = """
    area_code | area_level | name | parent_code | sort
    S1        | school     | 一小 | 610830100   | 1
    610830    | county     | 清涧县 | .         | 2
"""


def test_who_acted_stands_beside_a_row_with_the_office(engine):
    """The bureau in the school's place; an entry without a post keeps its name; a child whom a nil report left out has nobody."""
    check(
        engine,
        "pg_review_children",
        given={
            "bld_review_quarter": QUARTER,
            "dim_area": AREAS,
            "dim_class": "class_key | label\n- | -",
            "dim_household_child": "month | child_key | village_code | township_code | school_code | class_key\n2018-12 | 1 | 610830100201 | 610830100 | S1 | .",
            "fct_case": "case_no | village_code | township_code | school_code | class_key\nA | 610830100201 | 610830100 | S1 | .",
            "child_name": "child_key | name\n1 | 张小明",
            "post": "seq | post_id | head | area_code | school_code | class_key | valid_from\n1 | b | bureau_clerk | 610830 | . | . | 2017-09-01",
            "class": "class_key | school_code\n- | -",
            "case_event": """
                seq | recorded_at      | effective_on | child_key | case_no | event    | actor | post_id
                2   | 2018-11-13T09:00 | 2018-11-13   | 1         | A       | verified | 白雪  | b
                3   | 2018-11-14T09:00 | 2018-11-14   | 1         | A       | reported | 老王  | .
            """,
            "fct_review_row": """
                line    | unit_code | quarter | criterion       | row_no | subject        | school_code | subject_code | child_key | due_on     | done_on    | status   | found_by | acted   | act_seq
                student | S1        | 2018-Q4 | visits          | 1      | verify         | S1          | A            | 1         | 2018-11-14 | 2018-11-13 | excluded | .        | other   | 2
                student | S1        | 2018-Q4 | written_reports | 1      | written_report | S1          | A            | 1         | 2018-11-14 | 2018-11-14 | excluded | .        | unknown | 3
                student | S1        | 2018-Q4 | reports         | 1      | nil_child      | S1          | 2018-11      | 1         | .          | 2018-11-08 | ground   | data     | .       | .
            """,
        },
        area="S1",
        month="2018-12",
        expect="""
            criterion       | row_no | case_no | status   | acted   | post_head    | post_place | actor
            reports         | 1      | .       | ground   | .       | .            | .          | .
            visits          | 1      | A       | excluded | other   | bureau_clerk | 清涧县     | 白雪
            written_reports | 1      | A       | excluded | unknown | .            | .          | 老王
        """,
    )


def test_a_contradicted_nil_report_stands_among_the_re_checks_until_the_county_has_judged(engine):
    """Open to the county without being drawn; what it once found stays, whatever the sheets say now; another quarter's is not here."""
    check(
        engine,
        "pg_review_sample",
        given={
            "bld_review_quarter": QUARTER,
            "dim_area": AREAS,
            "bld_review_sample": "quarter | subject | subject_code | unit_code | child_key\n2018-Q4 | school | S1 | S1 | .",
            "bld_review_nil": """
                school_code | month   | children_n | is_contradicted | is_told | standing
                S1          | 2018-11 | 2          | 1               | 1       | .
                S1          | 2018-10 | 0          | 0               | 0       | final
                S1          | 2018-12 | 1          | 0               | 1       | .
                S1          | 2018-09 | 1          | 1               | 1       | .
            """,
            "bld_recheck": """
                quarter | unit_code | subject | subject_code | child_key | result     | standing | checked_on | object_until | objected_on | decided_on
                2018-Q4 | S1        | nil     | 2018-10      | .         | not_agreed | final    | 2018-11-08 | 2018-11-15   | .           | .
            """,
            "bld_case_state": "case_no\n-",
            "dim_household_child": "month | child_key | village_code | township_code | class_key\n2018-12 | 0 | . | . | .",
            "child_name": "child_key | name\n1 | 张小明",
        },
        area="610830",
        month="2018-12",
        expect="""
            subject | subject_code | unit_code | result     | standing | children_n
            nil     | 2018-10      | S1        | not_agreed | final    | 0
            nil     | 2018-11      | S1        | .          | .        | 2
            school  | S1           | S1        | .          | .        | .
        """,
    )
