-- title: 资助期历
-- counts: nothing; each item of aid with the months of school that each of its periods covers so far, of every term
-- grain: item x period x month
-- parameters: $month, $as_of_day
-- line: -
-- in: months with a school day and a roll, up to the day looked at
-- out: holidays; months to come
-- source: by the day is paid month by month, two payments a year by term, one by school year; term: the term under which a
--   period is shown
with
item as (
  select item, min(case when unit = 'yuan_day' then 'month' when periods_a_year = 1 then 'year' when periods_a_year = 2 then 'term' else 'month' end) as paid_by,
    max(case when is_in_kind then 1 else 0 end) as is_in_kind
  from src_aid_rate
  group by item
),
held as (select distinct month from bld_roll_month),
placed as (
  select i.item, i.paid_by, i.is_in_kind, m.month, m.last_day, t.term, t.school_year
  from bld_month m
  join held h on h.month = m.month
  join bld_aid_month_term t on t.month = m.month
  cross join item i
  where m.school_days > 0
)
select cast(item as varchar) as item,
  cast(case paid_by when 'month' then month when 'term' then term else school_year end as varchar) as period,
  cast(month as varchar) as month, cast(last_day as date) as last_day,
  cast(case when paid_by = 'year' then concat(school_year, '-1') else term end as varchar) as term,
  cast(paid_by as varchar) as paid_by, cast(is_in_kind as int) as is_in_kind
from placed
