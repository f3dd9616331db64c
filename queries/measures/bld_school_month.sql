-- title: 学校月报状态
-- counts: nothing; one monthly report of a school out of its sheets, roll and attendance
-- grain: school_code x month
-- parameters: $as_of_day
-- line: student
-- in: months in which the school has a school day
-- out: months without school: roll and attendance are not due then
-- source: due on the day stated; missing only after that day has passed; on time = every sheet's first accepted attempt in time; marks that end before
--   the month's last school day in every class are an interim sheet: once the month was due its report is missing
with
taught as (
  select s.school_code, c.month
  from src_school_calendar s
  join src_calendar c on c.calendar_id = s.calendar_id and c.is_school_day
  where c.day between s.valid_from and s.valid_to
  group by s.school_code, c.month
),
interim as (
  select school_code, month
  from drv_class_day
  where is_school_day and pupils > 0
  group by school_code, month
  having max(case when is_reported then day end) < max(day)
)
select cast(b.school_code as varchar) as school_code, cast(b.month as varchar) as month,
  cast(max(b.due_on) as date) as due_on,
  cast(case when max(b.due_on) < $as_of_day then 1 else 0 end as int) as is_due,
  cast(case when max(b.due_on) >= $as_of_day then 'in_progress'
    when max(case when b.first_accepted_at is null or i.school_code is not null then 1 else 0 end) = 1 then 'missing'
    when max(case when b.is_on_time then 0 else 1 end) = 1 then 'late'
    else 'on_time' end as varchar) as report_state
from src_submission b
join taught t on t.school_code = b.school_code and t.month = b.month
left join interim i on i.school_code = b.school_code and i.month = b.month
group by b.school_code, b.month
