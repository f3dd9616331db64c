-- title: 连续段
-- counts: a child's segments of the month put behind the state that the month before left
-- grain: child_key x seg_no (0 = what the month before left)
-- parameters: $month
-- line: student
-- in: segments of every school at which the child was due, one after the other
-- out: segments of a second roll on the same days
-- source: runs go on through a change of class or school
select child_key, cast(0 as int) as seg_no, class_key, school_code, last_reported_day as last_day, 1 as is_broken,
  absent_halves, present_halves, 0 as leading_halves, trailing_halves, trailing_first_day, longest_halves,
  present_after_last_halves, cast(null as date) as first_absent, last_absent, last_present
from drv_child_run_before
union all
select p.child_key,
  cast(row_number() over (partition by p.child_key order by p.first_day, p.class_key) as int) as seg_no,
  p.class_key, p.school_code, p.last_day, case when p.present_halves > 0 then 1 else 0 end as is_broken,
  p.absent_halves, p.present_halves, p.leading_halves, p.trailing_halves, p.trailing_first_day, p.longest_halves,
  p.present_after_last_halves, p.first_absent, p.last_absent, p.last_present
from drv_pupil_month p
left join drv_second_roll s on s.child_key = p.child_key and s.class_key = p.class_key and s.month = p.month
where p.month = $month and s.child_key is null
