-- title: 开学报到表
-- counts: pupils due at the start of the newest term of a place and of the units below it: seen by day, on leave, not reported, overdue, unreported
-- grain: unit_code
-- parameters: $area, $month_last, $as_of_day, $ledger_seq
-- line: student
-- in: the term that began last up to the end of the month
-- out: units with nobody due
-- source: days are numbered from the term's first school day; day_n is empty while the day has not come; reported, on_leave, not_reported and unreported add up to due
with
now as (select max(first_day) as first_day from bld_term_start where first_day <= least($month_last, $as_of_day)),
term as (
  select t.term, t.first_day, t.month, t.verify_on
  from bld_term_start t
  join now n on n.first_day = t.first_day
),
unit as (
  select unit_code, unit_name, unit_level, is_total, sort from bld_handover_unit
  where unit_level <> 'village' and (is_total = 1 or length($area) = 6 or unit_level = 'school')
),
stated as (
  select s.area_code, max(s.d) as due_n, sum(case when s.state = 'reported' then s.n else 0 end) as reported_n,
    sum(case when s.state = 'on_leave' then s.n else 0 end) as on_leave_n, sum(case when s.state = 'not_reported' then s.n else 0 end) as not_reported_n,
    sum(case when s.state = 'unreported' then s.n else 0 end) as unreported_n, sum(case when s.state = 'overdue' then s.n else 0 end) as overdue_n
  from msr_term_start_state s
  join term t on t.month = s.month
  group by s.area_code
),
by_day as (
  select m.area_code, max(case when m.day_no = 1 then m.n end) as day_1, max(case when m.day_no = 2 then m.n end) as day_2,
    max(case when m.day_no = 3 then m.n end) as day_3, max(case when m.day_no = 5 then m.n end) as day_5
  from msr_term_start m
  join term t on t.month = m.month
  where m.d > 0
  group by m.area_code
)
select cast(t.term as varchar) as term, cast(t.first_day as date) as first_day, cast(t.verify_on as date) as verify_on,
  cast(u.unit_code as varchar) as unit_code, cast(u.unit_name as varchar) as unit_name, cast(u.unit_level as varchar) as unit_level,
  cast(u.is_total as int) as is_total, cast(u.sort as int) as sort, cast(s.due_n as bigint) as due_n, cast(d.day_1 as bigint) as day_1,
  cast(d.day_2 as bigint) as day_2, cast(d.day_3 as bigint) as day_3, cast(d.day_5 as bigint) as day_5, cast(s.reported_n as bigint) as reported_n,
  cast(s.on_leave_n as bigint) as on_leave_n, cast(s.not_reported_n as bigint) as not_reported_n, cast(s.overdue_n as bigint) as overdue_n,
  cast(s.unreported_n as bigint) as unreported_n,
  cast(case when s.unreported_n = s.due_n then 'unreported' when s.unreported_n > 0 then 'partly' else 'reported' end as varchar) as report_state
from unit u
cross join term t
join stated s on s.area_code = u.unit_code
left join by_day d on d.area_code = u.unit_code
order by u.is_total desc, case when s.unreported_n = s.due_n then 0 else 1 end, u.sort, u.unit_code
