-- title: 有籍无人
-- counts: rows that break the promise
-- grain: row; is_compared = 0 marks what could not be compared
-- parameters: $month
-- line: student
-- in: pupils of classes with enough reported days besides those on leave
-- out: classes that reported too little: counted as not compared
-- source: dated minimum of school days, as of the last reported day
-- severity: warn
-- what: 在册学生整月没有到校,请假也不能说明。
-- why: 可能已经离校,或学籍是空挂的。
-- resolve: 请学校当日核实去向,书面报告。
with
need as (select value, valid_from, valid_to from bld_limit where name = 'ghost_min_school_days'),
seen as (select distinct child_key from drv_pupil_month where month = $month and present_halves > 0),
unseen as (
  select p.child_key, p.school_code, p.class_key, p.month, p.first_day, p.last_day, p.reported_halves, p.sick_halves + p.personal_halves as leave_halves
  from drv_pupil_month p
  left join seen s on s.child_key = p.child_key
  where p.month = $month and s.child_key is null
)
select p.child_key as child_key, p.school_code as school_code, p.class_key as class_key, p.month as month, p.first_day as day,
  concat('到校 0 / 已报 ', cast(p.reported_halves / 2.0 as varchar), ' 天') as found, '至少到校一次' as expected, p.first_day as since, cast(case when p.reported_halves - p.leave_halves >= 2 * n.value then 1 else 0 end as int) as is_compared
from unseen p
join need n on p.last_day between n.valid_from and n.valid_to
where p.leave_halves = 0 or p.reported_halves - p.leave_halves >= 2 * n.value
