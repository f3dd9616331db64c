-- title: 资助(各单位)
-- counts: of each township or school in a term: lists that came, and the sums of yuan over all items
-- grain: unit_code
-- parameters: $area, $month, $period, $as_of_day
-- line: student
-- in: the place itself first, then its townships or schools; schools stand in the township of their ground
-- out: units without any entitled pupil and without any payment
-- source: the same figures as pg_aid, all stages; a unit of which no list came has no numbers, which is not 0
with
unit as (
  select area_code as unit_code, name as unit_name, area_level as unit_level, 1 as is_total, 0 as sort
  from dim_area where area_code = $area and area_level in ('county', 'township', 'school')
  union all
  select area_code as unit_code, name as unit_name, area_level as unit_level, 0 as is_total, sort
  from dim_area where parent_code = $area and area_level = 'township'
  union all
  select area_code as unit_code, name as unit_name, area_level as unit_level, 0 as is_total, sort
  from dim_area where parent_code = $area and area_level = 'school'
),
cover as (
  select area_code, sum(n_entitled) as entitled, sum(d) as d, sum(n) as n, sum(n_lists) as n_lists, sum(d_lists) as d_lists
  from msr_aid_coverage where stage = 'all' and term = $period group by area_code
),
unpaid as (select area_code, sum(n) as n, sum(value) as value, sum(short_amount) as short_amount from msr_aid_unpaid where stage = 'all' and term = $period group by area_code),
paid as (
  select area_code, sum(paid_amount) as paid_amount, sum(n) as n, sum(value) as value, sum(n_unknown) as n_unknown, sum(over_amount) as over_amount
  from msr_aid_unentitled where stage = 'all' and term = $period group by area_code
),
absent as (select area_code, sum(n) as n, sum(value) as value from msr_aid_absent where stage = 'all' and term = $period group by area_code),
meals as (select area_code, sum(n) as n, sum(value) as value from msr_meals_over where stage = 'all' and term = $period group by area_code)
select cast(u.unit_code as varchar) as unit_code, cast(u.unit_name as varchar) as unit_name, cast(u.unit_level as varchar) as unit_level,
  cast(u.is_total as int) as is_total, cast(u.sort as int) as sort,
  cast(coalesce(c.n_lists, 0) as bigint) as lists_n, cast(coalesce(c.d_lists, 0) as bigint) as lists_d,
  cast(p.paid_amount as double) as paid_amount, cast(x.n as bigint) as unpaid_n, cast(x.value as double) as unpaid_amount,
  cast(x.short_amount as double) as short_amount, cast(p.n as bigint) as unentitled_n, cast(p.value as double) as unentitled_amount,
  cast(p.over_amount as double) as over_amount, cast(p.n_unknown as bigint) as unjudged_n,
  cast(a.n as bigint) as absent_n, cast(a.value as double) as absent_amount,
  cast(m.n as bigint) as meals_n, cast(m.value as double) as meals_amount,
  cast(case when coalesce(c.n_lists, 0) = 0 and p.area_code is null then 'missing' when c.n_lists < c.d_lists then 'partly' else 'received' end as varchar) as state
from unit u
left join cover c on c.area_code = u.unit_code
left join unpaid x on x.area_code = u.unit_code
left join paid p on p.area_code = u.unit_code
left join absent a on a.area_code = u.unit_code
left join meals m on m.area_code = u.unit_code
where u.is_total = 1 or c.area_code is not null or p.area_code is not null
order by u.is_total desc, u.sort, u.unit_code
