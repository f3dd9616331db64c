-- title: 资助学期
-- counts: lists that stand for each term, its months' lists included
-- grain: term
-- parameters: $month, $as_of_day
-- line: student
-- in: every term with a month of school so far or with a list, the newest first
-- out: terms to come, unless a list came for one
-- source: is_now: the term in which $month lies
with
term as (
  select term from bld_aid_calendar
  union
  select term from bld_aid_term
),
now_term as (select term from bld_aid_month_term where month = $month),
listed as (
  select p.term, count(*) as n
  from src_aid_list l
  join bld_aid_term p on p.item = l.item and p.period = l.period
  group by p.term
)
select cast(t.term as varchar) as term, cast(case when n.term is null then 0 else 1 end as int) as is_now, cast(coalesce(l.n, 0) as bigint) as lists_n
from term t
left join now_term n on n.term = t.term
left join listed l on l.term = t.term
order by t.term desc
