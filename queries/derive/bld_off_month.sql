-- title: 未到(月)
-- counts: halves without presence of a child in a class in the month, by kind, and its runs
-- grain: child_key x class_key
-- parameters: -
-- line: student
-- in: children with at least one half without presence
-- out: everybody else
-- source: leading and trailing runs make months composable; off_after_last: leave and unmarked halves after the last
--   unexcused one
with
whole as (
  select child_key, class_key, sum(off_halves) as off_halves, sum(absent_halves) as absent_halves,
    sum(sick_halves) as sick_halves, sum(personal_halves) as personal_halves,
    sum(unmarked_halves) as unmarked_halves,
    sum(case when is_leading = 1 then absent_halves else 0 end) as leading_halves,
    sum(case when is_trailing = 1 then absent_halves else 0 end) as trailing_halves,
    max(case when is_trailing = 1 then first_absent end) as trailing_first_day,
    max(absent_halves) as longest_halves, min(first_absent) as first_absent, max(last_absent) as last_absent,
    max(last_absent_half) as last_absent_half,
    max(last_absent_off_no) - min(first_off_no) + 1 as off_until_last,
    max(case when is_trailing = 1 then first_half end) as trailing_half
  from bld_island
  group by child_key, class_key
)
select child_key, class_key, off_halves, absent_halves, sick_halves, personal_halves, unmarked_halves, leading_halves,
  trailing_halves, trailing_first_day, longest_halves, first_absent, last_absent, last_absent_half,
  off_halves - off_until_last as off_after_last, trailing_half
from whole
