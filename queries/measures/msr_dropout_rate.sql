-- title: 辍学率(个人法)
-- counts: pupils who dropped out since 1 September (n) of pupils on the roll at the start of the school year (d)
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: pupils of the September roll whose case first reached the dropped-out tier in this school year, up to the month's end
-- out: children never enrolled, 疑似 cases, cases confirmed in an earlier school year; pupils who came after September
-- source: individual method, by student register; compared with ceilings in percent, never ranked below the dated minimum of persons
with
month as (
  select month, last_day, cast(case when substr(month, 6, 2) >= '09' then substr(month, 1, 4)
    else cast(cast(substr(month, 1, 4) as int) - 1 as varchar) end as varchar) as school_year
  from bld_month
),
start as (
  select child_key, report_stage, school_code, substr(month, 1, 4) as school_year
  from bld_roll_child
  where substr(month, 6, 2) = '09' and is_compulsory = 1
),
dropped as (
  select s.child_key, s.case_no, min(s.effective_on) as dropped_on
  from fct_case_span s
  join src_state t on t.state = s.state and t.tier = 'dropped_out'
  group by s.child_key, s.case_no
),
gone as (
  select distinct m.month, d.child_key
  from dropped d
  join month m on d.dropped_on <= m.last_day and d.dropped_on >= cast(concat(m.school_year, '-09-01') as date)
)
select cast(u.area_level as varchar) as area_level, cast(u.area_code as varchar) as area_code,
  cast(s.report_stage as varchar) as stage, cast(m.month as varchar) as month,
  cast(count(g.child_key) as bigint) as n, cast(count(*) as bigint) as d,
  cast(count(g.child_key) as double) / nullif(cast(count(*) as double), 0) as value
from start s
join month m on m.school_year = s.school_year
join dim_unit u on u.line = 'student' and u.unit_code = s.school_code
left join gone g on g.child_key = s.child_key and g.month = m.month
group by u.area_level, u.area_code, s.report_stage, m.month
