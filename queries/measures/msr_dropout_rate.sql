-- title: 辍学率(个人法)
-- counts: pupils who dropped out since 1 September (n) of pupils on the roll at the start of the school year (d)
-- grain: area_level x area_code x stage x month
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: pupils of the September roll, those struck off it within September or left out of it without a status too, whose case first reached the dropped-out tier
--   in this school year, up to the month's end
-- out: children never enrolled, 疑似 cases, cases confirmed in an earlier school year; pupils who came after September;
--   cases cleared by the month's end; who finished, or was struck off before September
-- source: individual method, by student register; compared with ceilings in percent, never ranked below the dated minimum of
--   persons; struck off within September = September's roll is the first to show it, by a stated day after the 1st, or (not
--   a transfer nor a death) with a roll before that showed otherwise
with
month as (
  select month, last_day, cast(case when substr(month, 6, 2) >= '09' then substr(month, 1, 4)
    else cast(cast(substr(month, 1, 4) as int) - 1 as varchar) end as varchar) as school_year
  from bld_month
),
struck as (
  select c.child_key, c.month, c.stage, c.school_code
  from dim_child c
  join src_code t on t.code_set = 'status' and t.code = c.status and t.parent = 'left' and t.code not in ('07', '08')
  join bld_roll_spell p on p.child_key = c.child_key and p.school_code = c.school_code and p.first_month = c.month
    and p.status = c.status
  where substr(c.month, 6, 2) = '09' and substr(cast(p.since as varchar), 1, 7) = c.month
    and (p.since > cast(concat(c.month, '-01') as date) or (p.spell_no > 1 and c.status not in ('10', '11')))
),
start as (
  select child_key, report_stage, school_code, substr(month, 1, 4) as school_year
  from bld_roll_child
  where substr(month, 6, 2) = '09' and is_compulsory = 1
  union all
  select k.child_key, g.report_stage, k.school_code, substr(k.month, 1, 4) as school_year
  from struck k
  join bld_report_stage g on g.stage = k.stage and g.is_compulsory = 1
  union all
  select l.child_key, g.report_stage, l.school_code, substr(l.month, 1, 4) as school_year
  from bld_roll_dropped l
  join bld_report_stage g on g.stage = l.stage and g.is_compulsory = 1
),
dropped as (
  select s.child_key, s.case_no, min(case when t.tier = 'dropped_out' then s.effective_on end) as dropped_on,
    min(case when s.state = 'cleared' then s.effective_on end) as cleared_on
  from fct_case_span s
  join src_state t on t.state = s.state
  group by s.child_key, s.case_no
),
gone as (
  select distinct m.month, d.child_key
  from dropped d
  join month m on d.dropped_on <= m.last_day and d.dropped_on >= cast(concat(m.school_year, '-09-01') as date)
  where d.cleared_on is null or d.cleared_on > m.last_day
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
