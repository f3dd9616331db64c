-- title: 学生
-- counts: one row a child and month: the roll that shows presence, else the newest status
-- grain: child_key x month
-- parameters: -
-- line: -
-- in: every child on some roll of the month; household and poverty label by the household register where it holds the
--   child in the month, else by the roll; disabled where either says so
-- out: further rolls of the same child (rolls_n counts them); children whom the register alone knows (dim_household_child)
-- source: of two rolls the one that shows presence, then one at school, then one of compulsory education: who went to a
--   vocational school before grade 9 ended stays on the junior roll; cohort of school year Y: born (Y-16)-09 to (Y-6)-08; household by prefix of the 12-digit area; a poverty label
--   holds in the months from its first to its last day
select month, child_key, school_code, class_key, stage, grade, sex, birth_month, status, is_at_school, household_area, village_code,
  township_code, county_code, school_township_code, is_registered, is_outside, is_poor, is_left_behind, is_disabled,
  is_migrant, is_orphan, boarder, placement, is_school_age, rolls_n, carried_from
from drv_child
