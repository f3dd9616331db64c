-- title: 资助期
-- counts: nothing; the periods of aid that are shown under the term asked for
-- grain: item x period x month
-- parameters: $month, $period, $as_of_day
-- line: -
-- in: months with a school day and a roll, up to the day looked at
-- out: other terms
-- source: a period paid by school year lies under one term with all its months
select cast(c.item as varchar) as item, cast(c.period as varchar) as period, cast(c.month as varchar) as month, cast(c.last_day as date) as last_day,
  cast(c.term as varchar) as term, cast(c.paid_by as varchar) as paid_by, cast(c.is_in_kind as int) as is_in_kind
from bld_aid_calendar c
join bld_aid_asked a on a.term = c.term
