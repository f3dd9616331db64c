-- title: 学校各月花名册是否报齐
-- counts: of each school's roll of a month, whether it was sent, whether every compulsory class of it was, whether rows of it wait, and
--   whether its day is over
-- grain: school_code x month
-- parameters: $as_of_day
-- line: -
-- in: months up to the day looked at
-- out: nothing
-- source: bld_roll_month, drv_school_grade, src_submission; is_clear = 1 where no row waits for correction, or the due day is over, as it
--   is where a school owes no roll of the month; grades_n = compulsory grades of which it has a class
with
grade as (
  select school_code, month, count(*) as grades_n, min(is_whole) as is_whole
  from drv_school_grade
  where month <= substr(cast($as_of_day as varchar), 1, 7)
  group by school_code, month
),
roll as (
  select r.school_code, r.month, r.is_sent, coalesce(g.is_whole, 1) as is_whole, coalesce(g.grades_n, 0) as grades_n, b.due_on,
    case when b.due_on is null or b.due_on < $as_of_day then 1 else 0 end as is_over, coalesce(b.rows_waiting, 0) as rows_waiting
  from bld_roll_month r
  left join grade g on g.school_code = r.school_code and g.month = r.month
  left join src_submission b on b.school_code = r.school_code and b.month = r.month and b.kind = 'roll'
)
select cast(school_code as varchar) as school_code, cast(month as varchar) as month, cast(is_sent as int) as is_sent,
  cast(is_whole as int) as is_whole, cast(grades_n as int) as grades_n, cast(due_on as date) as due_on, cast(is_over as int) as is_over,
  cast(case when is_over = 1 or rows_waiting = 0 then 1 else 0 end as int) as is_clear
from roll
