-- title: 学校月报状态
-- counts: nothing; one monthly report of a school out of its sheets, roll and attendance
-- grain: school_code x month
-- parameters: $as_of_day
-- line: student
-- in: months in which the school has a school day
-- out: months without school: roll and attendance are not due then
-- source: due on the day stated; missing where some sheet is; on time = every sheet's first accepted attempt in time
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(max(due_on) as date) as due_on,
  cast(case when max(due_on) < $as_of_day then 1 else 0 end as int) as is_due,
  cast(case when max(due_on) >= $as_of_day then 'in_progress' when max(is_missing) = 1 then 'missing'
    when max(case when is_on_time then 0 else 1 end) = 1 then 'late' else 'on_time' end as varchar) as report_state
from bld_sheet_state
where is_taught = 1
group by school_code, month
