-- title: 开学报到率
-- counts: pupils seen by the n-th school day of a term (n) of those due in classes that have reported a day by then (d)
-- grain: area_level x area_code x month x day_no
-- parameters: $as_of_day, $ledger_seq
-- line: student
-- in: school days of the term watched by the dated limit and come; month = the term's first month; children on no roll are due from the first day
-- out: classes that have reported no day by then: unreported, neither seen nor missing; pupils seen later than the days watched
-- source: fct_term_start; a closed school's pupils stand under its successor
with
due as (
  select f.term, f.month, f.reported_no, f.class_no, u.area_level, u.area_code
  from fct_term_start f
  left join bld_school_heir_now z on z.school_code = f.school_code
  join dim_unit u on u.line = 'student' and u.unit_code = coalesce(z.heir_code, f.school_code)
),
limits as (select value, valid_from, valid_to from bld_limit where name = 'term_start_days'),
day_no as (
  select t.term, c.school_day_no - t.first_no + 1 as day_no
  from bld_term_start t
  join limits n on t.first_day between n.valid_from and n.valid_to
  join src_calendar c on c.calendar_id = 'county' and c.is_school_day and c.school_day_no >= t.first_no
  where c.day <= $as_of_day and c.school_day_no - t.first_no < n.value
)
select cast(d.area_level as varchar) as area_level, cast(d.area_code as varchar) as area_code, cast('all' as varchar) as stage,
  cast(d.month as varchar) as month, cast(k.day_no as int) as day_no,
  cast(sum(case when d.class_no <= k.day_no and d.reported_no <= k.day_no then 1 else 0 end) as bigint) as n,
  cast(sum(case when d.class_no <= k.day_no then 1 else 0 end) as bigint) as d,
  cast(sum(case when d.class_no <= k.day_no and d.reported_no <= k.day_no then 1 else 0 end) as double)
    / nullif(cast(sum(case when d.class_no <= k.day_no then 1 else 0 end) as double), 0) as value
from due d
join day_no k on k.term = d.term
group by d.area_level, d.area_code, d.month, k.day_no
