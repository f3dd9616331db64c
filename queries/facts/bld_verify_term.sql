-- title: 核实期限
-- counts: nothing; from when a proof counts in each month, by when it is due, and the day on which the month is judged
-- grain: month
-- parameters: $as_of_day
-- line: household
-- in: every month that figures are given for
-- out: nothing
-- source: re-verified each term: due by 15 October and 15 April; September to February is the autumn term; proofs count
--   from the summer, or the winter holidays before the term; limits as of the month's first day
with
held as (
  select month, first_day, last_day, substr(month, 6, 2) as month_no,
    cast(substr(month, 1, 4) as int) - case when substr(month, 6, 2) < '09' then 1 else 0 end as school_year
  from bld_month
),
term as (
  select month, first_day, last_day,
    case when month_no between '03' and '08' then school_year + 1 else school_year end as year_no,
    case when month_no between '03' and '08' then 'spring' else 'autumn' end as part
  from held
),
due as (
  select case when name = 'whereabouts_due_autumn' then 'autumn' else 'spring' end as part, cast(value as int) + 10000 as digits, valid_from, valid_to
  from bld_limit where name in ('whereabouts_due_autumn', 'whereabouts_due_spring')
),
opening as (
  select case when name = 'whereabouts_from_autumn' then 'autumn' else 'spring' end as part, cast(value as int) + 10000 as digits, valid_from, valid_to
  from bld_limit where name in ('whereabouts_from_autumn', 'whereabouts_from_spring')
)
select cast(t.month as varchar) as month, cast(t.last_day as date) as judged_on,
  cast(concat(cast(t.year_no as varchar), '-', substr(cast(o.digits as varchar), 2, 2), '-', substr(cast(o.digits as varchar), 4, 2)) as date) as counts_from,
  cast(concat(cast(t.year_no as varchar), '-', substr(cast(d.digits as varchar), 2, 2), '-', substr(cast(d.digits as varchar), 4, 2)) as date) as due_on
from term t
join due d on d.part = t.part and t.first_day between d.valid_from and d.valid_to
join opening o on o.part = t.part and t.first_day between o.valid_from and o.valid_to
