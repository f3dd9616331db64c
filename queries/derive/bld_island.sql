-- title: 连续未到
-- counts: one run: a stretch of half days without presence
-- grain: child_key x class_key x island
-- parameters: -
-- line: student
-- in: islands of half days
-- out: nothing
-- source: a run ends with any present half
select o.child_key, o.class_key, o.island, sum(o.is_absent) as absent_halves,
  case when min(o.half_no) = 2 * min(s.first_no) - 1 then 1 else 0 end as is_leading,
  case when max(o.half_no) = 2 * min(s.last_no) then 1 else 0 end as is_trailing,
  min(case when o.is_absent = 1 then o.day end) as first_absent,
  max(case when o.is_absent = 1 then o.day end) as last_absent,
  max(case when o.is_absent = 1 then o.half_no end) as last_absent_half
from bld_off_half o
join bld_span s on s.child_key = o.child_key and s.class_key = o.class_key
group by o.child_key, o.class_key, o.island
