-- title: 应报的资助名册
-- counts: pupils entitled, of each school, item and period that has some or sent a list
-- grain: school_code x item x period
-- parameters: $month, $period, $as_of_day
-- line: student
-- in: schools with entitled pupils, or with a list
-- out: none
-- source: not reported is a state of its own: in_progress while the period runs, missing after it; nil: the school says
--   that nobody was paid; waiting: rows whose children are not known yet; received: it stands whole
with
due as (
  select school_code, item, period, count(*) as n from fct_aid_entitled where entitlement = 'entitled' group by school_code, item, period
),
listed as (
  select l.school_code, l.item, l.period, l.rows_n, l.waiting_n, l.received_on
  from src_aid_list l
  join bld_aid_term p on p.item = l.item and p.period = l.period
  join bld_aid_asked a on a.term = p.term
),
line as (
  select school_code, item, period from due
  union
  select school_code, item, period from listed
),
kind as (
  select item, max(case when is_in_kind then 1 else 0 end) as is_in_kind, max(case when needs_boarder then 1 else 0 end) as needs_boarder
  from src_aid_rate
  group by item
)
select cast(x.school_code as varchar) as school_code, cast(x.item as varchar) as item, cast(x.period as varchar) as period,
  cast(coalesce(k.is_in_kind, 0) as int) as is_in_kind, cast(coalesce(k.needs_boarder, 0) as int) as needs_boarder,
  cast(coalesce(d.n, 0) as bigint) as entitled_n,
  cast(case when l.school_code is null and e.last_day >= $as_of_day then 'in_progress' when l.school_code is null then 'missing'
    when l.waiting_n > 0 then 'waiting' when l.rows_n = 0 then 'nil' else 'received' end as varchar) as state,
  cast(coalesce(l.waiting_n, 0) as int) as waiting_n, cast(l.received_on as date) as received_on
from line x
left join due d on d.school_code = x.school_code and d.item = x.item and d.period = x.period
left join listed l on l.school_code = x.school_code and l.item = x.item and l.period = x.period
left join bld_aid_end e on e.period = x.period
left join kind k on k.item = x.item
