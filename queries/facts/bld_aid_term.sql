-- title: 名册所属学期
-- counts: nothing; the term under which a list is shown, and why its period cannot be judged
-- grain: item x period
-- parameters: $month, $as_of_day
-- line: student
-- in: every item and period of which a list or a payment came
-- out: nothing
-- source: no_school: the calendar has no school day in the month; no_period: no roll holds a month of the period so far
with
named as (
  select item, period from src_aid
  union
  select item, period from src_aid_list
),
known as (
  select item, period, min(term) as term, max(last_day) as last_day, max(is_in_kind) as is_in_kind
  from bld_aid_calendar
  group by item, period
),
holiday as (
  select month from src_calendar where calendar_id = 'county' group by month having sum(case when is_school_day then 1 else 0 end) = 0
),
rate as (select item, max(case when is_in_kind then 1 else 0 end) as is_in_kind from src_aid_rate group by item)
select cast(n.item as varchar) as item, cast(n.period as varchar) as period,
  cast(coalesce(k.term, t.term, case when length(n.period) = 4 then concat(n.period, '-1') else n.period end) as varchar) as term,
  cast(coalesce(k.last_day, $as_of_day) as date) as last_day, cast(coalesce(k.is_in_kind, r.is_in_kind, 0) as int) as is_in_kind,
  cast(case when k.period is not null then null when h.month is not null then 'no_school' else 'no_period' end as varchar) as why
from named n
left join known k on k.item = n.item and k.period = n.period
left join bld_aid_month_term t on t.month = n.period
left join holiday h on h.month = n.period
left join rate r on r.item = n.item
