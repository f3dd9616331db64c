-- title: 连续段
-- counts: a child's segments of the month put behind the state that the month before left
-- grain: child_key x seg_no (0 = what the month before left)
-- parameters: $month
-- line: student
-- in: segments of the chosen school
-- out: segments of a second roll
-- source: runs are composed over one school a child: the roll that shows presence, else the newest status
with
roll as (
  select child_key, class_key, max(status_since) as status_since
  from src_roll
  where month = $month
  group by child_key, class_key
),
school as (
  select p.child_key, p.school_code, max(case when p.present_halves > 0 then 1 else 0 end) as shows_presence,
    max(r.status_since) as status_since
  from drv_pupil_month p
  left join roll r on r.child_key = p.child_key and r.class_key = p.class_key
  where p.month = $month
  group by p.child_key, p.school_code
),
ranked as (
  select child_key, school_code,
    row_number() over (
      partition by child_key order by shows_presence desc, status_since desc nulls last, school_code
    ) as choice
  from school
)
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
join ranked c on c.child_key = p.child_key and c.school_code = p.school_code and c.choice = 1
where p.month = $month
