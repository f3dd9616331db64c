-- title: 季评单位
-- counts: nothing; the schools and townships that are reviewed in each quarter, with their pupils
-- grain: line x unit_code x quarter
-- parameters: $as_of_day
-- line: -
-- in: schools that stood on a day of the quarter (student line), townships (household line)
-- out: households that are not recognised
-- source: pupils on the roll of the newest month of the quarter; of a township its children of school age by household
with
quarter as (select quarter, quarter_no, first_day, last_day, school_days, is_finished from bld_quarter),
unit as (
  select distinct 'student' as line, 'school' as area_level, s.school_code as unit_code, q.quarter
  from src_school s
  join quarter q on s.valid_from <= q.last_day and s.valid_to >= q.first_day
  union all
  select distinct 'household' as line, 'township' as area_level, a.area_code as unit_code, q.quarter
  from src_area a
  join quarter q on a.valid_from <= q.last_day and a.valid_to >= q.first_day
  where a.level = 'township'
),
last_month as (
  select q.quarter, max(m.month) as month
  from quarter q
  join bld_month m on m.first_day between q.first_day and q.last_day
  group by q.quarter
),
pupil as (
  select 'student' as line, school_code as unit_code, month, count(*) as n
  from bld_roll_child where report_stage = 'all' and is_compulsory = 1
  group by school_code, month
  union all
  select 'household' as line, substr(household_unit, 1, 9) as unit_code, month, count(*) as n
  from bld_school_age where report_stage = 'all'
  group by substr(household_unit, 1, 9), month
)
select cast(u.line as varchar) as line, cast(u.area_level as varchar) as area_level, cast(u.unit_code as varchar) as unit_code,
  cast(u.quarter as varchar) as quarter, cast(q.quarter_no as int) as quarter_no, cast(q.last_day as date) as last_day,
  cast(q.school_days as int) as school_days, cast(q.is_finished as int) as is_finished, cast(coalesce(p.n, 0) as bigint) as pupils
from unit u
join quarter q on q.quarter = u.quarter
left join last_month m on m.quarter = u.quarter
left join pupil p on p.line = u.line and p.unit_code = u.unit_code and p.month = m.month
