-- title: 连续未到
-- counts: one run: a stretch of half days without presence
-- grain: child_key x class_key x island
-- parameters: -
-- line: student
-- in: islands of half days
-- out: nothing
-- source: a run ends with any present half
select child_key, class_key, island, count(*) as off_halves, sum(is_absent) as absent_halves,
  sum(case when mark = 'S' then 1 else 0 end) as sick_halves,
  sum(case when mark = 'R' then 1 else 0 end) as personal_halves,
  sum(case when mark = '?' then 1 else 0 end) as unmarked_halves,
  case when min(half_no) = 2 * min(first_no) - 1 then 1 else 0 end as is_leading,
  case when max(half_no) = 2 * min(last_no) then 1 else 0 end as is_trailing,
  min(half_no) as first_half,
  min(case when is_absent = 1 then day end) as first_absent,
  max(case when is_absent = 1 then day end) as last_absent,
  max(case when is_absent = 1 then half_no end) as last_absent_half,
  min(off_no) as first_off_no, max(case when is_absent = 1 then off_no end) as last_absent_off_no
from bld_off_half
group by child_key, class_key, island
