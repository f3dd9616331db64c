-- title: 学籍
-- counts: the rows as published
-- grain: child_key x class_key x month
-- parameters: -
-- line: -
-- in: every row
-- out: nothing
-- source: contract of roll, version 2; in version 1 the household of another county is null
select
  month, child_key, school_code, class_key, stage, grade, sex, birth_month, status, status_since, status_until,
  on_roll_from, on_roll_to, boarder, placement, household_area, is_poor, is_left_behind, is_orphan, is_migrant,
  is_disabled, transfer_from, transfer_to, carried_from
from roll
