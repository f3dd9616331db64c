-- title: 资助
-- counts: of a place and term, by item, period and stage: entitled, reported, paid, and every sum of yuan that needs an answer
-- grain: item x period x stage
-- parameters: $area, $month, $period, $as_of_day
-- line: student
-- in: county, township where the school stands, or school
-- out: villages and classes, of which there are no sums
-- source: the figures msr_aid_ and msr_meals_over; state: received, partly, missing, in_progress while the period runs
with
cover as (
  select item, period, stage, n, d, value, n_entitled, n_unknown, n_lists, d_lists from msr_aid_coverage where area_code = $area and term = $period
),
unpaid as (select item, period, stage, n, value, n_waiting, n_short, short_amount from msr_aid_unpaid where area_code = $area and term = $period),
paid as (
  select item, period, stage, n, value, n_unknown, unknown_amount, paid_amount, n_over, over_amount from msr_aid_unentitled
  where area_code = $area and term = $period
),
absent as (select item, period, stage, n, value, n_unknown from msr_aid_absent where area_code = $area and term = $period),
meals as (select item, period, stage, n, value, over_days, n_unknown from msr_meals_over where area_code = $area and term = $period),
line as (
  select item, period, stage from cover
  union
  select item, period, stage from paid
),
item as (select code, sort from src_code where code_set = 'aid_item'),
kind as (select item, max(case when is_in_kind then 1 else 0 end) as is_in_kind from src_aid_rate group by item),
stage as (select code, sort from src_code where code_set = 'stage')
select cast(x.item as varchar) as item, cast(x.period as varchar) as period, cast(x.stage as varchar) as stage,
  cast(coalesce(k.is_in_kind, 0) as int) as is_in_kind, cast(coalesce(c.n_entitled, 0) as bigint) as entitled_n, cast(coalesce(c.d, 0) as bigint) as reported_n,
  cast(coalesce(c.n, 0) as bigint) as covered_n, cast(c.value as double) as coverage, cast(coalesce(c.n_unknown, 0) as bigint) as unknown_n,
  cast(coalesce(c.n_lists, 0) as bigint) as lists_n, cast(coalesce(c.d_lists, 0) as bigint) as lists_d,
  cast(u.n as bigint) as unpaid_n, cast(u.value as double) as unpaid_amount, cast(u.n_waiting as bigint) as waiting_n,
  cast(u.n_short as bigint) as short_n, cast(u.short_amount as double) as short_amount,
  cast(p.paid_amount as double) as paid_amount, cast(p.n as bigint) as unentitled_n, cast(p.value as double) as unentitled_amount,
  cast(p.n_unknown as bigint) as unjudged_n, cast(p.unknown_amount as double) as unjudged_amount,
  cast(p.n_over as bigint) as over_n, cast(p.over_amount as double) as over_amount,
  cast(a.n as bigint) as absent_n, cast(a.value as double) as absent_amount, cast(a.n_unknown as bigint) as absent_unknown_n,
  cast(m.n as bigint) as meals_n, cast(m.over_days as double) as meals_days, cast(m.value as double) as meals_amount, cast(m.n_unknown as bigint) as meals_unknown_n,
  cast(case when coalesce(c.n_lists, 0) = 0 and p.item is null and e.last_day >= $as_of_day then 'in_progress'
    when coalesce(c.n_lists, 0) = 0 and p.item is null then 'missing'
    when c.n_lists < c.d_lists then 'partly' else 'received' end as varchar) as state
from line x
left join cover c on c.item = x.item and c.period = x.period and c.stage = x.stage
left join unpaid u on u.item = x.item and u.period = x.period and u.stage = x.stage
left join paid p on p.item = x.item and p.period = x.period and p.stage = x.stage
left join absent a on a.item = x.item and a.period = x.period and a.stage = x.stage
left join meals m on m.item = x.item and m.period = x.period and m.stage = x.stage
left join item i on i.code = x.item
left join kind k on k.item = x.item
left join stage s on s.code = x.stage
left join bld_aid_end e on e.period = x.period
order by i.sort, x.item, x.period, coalesce(s.sort, case when x.stage = 'all' then 0 else 99 end)
