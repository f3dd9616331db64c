-- title: 开学报到情况
-- counts: pupils due at the start of a term by state (n) of all who are due (d); those overdue for verification beside
-- grain: area_level x area_code x month x state
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: reported, on_leave, not_reported, unreported: each pupil in exactly one, so they add up; overdue: those of not_reported
--   whom nobody verified in the days allowed; month = the term's first month
-- out: nothing
-- source: fct_term_start; a closed school's pupils stand under its successor
with
due as (
  select f.child_key, f.month, f.state, f.is_overdue, u.area_level, u.area_code
  from fct_term_start f
  left join bld_school_heir_now z on z.school_code = f.school_code
  join dim_unit u on u.line = 'student' and u.unit_code = coalesce(z.heir_code, f.school_code)
),
total as (select area_level, area_code, month, count(*) as n from due group by area_level, area_code, month),
stated as (
  select area_level, area_code, month, state from due
  union all
  select area_level, area_code, month, 'overdue' as state from due where is_overdue = 1
)
select cast(s.area_level as varchar) as area_level, cast(s.area_code as varchar) as area_code, cast('all' as varchar) as stage,
  cast(s.month as varchar) as month, cast(s.state as varchar) as state, cast(count(*) as bigint) as n, cast(min(t.n) as bigint) as d,
  cast(count(*) as double) / nullif(cast(min(t.n) as double), 0) as value
from stated s
join total t on t.area_level = s.area_level and t.area_code = s.area_code and t.month = s.month
group by s.area_level, s.area_code, s.month, s.state
