-- title: 资助学期
-- counts: lists that stand for each term, its months' lists included
-- grain: term
-- parameters: $month, $as_of_day
-- line: student
-- in: every term with a month of school so far, the newest first
-- out: terms to come
-- source: is_now: the term in which $month lies
with
term as (
  select term, max(case when month = $month then 1 else 0 end) as is_now, max(month) as last_month from bld_aid_period group by term
),
listed as (
  select p.term, count(*) as n
  from src_aid_list l
  join (select distinct item, period, term from bld_aid_period) p on p.item = l.item and p.period = l.period
  group by p.term
)
select cast(t.term as varchar) as term, cast(t.is_now as int) as is_now, cast(coalesce(l.n, 0) as bigint) as lists_n
from term t
left join listed l on l.term = t.term
order by t.last_month desc
