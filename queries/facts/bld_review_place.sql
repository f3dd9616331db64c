-- title: 季评个案的单位
-- counts: nothing; which school and township answer for each case, and who had to report it by when
-- grain: case_no
-- parameters: $as_of_day, $ledger_seq
-- line: -
-- in: every case, with the township of the month in which it was opened, and the school that answered on that day
-- out: nothing
-- source: the school reports whom it had on its roll, the township whom the household register alone knew; 24 hours from
--   the day on which the tier was reached, in holidays the first working day
with
month as (select min(month) as first_month, max(month) as last_month from bld_case_unit_month),
opened as (
  select case_no, child_key, suspicion, opened_on, discovered_on, substr(cast(opened_on as varchar), 1, 7) as opened_month
  from bld_case_state
),
placed as (
  select o.case_no, max(case when u.line = 'student' then u.held_unit end) as held_school,
    max(case when u.line = 'household' and u.unit_code <> 'unknown' then substr(u.unit_code, 1, 9) end) as township_code
  from opened o
  cross join month m
  join bld_case_unit_month u on u.child_key = o.child_key and u.month = least(greatest(o.opened_month, m.first_month), m.last_month)
  group by o.case_no
),
inherited as (
  -- who had to report is who was there on the day: a closed school until its last day
  select o.case_no, h.heir_code, row_number() over (partition by o.case_no order by h.from_day desc) as newest
  from opened o
  join placed p on p.case_no = o.case_no
  join bld_school_heir h on h.school_code = p.held_school and h.from_day <= o.opened_on
),
unit as (
  select p.case_no, p.township_code, coalesce(i.heir_code, p.held_school) as school_code
  from placed p
  left join inherited i on i.case_no = p.case_no and i.newest = 1
),
limits as (select value, valid_from, valid_to from bld_limit where name = 'written_report_hours'),
late as (
  select o.case_no, min(k.day) as due_on
  from opened o
  join limits n on o.opened_on between n.valid_from and n.valid_to
  join bld_clock s on s.calendar_id = 'county' and s.day = o.opened_on
  join bld_clock k on k.calendar_id = 'county' and k.is_working_day and k.day_no >= s.day_no + n.value / 24
  group by o.case_no
),
reason as (select code, parent from src_code where code_set = 'suspicion')
select cast(o.case_no as varchar) as case_no, cast(o.child_key as bigint) as child_key, cast(o.suspicion as varchar) as suspicion,
  cast(o.opened_on as date) as opened_on, cast(o.discovered_on as date) as discovered_on, cast(o.opened_month as varchar) as opened_month,
  cast(p.school_code as varchar) as school_code, cast(p.township_code as varchar) as township_code,
  cast(case when r.parent = 'household' or p.school_code is null then 'household' else 'student' end as varchar) as reporter_line,
  cast(case when r.parent = 'household' or p.school_code is null then p.township_code else p.school_code end as varchar) as reporter_unit,
  cast(l.due_on as date) as due_on
from opened o
left join unit p on p.case_no = o.case_no
left join late l on l.case_no = o.case_no
left join reason r on r.code = o.suspicion
