-- title: 各校资助名册
-- counts: nothing; of each school and period the lists of aid that were sent, that wait for correction, that were not sent
-- grain: school_code x period
-- parameters: $area, $month, $period, $as_of_day
-- line: student
-- in: schools of the place with entitled pupils or a list; periods of the term in which the month lies
-- out: earlier months whose lists stand whole; months to come
-- source: the states of 没有报全的资助名册; the most pressing of a school's items: missing, waiting, in_progress, then whole; lists with rows that wait
--   stand first, since they can be mended now, then missing ones, of earlier months last
with
line as (
  select x.school_code, x.period, x.item, x.state, x.waiting_n, x.received_on, s.name as school_name, s.parent_code as township_code, s.sort
  from bld_aid_line x
  join dim_area s on s.area_code = x.school_code
  where x.school_code = $area or s.parent_code = $area or length($area) = 6
),
period as (
  select school_code, period, school_name, township_code, sort, count(*) as lists_d,
    sum(case when state in ('received', 'waiting', 'nil') then 1 else 0 end) as lists_n,
    sum(case when state = 'missing' then 1 else 0 end) as missing_n, sum(case when state = 'nil' then 1 else 0 end) as nil_n,
    sum(case when state = 'in_progress' then 1 else 0 end) as running_n, sum(waiting_n) as waiting_n, max(received_on) as received_on
  from line
  group by school_code, period, school_name, township_code, sort
),
told as (
  select school_code, period, school_name, township_code, sort, lists_d, lists_n, missing_n, nil_n, waiting_n, received_on,
    case when missing_n > 0 then 'missing' when waiting_n > 0 then 'waiting' when running_n > 0 then 'in_progress'
      when nil_n = lists_d then 'nil' else 'received' end as state
  from period
)
select cast(t.school_code as varchar) as school_code, cast(t.school_name as varchar) as school_name,
  cast(t.township_code as varchar) as township_code, cast(a.name as varchar) as township_name, cast(t.period as varchar) as period,
  cast(t.state as varchar) as state, cast(t.lists_n as bigint) as lists_n, cast(t.lists_d as bigint) as lists_d,
  cast(t.missing_n as bigint) as missing_n, cast(t.nil_n as bigint) as nil_n, cast(t.waiting_n as bigint) as waiting_n,
  cast(t.received_on as date) as received_on,
  cast(row_number() over (order by case when t.waiting_n > 0 then 1 when t.state = 'missing' then 2 when t.state = 'in_progress' then 4 else 5 end,
    case when length(t.period) = 7 and t.period < $month then 1 else 0 end, t.sort, t.school_code, t.period) as int) as sort
from told t
left join dim_area a on a.area_code = t.township_code
where length(t.period) <> 7 or t.period = $month or (t.period < $month and (t.state in ('missing', 'waiting') or t.waiting_n > 0))
order by sort
