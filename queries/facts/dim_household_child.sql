-- title: 户籍与学籍儿童
-- counts: one row a child and month: everybody on a roll, and everybody whom the household register holds besides
-- grain: child_key x month
-- parameters: -
-- line: household
-- in: dim_child; registered children on no roll, without school, class and status
-- out: nothing
-- source: the register knows children whom no school of the county does; without a grade the stage is that of the age:
--   primary under 12 on 31 August
select month, child_key, school_code, class_key, stage, grade, sex, birth_month, status, is_at_school, placement, village_code,
  township_code, county_code, is_poor, is_disabled, is_school_age, is_registered, is_outside
from drv_household_child
